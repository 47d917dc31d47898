"""When the reports of a standing duty are due."""
from datetime import date, timedelta

import pytest

from lastmile.kernel.rules.rounds import Cycle, next_period, next_round, opens, period_start
from lastmile.lib.workdays import PUBLISHED, Calendar, Year, standard

CALENDAR = standard()


def day(written: str) -> date:
    return date.fromisoformat(written)


def due(rhythm: str, today: str, after: str | None = None, calendar: Calendar = CALENDAR) -> str:
    return next_round(Cycle(rhythm), day(today), calendar, after and day(after)).due.isoformat()


def by_day(rhythm: str, named: int, today: str, after: str | None = None) -> tuple[str, str]:
    """The day that the rule names, and the working day on which the report is due."""
    found = next_round(Cycle(rhythm, named), day(today), CALENDAR, after and day(after))
    return found.until.isoformat(), found.due.isoformat()


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
        until = next_round(Cycle(rhythm), today, CALENDAR, last).due
        assert until > today and CALENDAR.is_workday(until)
        assert last is None or period_start(rhythm, until) > period_start(rhythm, last)
        today, last = until - timedelta(days=until.day % 3), until


@pytest.mark.parametrize(("rhythm", "named", "today", "found"), [
    ("monthly", 5, "2026-11-20", ("2026-12-05", "2026-12-07")), ("monthly", 5, "2026-11-04", ("2026-11-05", "2026-11-05")),
    ("monthly", 5, "2026-11-05", ("2026-12-05", "2026-12-07")), ("monthly", 5, "2026-10-05", ("2026-10-05", "2026-10-08")),
    ("monthly", 28, "2026-02-10", ("2026-02-28", "2026-02-28")), ("monthly", 31, "2026-06-01", ("2026-06-30", "2026-06-30")),
    ("weekly", 5, "2026-11-17", ("2026-11-20", "2026-11-20")), ("weekly", 3, "2026-11-19", ("2026-11-25", "2026-11-25")),
    ("weekly", 5, "2026-09-22", ("2026-09-25", "2026-09-28")), ("quarterly", 10, "2026-11-20", ("2027-01-10", "2027-01-11")),
    ("quarterly", 10, "2026-10-09", ("2026-10-10", "2026-10-10")),
])
def test_a_report_by_a_day_that_the_rule_names_moves_off_a_holiday(rhythm, named, today, found):
    """By the 5th of each month, on Fridays, by the 10th after the quarter."""
    assert by_day(rhythm, named, today) == found


def test_reports_by_the_fifth_follow_one_another():
    assert by_day("monthly", 5, "2026-11-20", after="2026-12-05") == ("2027-01-05", "2027-01-05")
    assert by_day("monthly", 5, "2026-12-08", after="2026-12-05") == ("2027-01-05", "2027-01-05")


@pytest.mark.parametrize(("rhythm", "named", "until", "first"), [
    ("weekly", 0, "2026-11-29", "2026-11-23"), ("monthly", 0, "2026-11-30", "2026-11-01"), ("quarterly", 0, "2026-12-31", "2026-10-01"),
    ("monthly", 5, "2026-12-05", "2026-11-06"), ("weekly", 5, "2026-11-27", "2026-11-21"), ("quarterly", 10, "2027-01-10", "2026-10-11"),
])
def test_a_report_counts_for_its_period_from_its_first_day_on(rhythm, named, until, first):
    assert opens(Cycle(rhythm, named), day(until)) == day(first)
