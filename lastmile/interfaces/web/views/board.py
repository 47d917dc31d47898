"""One page for a leader, and each unit's own."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor
from lastmile.kernel.queries import boards, items
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import City, Unit

from .. import moments, words
from ..jinja import url
from ..page import render
from .errors import not_found

ISSUED = "assigned,signed,working,returned,reported,verified,suspended,closed"
STATES = {"assigned": "assigned", "working": "signed,working,returned", "reported": "reported", "landed": "verified,closed"}


def top_of(actor: Actor, city: City) -> int | None:
    """The highest unit within the actor's scopes."""
    reach = sorted(actor.scopes & set(city.units), key=lambda u: len(city.units[u].path))
    return reach[0] if reach else None


def board(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, asked = city_for(actor), request.GET.get("unit", "")
    pk = int(asked) if asked.isdigit() else top_of(actor, city)
    found = boards.board(actor, pk) if pk in city.units else None
    if pk is None or found is None:
        return not_found(request)
    unit = city.units[pk]
    below = items.under(city, pk)
    late = boards.latest_late(below)
    return render(
        request, "board.html", "board", head=SimpleNamespace(name=_("全市") if unit.parent is None else unit.short, line=""),
        figures=figures(found, pk), waiting=[], late_total=found.total.late, late_href=url("items", unit=pk, light="red"),
        late=[SimpleNamespace(due_at=r.due_at, title=r.title, href=url("item", r.id), unit=city.units[r.unit_id].short,
                              unit_href=url("unit", r.unit_id), why=words.word("state", r.state)) for r in late],
        areas=[SimpleNamespace(key=key, href=url("items", unit=pk, area=key), landed=f.landed, going=f.on_course, late=f.late,
                               late_href=url("items", unit=pk, area=key, light="red")) for key, f in found.areas.items()],
        units_label=label(city, found, pk), units=table(found, city), units_more=url("units"))


def figures(found: boards.Board, pk: int) -> list[SimpleNamespace]:
    """Issued, landed, late, landing rate; each links to the items it counts."""
    total, rate = found.total, found.total.landing_rate

    def one(key: str, value: str, note: str, measure: str = "items", light: str = "", **query: Any) -> SimpleNamespace:
        return SimpleNamespace(key=key, value=value, measure=measure, note=note, light=light, href=url("items", unit=pk, **query))
    return [one("issued", moments.number(total.owed), _("其中待签收{n}件").format(n=total.to_sign), state=ISSUED),
            one("landed", moments.number(total.landed), _("其中逾期后落地{n}件").format(n=total.was_late), state=STATES["landed"]),
            SimpleNamespace(key="late", value=moments.number(total.late), measure="items", light="red" if total.late else "",
                            note=_("临期{n}件").format(n=total.near), href=url("items", unit=pk, light="red")),
            one("rate", f"{rate:.1f}" if rate is not None else "—", _("已落地 ÷ 已交办"), "percent", state=STATES["landed"])]


def shown(found: boards.Board, city: City) -> list[Unit]:
    """The units in the table: lower governments first; without any, all below that owe something."""
    governments = [city.units[u] for u in found.units if city.units[u].sort in ("county", "township", "village")]
    return governments or [city.units[u] for u, f in found.units.items() if f.owed]


def label(city: City, found: boards.Board, pk: int) -> str:
    sorts = {unit.sort for unit in shown(found, city)}
    return words.word("sort", next(iter(sorts))) if len(sorts) == 1 else _("下级单位")


def table(found: boards.Board, city: City) -> list[SimpleNamespace]:
    rows = []
    for unit in shown(found, city):
        f = found.units[unit.id]
        cells = [SimpleNamespace(n=f.owed, href=url("items", unit=unit.id))]
        cells += [SimpleNamespace(n=n, href=url("items", unit=unit.id, state=STATES[key])) for key, n in
                  (("assigned", f.to_sign), ("working", f.working), ("reported", f.reported), ("landed", f.landed))]
        cells.append(SimpleNamespace(n=f.late, href=url("items", unit=unit.id, light="red")))
        rows.append(SimpleNamespace(name=unit.short, href=url("board", unit=unit.id), cells=cells))
    return rows
