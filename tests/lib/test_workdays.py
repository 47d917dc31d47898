"""The calendar: which days the office is open, and counting them."""
from datetime import date, datetime, time, timedelta

import pytest

from lastmile.lib.workdays import PUBLISHED, SHANGHAI, Calendar, Hours, Year, standard

CALENDAR = standard()


def year(number: int, off: tuple[date, ...] = (), on: tuple[date, ...] = (), published: bool = True) -> Year:
    return Year(number, frozenset(off), frozenset(on), published)


def closed_days(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not CALENDAR.is_workday(day)]


def test_national_day_2026_is_closed_for_seven_days():
    assert closed_days(date(2026, 9, 28), date(2026, 10, 10)) == [date(2026, 10, day) for day in range(1, 8)]


def test_spring_festival_2026_is_closed_for_nine_days():
    assert closed_days(date(2026, 2, 9), date(2026, 2, 28)) == [date(2026, 2, day) for day in range(15, 24)]


def test_saturdays_and_sundays_worked_in_exchange_are_working_days():
    worked = (date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10))
    assert all(CALENDAR.is_workday(day) for day in worked)


@pytest.mark.parametrize(("number", "workdays"), [(2025, 248), (2026, 248)])
def test_a_year_has_so_many_working_days(number, workdays):
    assert CALENDAR.workdays_between(date(number - 1, 12, 31), date(number, 12, 31)) == workdays


def test_the_day_itself_is_not_counted():
    assert CALENDAR.add_workdays(date(2026, 10, 30), 1) == date(2026, 11, 2)
    assert CALENDAR.add_workdays(date(2026, 10, 30), 0) == date(2026, 10, 30)


def test_counting_runs_over_year_ends():
    assert CALENDAR.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert CALENDAR.add_workdays(date(2025, 12, 30), 250) == date(2027, 1, 1)


def test_counting_and_adding_agree():
    first = date(2026, 9, 1)
    for n in range(1, 400):
        assert CALENDAR.workdays_between(first, CALENDAR.add_workdays(first, n)) == n


def test_the_next_working_day_of_a_working_day_is_itself():
    assert CALENDAR.next_workday(date(2026, 11, 26)) == date(2026, 11, 26)
    assert CALENDAR.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)


def test_a_year_without_a_notice_has_plain_weekends_and_is_provisional():
    assert CALENDAR.is_workday(date(2027, 10, 1))
    assert CALENDAR.provisional(date(2026, 12, 31), date(2027, 1, 1))
    assert not CALENDAR.provisional(date(2025, 1, 1), date(2026, 12, 31))


def test_an_expected_year_counts_but_stays_provisional():
    expected = Calendar([*PUBLISHED, year(2027, off=(date(2027, 1, 1),), published=False)])
    assert not expected.is_workday(date(2027, 1, 1))
    assert expected.provisional(date(2027, 1, 1), date(2027, 1, 1))


def test_a_notice_may_name_the_last_days_of_the_year_before():
    calendar = Calendar([*PUBLISHED, year(2027, off=(date(2026, 12, 31),))])
    assert not calendar.is_workday(date(2026, 12, 31))


def test_exceptions_of_a_span_are_the_holidays_and_the_worked_weekend_days():
    off, on = CALENDAR.exceptions(date(2026, 9, 20), date(2026, 10, 10))
    assert off == (date(2026, 9, 25), *(date(2026, 10, day) for day in (1, 2, 5, 6, 7)))
    assert on == (date(2026, 10, 10),)


def test_office_hours_are_shanghais():
    assert CALENDAR.office_start(date(2026, 11, 26)) == datetime(2026, 11, 26, 8, 30, tzinfo=SHANGHAI)
    assert CALENDAR.office_end(date(2026, 11, 26)).isoformat() == "2026-11-26T17:30:00+08:00"


@pytest.mark.parametrize("wrong", [
    lambda: CALENDAR.add_workdays(date(2026, 1, 1), -1),
    lambda: CALENDAR.workdays_between(date(2026, 1, 2), date(2026, 1, 1)),
    lambda: CALENDAR.provisional(date(2026, 1, 2), date(2026, 1, 1)),
    lambda: year(2026, off=(date(2026, 10, 3),)),
    lambda: year(2026, on=(date(2026, 10, 1),)),
    lambda: year(2026, off=(date(2027, 1, 1),)),
    lambda: Calendar([year(2026), year(2026)]),
    lambda: Hours(opens=time(18), closes=time(9)),
    lambda: Hours(rest=(time(14), time(12))),
    lambda: Hours(rest=(time(8), time(9))),
])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


def test_a_moment_is_not_a_day():
    with pytest.raises(TypeError):
        CALENDAR.is_workday(datetime(2026, 10, 1, 9, tzinfo=SHANGHAI))
