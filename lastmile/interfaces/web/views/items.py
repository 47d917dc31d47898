"""Lists of items, by filters that stand in the address; and the answer to a search."""
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries import chasing, items
from lastmile.kernel.queries.search import POOL, search
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.moves import refused

from .. import words
from ..asked import number
from ..jinja import url
from ..page import render
from .rows import DONE, nearest, state_word, time_words

FILTERS = ("unit", "area", "state", "light", "overdue", "pace", "asked")
ISSUED = "refused,assigned,signed,working,returned,reported,verified,suspended,closed"  # what a board counts as issued
MOST_UNITS = 5
NO_UNIT = -1  # no unit has this id: nothing is listed


def adds(actor: Actor) -> list[SimpleNamespace]:
    """What may be put in from here: one item, or a sheet of them."""
    if not can("item.open", actor, now=timezone.now()):
        return []
    return [SimpleNamespace(words=_("表格导入"), href=url("sheet", "item.open")), SimpleNamespace(words=_("立项"), href=url("do", "item.open"))]


def listing(request: HttpRequest) -> HttpResponse:
    actor, now = request.actor, timezone.localtime()  # type: ignore[attr-defined]
    city = city_for(actor)
    asked = {"unit": request.GET.get("unit", "").strip(), "q": request.GET.get("q", "").strip()}
    asked |= {name: known(name, request.GET.get(name, "")) for name in ("area", "state", "light", "overdue", "pace", "asked")}
    wanted: dict[str, Any] = {name: asked[name] for name in FILTERS if asked[name]}
    unit = named(city, actor, asked["unit"])
    if asked["unit"]:
        wanted["unit"] = unit or NO_UNIT
    called = city.find(asked["q"], home(actor)) if asked["q"] else ()
    like = called or units_like(city, asked["q"])
    own = called[0] if len(called) == 1 and "unit" not in wanted and "words" not in request.GET else None
    part = searched(actor, asked["q"], wanted, request) if asked["q"] and own is None else listed(
        actor, wanted | ({"unit": own} if own else {}), request, asked["q"])
    shown = asked | ({"unit": city.units[unit].name} if unit else {})
    return render(
        request, "items.html", "items", filters=shown, narrowed=any(shown.values()), rows=rows_of(part.rows, city, now),
        total=part.total, capped=part.capped, pager=part.pager, adds=adds(actor), units=[chip(city, pk) for pk in like],
        of_unit=city.units[own].name if own else "", in_words=url("items", **wanted, q=asked["q"], words=1) if own else "",
        problem=problem(asked, unit), states=states(asked["state"]))


def known(name: str, asked: str) -> str:
    """Those of the keys asked for that there are; one, or several with commas between."""
    keys = {*words.TABLES[name], *(("refused",) if name == "state" else ())}
    return ",".join(key for key in dict.fromkeys(asked.split(",")) if key in keys)


def states(asked: str) -> list[tuple[str, str]]:
    """What one may choose; several at once, to which a board leads, stand as one choice."""
    one = dict(words.choices("state")) | {"refused": words.word("tab", "refused")}
    if "," not in asked:
        return list(one.items())
    said = _("已交办的") if set(asked.split(",")) == set(ISSUED.split(",")) else joined(one[key] for key in asked.split(","))
    return [(asked, said), *one.items()]


def home(actor: Actor) -> int | None:
    return next(iter(actor.units), None)


def units_like(city: City, words: str) -> list[int]:
    """Units in whose name the words stand, the higher ones first."""
    found = [unit for unit in city.units.values() if len(words) > 1 and unit.active and words in unit.name]
    return [unit.id for unit in sorted(found, key=lambda unit: (len(unit.path), unit.position, unit.id))[:MOST_UNITS]]


def named(city: City, actor: Actor, asked: str) -> int | None:
    """The unit that is meant, by its id or by a name."""
    pk = number(asked)
    found = (pk,) if pk is not None else city.find(asked, home(actor)) if asked else ()
    return found[0] if found and found[0] in city.units else None


def problem(asked: dict[str, str], unit: int | None) -> str:
    """Why nothing can be found, where that lies in what was asked."""
    if asked["unit"] and unit is None:
        return _("没有叫“{name}”的单位，请从列出的单位里选。").format(name=asked["unit"])
    if asked["q"] and all(len(word) < 2 for word in asked["q"].split()):
        return _("请输入两个字以上的词。")
    return ""


def listed(actor: Actor, wanted: dict[str, Any], request: HttpRequest, q: str = "") -> SimpleNamespace:
    """A page of all that the filters leave, newest first."""
    after = number(request.GET.get("after"))
    page = items.listing(actor, wanted, str(after or ""))
    total, capped = items.total(actor, wanted)
    here = {name: value for name, value in wanted.items() if not q or name != "unit"} | {"q": q}
    return SimpleNamespace(rows=page.rows, total=total, capped=capped, pager=SimpleNamespace(
        prev=url("items", **here) if after else "", next=url("items", **here, after=page.after) if page.after else ""))


def searched(actor: Actor, q: str, wanted: dict[str, Any], request: HttpRequest) -> SimpleNamespace:
    """A page of what has the words and is left by the filters."""
    last = -(-POOL // items.SIZE)
    page = max(1, min(number(request.GET.get("page")) or 1, last))
    found = search(actor, q, wanted, page)
    here: dict[str, Any] = wanted | {"q": q} | ({"words": 1} if "words" in request.GET else {})
    return SimpleNamespace(rows=found.rows, total=found.total, capped=found.more, pager=SimpleNamespace(
        prev=url("items", **here, page=page - 1) if page > 1 else "",
        next=url("items", **here, page=page + 1) if page * items.SIZE < found.total else ""))


def chip(city: City, pk: int) -> SimpleNamespace:
    return SimpleNamespace(name=city.units[pk].name, href=url("unit", pk))


def rows_of(rows: list[items.Row], city: City, now: datetime) -> list[SimpleNamespace]:
    """The lines, with what is chased about each: a slip, a blocker, a plan it does not keep."""
    flags = chasing.flags([r.id for r in rows])
    return [row_of(r, city, now, flags.get(r.id)) for r in rows]


def marks(flag: tuple[str, bool, str] | None) -> list[SimpleNamespace]:
    """In words, with the colour of the slip."""
    colour, blocked, pace = flag or ("", False, "")
    said = [(colour, _("{colour}督办单").format(colour=words.word("colour", colour)))] if colour else []
    said += [("blocked", _("卡住，待协调"))] if blocked else []
    said += [("behind", words.word("pace", pace))] if pace in ("yellow", "red") else []
    return [SimpleNamespace(key=key, words=text) for key, text in said]


def row_of(r: items.Row, city: City, now: datetime, flag: tuple[str, bool, str] | None = None) -> SimpleNamespace:
    at, sort = nearest(r, now)
    plain = r.state in DONE or (r.state == "draft" and not refused(r))
    return SimpleNamespace(
        id=r.id, href=url("item", r.id), light=r.light, words="" if plain else time_words(r, at, sort, now), number=r.number, title=r.title,
        area=r.area, state=state_word(r), marks=marks(flag), unit=SimpleNamespace(name=city.units[r.unit_id].short, href=url("unit", r.unit_id)))
