"""What holds of every clock, whatever its days."""
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lastmile.kernel.rules.clocks import Event, derive
from lastmile.lib.workdays import PUBLISHED, SHANGHAI, Calendar, Hours, standard

CALENDAR = standard()
always = settings(derandomize=True, deadline=None, max_examples=200, database=None)

moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(SHANGHAI))
units = st.sampled_from(("wd", "d", "mo", "h", "wh", "m"))
of_days = st.sampled_from(("wd", "d"))
limits = st.tuples(st.integers(1, 60), units)
limits_of_days = st.tuples(st.integers(1, 60), of_days)
waits = st.lists(st.integers(1, 60 * 24 * 20), min_size=2, max_size=2)


def start(at: datetime, allow: int, unit: str) -> Event:
    return Event("start", at, {"allow": allow, "unit": unit})


def held(at: datetime, limit: tuple[int, str], minutes: list[int]) -> list[Event]:
    """A clock that is suspended and resumed once, after so many minutes each."""
    suspended = at + timedelta(minutes=minutes[0])
    return [start(at, *limit), Event("suspend", suspended), Event("resume", suspended + timedelta(minutes=minutes[1]))]


def belongs_to(at: datetime) -> date:
    """Written once more on purpose: after closing it is the next day."""
    return at.date() + timedelta(days=1) if at.time() >= CALENDAR.hours_on(at.date()).closes else at.date()


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
@given(moments, limits_of_days, waits)
def test_a_suspension_leaves_out_its_days_and_nothing_else(at, limit, minutes):
    ledger = held(at, limit, minutes)
    assume(ledger[1].at < derive(ledger[:1], CALENDAR).due)
    assert derive(ledger, CALENDAR).due == CALENDAR.office_end(counted(ledger, *limit))


def office_minutes(calendar: Calendar, first: datetime, last: datetime) -> int:
    """The minutes of office hours between two moments, one by one: an independent count."""
    count, at = 0, first
    while at < last:
        worked = calendar.is_workday(at.date()) and any(
            opens <= at.time() < closes for opens, closes in calendar.hours_on(at.date()).stretches())
        count, at = count + worked, at + timedelta(minutes=1)
    return count


NOON = Calendar(PUBLISHED, [Hours(time(8, 30), time(17, 30), (time(12), time(14, 30)))])
few = st.lists(st.integers(1, 60 * 24 * 4), min_size=2, max_size=2)
always_slowly = settings(always, max_examples=25)


@always_slowly
@given(moments, st.integers(1, 20), few)
def test_working_hours_pass_in_office_hours_alone_and_so_do_their_suspensions(at, hours, minutes):
    ledger = held(at.replace(second=0, microsecond=0), (hours, "wh"), minutes)
    clock = derive(ledger, NOON)
    assert office_minutes(NOON, ledger[0].at, clock.first_due) == hours * 60
    added = office_minutes(NOON, ledger[1].at, ledger[2].at) if ledger[1].at < clock.first_due else 0
    assert office_minutes(NOON, clock.first_due, clock.due) == added


@always
@given(moments, st.integers(1, 60), st.sampled_from(("wd", "wh")), st.integers(0, 60 * 24 * 20))
def test_a_suspension_outside_counted_time_adds_nothing(at, allow, unit, wait):
    """From closing time to the next opening, whatever lies between."""
    start_ = start(at, allow, unit)
    begins = CALENDAR.office_end((at + timedelta(minutes=wait)).date())
    opens = CALENDAR.office_start(CALENDAR.next_workday(begins.date() + timedelta(days=1)))
    assume(begins >= at)
    clock = derive([start_, Event("suspend", begins), Event("resume", opens)], CALENDAR)
    assert clock.due == clock.first_due == derive([start_], CALENDAR).due


@always
@given(moments, st.integers(1, 36))
def test_months_end_on_the_day_that_corresponds_or_the_last_of_the_month(at, months):
    due = derive([start(at, months, "mo")], CALENDAR).due.date()
    last = next(day for back in range(40) if CALENDAR.next_workday(day := due - timedelta(days=back)) == due
                and (day.day == at.day or (day.day < at.day and (day + timedelta(days=1)).day == 1))
                and (day.year - at.year) * 12 + day.month - at.month == months)
    assert CALENDAR.next_workday(last) == due


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
@given(moments, st.tuples(st.integers(1, 60), st.sampled_from(("wd", "d", "mo"))))
def test_a_clock_of_days_is_due_at_closing_time_of_a_working_day(at, limit):
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
@given(moments, limits, waits)
def test_the_trail_of_a_changed_calendar_moves_nothing_by_itself(at, limit, minutes):
    ledger = held(at, limit, minutes)
    trail = Event("recount", ledger[-1].at, {"before": "2027-01-11", "because": "2027年放假安排公布"})
    clock, told = derive(ledger, CALENDAR), derive([*ledger, trail], CALENDAR)
    assert (told.due, told.first_due, told.suspended) == (clock.due, clock.first_due, clock.suspended)


@always
@given(moments, limits, waits)
def test_nothing_but_an_event_moves_a_due_time(at, limit, minutes):
    """A ledger read again gives the same, whenever that is: it knows no present moment, and nothing of the item."""
    ledger = held(at, limit, minutes)
    copied = [Event(event.what, event.at, dict(event.data)) for event in ledger]
    assert derive(ledger, CALENDAR) == derive(copied, Calendar(PUBLISHED))


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
