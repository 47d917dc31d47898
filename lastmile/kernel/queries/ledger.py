"""The ledger (台账): one row an item, with what its source, clocks and journal tell; all through visible()."""
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..act import Actor
from ..registry import source_of
from .items import narrowed, run
from .people import people_of
from .visible import visible

BATCH = 1_000
_ROWS = """
select i.id, i.number, i.title, i.area, i.kind, i.source, i.issuer_id, i.unit_id,
  coalesce((select array_agg(p.unit_id order by p.id) from kernel_itempart p where p.item_id = i.id), '{{}}'), h.name,
  i.opened_at, i.issued_at, i.signed_at, i.due_at, i.first_due_at,
  (select count(*) from kernel_clockevent c where c.item_id = i.id and c.what = 'extend'),
  i.rhythm, i.state, i.light, i.percent,
  (select e.data from kernel_entry e where e.subject = 'item:' || i.id and e.action in ('item.progress', 'item.report') order by e.n desc limit 1),
  i.reported_at,
  (select e.data from kernel_entry e where e.subject = 'item:' || i.id and e.action = 'item.verify' order by e.n desc limit 1),
  i.verified_at, i.closed_at, i.parent_id
from kernel_item i left join kernel_person h on h.id = i.handler_id where {where} and i.id > %(after)s order by i.id limit %(size)s"""


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the ledger knows it; units by id, `told` and `found` what its last report and its last check say."""

    id: int
    number: str
    title: str
    area: str
    kind: str
    source: str
    issuer: int
    unit: int
    assisting: list[int]
    handler: str | None
    opened_at: datetime
    issued_at: datetime | None
    signed_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    extensions: int
    rhythm: str
    state: str
    light: str
    percent: int
    report: str | None
    reported_at: datetime | None
    check: str | None
    verified_at: datetime | None
    closed_at: datetime | None
    parent: int | None

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.report).get("given", {}) if self.report else {}

    @property
    def found(self) -> dict[str, Any]:
        return json.loads(self.check).get("given", {}) if self.check else {}


def lines(actor: Actor, filters: dict[str, Any]) -> Iterator[Line]:
    """The items that the filters leave, oldest first, read in batches so that no list of the whole city is held."""
    where, params = narrowed(actor, filters)
    after = 0
    while batch := run(_ROWS.format(where=where), params | {"after": after, "size": BATCH}):
        yield from (Line(*row) for row in batch)
        after = batch[-1][0]


class Beside:
    """What stands beside the rows, asked once for each: sources, those on duty, the numbers of wholes that the actor may see."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.sources: dict[str, Any] = {}
        self.duties: dict[int, str] = {}
        self.numbers: dict[int, str] = {}

    def source(self, words: str) -> Any:
        if words not in self.sources:
            self.sources[words] = source_of(words)
        return self.sources[words]

    def duty(self, unit: int) -> str:
        if unit not in self.duties:
            self.duties[unit] = "、".join(dict.fromkeys(one["person__name"] for one in people_of(unit) if one["duty"]))
        return self.duties[unit]

    def number(self, item: int) -> str:
        if item not in self.numbers:
            where = visible(self.actor)
            found = run(f"select i.number from kernel_item i where i.id = %(id)s and {where.sql}", where.params | {"id": item})
            self.numbers[item] = found[0][0] if found else ""
        return self.numbers[item]
