"""All that the page of one item shows."""
from dataclasses import dataclass
from typing import Any

from ..act import Actor, snapshot
from ..models import ClockEvent, Evidence, Item, ItemPart, ItemText, Person
from ..rules.clocks import Derivation, Event, derive
from .items import COLUMNS, Row, run
from .visible import visible


@dataclass(frozen=True)
class Whole:
    """One item with what belongs to it; children and parent are rows as in lists."""

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
    row = Item.objects.get(pk=item)
    events: dict[str, list[Event]] = {}
    for e in ClockEvent.objects.filter(item_id=item).order_by("id"):
        events.setdefault(e.clock, []).append(Event(e.what, e.at, e.data))
    calendar = snapshot(actor.revision or None).calendar
    evidence = list(Evidence.objects.filter(item_id=item).order_by("id").values(
        "id", "hash", "name", "media", "size", "at", "act", "person_id"))
    parts = [Row(*r) for r in run(f"select {', '.join(COLUMNS)} from kernel_item where parent_id = %(id)s order by id", {"id": item})]
    parent = [Row(*r) for r in run(f"select {', '.join(COLUMNS)} from kernel_item where id = %(id)s", {"id": row.parent_id})] \
        if row.parent_id else []
    ids = {pk for pk in (row.handler_id, row.reporter_id, *(e["person_id"] for e in evidence), *(c.handler_id for c in parts)) if pk}
    text = ItemText.objects.filter(pk=item).values_list("body", flat=True).first()
    return Whole(row, text or "", list(ItemPart.objects.filter(item_id=item).order_by("id").values_list("unit_id", flat=True)),
                 {name: derive(found, calendar) for name, found in events.items()}, evidence, parts, parent[0] if parent else None,
                 dict(Person.objects.filter(pk__in=ids).values_list("id", "name")))


def evidence_file(actor: Actor, evidence: int) -> Any:
    """A file handed in, for those who see its item."""
    found = Evidence.objects.filter(pk=evidence).values("item_id", "hash", "name", "media", "size").first()
    return found if found and sees(actor, found["item_id"]) else None
