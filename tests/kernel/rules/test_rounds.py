"""When the reports of a standing duty are due."""
from datetime import date, timedelta

import pytest

from lastmile.kernel.rules.rounds import next_period, period_end, period_start
from lastmile.lib.workdays import PUBLISHED, Calendar, Year, standard

CALENDAR = standard()


def day(written: str) -> date:
    return date.fromisoformat(written)


def due(rhythm: str, today: str, after: str | None = None, calendar: Calendar = CALENDAR) -> str:
    return period_end(rhythm, day(today), calendar, after and day(after)).isoformat()


@pytest.mark.parametrize(("rhythm", "today", "until"), [
    ("weekly", "2026-11-17", "2026-11-20"), ("weekly", "2026-11-20", "2026-11-27"), ("weekly", "2026-11-21", "2026-11-27"),
    ("monthly", "2026-11-20", "2026-11-30"), ("monthly", "2026-11-30", "2026-12-31"), ("monthly", "2026-12-31", "2027-01-29"),
    ("quarterly", "2026-11-20", "2026-12-31"), ("quarterly", "2026-12-31", "2027-03-31"),
])
def test_the_first_report_is_due_on_the_last_working_day_to_come(rhythm, today, until):
    assert due(rhythm, today) == until


def test_an_early_report_counts_for_its_week_and_the_next_is_due_a_week_later():
    assert due("weekly", "2026-11-18", after="2026-11-20") == "2026-11-27"


def test_a_late_report_leaves_this_weeks_report_due_on_friday():
    assert due("weekly", "2026-11-25", after="2026-11-20") == "2026-11-27"


def test_weeks_that_went_by_without_a_report_are_not_asked_for_again():
    assert due("weekly", "2026-11-25", after="2026-10-30") == "2026-11-27"
    assert due("monthly", "2026-11-30", after="2026-08-31") == "2026-12-31"


def test_a_report_far_ahead_of_its_day_is_not_asked_for_twice():
    assert due("quarterly", "2026-10-09", after="2026-12-31") == "2027-03-31"


def test_a_week_that_is_all_holiday_asks_for_no_report():
    """Spring festival 2026: the office is closed from 15 to 23 February; the Saturdays before and after are worked."""
    assert not any(CALENDAR.is_workday(day("2026-02-16") + timedelta(n)) for n in range(7))
    assert due("weekly", "2026-02-14") == due("weekly", "2026-02-12", after="2026-02-14") == "2026-02-28"
    assert due("weekly", "2026-02-18") == "2026-02-28"


def test_a_saturday_worked_in_exchange_is_the_weeks_last_day():
    assert due("weekly", "2026-02-10") == "2026-02-14"


def test_a_year_that_is_all_holiday_is_walked_through():
    off = frozenset(day("2027-01-01") + timedelta(n) for n in range(365) if (day("2027-01-01") + timedelta(n)).weekday() < 5)
    closed = Calendar([*PUBLISHED, Year(2027, off, frozenset(), published=True)])
    assert due("monthly", "2026-12-31", calendar=closed) == "2028-01-31"


@pytest.mark.parametrize("rhythm", ["weekly", "monthly", "quarterly"])
def test_periods_follow_one_another_without_a_gap_and_every_report_lies_in_its_own(rhythm):
    today = day("2025-01-01")
    last = None
    while today < day("2026-12-31"):
        assert period_start(rhythm, today) <= today < next_period(rhythm, today)
        assert period_start(rhythm, next_period(rhythm, today)) == next_period(rhythm, today)
        until = period_end(rhythm, today, CALENDAR, last)
        assert until > today and CALENDAR.is_workday(until)
        assert last is None or period_start(rhythm, until) > period_start(rhythm, last)
        today, last = until - timedelta(days=until.day % 3), until
