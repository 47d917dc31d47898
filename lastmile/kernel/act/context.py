from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from ..models import ClockEvent
from ..registry import ACTIONS, Action
from ..rules.city import City
from ..rules.clocks import Event
from . import journal
from .actor import Actor
from .city import Snapshot
from .load import by_id, locked, plain_rows
from .writer import Writer

HIDDEN: dict[str, frozenset[str]] = {  # never told, only that they changed
    "person": frozenset({"password"}), "token": frozenset({"hash"}), "feed": frozenset({"hash"}), "contact": frozenset({"address"})}


class Asking:
    """What a permission is asked with: who, in which city, when."""

    def __init__(self, actor: Actor, city: City, now: datetime):
        self.actor, self.city, self.now = actor, city, now


@dataclass(frozen=True)
class Made:
    """A subject that this act made."""

    model: type[Model]
    id: int
    values: dict[str, Any]


class Act(Asking):
    """One act in progress: what its functions read and write through, and what the journal will tell of it."""

    def __init__(self, actor: Actor, snap: Snapshot, now: datetime, act_id: object, rows: int, hasher: Any):
        super().__init__(actor, snap.city, now)
        self.id, self.hasher, self.calendar, self.limits, self.snap = act_id, hasher, snap.calendar, snap.limits, snap
        self.writer = Writer(rows)
        self.held: dict[str, Model] = {}
        self.tails: dict[str, tuple[int, bytes]] = {}
        self.past: list[tuple[str, tuple[int, bytes]]] = []  # the ends of chains before the entries of the row in hand
        self.events: dict[int, list[tuple[str, Event]]] = {}
        self.looked: dict[str, Model] = {}  # rows read without a lock, for the rows of the batch together
        self.ticked: list[int] = []  # whose events the row in hand has added to
        self.serials: dict[tuple[str, int], int] = {}
        self.memo: dict[Any, Any] = {}  # what rules came to for rows that are alike
        self.new: set[str] = set()
        self.next: list[tuple[str, dict[str, Any]]] = []
        self.notes: list[dict] = []  # a stack: what the functions now running did, for their entries

    def set(self, row: Model, **fields: Any) -> None:
        """Change a locked row; the journal tells what it was and became."""
        note, label = self.notes[-1], subject_of(row)
        for name, value in fields.items():
            before = getattr(row, name)
            if before != value:
                note["was"].setdefault(label, {}).setdefault(name, before)
                note["became"].setdefault(label, {})[name] = value
        self.writer.update(row, fields)

    def add(self, model: type[Model], **fields: Any) -> Made:
        """A new row that is a subject of its own; its id is drawn unless it is given."""
        made = Made(model, fields.pop("id", None) or self.writer.new_id(model), dict(fields))
        self.new.add(f"{label_of(model)}:{made.id}")
        self.writer.insert(model, {"id": made.id, **fields})
        self.notes[-1]["became"][f"{label_of(model)}:{made.id}"] = dict(fields)
        return made

    def attach(self, model: type[Model], **fields: Any) -> None:
        """A new row that belongs to a subject and is told in its entry."""
        self.writer.insert(model, fields)
        secret = HIDDEN.get(label_of(model), frozenset())
        self.notes[-1]["added"].setdefault(label_of(model), []).append({k: v for k, v in fields.items() if k not in secret})

    def note(self, **more: Any) -> None:
        """What the entry tells beside what was given and changed: why a light turned, who was told."""
        self.notes[-1].update(more)

    def book(self, name: str, at: datetime | None = None) -> Any:
        """What a rule book says at a moment, now unless it is given."""
        return self.snap.book(name, at or self.now).content

    def clock(self, item: int, clock: str, what: str, at: datetime | None = None, **data: Any) -> None:
        """One more event of an item's clock."""
        event = Event(what, at or self.now, data)
        self.events.setdefault(item, []).append((clock, event))
        self.ticked.append(item)
        self.attach(ClockEvent, item_id=item, clock=clock, what=what, at=event.at, data=data)

    def clocks_of(self, item: Model) -> dict[str, list[Event]]:
        """The events of an item by clock, in order; read once for all rows of the batch."""
        if item.pk not in self.events:
            rows = [*self.held.values(), *self.looked.values()]
            wanted = [row.pk for row in rows if type(row) is type(item) and row.pk not in self.events] or [item.pk]
            for pk in wanted:
                self.events[pk] = []
            rows = self.writer.db.execute("select item_id, clock, what, at, data::text from kernel_clockevent"
                                          " where item_id = any(%s) order by item_id, id", [wanted])
            for pk, clock, what, at, data in rows:
                self.events[pk].append((clock, Event(what, at, journal.loads(data))))
        found: dict[str, list[Event]] = {}
        for clock, event in self.events[item.pk]:
            found.setdefault(clock, []).append(event)
        return found

    def read(self, sql: str, params: Iterable[Any] = ()) -> list[tuple]:
        """Rows as they will be after what this act has written so far."""
        self.flush()
        return self.writer.db.execute(sql, list(params)).fetchall()

    def flush(self, commit: bool = False) -> None:
        """Write what was gathered; at the end of a transaction that is the act's own, commit with it."""
        for (letter, year), last in self.serials.items():
            self.writer.db.execute("update kernel_serial set last = %s where letter = %s and year = %s", [last, letter, year])
        self.writer.flush(commit)

    def next_number(self, letter: str, year: int) -> str:
        """2026-督-0147."""
        return f"{year}-{letter}-{self.next_serial(letter, year):04}"

    def next_serial(self, letter: str, year: int) -> int:
        """The next number of a series in a year. The serial's row is locked until the act ends, so that numbers have no gaps."""
        if (letter, year) not in self.serials:
            self.writer.db.execute("insert into kernel_serial (letter, year, last) values (%s, %s, 0) on conflict do nothing",
                                   [letter, year])
            self.serials[letter, year] = self.writer.db.execute(
                "select last from kernel_serial where letter = %s and year = %s for update", [letter, year]).fetchone()[0]
        self.serials[letter, year] += 1
        return self.serials[letter, year]

    def get(self, model: type[Model], pk: int) -> Any:
        """Lock a row and hold it; None when there is none."""
        label = f"{label_of(model)}:{pk}"
        if label not in self.held:
            self.flush()
            for row in locked(self.writer.db, model, [pk]):
                self.held[label] = row
        return self.held.get(label)

    def look(self, model: type[Model], pk: int) -> Any:
        """A row as it stands, without locking it."""
        label = f"{label_of(model)}:{pk}"
        return self.held.get(label) or self.looked.get(label) or by_id(self.writer.db, model, pk)

    def look_all(self, model: type[Model], column: str) -> None:
        """Read, without locking them, the rows that the held rows name in a column: one statement for the whole batch."""
        wanted = {pk for row in self.held.values() if (pk := getattr(row, column, None)) is not None}
        missing = [pk for pk in wanted if f"{label_of(model)}:{pk}" not in self.looked]
        for row in plain_rows(self.writer.db, model, missing) if missing else ():
            self.looked[f"{label_of(model)}:{row.pk}"] = row

    def tail(self, subject: str) -> tuple[int, bytes]:
        """The end of a subject's chain: its last number and hash."""
        if subject not in self.tails:
            fresh = any(subject in note["became"] for note in self.notes) or subject in self.new
            rows = [] if fresh else self.writer.db.execute(journal.TAILS, [[subject]]).fetchall()
            self.tails[subject] = (rows[0][1], rows[0][2]) if rows else (0, journal.ZERO)
        return self.tails[subject]

    def append(self, subject: str, end: tuple[int, bytes]) -> None:
        """The chain of a subject goes on to this end."""
        self.past.append((subject, self.tails[subject]))
        self.tails[subject] = end

    def forget(self) -> None:
        """Nothing that was read or gathered counts any more; it is read again when it is asked for."""
        self.writer.back_to((0, 0, 0))
        for kept in (self.held, self.looked, self.tails, self.events, self.serials):
            kept.clear()

    def seen(self, told: dict) -> dict:
        """What the journal may tell: secrets show only that they changed."""
        for part in ("was", "became"):
            for label, values in told.get(part, {}).items():
                for name in HIDDEN.get(label.partition(":")[0], frozenset()) & set(values):
                    values[name] = "***"
        return told

    def then(self, name: str, **given: Any) -> None:
        """Another action, once the entry of this one stands."""
        self.next.append((name, given))

    def call(self, name: str, **given: Any) -> Any:
        """Another action within this act: same permission, same rules, an entry of its own."""
        from .perform import within
        action: Action = ACTIONS[name]
        return within(self, action, action.takes(**given))


def label_of(model: type[Model]) -> str:
    return model._meta.model_name or ""


def subject_of(row: Model | Made) -> str:
    """The name of a row in the journal, such as "item:12"."""
    return f"{label_of(row.model if isinstance(row, Made) else type(row))}:{row.id if isinstance(row, Made) else row.pk}"
