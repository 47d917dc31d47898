"""The years of the office's calendar, those in the box among them."""
from lastmile.lib.workdays import PUBLISHED, Year

from ..models import CalendarYear


def years(until: int) -> list[Year]:
    """Every year that is known, and those up to `until` that are not published yet, the latest first."""
    known = {year.year: year for year in PUBLISHED}
    known |= {row.year: Year(row.year, frozenset(row.off), frozenset(row.on), row.published) for row in CalendarYear.objects.order_by("year")}
    for year in range(min(known), until + 1):
        known.setdefault(year, Year(year, frozenset(), frozenset(), False))
    return [known[year] for year in sorted(known, reverse=True)]
