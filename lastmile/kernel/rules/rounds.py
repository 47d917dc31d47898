"""Rounds: a standing duty is reported once in each week, month or quarter, by the last working day of it."""
from datetime import date

from lastmile.lib.workdays import DAY, Calendar


def period_start(rhythm: str, day: date) -> date:
    """The first day of the week, month or quarter in which the day lies."""
    if rhythm == "weekly":
        return day - DAY * day.weekday()
    months = 1 if rhythm == "monthly" else 3
    return date(day.year, day.month - (day.month - 1) % months, 1)


def next_period(rhythm: str, day: date) -> date:
    """The first day of the one after it."""
    if rhythm == "weekly":
        return day + DAY * (7 - day.weekday())
    start, months = period_start(rhythm, day), 1 if rhythm == "monthly" else 3
    return date(start.year + (start.month + months > 12), (start.month + months - 1) % 12 + 1, 1)


def period_end(rhythm: str, today: date, calendar: Calendar, after: date | None = None) -> date:
    """When the next report is due: the last working day, still to come, of this period, or of the first one after `after`'s.

    A period without a working day, such as the week of a long holiday, asks for no report.
    """
    day = next_period(rhythm, after) if after else today
    while True:
        end = _last_workday(rhythm, day, calendar)
        if end is not None and end > today:
            return end
        day = next_period(rhythm, day)


def _last_workday(rhythm: str, day: date, calendar: Calendar) -> date | None:
    start, end = period_start(rhythm, day), next_period(rhythm, day) - DAY
    while end >= start:
        if calendar.is_workday(end):
            return end
        end -= DAY
    return None
