"""Clocks against days counted by hand, and ledgers that cannot be."""
import json
import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from lastmile.kernel.rules.clock_words import effect_words, words
from lastmile.kernel.rules.clocks import PRESETS, UNITS, Derivation, Event, derive, start_data
from lastmile.lib.workdays import PUBLISHED, SHANGHAI, Calendar, Hours, Year, standard

EXAMPLES = json.loads(Path(__file__).with_name("clock_examples.json").read_text(encoding="utf-8"))["examples"]


def moment(written: str) -> datetime:
    """A moment as the examples write it; a bare day is its closing time."""
    if len(written) == len("2026-10-30"):
        return standard().office_end(date.fromisoformat(written))
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def start(at: str, limit: str) -> Event:
    number, unit = limit.split()
    if number in ("until", "by"):
        return Event("start", moment(at), {"until": unit, "moves": "on" if number == "by" else ""})
    return Event("start", moment(at), {"allow": float(number) if "." in number else int(number), "unit": unit})


def then(what: str, at: str, until: str | None = None) -> Event:
    return Event(what, moment(at), {"until": until} if until else {})


def ledger(example: dict) -> list[Event]:
    return [start(example["start"], example["limit"]), *(then(*line) for line in example.get("then", ()))]


def issued(*later: Event) -> Derivation:
    """Issued to 市应急管理局 on 30 October 2026 with 20 days, and what came later."""
    return derive([start("2026-10-30 15:20", "20 d"), *later], standard())


def office(example: dict) -> Calendar:
    """The calendar of an example: the usual hours, or those that it names, with a break at noon."""
    if "office" not in example:
        return standard()
    opens, rests, goes_on, closes = (time.fromisoformat(part) for part in re.split("[-,]", example["office"]))
    return Calendar(PUBLISHED, [Hours(opens, closes, (rests, goes_on))])


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["says"] for example in EXAMPLES])
def test_worked_example(example):
    clock = derive(ledger(example), office(example))
    assert clock.due == moment(example["due"])
    assert clock.first_due == moment(example.get("first_due", example["due"]))
    assert clock.met_at == (moment(example["met_at"]) if "met_at" in example else None)
    assert clock.suspended is example.get("suspended", False)
    assert clock.provisional is example.get("provisional", False)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["says"] for example in EXAMPLES])
def test_worked_example_in_words(example):
    steps = derive(ledger(example), office(example)).steps
    assert [f"{words(step)} {effect_words(step)}".rstrip() for step in steps] == example["why"]


def test_there_are_enough_of_them_to_trust():
    """Every unit, every exchanged day of 2026, suspensions, extensions: 120 at least, none told twice."""
    assert len({example["says"] for example in EXAMPLES}) == len(EXAMPLES) >= 120
    units = {example["limit"].split()[-1] if example["limit"][0].isdigit() else example["limit"].split()[0] for example in EXAMPLES}
    assert units == {*UNITS, "until", "by"}
    told = " ".join(" ".join(example["why"]) for example in EXAMPLES)
    assert all(f"{day.month}月{day.day}日" in told for year in PUBLISHED if year.year == 2026 for day in year.on)


def test_every_due_time_is_told_in_shanghai_time():
    assert {derive(ledger(example), office(example)).due.tzinfo for example in EXAMPLES} == {SHANGHAI}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["says"] for example in EXAMPLES])
def test_the_last_row_of_a_derivation_is_the_due_day(example):
    clock = derive(ledger(example), office(example))
    last = clock.steps[-1]
    assert last.code == "due"
    assert last.effect in (clock.due, clock.due.date())


def test_a_clock_runs_until_it_is_met_or_suspended():
    assert issued().running
    assert not issued(then("suspend", "2026-11-04 09:00")).running
    assert not issued(then("meet", "2026-11-04 09:00")).running


def test_the_notice_of_next_year_settles_a_provisional_day():
    ledger = [start("2026-12-10 09:00", "30 d")]
    year = Year(2027, frozenset({date(2027, 1, 11)}), frozenset(), published=True)
    settled = derive(ledger, Calendar([*PUBLISHED, year]))
    assert (settled.due.date(), settled.provisional) == (date(2027, 1, 12), False)


def test_a_city_that_closes_earlier_is_due_earlier():
    clock = derive([start("2026-10-30 15:20", "20 d")], Calendar(PUBLISHED, [Hours(closes=time(17))]))
    assert clock.due == moment("2026-11-19 17:00")


STARTED = start("2026-10-30 15:20", "20 d")
IMPOSSIBLE = {
    "a clock begins with its start": [then("meet", "2026-11-04 09:00")],
    "starts once": [STARTED, start("2026-10-31 15:20", "20 d")],
    "lies before the event that precedes it": [STARTED, then("suspend", "2026-10-30 15:19")],
    "is not suspended": [STARTED, then("resume", "2026-11-04 09:00")],
    "is suspended already": [STARTED, then("suspend", "2026-11-04 09:00"), then("suspend", "2026-11-05 09:00")],
    "resume it before extending it": [
        STARTED, then("suspend", "2026-11-04 09:00"), then("extend", "2026-11-05 09:00", "2026-12-10")],
    "an extension names its new day": [STARTED, then("extend", "2026-11-04 09:00")],
    "lies before the start": [STARTED, then("extend", "2026-11-04 09:00", "2026-10-29")],
    "the clock was met": [STARTED, then("meet", "2026-11-04 09:00"), then("suspend", "2026-11-05 09:00")],
    "without a start": [],
    "knows no 'stop'": [Event("stop", moment("2026-11-04 09:00"))],
    "has no time zone": [Event("start", datetime(2026, 10, 30, 15, 20), {"allow": 20, "unit": "d"})],
    "or until when": [Event("start", moment("2026-10-30 15:20"), {})],
    "cannot be counted": [start("2026-10-30 15:20", "-1 d")],
    "1.5 wd cannot be counted": [start("2026-10-30 15:20", "1.5 wd")],
    "not in 'week'": [start("2026-10-30 15:20", "2 week")],
    "named, 2026-11-26 12:00:00, has no time zone": [start("2026-10-30 15:20", "until 2026-11-26T12:00:00")],
    "neither a day nor a moment": [Event("start", moment("2026-10-30 15:20"), {"until": 20261126})],
}


@pytest.mark.parametrize("says", IMPOSSIBLE)
def test_a_ledger_that_cannot_be_is_refused(says):
    with pytest.raises(ValueError, match=says):
        derive(IMPOSSIBLE[says], standard())


def test_every_preset_starts_a_clock():
    for code in (code for code, limit in PRESETS.items() if limit.counts):
        clock = derive([Event("start", moment("2026-10-30 15:20"), start_data(code))], standard())
        assert clock.due > moment("2026-10-30 15:20")


def test_a_meeting_item_without_a_date_gets_twenty_days_on_the_citys_own_rule():
    data = start_data("meeting", "青云市督查工作规程第12条（2025年版）")
    step = derive([Event("start", moment("2026-10-30 15:20"), data)], standard()).steps[1]
    assert (step.effect.number, step.effect.unit, step.authority) == (20, "d", "青云市督查工作规程第12条（2025年版）")
