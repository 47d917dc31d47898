"""What is chased: slips, blockers, reviews, and breaches that could not be taken up the ladder; all through visible()."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from ..act import Actor
from ..act.journal import loads
from .items import run
from .visible import Where, visible

SIZE = 50
CAP = 500
_ITEM = "i.number as item_number, i.title, i.state as item_state, i.issuer_id"
_SLIP = (f"s.id, s.number, s.item_id, {_ITEM}, s.unit_id, s.colour, s.orange, s.rule, s.values::text, s.source, s.former_id, s.state, s.late,"
         " s.allow, s.within, s.proposed_at, s.signed_at, s.signer_id, s.due_at, s.answer, s.answered_at, s.answerer_id, s.ended_at")
_BLOCK = f"s.id, s.item_id, {_ITEM}, s.unit_id, s.words, s.asker_id, s.asked_at, s.level, s.proposal, s.next_at, s.outcome, s.ended_at"
_REVIEW = (f"s.id, s.item_id, {_ITEM}, s.unit_id, s.concluded, s.maker_id, s.reason, s.asker_id, s.asked_at, s.due_at, s.late, s.state, s.words,"
           " s.decided_at")
_BREACH = f"s.id, s.item_id, {_ITEM}, s.unit_id, s.clock, s.due_at, s.at, s.rung, s.stuck, s.next_at"
# By tab: columns, table, which rows.
TABS = {
    "sign": (_SLIP, "kernel_slip", "s.state = 'proposed'"),
    "open": (_SLIP, "kernel_slip", "s.state = 'open'"),
    "check": (_SLIP, "kernel_slip", "s.state = 'answered'"),
    "ended": (_SLIP, "kernel_slip", "s.state in ('met', 'unmet', 'lapsed', 'declined', 'withdrawn')"),
    "blocked": (_BLOCK, "kernel_block", "s.ended_at is null"),
    "review": (_REVIEW, "kernel_review", "s.state = 'asked'"),
    "stuck": (_BREACH, "kernel_breach", "s.stuck <> ''"),
}


@dataclass(frozen=True, slots=True)
class Some:
    """One row of a table here, with the item it is about: attributes by the names of its columns."""

    row: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.row[name]
        except KeyError as no:
            raise AttributeError(name) from no


@dataclass(frozen=True)
class Page:
    """Rows, the newest first, and where the next page begins (0 at the end)."""

    rows: list[Some]
    after: int = 0


def page(actor: Actor, tab: str, units: Sequence[int] | None = None, after: int = 0, size: int = SIZE) -> Page:
    """A tab; `units` narrows it to these."""
    where = _seen(actor, units)
    columns, table, which = TABS[tab]
    found = _some(f"select {columns} from {table} s join kernel_item i on i.id = s.item_id where {which} and {where.sql}"
                  " and (%(after)s = 0 or s.id < %(after)s) order by s.id desc limit %(size)s", columns,
                  where.params | {"after": after, "size": size + 1})
    return Page(found[:size], found[size - 1].id if len(found) > size else 0)


def counts(actor: Actor, units: Sequence[int] | None = None, tabs: Sequence[str] = tuple(TABS)) -> dict[str, int]:
    """How many stand under each tab, counted to CAP + 1; one statement."""
    where = _seen(actor, units)
    parts = [f"(select '{tab}', count(*) from (select 1 from {table} s join kernel_item i on i.id = s.item_id where {which} and {where.sql}"
             f" limit {CAP + 1}) x)" for tab, (_columns, table, which) in TABS.items() if tab in tabs]
    return dict(run(" union all ".join(parts), where.params))


def _seen(actor: Actor, units: Sequence[int] | None) -> Where:
    """What the actor may see, narrowed to what these units owe."""
    where = visible(actor)
    return where if units is None else Where(f"{where.sql} and s.unit_id = any(%(narrow)s)", where.params | {"narrow": list(units)})


def slip(actor: Actor, pk: int) -> Some | None:
    """One slip, if the actor may see its item."""
    where = visible(actor)
    return next(iter(_some(f"select {_SLIP} from kernel_slip s join kernel_item i on i.id = s.item_id where s.id = %(pk)s and {where.sql}", _SLIP,
                           where.params | {"pk": pk})), None)


@dataclass(frozen=True)
class OfItem:
    """What is chased about one item, newest first; the caller has asked whether the actor may see it."""

    slips: list[Some]
    block: Some | None
    reviews: list[Some]
    stuck: list[Some]


def of_item(item: int) -> OfItem:
    given = {"item": item}

    def read(columns: str, table: str, more: str = "") -> list[Some]:
        return _some(f"select {columns} from {table} s join kernel_item i on i.id = s.item_id where s.item_id = %(item)s {more} order by s.id desc",
                     columns, given)
    blocks = read(_BLOCK, "kernel_block", "and s.ended_at is null")
    return OfItem(read(_SLIP, "kernel_slip"), blocks[0] if blocks else None, read(_REVIEW, "kernel_review"),
                  read(_BREACH, "kernel_breach", "and s.stuck <> ''"))


def flags(ids: Sequence[int]) -> dict[int, tuple[str, bool, str]]:
    """Of these items, those that have a slip on them, are blocked or are behind their plan: (colour, blocked, pace)."""
    rows = run("select i.id, coalesce((select case when s.colour = 'yellow' and s.orange then 'orange' else s.colour end from kernel_slip s"
               " where s.item_id = i.id and s.state in ('open', 'answered')), ''),"
               " exists (select 1 from kernel_block b where b.item_id = i.id and b.ended_at is null), i.pace from kernel_item i"
               " where i.id = any(%(ids)s)", {"ids": list(ids)}) if ids else []
    return {pk: (colour, blocked, pace) for pk, colour, blocked, pace in rows if colour or blocked or pace in ("yellow", "red")}


def behind(units: Sequence[int] | None) -> int:
    """How many items of these units (None: all) are behind their plan, counted to CAP + 1."""
    some = "" if units is None else "and unit_id = any(%(units)s)"
    return run(f"select count(*) from (select 1 from kernel_item where pace in ('yellow', 'red') {some} limit {CAP + 1}) x",
               {"units": list(units or ())})[0][0]


def names(people: Sequence[int | None]) -> dict[int, str]:
    """People by id, as they are called."""
    return dict(run("select id, name from kernel_person where id = any(%(ids)s)", {"ids": [pk for pk in people if pk]}))


@dataclass(frozen=True)
class Turn:
    """A light turned: which, from what to what, by which action, and why, as it was told then."""

    at: datetime
    which: str
    was: str
    became: str
    action: str
    why: dict[str, Any]


def turns(item: int) -> list[Turn]:
    """The history of an item's lights, newest first: the journal's, so nothing in it is ever rewritten."""
    subject, found = f"item:{item}", []
    connection.ensure_connection()
    for at, action, data in connection.connection.execute(
            "select at, action, data from kernel_entry where subject = %s and data ~ '\"(light|pace)\":' order by n desc", [subject]).fetchall():
        told = loads(data)
        was, became, why = told.get("was", {}).get(subject, {}), told.get("became", {}).get(subject, {}), told.get("why", {})
        for which in ("light", "pace"):
            if became.get(which):
                found.append(Turn(at, which, was.get(which, ""), became[which], action, why if which == "light" else why.get("pace", {})))
    return found


def _some(sql: str, columns: str, params: dict[str, Any]) -> list[Some]:
    keys = [one.strip().rpartition(" as ")[2].rpartition(".")[2].removesuffix("::text") for one in columns.split(",")]
    found = [dict(zip(keys, row, strict=True)) for row in run(sql, params)]
    return [Some(row | ({"values": loads(row["values"])} if "values" in row else {})) for row in found]
