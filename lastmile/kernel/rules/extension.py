"""How far an extension may go: counted from the day that would hold without any extension, suspensions being what they were."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lastmile.lib.workdays import SHANGHAI, Calendar

from .clocks import Event, Limit, derive


@dataclass(frozen=True, slots=True)
class Last:
    """The last day that may be granted, and the original due time from which it is counted."""

    until: date
    original: datetime


def last_day(events: Sequence[Event], cap: Limit, calendar: Calendar) -> Last:
    """The cap counted on from the original due day; its own last day moves off a day on which the office is closed."""
    original = derive([event for event in events if event.what != "extend"], calendar).due
    start = Event("start", calendar.office_start(original.astimezone(SHANGHAI).date()), {"allow": cap.allow, "unit": cap.unit})
    return Last(derive([start], calendar).due.date(), original)
