"""Rounds: a standing duty is reported once in each week, month or quarter, by the last working day of it or by a day that the rule names."""
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from lastmile.lib.workdays import DAY, Calendar


@dataclass(frozen=True, slots=True)
class Cycle:
    """A rhythm, and the day of each period by which it is reported; 0 is the last working day.

    Else the day of the week (1 is Monday), of the month (the last one in a month that is shorter), or of the month after the quarter.
    """

    rhythm: str
    day: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """A report to come: `until` the period ends, or the day that the rule names; it is due on a working day."""

    until: date
    due: date


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


def next_round(cycle: Cycle, today: date, calendar: Calendar, after: date | None = None) -> Round:
    """The next report: the first one still to come, and after the round that was `until` then.

    A period without a working day, such as the week of a long holiday, asks for no report.
    """
    until = _ends(cycle, _following(cycle, after) if after else today)
    while True:
        due = _due(cycle, until, calendar)
        if due is not None and due > today:
            return Round(until, due)
        until = _ends(cycle, _following(cycle, until))


def opens(cycle: Cycle, until: date) -> date:
    """From when on a report counts for the round: the first day of the period, or the day after the one that the rule names before it."""
    if not cycle.day:
        return period_start(cycle.rhythm, until)
    day = until
    while _ends(cycle, day - DAY) == until:
        day -= DAY
    return day


def _ends(cycle: Cycle, day: date) -> date:
    """The last day of the period in which the day lies, or the first day that the rule names from it on."""
    if not cycle.day:
        return next_period(cycle.rhythm, day) - DAY
    start = period_start(cycle.rhythm, day)
    named = _named(cycle, start)
    return named if named >= day else _named(cycle, next_period(cycle.rhythm, day))


def _named(cycle: Cycle, start: date) -> date:
    """The day that the rule names in the period that begins then; for a quarter the month in which the next report on the last one is due."""
    if cycle.rhythm == "weekly":
        return start + DAY * (min(cycle.day, 7) - 1)
    return start.replace(day=min(cycle.day, monthrange(start.year, start.month)[1]))


def _following(cycle: Cycle, until: date) -> date:
    return until + DAY if cycle.day else next_period(cycle.rhythm, until)


def _due(cycle: Cycle, until: date, calendar: Calendar) -> date | None:
    """The working day on which it is due: for a day that is named, it or the next one; None for a period without any."""
    if cycle.day:
        return calendar.next_workday(until)
    found = calendar.last_workday(until)
    return found if found >= period_start(cycle.rhythm, until) else None
