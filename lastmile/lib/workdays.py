"""Working days of China: weekends, the State Council's holidays, and the Saturdays and Sundays worked in exchange (调休)."""
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """One year's notice: weekdays off, weekend days worked, and whether it is published or only expected.

    A notice may name days at the end of the year before. ValueError if `off` has a weekend day or `on` a weekday.
    """

    year: int
    off: frozenset[date]
    on: frozenset[date]
    published: bool

    def __post_init__(self) -> None:
        for day in self.off | self.on:
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                raise ValueError(f"{day} does not belong to the notice for {self.year}")
        if idle := [day for day in self.off if day.weekday() >= SATURDAY]:
            raise ValueError(f"{min(idle)} is a weekend day: it is off without being named")
        if busy := [day for day in self.on if day.weekday() < SATURDAY]:
            raise ValueError(f"{min(busy)} is a weekday: it is worked without being named")


@dataclass(frozen=True)
class Hours:
    """Office hours from a day on, with the break at noon if there is one. ValueError if they are not in order."""

    opens: time = time(8, 30)
    closes: time = time(17, 30)
    rest: tuple[time, time] | None = None
    since: date = date.min

    def __post_init__(self) -> None:
        marks = (self.opens, *(self.rest or ()), self.closes)
        if any(one >= other for one, other in zip(marks, marks[1:], strict=False)):
            raise ValueError(f"office hours run from opening over the break to closing, not {', '.join(map(str, marks))}")

    def stretches(self) -> tuple[tuple[time, time], ...]:
        """When the office works: the whole day, or before and after the break."""
        return ((self.opens, self.rest[0]), (self.rest[1], self.closes)) if self.rest else ((self.opens, self.closes),)


class Calendar:
    """The working days and office hours of a city; years it does not know have plain weekends and are provisional."""

    def __init__(self, years: Iterable[Year], hours: Iterable[Hours] = (Hours(),)):
        known = tuple(years)
        if len({year.year for year in known}) < len(known):
            raise ValueError("a year is given twice")
        self._hours = sorted(hours, key=lambda each: each.since)
        self._published = frozenset(year.year for year in known if year.published)
        self._off = frozenset().union(*(year.off for year in known))
        self._on = frozenset().union(*(year.on for year in known))
        self._off_in_order, self._on_in_order = sorted(self._off), sorted(self._on)
        self._of_year: dict[int, list[date]] = {}

    def is_workday(self, day: date) -> bool:
        """Is the office open that day? TypeError for a datetime, whose day depends on the zone."""
        if isinstance(day, datetime):
            raise TypeError("a calendar asks for a date, not for a moment")
        return day in self._on if day.weekday() >= SATURDAY else day not in self._off

    def provisional(self, first: date, last: date) -> bool:
        """Does any day of the span lie in a year whose holidays are not published?"""
        if last < first:
            raise ValueError(f"the span ends on {last}, before it begins on {first}")
        return any(year not in self._published for year in range(first.year, last.year + 1))

    def add_workdays(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which is not counted itself; `start` if n is 0."""
        if n < 0:
            raise ValueError(f"cannot count {n} working days")
        if n == 0:
            return start
        year, days = start.year, self._workdays(start.year)
        place = bisect_right(days, start) + n - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._workdays(year)
        return days[place]

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        while not self.is_workday(day):
            day += DAY
        return day

    def last_workday(self, day: date) -> date:
        """The day itself if it is worked, else the last working day before it."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`."""
        if until < after:
            raise ValueError(f"the span ends on {until}, before it begins on {after}")
        whole = sum(len(self._workdays(year)) for year in range(after.year, until.year))
        return whole + bisect_right(self._workdays(until.year), until) - bisect_right(self._workdays(after.year), after)

    def exceptions(self, after: date, until: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Weekdays off, and weekend days worked, after `after` up to and including `until`."""
        return _within(self._off_in_order, after, until), _within(self._on_in_order, after, until)

    def hours_on(self, day: date) -> Hours:
        """The office hours in force that day."""
        found = self._hours[0]
        for each in self._hours[1:]:
            if each.since > day:
                break
            found = each
        return found

    def office_start(self, day: date) -> datetime:
        """Opening time of that day, in Asia/Shanghai."""
        return datetime.combine(day, self.hours_on(day).opens, SHANGHAI)

    def office_end(self, day: date) -> datetime:
        """Closing time of that day, in Asia/Shanghai."""
        return datetime.combine(day, self.hours_on(day).closes, SHANGHAI)

    def add_office_time(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which so much office time has passed since `start`; what ends at closing ends that day, not the next morning."""
        day, left = start.date(), amount
        while left > timedelta(0):
            for begins, ends in self._stretches(day, start):
                if left <= ends - begins:
                    return begins + left
                left -= ends - begins
            day += DAY
        return start

    def office_opens(self, at: datetime) -> datetime:
        """The first moment of office hours from `at` on."""
        day = at.date()
        while True:
            for begins, _ends in self._stretches(day, at):
                return begins
            day += DAY

    def office_time(self, start: datetime, until: datetime) -> timedelta:
        """How much of the time between the two moments lies in office hours of working days."""
        total, day = timedelta(0), start.date()
        while day <= until.date():
            total += sum((min(ends, until) - begins for begins, ends in self._stretches(day, start) if begins < until), timedelta(0))
            day += DAY
        return total

    def _stretches(self, day: date, after: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The office hours of a day as far as they lie after a moment."""
        if self.is_workday(day):
            for opens, closes in self.hours_on(day).stretches():
                begins, ends = datetime.combine(day, opens, SHANGHAI), datetime.combine(day, closes, SHANGHAI)
                if ends > after:
                    yield max(begins, after), ends

    def _workdays(self, year: int) -> list[date]:
        """All working days of a year in order, worked out once: a count is then a look-up of under 1 µs."""
        days = self._of_year.get(year)
        if days is None:
            first = date(year, 1, 1)
            whole = (first + DAY * n for n in range((date(year, 12, 31) - first).days + 1))
            days = self._of_year[year] = [day for day in whole if self.is_workday(day)]
        return days


def _within(days: list[date], after: date, until: date) -> tuple[date, ...]:
    return tuple(days[bisect_right(days, after):bisect_right(days, until)])


def _published() -> tuple[Year, ...]:
    """The notices that come with the program."""
    years = json.loads(Path(__file__).with_name("calendar_cn.json").read_text(encoding="utf-8"))["years"]
    return tuple(Year(year["year"], _days(year["off"]), _days(year["on"]), True) for year in years)


def _days(written: list[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, written))


PUBLISHED: tuple[Year, ...] = _published()


@lru_cache(maxsize=1)
def standard() -> Calendar:
    """The calendar of the published years, with the usual office hours."""
    return Calendar(PUBLISHED)
