"""What holds of every clock, whatever its days."""
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lastmile.kernel.rules.clocks import Event, derive
from lastmile.lib.workdays import SHANGHAI, standard

CALENDAR = standard()
always = settings(derandomize=True, deadline=None, max_examples=300, database=None)

moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(SHANGHAI))
units = st.sampled_from(("wd", "d", "h"))
limits = st.tuples(st.integers(1, 60), units)
waits = st.lists(st.integers(1, 60 * 24 * 20), min_size=2, max_size=2)


def start(at: datetime, allow: int, unit: str) -> Event:
    return Event("start", at, {"allow": allow, "unit": unit})


def held(at: datetime, limit: tuple[int, str], minutes: list[int]) -> list[Event]:
    """A clock that is suspended and resumed once, after so many minutes each."""
    suspended = at + timedelta(minutes=minutes[0])
    return [start(at, *limit), Event("suspend", suspended), Event("resume", suspended + timedelta(minutes=minutes[1]))]


def belongs_to(at: datetime) -> date:
    """Written once more on purpose: after closing it is the next day."""
    return at.date() + timedelta(days=1) if at.time() >= CALENDAR.closes else at.date()


def days_held(ledger: list[Event]) -> list[date]:
    """The days left out, one by one: from the day of suspension up to the day before resumption, never the day of dispatch."""
    began, (first, last) = ledger[0].at.date(), (belongs_to(event.at) for event in ledger[1:])
    days = (first + timedelta(days=n) for n in range(max((last - first).days, 0)))
    return [day for day in days if day > began]


def counted(ledger: list[Event], limit: int, unit: str) -> date:
    """The last day, found by walking the calendar a day at a time: an independent count."""
    held_days, day = set(days_held(ledger)), ledger[0].at.date()
    while limit:
        day += timedelta(days=1)
        limit -= day not in held_days and (unit == "d" or CALENDAR.is_workday(day))
    while not CALENDAR.is_workday(day) or day in held_days:
        day += timedelta(days=1)
    return day


@always
@given(moments, limits, waits)
def test_a_suspension_leaves_out_its_days_and_nothing_else(at, limit, minutes):
    ledger = held(at, limit, minutes)
    assume(limit[1] != "h" and ledger[1].at < derive(ledger[:1], CALENDAR).due)
    assert derive(ledger, CALENDAR).due == CALENDAR.office_end(counted(ledger, *limit))


@always
@given(moments, limits, waits)
def test_hours_suspended_are_added_exactly(at, limit, minutes):
    ledger = held(at, (limit[0], "h"), minutes)
    clock = derive(ledger, CALENDAR)
    added = ledger[2].at - ledger[1].at if ledger[1].at < clock.first_due else timedelta(0)
    assert clock.due - clock.first_due == added


@always
@given(moments, limits, waits)
def test_a_suspension_never_brings_a_day_forward_and_a_late_one_moves_nothing(at, limit, minutes):
    ledger = held(at, limit, minutes)
    clock = derive(ledger, CALENDAR)
    assert clock.due >= clock.first_due
    if ledger[1].at >= clock.first_due:
        assert clock.due == clock.first_due


@always
@given(moments, units, st.integers(0, 60), st.integers(0, 60))
def test_more_time_is_never_due_earlier(at, unit, less, more):
    short, long = sorted((less, more))
    assert derive([start(at, short, unit)], CALENDAR).due <= derive([start(at, long, unit)], CALENDAR).due


@always
@given(moments, limits, waits, st.integers(0, 60 * 24 * 20))
def test_a_later_resumption_is_never_due_earlier(at, limit, minutes, later):
    ledger = held(at, limit, minutes)
    longer = [*ledger[:2], Event("resume", ledger[2].at + timedelta(minutes=later))]
    assert derive(ledger, CALENDAR).due <= derive(longer, CALENDAR).due


@always
@given(moments, moments, limits)
def test_dispatched_later_is_never_due_earlier(one, other, limit):
    early, late = sorted((one, other))
    assert derive([start(early, *limit)], CALENDAR).due <= derive([start(late, *limit)], CALENDAR).due


@always
@given(moments, limits, waits)
def test_the_same_moments_told_in_another_zone_give_the_same_clock(at, limit, minutes):
    ledger = held(at, limit, minutes)
    abroad = [Event(event.what, event.at.astimezone(UTC), event.data) for event in ledger]
    assert derive(abroad, CALENDAR) == derive(ledger, CALENDAR)


@always
@given(moments, limits)
def test_a_clock_of_days_is_due_at_closing_time_of_a_working_day(at, limit):
    assume(limit[1] != "h")
    due = derive([start(at, *limit)], CALENDAR).due
    assert due == CALENDAR.office_end(due.date())
    assert CALENDAR.is_workday(due.date())


@always
@given(moments, limits, waits)
def test_meeting_a_clock_or_opening_a_suspension_moves_nothing(at, limit, minutes):
    ledger = held(at, limit, minutes)
    clock = derive(ledger, CALENDAR)
    met = derive([*ledger, Event("meet", ledger[-1].at)], CALENDAR)
    paused = derive(ledger[:2], CALENDAR)
    assert (met.due, met.steps) == (clock.due, clock.steps)
    assert paused.due == clock.first_due


@always
@given(moments, limits, waits, st.integers(1, 90))
def test_an_extension_names_the_day_whatever_came_before(at, limit, minutes, days):
    ledger = held(at, limit, minutes)
    until = ledger[-1].at.date() + timedelta(days=days)
    clock = derive([*ledger, Event("extend", ledger[-1].at, {"until": until.isoformat()})], CALENDAR)
    assert clock.due == CALENDAR.office_end(until)
    assert clock.first_due == derive(ledger[:1], CALENDAR).due


@always
@given(moments, limits, waits)
def test_the_rows_of_days_add_up_to_the_day(at, limit, minutes):
    """The first day, less one, and every +n and −n behind it end on the due day: the sum that a page shows is right."""
    ledger = held(at, (limit[0], "d"), minutes)
    clock = derive(ledger, CALENDAR)
    added = sum(step.effect.number for step in clock.steps if hasattr(step.effect, "unit"))
    assert at.date() + timedelta(days=added) == clock.due.date()
