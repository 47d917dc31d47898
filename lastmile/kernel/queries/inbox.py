"""The inbox: what a handler's units owe, or what those who look over others have below them; all that its page shows in one round trip."""
from typing import Any, NamedTuple

from ..act import Actor
from ..rules.city import City
from ..rules.moves import IN_HAND
from . import items
from .items import CAP, LATE, LINE, REFUSED, Page, Row
from .statements import Asked, rows, together
from .visible import city_for, visible

OVERSEERS = {"supervisor", "leader", "verifier"}
FEW = 40  # up to so many units each gives its own first page; more, and the dates are walked
TABS = {"all": "i.is_open", "sign": "i.is_open and i.state = 'assigned'", "hand": "i.is_open and i.state = any(%(hand)s)",
        "check": "i.is_open and i.state = 'reported'", "late": LATE, "refused": REFUSED}
MANY = 500  # parts of a unit that are looked at to count; beyond, the tab says no number
# Both find a page in an index alone and only then read its items: `select *` inside took 60 ms for the city.
_BY_UNIT = """
select f.id, f.due_at from unnest(%(units)s::bigint[]) u(id) cross join lateral (
  select i.id, i.due_at from kernel_item i where i.unit_id = u.id and {which} and (i.due_at, i.id) > (%(due)s, %(item)s) {more}
  order by i.due_at, i.id limit %(size)s) f
order by f.due_at, f.id limit %(size)s"""
_BY_DATE = """
select i.id, i.due_at from kernel_item i where {which} and (i.due_at, i.id) > (%(due)s, %(item)s) {more}
order by i.due_at, i.id limit %(size)s"""
_ASSISTING = """
select distinct i.id, i.due_at from kernel_itempart p join kernel_item i on i.id = p.item_id
where p.unit_id = any(%(units)s) and i.is_open and i.state <> 'draft' and (i.due_at, i.id) > (%(due)s, %(item)s)
order by i.due_at, i.id limit %(size)s"""
_PAGE = f"select {LINE} from ({{page}}) page join kernel_item i on i.id = page.id order by page.due_at, page.id"
_COUNT = """
select state, light, late, count(*)::int from (select state, light, late from kernel_item where unit_id = any(%(units)s)
  and is_open and state <> 'draft' limit %(cap)s) x group by 1, 2, 3"""
_TALLIES = """
select state, light, late, sum(n)::int from kernel_tally_now where unit_id = any(%(units)s)
  and state not in ('closed', 'cancelled') and not (state = 'draft' and {drafts}) group by 1, 2, 3"""
_COUNT_ASSISTING = """
select count(*), count(distinct i.id) filter (where i.is_open and i.state <> 'draft')
from (select item_id from kernel_itempart where unit_id = any(%(units)s) limit %(most)s) p join kernel_item i on i.id = p.item_id"""


class Look(NamedTuple):
    """One page of a tab, and how many stand under each tab; None where nobody has counted that far."""

    page: Page
    counts: dict[str, int | None]


def look(actor: Actor, tab: str = "all", after: str = "") -> Look:
    """What the first page of the inbox needs."""
    page, counts, parts = together(_asked(actor, tab, after, items.SIZE), _counted(actor), _parts(actor))
    return Look(_page(page, items.SIZE), {**_counts(counts), "assist": _assisting(parts)})


def inbox(actor: Actor, tab: str = "all", after: str = "", size: int | None = None) -> Page:
    """Open items, late first: those a handler's units owe; for everybody else, those within their scope. The tab "assist" has those in
    which a handler's units assist (配合): theirs to know and to lend a hand to, another's to report."""
    size = size or items.SIZE
    return _page(rows(_asked(actor, tab, after, size)), size)


def inbox_counts(actor: Actor) -> dict[str, int]:
    """How many stand under each tab, and how many are late only to sign."""
    return _counts(rows(_counted(actor)))


def count_assisting(actor: Actor) -> int | None:
    """How many stand under the tab "assist"; None when that would take looking at too many."""
    return _assisting(rows(_parts(actor)))


def owed_units(actor: Actor) -> list[int]:
    """The units for which the actor, as a handler, owes; none for who looks over others."""
    if any(p.role in OVERSEERS for p in actor.posts):
        return []
    return sorted({u for p in actor.posts if p.role == "handler" for u in (p.unit, p.scope)})


def _asked(actor: Actor, tab: str, after: str, size: int) -> Asked:
    due, item = after.rsplit("_", 1) if after else ("-infinity", "0")
    units = owed_units(actor)
    many = False
    if tab == "assist":
        page = _ASSISTING
    elif units:  # what the unit has sent back is no longer its to do
        page = _BY_UNIT.format(which=TABS[tab], more="and i.state <> 'draft'")
    else:
        where = visible(actor)
        units = where.params.get("seen", [])
        many = where.everything or len(units) > FEW
        page = (_BY_DATE if many else _BY_UNIT).format(
            which=TABS[tab], more="and i.unit_id = any(%(units)s)" if many and not where.everything else "")
    params = {"due": due, "item": int(item), "size": size + 1, "hand": list(IN_HAND), "units": units}
    return Asked(_PAGE.format(page=page), params, fixed=not many)


def _page(found: list[tuple], size: int) -> Page:
    rows = [Row(*r) for r in found]
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.due_at.isoformat()}_{last.id}" if last and last.due_at else "")


def _counted(actor: Actor) -> Asked:
    """From the tallies for those who look over a tree, and for units that have none below them; else counted, to CAP + 1."""
    units, city = owed_units(actor), city_for(actor)
    if not units:
        return Asked(_TALLIES.format(drafts="light = 'rest'"), {"units": _tops(actor, city)}, fixed=True)
    if city.parents & set(units):
        return Asked(_COUNT, {"units": units, "cap": CAP + 1}, fixed=True)
    return Asked(_TALLIES.format(drafts="true"), {"units": units}, fixed=True)


def _tops(actor: Actor, city: City) -> list[int]:
    """The actor's scopes without those that lie within another."""
    scopes = list(actor.scopes)
    return [s for s in scopes if not any(o != s and city.covers(o, s) for o in scopes)]


def _counts(cells: list[tuple]) -> dict[str, int]:
    counts = dict.fromkeys((*TABS, "unsigned"), 0)
    for state, light, late, n in cells:
        counts["all"] += n
        counts["sign"] += n * (state == "assigned")
        counts["hand"] += n * (state in IN_HAND)
        counts["check"] += n * (state == "reported")
        counts["late"] += n * (light == "red" and late)
        counts["refused"] += n * (state == "draft")
        counts["unsigned"] += n * (state == "assigned" and light == "red" and not late)
    return counts


def _parts(actor: Actor) -> Asked:
    return Asked(_COUNT_ASSISTING, {"units": owed_units(actor), "most": MANY + 1}, fixed=True)


def _assisting(found: list[tuple[Any, ...]]) -> int | None:
    looked, n = found[0]
    return n if looked <= MANY else None
