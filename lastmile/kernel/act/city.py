"""The city as it stands: units, aliases, calendar, limits and rules, read once for each revision and shared by all threads."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lastmile.lib.workdays import PUBLISHED, SHANGHAI, Calendar, Hours, Year

from ..models import CalendarYear, ClockRule, OfficeHours, Revision, RuleBook, Unit, UnitAlias
from ..registry import LIMITS
from ..rules.books import SHAPES, Book, in_force
from ..rules.city import City, city_of
from ..rules.city import Unit as UnitValue
from ..rules.clocks import Limits, Version, limits_of


@dataclass(frozen=True)
class Snapshot:
    city: City
    calendar: Calendar
    limits: Limits
    books: tuple[Book, ...] = ()

    def book(self, name: str, now: datetime) -> Book:
        """The edition of a rule book (lights, slips, ladder) that holds at a moment."""
        return in_force(self.books, name, now.astimezone(SHANGHAI).date())


_kept: dict[int, Snapshot] = {}


def revision() -> int:
    """The number of the present state of units, calendar and limits."""
    return Revision.objects.values_list("n", flat=True).get(pk=1)


def snapshot(at: int | None = None) -> Snapshot:
    """The city at a revision (the present one when None); one long-lived object, since the calendar keeps its years."""
    number = revision() if at is None else at
    found = _kept.get(number)
    if found is None:
        found = _read(number)
        for old in [n for n in _kept if n < number - 8]:
            _kept.pop(old, None)
        _kept[number] = found
    return found


def _read(number: int) -> Snapshot:
    fields = ("id", "name", "short", "sort", "parent_id", "path", "pinyin", "position", "active")
    units = [UnitValue(*row) for row in Unit.objects.order_by("id").values_list(*fields)]
    aliases = UnitAlias.objects.order_by("id").values_list("alias", "unit_id")
    books = tuple(Book(row.name, row.since, SHAPES[row.name].model_validate(row.content), row.basis) for row in RuleBook.objects.order_by("id"))
    versions = ClockRule.objects.order_by("id").values_list("code", "since", "allow", "unit", "basis")
    limits = limits_of(LIMITS.values(), (Version(*v) for v in versions))
    return Snapshot(city_of(units, aliases, number), calendar_of(**calendar_rows()), limits, books)


def calendar_rows() -> dict[str, list[dict[str, Any]]]:
    """What the office has entered: years and office hours, plain enough to be kept."""
    return {"years": [dict(row) for row in CalendarYear.objects.order_by("year").values()],
            "hours": [dict(row) for row in OfficeHours.objects.order_by("id").values()]}


def calendar_of(years: Iterable[Any], hours: Iterable[Any]) -> Calendar:
    """The years in the box, and in their place those that the office has edited; the usual hours until it has set others."""
    known = {year.year: year for year in PUBLISHED}
    known |= {y["year"]: Year(y["year"], frozenset(y["off"]), frozenset(y["on"]), y["published"]) for y in years}
    return Calendar(known.values(), [Hours(), *map(hours_of, hours)])


def hours_of(row: dict[str, Any]) -> Hours:
    rest = (row["rest_from"], row["rest_until"]) if row["rest_from"] else None
    return Hours(row["opens"], row["closes"], rest, row["since"])
