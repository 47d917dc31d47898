"""All that the page of one item shows."""
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ..act import Actor, snapshot
from ..act.journal import loads
from ..act.load import by_id
from ..models import Evidence, Item
from ..rules.clocks import Derivation, Event, derive
from .items import ROW, Row
from .statements import run
from .visible import visible

EVIDENCE = ("id", "hash", "name", "media", "size", "at", "act", "person_id")


@dataclass(frozen=True)
class Whole:
    """One item with what belongs to it; children and parent are rows as in lists, as far as the actor may see them."""

    item: Any
    body: str
    assisting: list[int]
    clocks: dict[str, Derivation]
    evidence: list[Any]
    children: list[Row]
    parent: Row | None
    people: dict[int, str]


def sees(actor: Actor, item: int) -> bool:
    """May the actor see this item? Asked by its page, its files and its journal alike."""
    where = visible(actor)
    return bool(run(f"select 1 from kernel_item i where i.id = %(id)s and {where.sql}", where.params | {"id": item}))


def one(actor: Actor, item: int) -> Whole | None:
    """The item, or None when there is none that the actor may see."""
    if not sees(actor, item):
        return None
    row: Any = by_id(connection.connection, Item, item)
    events: dict[str, list[Event]] = {}
    for clock, what, at, data in _rows("select clock, what, at, data::text from kernel_clockevent where item_id = %s order by id", item):
        events.setdefault(clock, []).append(Event(what, at, loads(data)))
    calendar = snapshot(actor.revision or None).calendar
    evidence = [dict(zip(EVIDENCE, found, strict=True)) for found in _rows(
        f"select {', '.join(EVIDENCE)} from kernel_evidence where item_id = %s order by id", item)]
    parts, parent = _seen(actor, "parent_id", item), _seen(actor, "id", row.parent_id) if row.parent_id else []
    ids = {pk for pk in (row.handler_id, row.reporter_id, *(e["person_id"] for e in evidence), *(c.handler_id for c in parts)) if pk}
    text = _rows("select body from kernel_itemtext where item_id = %s", item)
    return Whole(row, text[0][0] if text else "", [u for u, in _rows("select unit_id from kernel_itempart where item_id = %s order by id", item)],
                 {name: derive(found, calendar) for name, found in events.items()}, evidence, parts, parent[0] if parent else None,
                 dict(_rows("select id, name from kernel_person where id = any(%s)", list(ids))))


def _seen(actor: Actor, column: str, value: int) -> list[Row]:
    where = visible(actor)
    return [Row(*r) for r in run(f"select {ROW} from kernel_item i where i.{column} = %(value)s and {where.sql} order by i.id",
                                 where.params | {"value": value})]


def _rows(sql: str, value: Any) -> list[Any]:
    """Prepared, and past the ORM: it took half of the page's time to put together the same seven statements."""
    return connection.connection.execute(sql, [value]).fetchall()


def evidence_file(actor: Actor, evidence: int) -> Any:
    """A file handed in, for those who see its item."""
    found = Evidence.objects.filter(pk=evidence).values("item_id", "hash", "name", "media", "size").first()
    return found if found and sees(actor, found["item_id"]) else None
