"""Lists of items: keyset pages that read an index in the order they show, capped counts, all through visible()."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from ..act import Actor
from ..rules.city import City
from .statements import run
from .visible import city_for, visible

SIZE = 50
CAP = 500
COLUMNS = ("id", "number", "title", "kind", "area", "state", "light", "late", "due_at", "sign_due_at", "unit_id", "issuer_id", "percent",
           "parent_id", "handler_id", "rhythm", "issued_at", "reported_at", "children_waived", "reporter_id", "reporter_unit_id")
ROW = ", ".join(f"i.{name}" for name in COLUMNS)
# With how many parts it has, and how many of them are back. A sub-select is asked for the lines of the page alone, after the sorting.
LINE = ROW + """, (select array[count(*), count(*) filter (where c.state in ('reported', 'verified', 'closed'))]
  from kernel_item c where c.parent_id = i.id and c.state <> 'cancelled')"""
REFUSED = "i.state = 'draft' and i.issued_at is not null"  # an index of its own: one in a thousand is
# Its time to finish is over. coalesce() keeps the planner from taking red and late for two things: it then expects few rows and calls in
# parallel workers, which take longer to start (7 ms) than the ten rows of a board take to read.
LATE = "i.is_open and i.light = 'red' and coalesce(i.late, false)"
UNSIGNED = "i.state = 'assigned' and i.light = 'red' and not i.late"  # only its time to sign is
UNREPORTED = "i.is_open and i.state <> 'assigned' and i.light = 'red' and not i.late"  # only the report of its period is
OVERDUE = {"finish": LATE, "sign": UNSIGNED, "report": UNREPORTED}


class Row(NamedTuple):
    """One item as lists show it; parts: how many it has, and how many of those are back, where a list asks for it (LINE)."""

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
    parts: Sequence[int] = (0, 0)


@dataclass(frozen=True)
class Page:
    """Rows, and where the next page begins ("" at the end)."""

    rows: list[Row]
    after: str = ""


def narrowed(actor: Actor, filters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What the actor may see, by filters. `unit` means it and all below it; `state` may say "refused" (moves.refused); `overdue`, one of
    OVERDUE, says which time is over; `asked`, that more time was asked for ("extension") and nobody has decided."""
    where, city = visible(actor), city_for(actor)
    sql, params = [where.sql], dict(where.params)
    if filters.get("unit"):
        sql.append("i.unit_id = any(%(under)s)")
        params["under"] = under(city, int(filters["unit"]))
    for name in ("area", "state", "light", "kind", "pace"):
        if filters.get(name):
            refused = name == "state" and "refused" in str(filters[name]).split(",")
            sql.append(f"(i.{name} = any(%({name})s){f' or {REFUSED}' if refused else ''})")
            params[name] = str(filters[name]).split(",")
    if filters.get("overdue") in OVERDUE:
        sql.append(OVERDUE[filters["overdue"]])
    if filters.get("asked") == "extension":
        sql.append("i.asked_until is not null")
    return " and ".join(sql), params


def listing(actor: Actor, filters: dict[str, Any], after: str = "", size: int = SIZE) -> Page:
    """Items of any state by filters, newest first."""
    sql, params = narrowed(actor, filters)
    if after:
        sql += " and i.id < %(after)s"
        params["after"] = int(after)
    rows = [Row(*r) for r in run(f"select {LINE} from kernel_item i where {sql} order by i.id desc limit %(size)s",
                                 params | {"size": size + 1})]
    return Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else "")


def under(city: City, unit: int) -> list[int]:
    """The unit and all units below it."""
    one = city.units.get(unit)
    return [u.id for u in city.units.values() if u.path.startswith(one.path)] if one else []


def some(actor: Actor, ids: list[int]) -> Page:
    """The items with these ids that the actor may see."""
    where = visible(actor)
    return Page([Row(*r) for r in run(f"select {LINE} from kernel_item i where i.id = any(%(ids)s) and {where.sql} order by i.id",
                                      where.params | {"ids": ids})])


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
