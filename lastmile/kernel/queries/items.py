"""Lists of items: keyset pages that read an index in the order they show, capped counts, all through visible()."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from ..act import Actor
from ..rules.city import City
from ..rules.moves import IN_HAND
from .visible import city_for, visible

SIZE = 50
CAP = 500
FEW = 40  # up to so many units each gives its own first page; more, and the dates are walked
COLUMNS = ("id", "number", "title", "kind", "area", "state", "light", "late", "due_at", "sign_due_at", "unit_id", "issuer_id", "percent",
           "parent_id", "handler_id", "rhythm", "issued_at", "reported_at", "children_waived", "reporter_id", "reporter_unit_id")
ROW = ", ".join(f"i.{name}" for name in COLUMNS)
# Both find a page in an index alone and only then read its items: `select *` inside took 60 ms for the city.
_BY_UNIT = """
select f.id, f.due_at from unnest(%(units)s::bigint[]) u(id) cross join lateral (
  select i.id, i.due_at from kernel_item i where i.unit_id = u.id and {which} and (i.due_at, i.id) > (%(due)s, %(item)s) {more}
  order by i.due_at, i.id limit %(size)s) f
order by f.due_at, f.id limit %(size)s"""
_BY_DATE = """
select i.id, i.due_at from kernel_item i where {which} and (i.due_at, i.id) > (%(due)s, %(item)s) {more}
order by i.due_at, i.id limit %(size)s"""
_PAGE = "select {row} from ({page}) page join kernel_item i on i.id = page.id order by page.due_at, page.id"
REFUSED = "i.state = 'draft' and i.issued_at is not null"  # an index of its own: one in a thousand is
# Its time to finish is over. coalesce() keeps the planner from taking red and late for two things: it then expects few rows and calls in
# parallel workers, which take longer to start (7 ms) than the ten rows of a board take to read.
LATE = "i.is_open and i.light = 'red' and coalesce(i.late, false)"
UNSIGNED = "i.state = 'assigned' and i.light = 'red' and not i.late"  # only its time to sign is
UNREPORTED = "i.is_open and i.state <> 'assigned' and i.light = 'red' and not i.late"  # only the report of its period is
TABS = {"all": "i.is_open", "sign": "i.is_open and i.state = 'assigned'", "hand": "i.is_open and i.state = any(%(hand)s)",
        "check": "i.is_open and i.state = 'reported'", "late": LATE, "refused": REFUSED}
OVERDUE = {"finish": LATE, "sign": UNSIGNED, "report": UNREPORTED}


@dataclass(frozen=True, slots=True)
class Row:
    """One item as lists show it; children: (all, reported or closed)."""

    id: int
    number: str
    title: str
    kind: str
    area: str
    state: str
    light: str
    late: bool
    due_at: datetime | None
    sign_due_at: datetime | None
    unit_id: int
    issuer_id: int
    percent: int
    parent_id: int | None
    handler_id: int | None
    rhythm: str
    issued_at: datetime | None
    reported_at: datetime | None
    children_waived: bool
    reporter_id: int | None
    reporter_unit_id: int | None


@dataclass(frozen=True)
class Page:
    """Rows, where the next page begins ("" at the end), and the children of each row: id -> (all, back)."""

    rows: list[Row]
    after: str = ""
    children: dict[int, tuple[int, int]] = field(default_factory=dict)


def run(sql: str, params: dict[str, Any]) -> list[tuple]:
    """Never prepared: a generic plan would read all items of the city (30 ms in place of 0.6). In binary, since Django reads moments
    that come as text in Python: 150 of them were a millisecond a page."""
    connection.ensure_connection()
    return connection.connection.execute(sql, params, prepare=False, binary=True).fetchall()


OVERSEERS = {"supervisor", "leader", "verifier"}


def owed_units(actor: Actor) -> list[int]:
    """The units for which the actor, as a handler, owes; none for who looks over others."""
    if any(p.role in OVERSEERS for p in actor.posts):
        return []
    return sorted({u for p in actor.posts if p.role == "handler" for u in (p.unit, p.scope)})


def inbox(actor: Actor, tab: str = "all", after: str = "", size: int = SIZE) -> Page:
    """Open items, late first: those a handler's units owe; for everybody else, those within their scope."""
    due, item = after.rsplit("_", 1) if after else ("-infinity", "0")
    params: dict[str, Any] = {"due": due, "item": int(item), "size": size + 1, "hand": list(IN_HAND)}
    units = owed_units(actor)
    if units:  # what the unit has sent back is no longer its to do
        page = _BY_UNIT.format(which=TABS[tab], more="and i.state <> 'draft'")
    else:
        where = visible(actor)
        units = where.params.get("seen", [])
        many = where.everything or len(units) > FEW
        page = (_BY_DATE if many else _BY_UNIT).format(
            which=TABS[tab], more="and i.unit_id = any(%(units)s)" if many and not where.everything else "")
    rows = [Row(*r) for r in run(_PAGE.format(row=ROW, page=page), params | {"units": units})]
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.due_at.isoformat()}_{last.id}" if last and last.due_at else "", children(rows[:size]))


def inbox_counts(actor: Actor) -> dict[str, int]:
    """How many stand under each tab, and how many are late only to sign; counted to CAP + 1 for a handler, from the tallies for those who
    look over a tree."""
    units, counts = owed_units(actor), dict.fromkeys((*TABS, "unsigned"), 0)
    if units:
        cells = run("select state, light, late, count(*) from (select state, light, late from kernel_item where unit_id = any(%(units)s)"
                    " and is_open and state <> 'draft' limit %(cap)s) x group by 1, 2, 3", {"units": units, "cap": CAP + 1})
    else:
        city, scopes = city_for(actor), list(actor.scopes)
        tops = [s for s in scopes if not any(o != s and city.covers(o, s) for o in scopes)]
        cells = run("select state, light, late, sum(n)::int from kernel_tally_now where unit_id = any(%(units)s)"
                    " and state not in ('closed', 'cancelled') and not (state = 'draft' and light = 'rest') group by 1, 2, 3",
                    {"units": tops})
    for state, light, late, n in cells:
        counts["all"] += n
        counts["sign"] += n * (state == "assigned")
        counts["hand"] += n * (state in IN_HAND)
        counts["check"] += n * (state == "reported")
        counts["late"] += n * (light == "red" and late)
        counts["refused"] += n * (state == "draft")
        counts["unsigned"] += n * (state == "assigned" and light == "red" and not late)
    return counts


def children(rows: Sequence[Row]) -> dict[int, tuple[int, int]]:
    """How many parts each item has, and how many of them are back: reported, verified or closed."""
    if not rows:
        return {}
    found = run("select parent_id, count(*), count(*) filter (where state in ('reported', 'verified', 'closed')) from kernel_item"
                " where parent_id = any(%(ids)s) and state <> 'cancelled' group by 1", {"ids": [r.id for r in rows]})
    return {pk: (total, back) for pk, total, back in found}


def narrowed(actor: Actor, filters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What the actor may see, by filters. `unit` means it and all below it; `state` may say "refused" (moves.refused); `overdue`, one of
    OVERDUE, says which time is over."""
    where, city = visible(actor), city_for(actor)
    sql, params = [where.sql], dict(where.params)
    if filters.get("unit"):
        sql.append("i.unit_id = any(%(under)s)")
        params["under"] = under(city, int(filters["unit"]))
    for name in ("area", "state", "light", "kind"):
        if filters.get(name):
            refused = name == "state" and "refused" in str(filters[name]).split(",")
            sql.append(f"(i.{name} = any(%({name})s){f' or {REFUSED}' if refused else ''})")
            params[name] = str(filters[name]).split(",")
    if filters.get("overdue") in OVERDUE:
        sql.append(OVERDUE[filters["overdue"]])
    return " and ".join(sql), params


def listing(actor: Actor, filters: dict[str, Any], after: str = "", size: int = SIZE) -> Page:
    """Items of any state by filters, newest first."""
    sql, params = narrowed(actor, filters)
    if after:
        sql += " and i.id < %(after)s"
        params["after"] = int(after)
    rows = [Row(*r) for r in run(f"select {ROW} from kernel_item i where {sql} order by i.id desc limit %(size)s",
                                 params | {"size": size + 1})]
    return Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else "", children(rows[:size]))


def under(city: City, unit: int) -> list[int]:
    """The unit and all units below it."""
    one = city.units.get(unit)
    return [u.id for u in city.units.values() if u.path.startswith(one.path)] if one else []


def some(actor: Actor, ids: list[int]) -> Page:
    """The items with these ids that the actor may see."""
    where = visible(actor)
    rows = [Row(*r) for r in run(f"select {ROW} from kernel_item i where i.id = any(%(ids)s) and {where.sql} order by i.id",
                                 where.params | {"ids": ids})]
    return Page(rows, "", children(rows))


def seen_of(actor: Actor, ids: list[int]) -> set[int]:
    """Those of these items that the actor may see."""
    where = visible(actor)
    return {pk for pk, in run(f"select i.id from kernel_item i where i.id = any(%(ids)s) and {where.sql}", where.params | {"ids": ids})}


def total(actor: Actor, filters: dict[str, Any]) -> tuple[int, bool]:
    """How many items the filters leave, counted to CAP; and whether there are more."""
    sql, params = narrowed(actor, filters)
    found = run(f"select count(*) from (select 1 from kernel_item i where {sql} limit %(cap)s) x", params | {"cap": CAP + 1})[0][0]
    return min(found, CAP), found > CAP


def of_ids(ids: list[int]) -> dict[int, Row]:
    """Items by id, for a caller who has asked already whether the actor may see them."""
    rows = run(f"select {ROW} from kernel_item i where i.id = any(%(ids)s)", {"ids": ids}) if ids else []
    return {r[0]: Row(*r) for r in rows}


def without_source(actor: Actor, kind: str, prefix: str, most: int) -> list[Row]:
    """Whole items of a kind (no parts) whose source does not begin so, newest first: nothing that a domain knows stands behind them."""
    where = visible(actor)
    found = run(f"select {ROW} from kernel_item i where i.kind = %(kind)s and i.parent_id is null and i.state <> 'cancelled'"
                f" and not starts_with(i.source, %(prefix)s) and {where.sql} order by i.id desc limit %(most)s",
                where.params | {"kind": kind, "prefix": prefix, "most": most})
    return [Row(*r) for r in found]


def leads_of(ids: list[int], issuers: list[int]) -> dict[int, int]:
    """Which unit owes each of these items now, as far as one of the issuers issued it; for the system itself, which names no actor."""
    return dict(run("select id, unit_id from kernel_item where id = any(%(ids)s) and issuer_id = any(%(issuers)s)",
                    {"ids": ids, "issuers": issuers}))
