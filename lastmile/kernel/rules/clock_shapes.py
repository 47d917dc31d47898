"""What goes into a clock and what comes out: events in, a derivation with its steps out."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a clock's ledger: start, suspend, resume, extend, recount or meet, at a moment with a zone.

    data of start: allow + unit (wd working days, d days, mo months, h hours, wh working hours, m minutes), or until (ISO day, or ISO
    moment with zone) with moves ("on" to the next working day if the office is closed then, "back" to the last one, "" not at all);
    of extend: until; of recount: before (what was due until then); of all: because (words), authority (words).
    """

    what: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amount:
    """So many working days (wd), days (d) or hours (h) more, or fewer."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of "why this day?": a code with values, what it does to the day, and on whose authority."""

    code: str
    values: Mapping[str, Any]
    effect: Amount | timedelta | date | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """When a clock is due and why; `first_due` is what dispatch alone gave. Moments are in Asia/Shanghai."""

    due: datetime
    first_due: datetime
    met_at: datetime | None
    suspended: bool
    provisional: bool
    steps: tuple[Step, ...]

    @property
    def running(self) -> bool:
        """Is time passing: neither met nor suspended?"""
        return self.met_at is None and not self.suspended
