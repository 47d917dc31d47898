"""What one item consists of: its row, its words, the events of its clocks and a true chain of three entries.

Written past the actions for speed, but with their own functions: clocks are derived, lights counted, entries canonical and chained.
"""
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from lastmile.kernel.act import journal
from lastmile.kernel.models import ClockEvent, Item, ItemText
from lastmile.kernel.registry import KINDS
from lastmile.kernel.rules.areas import AREAS
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.clocks import Derivation, Event, derive, start_data
from lastmile.kernel.rules.lights import of_item
from lastmile.lib.grams import grams
from lastmile.lib.workdays import SHANGHAI, standard

from .words import Writer

# The three acts that bring an item to each state.
STEPS = {
    "assigned": ("item.open", "item.issue", "item.hand_to"), "signed": ("item.open", "item.sign", "item.hand_to"),
    "working": ("item.open", "item.sign", "item.progress"), "reported": ("item.open", "item.sign", "item.report"),
    "verified": ("item.open", "item.report", "item.verify"), "closed": ("item.open", "item.report", "item.close"),
}
OPEN, OFTEN = ("assigned", "signed", "working", "reported", "verified"), (4, 4, 10, 2, 1)
SHARES = {"department": 6.0, "office": 0.0, "county": 5.0, "township": 3.0, "village": 1.0, "city": 0.0}
PAST, AHEAD = 900, 195  # the due days lie between so many days ago and so many ahead
OPEN_PAST, OPEN_AHEAD = 0.12, 0.85  # together a quarter is open
FULL = 800  # so many open items lie with the measured units at every size, so that their pages are full


@dataclass
class Made:
    """Rows by table, as COPY takes them."""

    item: dict[str, Any]
    text: dict[str, Any]
    clocks: list[dict[str, Any]] = field(default_factory=list)
    entries: list[tuple] = field(default_factory=list)


class Maker:
    """Makes the items of one stretch of ids; the same again for the same seed and time."""

    def __init__(self, city: City, measured: list[int], people: dict[int, tuple[int, str]], now: datetime, total: int, seed: int):
        self.city, self.measured, self.people, self.now = city, measured, people, now
        self.every = max(2, total // FULL)
        self.random, self.words, self.hasher = random.Random(seed), Writer(seed), journal.digest()
        self.units = [u.id for u in city.units.values()]
        self.shares = [SHARES[u.sort] for u in city.units.values()]
        self.kind = KINDS["directive"]

    def make(self, first: int, last: int) -> Iterator[Made]:
        """The items first..last."""
        units = self.random.choices(self.units, self.shares, k=last - first + 1)
        for i, unit in zip(range(first, last + 1), units, strict=True):
            full = i % self.every == 0
            yield self._one(i, self.measured[i // self.every % len(self.measured)] if full else unit, full)

    def _one(self, i: int, unit: int, full: bool) -> Made:
        due_day = (self.now + timedelta(days=self.random.randrange(-PAST, AHEAD))).date()
        opened = self._opened(due_day)
        past = due_day < self.now.date()
        is_open = full or self.random.random() < (OPEN_PAST if past else OPEN_AHEAD)
        state = self.random.choices(OPEN, OFTEN)[0] if is_open else "closed"
        if full:
            state = "working"
        at = [opened, opened + timedelta(hours=3), opened + timedelta(hours=26)]
        title, body = self.words.title(), self.words.body()
        row = self._row(i, unit, state, due_day, at, title)
        made = Made(row, {"item_id": i, "body": body, "grams": grams(f"{title} {body}")})
        made.clocks.extend(self._events(i, state, opened, due_day, at))
        made.entries.extend(self._chain(row, body, at))
        return made

    def _opened(self, due_day: Any) -> datetime:
        """Before its due day and well before now, at nine, ten or eleven."""
        day = min(due_day - timedelta(days=self.random.randrange(10, 60)), self.now.date() - timedelta(days=self.random.randrange(3, 30)))
        return datetime(day.year, day.month, day.day, self.random.randrange(9, 12), tzinfo=SHANGHAI)

    def _row(self, i: int, unit: int, state: str, due_day: Any, at: list[datetime], title: str) -> dict[str, Any]:
        sign, finish = sign_clock(at[0], at[1] if state != "assigned" else None), finish_clock(at[0], due_day, None)
        done = state in ("reported", "verified", "closed")
        late = (at[1] if state in ("verified", "closed") else at[2] if done else self.now) > finish.due
        if done:
            light, turn = ("was" if late else "done") if state != "reported" else "red" if late else "green", None
        else:
            light, turn = light_of(state, sign, finish, self.now)
        reporter, reported = self.people[unit][0] if done else None, at[1] if state in ("verified", "closed") else at[2]
        above = self.city.units[unit].parent
        return {
            "id": i, "number": f"{at[0].year}-督-{i:04}", "kind": "directive", "area": AREAS[min(int(self.random.expovariate(0.35)), 9)],
            "title": title, "unit_id": unit, "issuer_id": above, "state": state, "light": light, "late": late,
            "percent": 100 if state == "closed" else self.random.randrange(0, 100, 5) if state == "working" else 0, "due_at": finish.due,
            "first_due_at": finish.due, "sign_due_at": sign.due, "next_turn_at": turn,
            "handler_id": self.people[unit][0] if state != "assigned" else None, "reporter_id": reporter,
            "reporter_unit_id": unit if done else None, "opened_at": at[0], "issued_at": at[0],
            "signed_at": at[1] if state in ("signed", "working", "reported") else None, "reported_at": reported if done else None,
            "verified_at": at[2] if state in ("verified", "closed") else None, "closed_at": at[2] if state == "closed" else None}

    def _events(self, i: int, state: str, opened: datetime, due_day: Any, at: list[datetime]) -> Iterator[dict[str, Any]]:
        def event(clock: str, what: str, moment: datetime, data: dict) -> dict[str, Any]:
            return {"item_id": i, "clock": clock, "what": what, "at": moment, "data": data}

        yield event("sign", "start", opened, sign_start())
        yield event("finish", "start", opened, finish_start(due_day))
        if state != "assigned":
            yield event("sign", "meet", at[1], {})
        if state in ("verified", "closed"):
            yield event("finish", "meet", at[1], {})

    def _chain(self, row: dict[str, Any], body: str, at: list[datetime]) -> Iterator[tuple]:
        subject, before, (handler, name) = f"item:{row['id']}", journal.ZERO, self.people[row["unit_id"]]
        for n, (action, moment) in enumerate(zip(STEPS[row["state"]], at, strict=True), start=1):
            data = journal.canonical(self._told(subject, action, row, body))
            unit = self.city.units[row["unit_id"] if n > 1 else row["issuer_id"]].short
            line = (subject, n, UUID(int=self.random.getrandbits(128)), action, moment, "web", handler, name, unit, data)
            before = journal.link(self.hasher, before, *line)
            yield (*line, before)

    def _told(self, subject: str, action: str, row: dict[str, Any], body: str) -> dict[str, Any]:
        if action == "item.open":
            given = {"title": row["title"], "body": body, "unit": row["unit_id"], "area": row["area"], "issue": True}
            clocks = [{"clock": "sign", "what": "start", "data": sign_start()}, {"clock": "finish", "what": "start"}]
            return {"given": given, "became": {subject: OPENED | {"number": row["number"], "title": row["title"], "area": row["area"],
                    "unit_id": row["unit_id"], "issuer_id": row["issuer_id"], "due_at": row["due_at"]}}, "added": {"clockevent": clocks}}
        return {"given": {"item": row["id"], "done": row["title"][:12]}, "was": {subject: {"state": "assigned", "light": "green"}},
                "became": {subject: {"state": row["state"], "light": row["light"]}}}


OPENED = {"kind": "directive", "state": "assigned", "light": "green", "late": False, "rhythm": "once", "parent_id": None, "source": "",
          "facts": {}, "first_due_at": None, "sign_due_at": None, "next_turn_at": None}
MODELS = {"kernel_item": Item, "kernel_itemtext": ItemText, "kernel_clockevent": ClockEvent}


@lru_cache
def sign_start() -> dict[str, Any]:
    return start_data(KINDS["directive"].sign_within)


@lru_cache(8192)
def finish_start(due_day: Any) -> dict[str, Any]:
    return {"until": due_day.isoformat(), "because": "named", "authority": ""}


@lru_cache(65536)
def sign_clock(opened: datetime, met: datetime | None) -> Derivation:
    """The clock of signing; items opened at the same moment share it."""
    return derive([Event("start", opened, sign_start()), *([Event("meet", met, {})] if met else [])], standard())


@lru_cache(65536)
def finish_clock(opened: datetime, due_day: Any, met: datetime | None) -> Derivation:
    return derive([Event("start", opened, finish_start(due_day)), *([Event("meet", met, {})] if met else [])], standard())


_lights: dict[tuple, tuple[str, datetime | None]] = {}


def light_of(state: str, sign: Derivation, finish: Derivation, now: datetime) -> tuple[str, datetime | None]:
    """The light of an open item and when it turns next."""
    key = (state, sign.due, finish.due)
    if key not in _lights:
        running = {"finish": finish} | ({"sign": sign} if state == "assigned" else {})
        found = of_item(running, state, now, calendar=standard())
        _lights[key] = (found.colour, found.next_turn_at)
    return _lights[key]
