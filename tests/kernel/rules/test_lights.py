"""Lights: the colour, the moment of the next turn, and the words beside it."""
from datetime import UTC, datetime, timedelta

import pytest

from lastmile.kernel.rules.clocks import Event, derive, start_data
from lastmile.kernel.rules.lights import Light, light, of_item, why_words
from lastmile.lib.workdays import SHANGHAI, standard

CALENDAR = standard()


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


DUE = at("2026-11-26T17:30")


def seen(now: str, **options: object) -> Light:
    return light(DUE, at(now), calendar=CALENDAR, **options)


@pytest.mark.parametrize(("now", "colour", "turns", "says", "english"), [
    ("2026-11-02T09:00", "green", "2026-11-23T08:30", "距办结时限 24 天", "Completion due in 24 days"),
    ("2026-11-23T08:29", "green", "2026-11-23T08:30", "距办结时限 3 天", "Completion due in 3 days"),
    ("2026-11-23T08:30", "yellow", "2026-11-26T17:30", "距办结时限 3 天", "Completion due in 3 days"),
    ("2026-11-25T23:59", "yellow", "2026-11-26T17:30", "距办结时限 1 天", "Completion due in 1 day"),
    ("2026-11-26T00:01", "yellow", "2026-11-26T17:30", "今天 17:30 到点", "Completion due today at 17:30"),
    ("2026-11-26T17:30", "red", None, "今天 17:30 已到点，逾期", "Completion late since 17:30 today"),
    ("2026-11-27T00:00", "red", None, "逾期 1 天", "Completion 1 day late"),
    ("2026-11-28T09:00", "red", None, "逾期 2 天", "Completion 2 days late"),
])
def test_a_light_through_the_life_of_an_item(now, colour, turns, says, english):
    one = seen(now)
    assert (one.colour, one.next_turn_at) == (colour, turns and at(turns))
    assert (why_words(one), why_words(one, "en")) == (says, english)


def test_the_warning_can_be_set():
    assert seen("2026-11-20T09:00", warn_days=7).colour == "yellow"
    assert seen("2026-11-26T08:29", warn_days=0).colour == "green"
    assert seen("2026-11-26T08:30", warn_days=0).colour == "yellow"


def test_what_is_due_before_the_office_opens_goes_from_green_to_red_without_a_warning_day():
    early = light(at("2026-11-26T06:00"), at("2026-11-26T05:00"), warn_days=0, calendar=CALENDAR)
    assert (early.colour, early.next_turn_at) == ("green", at("2026-11-26T06:00"))


def test_nothing_owed_rests_and_no_due_time_stays_green():
    assert seen("2026-12-01T09:00", owed=False) == Light("rest", None, "rest", {"clock": "finish"})
    open_ended = light(None, at("2026-12-01T09:00"), calendar=CALENDAR)
    assert (open_ended.colour, open_ended.next_turn_at, why_words(open_ended)) == ("green", None, "没有定时限")


def test_the_light_is_the_same_from_greenwich():
    for hour in range(24 * 30):
        now = at("2026-11-01T00:00") + timedelta(hours=hour)
        assert light(DUE.astimezone(UTC), now.astimezone(UTC), calendar=CALENDAR) == light(DUE, now, calendar=CALENDAR)


def test_a_light_turns_exactly_when_it_said():
    now, turns = at("2026-11-01T00:00"), []
    while next_turn := light(DUE, now, calendar=CALENDAR).next_turn_at:
        before = light(DUE, next_turn - timedelta(microseconds=1), calendar=CALENDAR).colour
        now = next_turn
        turns.append((before, light(DUE, now, calendar=CALENDAR).colour))
    assert turns == [("green", "yellow"), ("yellow", "red")]


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        light(DUE, datetime(2026, 11, 26, 9), calendar=CALENDAR)


def clock(preset: str, *later: tuple[str, str]):
    start = Event("start", at("2026-10-30T15:20"), start_data(preset))
    return derive([start, *(Event(what, at(moment)) for what, moment in later)], CALENDAR)


def item(now: str, state: str = "working", **clocks) -> Light:
    return of_item(clocks, state, at(now), calendar=CALENDAR)


def test_an_item_not_signed_for_in_time_is_red_because_of_its_signing():
    one = item("2026-11-04T09:00", "assigned", sign=clock("sign"), finish=clock("meeting"))
    assert (one.colour, why_words(one)) == ("red", "签收逾期 2 天")


def test_a_red_item_is_still_looked_at_when_its_next_clock_turns():
    one = item("2026-11-04T09:00", "assigned", sign=clock("sign"), finish=clock("meeting"))
    assert one.next_turn_at == at("2026-11-16T08:30")


def test_signing_warns_on_its_last_day_only():
    clocks = {"sign": clock("sign"), "finish": clock("meeting")}
    assert item("2026-10-30T16:00", "assigned", **clocks).colour == "green"
    monday = item("2026-11-02T09:00", "assigned", **clocks)
    assert (monday.colour, why_words(monday)) == ("yellow", "签收今天 17:30 到点")


def test_once_signed_only_completion_counts():
    one = item("2026-11-04T09:00", "signed", sign=clock("sign", ("meet", "2026-10-30T16:05")), finish=clock("meeting"))
    assert (one.colour, why_words(one)) == ("green", "距办结时限 15 天")


def test_of_two_late_clocks_the_older_gives_the_reason():
    one = item("2026-12-01T09:00", sign=clock("sign"), finish=clock("meeting"))
    assert why_words(one) == "签收逾期 29 天"


@pytest.mark.parametrize(("state", "says", "english"), [
    ("draft", "尚未交办", "Not issued yet"), ("suspended", "已中止，暂停计时", "Suspended, no time is counted"),
    ("closed", "已销号", "Closed"), ("cancelled", "已撤销", "Cancelled")])
def test_an_item_at_rest_has_no_colour_however_late(state, says, english):
    one = item("2026-12-01T09:00", state, finish=clock("meeting"))
    assert (one.colour, one.next_turn_at, why_words(one), why_words(one, "en")) == ("rest", None, says, english)


def test_an_item_whose_clocks_are_met_or_suspended_rests():
    met = item("2026-12-01T09:00", "reported", finish=clock("meeting", ("meet", "2026-11-25T09:00")))
    paused = item("2026-12-01T09:00", finish=clock("meeting", ("suspend", "2026-11-10T09:00")))
    assert met.colour == paused.colour == "rest"
    assert why_words(met) == "没有在计的时限"
