"""The office's calendar: its years, those in the box among them, its hours, and what is being worked out anew since it changed."""
from lastmile.lib.workdays import PUBLISHED, Hours, Year

from ..act.city import calendar_rows, hours_of
from ..models import CalendarYear, Recount


def years(until: int) -> list[Year]:
    """Every year that is known, and those up to `until` that are not published yet, the latest first."""
    known = {year.year: year for year in PUBLISHED}
    known |= {row.year: Year(row.year, frozenset(row.off), frozenset(row.on), row.published) for row in CalendarYear.objects.order_by("year")}
    for year in range(min(known), until + 1):
        known.setdefault(year, Year(year, frozenset(), frozenset(), False))
    return [known[year] for year in sorted(known, reverse=True)]


def hours() -> list[Hours]:
    """The office hours in the order in which they come into force, the usual ones first."""
    entered = [hours_of(row) for row in calendar_rows()["hours"]]
    return [Hours(), *sorted(({each.since: each for each in entered}).values(), key=lambda each: each.since)]


def recounts(last: int = 3) -> list[Recount]:
    """The latest changes after which clocks are worked out anew, the newest first; `done_at` is empty while that goes on."""
    return list(Recount.objects.defer("was").order_by("-id")[:last])
