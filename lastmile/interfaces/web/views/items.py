"""Lists of items, by filters that stand in the address; and the answer to a search."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.queries import items
from lastmile.kernel.queries.visible import city_for

from ..jinja import url
from ..page import render
from .inbox import DONE

FILTERS = ("unit", "area", "state", "light")


def adds(actor: Actor) -> list[SimpleNamespace]:
    """What may be put in from here: one item, or a sheet of them."""
    if not can("item.open", actor, now=timezone.now()):
        return []
    return [SimpleNamespace(words=_("表格导入"), href=url("sheet", "item.open")), SimpleNamespace(words=_("立项"), href=url("do", "item.open"))]


def listing(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    city = city_for(actor)
    asked = {name: request.GET.get(name, "").strip() for name in (*FILTERS, "q", "after")}
    wanted: dict[str, Any] = {name: asked[name] for name in FILTERS if asked[name]}
    if asked["unit"] and not asked["unit"].isdigit():
        found = city.find(asked["unit"], next(iter(actor.units), None))
        wanted["unit"] = found[0] if found else -1
    if asked["q"]:
        page = items.search(actor, asked["q"])
    else:
        page = items.listing(actor, wanted, asked["after"] if asked["after"].isdigit() else "")
    rows = [SimpleNamespace(id=r.id, href=url("item", r.id), light=r.light,
                            due_at=None if r.state in DONE else r.due_at, number=r.number, title=r.title, area=r.area,
                            state=r.state, unit=SimpleNamespace(name=city.units[r.unit_id].short, href=url("unit", r.unit_id)))
            for r in page.rows]
    unit = city.units.get(int(wanted["unit"])) if str(wanted.get("unit", "")).isdigit() else None
    shown = {name: asked[name] for name in ("q", *FILTERS)} | ({"unit": unit.name} if unit else {})
    total, more = items.total(actor, wanted) if not asked["q"] else (len(rows), False)
    return render(request, "items.html", "items", filters=shown, narrowed=any(shown.values()), rows=rows, total=total, capped=more,
                  pager=SimpleNamespace(prev=url("items", **wanted) if asked["after"] else "",
                                        next=url("items", **wanted, after=page.after) if page.after else ""), adds=adds(actor))
