"""One page for a leader, and each unit's own: figures, what is late, and the same six figures by area, by government, by department."""
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor
from lastmile.kernel.queries import boards, chasing, items
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import GOVERNMENTS, City, Unit

from .. import moments, words
from ..asked import number
from ..jinja import url
from ..page import render
from .errors import not_found
from .items import ISSUED
from .rows import state_word

STATES = {"assigned": "assigned", "working": "signed,working,returned", "reported": "reported", "landed": "verified,closed"}
VIEWS = ("late", "area", "government", "department")
FEW = 10  # so many lines stand in the small place beside the large one
LATEST = 8


def top_of(actor: Actor, city: City) -> int | None:
    """The highest unit within the actor's scopes."""
    reach = sorted(actor.scopes & set(city.units), key=lambda u: len(city.units[u].path))
    return reach[0] if reach else None


def board(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, asked = city_for(actor), request.GET.get("unit", "")
    pk = number(asked) if asked else top_of(actor, city)
    found = boards.board(actor, pk) if pk is not None and pk in city.units else None
    if pk is None or found is None:
        return not_found(request)
    unit, below = city.units[pk], sorts_below(found, city)
    by = request.GET.get("by", "")
    by = by if by in VIEWS and (by not in below or below[by]) else "late"
    views = [SimpleNamespace(key=key, words=title(key, below), href=url("board", unit=asked, by="" if key == "late" else key), on=key == by)
             for key in VIEWS if key not in below or below[key]]
    side = "late" if by in below else "government" if below["government"] else "department"
    return render(
        request, "board.html", "board", name=_("全市") if unit.parent is None else unit.short, figures=figures(found, pk), views=views, by=by,
        chased=chased(actor, city, pk),
        late=late(city, pk), latest=LATEST, late_total=found.total.late, late_href=url("items", unit=pk, overdue="finish"),
        areas=areas(found, pk), side=side, side_title=title(side, below), units=lines(below.get(by, ()), found),
        side_units=lines(below.get(side, ())[:FEW], found), side_more=url("board", unit=asked, by=side) if len(below.get(side, ())) > FEW else "")


def sorts_below(found: boards.Board, city: City) -> dict[str, list[Unit]]:
    """The units directly below, lower governments and departments apart; of departments and offices those that owe something."""
    units = [city.units[pk] for pk in found.units]
    return {"government": [one for one in units if one.sort in GOVERNMENTS],
            "department": [one for one in units if one.sort not in GOVERNMENTS and (one.sort == "department" or found.units[one.id].owed)]}


def title(key: str, below: dict[str, list[Unit]]) -> str:
    """How a part of the page is called; governments by their sort, where they are of one."""
    if key == "government":
        sorts = {unit.sort for unit in below[key]}
        return words.word("sort", next(iter(sorts))) if len(sorts) == 1 else _("下级单位")
    return {"late": _("逾期最久的"), "area": _("各领域"), "department": _("部门")}[key]


def chased(actor: Actor, city: City, pk: int) -> list[SimpleNamespace]:
    """What stands still below: blocked, behind its plan, urged by a slip, with nobody to tell; each with where it is listed."""
    units = None if city.units[pk].parent is None else items.under(city, pk)
    counts = chasing.counts(actor, units, ("open", "blocked", "stuck"))
    said = ((counts["blocked"], _("卡住待协调{n}件"), url("chasing", tab="blocked", unit=pk)),
            (chasing.behind(units), _("落后进度计划{n}件"), url("items", unit=pk, pace="yellow,red")),
            (counts["open"], _("督办单待答复{n}张"), url("chasing", tab="open", unit=pk)),
            (counts["stuck"], _("逾期提醒不到人{n}件"), url("chasing", tab="stuck", unit=pk)))
    return [SimpleNamespace(words=text.format(n=n if n <= chasing.CAP else f"{chasing.CAP}+"), href=href) for n, text, href in said if n]


def late(city: City, pk: int) -> list[SimpleNamespace]:
    below = None if city.units[pk].parent is None else items.under(city, pk)
    return [SimpleNamespace(due_at=r.due_at, title=r.title, href=url("item", r.id), unit=city.units[r.unit_id].short,
                            unit_href=url("unit", r.unit_id), why=state_word(r)) for r in boards.latest_late(below)]


def figures(found: boards.Board, pk: int) -> list[SimpleNamespace]:
    """Issued, landed, late, landing rate; each links to the items it counts."""
    total, rate = found.total, found.total.landing_rate

    def one(key: str, value: str, note: str, measure: str = "items", light: str = "", **query: Any) -> SimpleNamespace:
        return SimpleNamespace(key=key, value=value, measure=measure, note=note, light=light, href=url("items", unit=pk, **query))
    beside = _("另有签收逾期{n}件").format(n=total.unsigned_late) if total.unsigned_late else _("临期{n}件").format(n=total.near)
    return [one("issued", moments.number(total.owed), _("其中待签收{n}件").format(n=total.to_sign), state=ISSUED),
            one("landed", moments.number(total.landed), _("其中逾期后落地{n}件").format(n=total.was_late), state=STATES["landed"]),
            one("late", moments.number(total.late), beside, light="red" if total.late else "", overdue="finish"),
            one("rate", f"{rate:.1f}" if rate is not None else "—", _("已落地 ÷ 已交办"), "percent" if rate is not None else "",
                state=STATES["landed"])]


def areas(found: boards.Board, pk: int) -> list[SimpleNamespace]:
    """By area: the bar, and the six figures."""
    return [SimpleNamespace(key=key, name=words.word("area", key), href=url("items", unit=pk, area=key, state=ISSUED), landed=f.landed,
                            going=f.on_course, late=f.late, cells=cells(f, unit=pk, area=key)) for key, f in found.areas.items()]


def lines(units: Iterable[Unit], found: boards.Board) -> list[SimpleNamespace]:
    """By unit: its name, and the six figures."""
    return [SimpleNamespace(name=unit.short, href=url("board", unit=unit.id), cells=cells(found.units[unit.id], unit=unit.id))
            for unit in units]


def cells(f: boards.Figures, **where: Any) -> list[SimpleNamespace]:
    """Owed, to sign, in hand, reported, landed, late; each leads to the items it counts."""
    counted = (("owed", f.owed, {"state": ISSUED}), ("assigned", f.to_sign, {"state": STATES["assigned"]}),
               ("working", f.working, {"state": STATES["working"]}), ("reported", f.reported, {"state": STATES["reported"]}),
               ("landed", f.landed, {"state": STATES["landed"]}), ("late", f.late, {"overdue": "finish"}))
    return [SimpleNamespace(key=key, n=n, href=url("items", **where, **how) if n else "") for key, n, how in counted]
