"""Progress against the plan: the curve is data, and the light says how many points are missing."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.rules.pace import curve, pace, planned, why_words
from lastmile.lib.workdays import SHANGHAI, standard

CALENDAR = standard()
START, DUE = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI), datetime(2026, 12, 31, 17, 30, tzinfo=SHANGHAI)
# A county's plan for projects that go on: 60 % by the middle of the year, 80 % by the end of August, all at the end.
YEAR = curve([{"day": "2026-06-30", "percent": 60}, {"day": "2026-08-31", "percent": 80}], START, DUE, CALENDAR)


def on(day: str, hour: int = 18) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("day", "percent"), [("2026-02-01", 0), ("2026-06-30", 60), ("2026-08-31", 80), ("2026-12-31", 100), ("2027-03-01", 100)])
def test_the_plan_is_what_was_set_and_not_a_straight_line(day, percent):
    assert planned(YEAR, on(day)) == percent
    assert planned(YEAR, START) == 0


@pytest.mark.parametrize(("done", "colour"), [(80, "green"), (71, "green"), (70, "yellow"), (50, "yellow"), (49, "red"), (0, "red")])
def test_ten_points_behind_are_yellow_more_than_thirty_red(done, colour):
    assert pace(YEAR, done, on("2026-08-31"), 10, 31).colour == colour


def test_it_says_why():
    behind = pace(YEAR, 47, on("2026-08-31"), 10, 31)
    assert why_words(behind) == "按计划应完成 80%，实际 47%，落后 33 个百分点"
    assert why_words(behind, "en") == "47% done, 80% planned by now, 33 points behind"
    assert why_words(pace(YEAR, 80, on("2026-08-31"), 10, 31)) == "按计划应完成 80%，实际 80%，跟得上计划"


@pytest.mark.parametrize("done", [0, 5, 33, 60, 69, 70, 89, 90, 100])
def test_it_turns_when_it_said_and_not_before(done):
    now, turns = START, []
    while next_turn := pace(YEAR, done, now, 10, 31).next_turn_at:
        before = pace(YEAR, done, next_turn - timedelta(seconds=2), 10, 31).colour
        now = next_turn
        turns.append((before, pace(YEAR, done, now, 10, 31).colour))
    assert turns == [("green", "yellow"), ("yellow", "red")][:1 + (done < 70)] if done <= 90 else not turns


def test_shares_of_the_time_move_with_the_due_day_and_days_do_not():
    later = DUE + timedelta(days=100)
    half = [{"share": 50, "percent": 20}]
    assert planned(curve(half, START, DUE, CALENDAR), START + (DUE - START) / 2) == 20
    assert planned(curve(half, START, later, CALENDAR), START + (later - START) / 2) == 20
    assert planned(curve([{"day": "2026-06-30", "percent": 60}], START, later, CALENDAR), on("2026-06-30")) == 60


@pytest.mark.parametrize("points", [
    [{"share": 60, "percent": 50}, {"share": 40, "percent": 70}], [{"share": 40, "percent": 50}, {"share": 60, "percent": 30}],
    [{"day": "2026-03-01", "percent": 10}]])
def test_a_plan_that_goes_backwards_is_refused(points):
    with pytest.raises(ValueError, match="forward"):
        curve(points, START, DUE, CALENDAR)
