"""Limits that a city starts with, each with its basis; the office changes them, and a change holds for what begins after it."""
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from .clock_data import UNITS

CYCLES = ("day", "last")  # of a report that comes again: on that day of each period, or on its last working day


@dataclass(frozen=True, slots=True)
class Limit:
    """How much time there is for something, and where the figure comes from.

    `unit`: wd working days, d days, mo months, h hours, wh working hours, m minutes; of a report that comes again, day (the
    `allow`th day of each week, month, or first month after the quarter) or last (the last working day of the period).
    """

    code: str
    name: str
    name_en: str
    allow: int
    unit: str
    basis: str
    basis_en: str
    group: str = ""
    group_en: str = ""
    use: str = ""  # offered to who issues an item: "finish", "first" (report)

    @property
    def counts(self) -> bool:
        """Is it an amount of time, not a day that comes again?"""
        return self.unit in UNITS


@dataclass(frozen=True, slots=True)
class Version:
    """A limit as the office set it, in force from a moment on."""

    code: str
    since: datetime
    allow: int
    unit: str
    basis: str


@dataclass(frozen=True)
class Limits:
    """All limits with their versions; a version that has come into force is never changed, so that the same moment gives the same limit."""

    box: Mapping[str, Limit]
    versions: tuple[Version, ...] = ()

    def at(self, code: str, moment: datetime) -> Limit:
        """The limit in force at a moment. KeyError for a code that nothing declares."""
        dates, limits = self._lines.get(code, ((), (self.box[code],)))
        return limits[bisect_right(dates, moment)]

    def history(self, code: str) -> list[Version]:
        """The versions of a limit in the order in which they come into force; of two for the same moment the later one counts."""
        return sorted((v for v in self.versions if v.code == code), key=lambda v: v.since)

    @cached_property
    def _lines(self) -> Mapping[str, tuple[tuple[datetime, ...], tuple[Limit, ...]]]:
        """By code: the moments of change, and the limits before, between and after them."""
        found = {}
        for code in {v.code for v in self.versions if v.code in self.box}:
            line = self.history(code)
            found[code] = (tuple(v.since for v in line), (self.box[code], *(revised(self.box[code], v) for v in line)))
        return found


def revised(limit: Limit, by: Version) -> Limit:
    """The limit with the office's figure and basis; the name stays, since items refer to it."""
    return Limit(limit.code, limit.name, limit.name_en, by.allow, by.unit, by.basis, by.basis if by.basis != limit.basis else limit.basis_en,
                 limit.group, limit.group_en, limit.use)


def _load() -> Mapping[str, Limit]:
    rows = json.loads(Path(__file__).with_name("clock_presets.json").read_text(encoding="utf-8"))
    return {code: Limit(code, **row) for code, row in rows.items()}


PRESETS: Mapping[str, Limit] = _load()


def limits_of(declared: Iterable[Limit], versions: Iterable[Version] = ()) -> Limits:
    """The box, what domains declare beside it, and what the office set."""
    return Limits({**PRESETS, **{limit.code: limit for limit in declared}}, tuple(versions))


def start_data(code: str, authority: str = "") -> dict[str, Any]:
    """What a start event says when a limit of the box is used; `authority` is the city's own rule, if it has one."""
    return said(PRESETS[code], authority)


def said(limit: Limit, authority: str = "") -> dict[str, Any]:
    """What a start event says of its limit: all that is needed to count, so that the clock keeps the rule it was born under."""
    return {"preset": limit.code, "allow": limit.allow, "unit": limit.unit, "because": limit.name, "authority": authority or limit.basis}
