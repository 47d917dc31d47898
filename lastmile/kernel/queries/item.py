"""All that the page of one item shows."""
from dataclasses import dataclass
from typing import Any

from ..act import Actor, snapshot
from ..act.journal import loads
from ..act.load import row_of, select
from ..models import Evidence, Item
from ..rules.clocks import Derivation, Event, derive
from .items import ROW, Row
from .statements import Asked, run, together
from .visible import visible

EVIDENCE = ("id", "hash", "name", "media", "size", "at", "act", "person_id")
_SEEN = "select 1 from kernel_item i where i.id = %(id)s and {where}"
_EVENTS = "select clock, what, at, data::text from kernel_clockevent where item_id = %(id)s order by id"
_FILES = f"select {', '.join(EVIDENCE)} from kernel_evidence where item_id = %(id)s order by id"
_PARTS = f"select {ROW} from kernel_item i where i.parent_id = %(id)s and {{where}} order by i.id"
_PARENT = f"select {ROW} from kernel_item i where i.id = (select parent_id from kernel_item where id = %(id)s) and {{where}}"
_TEXT = "select body from kernel_itemtext where item_id = %(id)s"
_ASSISTING = "select unit_id from kernel_itempart where item_id = %(id)s order by id"
_NAMES = """
select id, name from kernel_person where id in (
  select unnest(array[handler_id, reporter_id]) from kernel_item where id = %(id)s
  union select handler_id from kernel_item where parent_id = %(id)s union select person_id from kernel_evidence where item_id = %(id)s)"""


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
    return bool(run(_SEEN.format(where=where.sql), where.params | {"id": item}))


def one(actor: Actor, item: int) -> Whole | None:
    """The item, or None when there is none that the actor may see; all of it in one round trip."""
    where = visible(actor)
    given = {"id": item} | where.params
    seen, found, events, files, parts, parent, text, units, names = together(
        Asked(_SEEN.format(where=where.sql), given, fixed=True), Asked(select(Item), [[item]], fixed=True),
        *(Asked(sql.format(where=where.sql), given, fixed=True) for sql in (_EVENTS, _FILES, _PARTS, _PARENT, _TEXT, _ASSISTING, _NAMES)))
    if not seen:
        return None
    clocks: dict[str, list[Event]] = {}
    for clock, what, at, data in events:
        clocks.setdefault(clock, []).append(Event(what, at, loads(data)))
    calendar = snapshot(actor.revision or None).calendar
    return Whole(row_of(Item, found[0]), text[0][0] if text else "", [unit for unit, in units],
                 {name: derive(of_clock, calendar) for name, of_clock in clocks.items()},
                 [dict(zip(EVIDENCE, file, strict=True)) for file in files], [Row(*part) for part in parts],
                 Row(*parent[0]) if parent else None, dict(names))


def evidence_file(actor: Actor, evidence: int) -> Any:
    """A file handed in, for those who see its item."""
    found = Evidence.objects.filter(pk=evidence).values("item_id", "hash", "name", "media", "size").first()
    return found if found and sees(actor, found["item_id"]) else None
