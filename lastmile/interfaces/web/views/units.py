"""The tree of units, and the page of one."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries import boards, items, people
from lastmile.kernel.queries.visible import city_for, seen_units, sees_unit
from lastmile.kernel.rules.city import City

from .. import words
from ..jinja import url
from ..page import render
from .board import STATES, figures
from .errors import not_found
from .rows import rows

TABS = {"open": "", "assigned": STATES["assigned"], "working": STATES["working"], "reported": STATES["reported"], "closed": STATES["landed"]}
OPEN = "refused,assigned,signed,working,returned,reported,suspended"  # what is owed and has not landed
PICKED = 20


def units(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city = city_for(actor)
    seen = seen_units(actor, city)
    owed = boards.open_and_late(seen)

    def node(unit: Any) -> SimpleNamespace:
        n, late = owed.get(unit.id, (0, 0))
        return SimpleNamespace(name=unit.short, href=url("unit", unit.id), sort=unit.sort, open=n, late=late,
                               children=[node(child) for child in city.children.get(unit.id, ())])
    tree = [node(city.root)] if city.root else []
    may = can("unit.add", actor, now=timezone.now())
    return render(request, "units.html", "units", tree=tree, count=sum(u.active for u in city.units.values()),
                  add_href=url("do", "unit.add") if may else "", sheet_href=url("sheet", "unit.add") if may else "")


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, now = city_for(actor), timezone.localtime()
    one = city.units.get(pk)
    if one is None:
        return not_found(request)
    found = boards.board(actor, pk) if sees_unit(actor, pk) else None
    tab = request.GET.get("tab", "open") if request.GET.get("tab") in TABS else "open"
    page = items.listing(actor, {"unit": pk, "state": TABS[tab] or OPEN}) if found else items.Page([])
    crew = people.people_of(pk)
    total = found.total if found else boards.Figures()
    counts = {"open": total.owed - total.landed, "assigned": total.to_sign, "working": total.working, "reported": total.reported,
              "closed": total.landed}
    knows = actor.has(city, "administrator", over=pk)
    below = boards.board_of(pk, [u.id for u in city.children.get(pk, ())], []) if not found else found
    return render(
        request, "unit.html", "units",
        unit=SimpleNamespace(
            name=one.name, sort=one.sort, href=url("unit", pk), aliases=sorted(a for a, ids in city.aliases.items() if pk in ids),
            known=found is not None, late=total.late, soon=total.near,
            duty=joined(dict.fromkeys(p["person__name"] for p in crew if p["duty"]))),
        above=above(city, pk), figures=figures(found, pk) if found else [],
        tabs=[SimpleNamespace(key=key, count=counts[key], href=url("unit", pk, tab=key), on=key == tab) for key in TABS],
        rows=rows(page, actor, now, own=(pk,)), total=counts[tab], more_href=url("items", unit=pk, state=TABS[tab] or OPEN),
        people=[SimpleNamespace(name=p["person__name"], href=url("person", p["person_id"]) if knows or p["person_id"] == actor.id else "",
                                role=p["role"], duty=p["duty"]) for p in crew],
        below=[SimpleNamespace(name=city.units[u].short, href=url("unit", u), open=f.owed - f.landed if found else None, late=f.late)
               for u, f in below.units.items()],
        acts=[SimpleNamespace(words=_("修改单位"), href=url("do", "unit.change", unit=pk))] if can("unit.change", actor, one, now=now) else [])


def above(city: City, pk: int) -> list[SimpleNamespace]:
    """The units above, from the city down."""
    found, parent = [], city.units[pk].parent
    while parent:
        found.append(SimpleNamespace(name=city.units[parent].short, href=url("unit", parent)))
        parent = city.units[parent].parent
    return found[::-1]


def pick(request: HttpRequest) -> HttpResponse:
    """Units whose name, alias or pinyin begins with, or holds, what is typed."""
    city = city_for(request.actor)  # type: ignore[attr-defined]
    typed = request.GET.get(next(iter(request.GET), ""), "").strip().lower()
    names = {pk for name, ids in city.by_name.items() if typed and typed in name.lower() for pk in ids}
    names |= {u.id for u in city.units.values() if typed and u.pinyin.startswith(typed) and u.active}
    best = sorted((city.units[pk] for pk in names), key=lambda u: (len(u.path), u.position, u.pinyin))[:PICKED]
    shown = [SimpleNamespace(name=u.name, where=city.units[u.parent].short if u.parent else words.word("sort", u.sort)) for u in best]
    return HttpResponse(get_template("fragments/units.html").render({"units": shown}, request))
