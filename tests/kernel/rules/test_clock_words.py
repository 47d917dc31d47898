"""Why is it this day? The rows that an item's page prints."""
from datetime import datetime

import pytest

from lastmile.kernel.rules.clock_words import WORDS, authority_words, effect_words, words
from lastmile.kernel.rules.clocks import Event, derive, start_data
from lastmile.lib.workdays import SHANGHAI, standard

RULE = "青云市督查工作规程第12条（2025年版）"


def event(what: str, at: str, **data: object) -> Event:
    return Event(what, datetime.fromisoformat(at).replace(tzinfo=SHANGHAI), data)


def held(suspended: str, resumed: str) -> list[Event]:
    return [event("suspend", suspended), event("resume", resumed)]


def rows(*events: Event, language: str = "zh", clock: str = "finish") -> list[tuple[str, str]]:
    steps = derive(events, standard()).steps
    return [(words(step, language, clock), effect_words(step, language)) for step in steps]


def texts(*events: Event, language: str = "zh") -> str:
    return "\n".join(text for text, _ in rows(*events, language=language))


MEETING = event("start", "2026-10-30T15:20", **start_data("meeting", RULE))
STORM = event("suspend", "2026-11-04T09:00", because="三防Ⅲ级应急响应", authority="市委督查室 赵雅琴，青防〔2026〕18号")
OVER = event("resume", "2026-11-11T08:00")


def test_the_item_that_a_storm_held_up_for_a_week():
    assert rows(MEETING, STORM, OVER) == [
        ("10月30日交办，次日起算", "10月31日"),
        ("原文没有写期限，会议议定事项按20日", "+20日"),
        ("原办结时限", "11月19日"),
        ("中止：三防Ⅲ级应急响应，11月4日至10日", "+7日"),
        ("11月26日是工作日，不顺延", "0"),
        ("现办结时限", "11月26日"),
    ]


def test_the_same_in_english():
    assert rows(MEETING, STORM, OVER, language="en") == [
        ("Issued on 30 October, counted from the next day", "31 October"),
        ("20 days: no date in the document, item decided in a meeting", "+20 days"),
        ("Completion was first due", "19 November"),
        ("Suspended: 三防Ⅲ级应急响应, 4 to 10 November", "+7 days"),
        ("26 November is a working day: not moved", "0"),
        ("Completion is now due", "26 November"),
    ]


def test_each_row_says_on_whose_authority():
    steps = derive([MEETING, STORM, OVER], standard()).steps
    assert [authority_words(step) for step in steps] == [
        "依据：参照《民法典》第二百零一条", f"依据：{RULE}", "", "批准：市委督查室 赵雅琴，青防〔2026〕18号", "", ""]
    assert authority_words(steps[0], "en") == "Basis: Civil Code, art. 201, by analogy"
    assert authority_words(steps[3], "en") == "Approved: 市委督查室 赵雅琴，青防〔2026〕18号"


def test_who_lifts_a_suspension_is_named_beside_who_ordered_it():
    lifted = event("resume", "2026-11-11T08:00", authority="市委督查室 赵雅琴，青防〔2026〕21号")
    step = next(step for step in derive([MEETING, STORM, lifted], standard()).steps if step.code == "suspended_days")
    assert step.authority == "市委督查室 赵雅琴，青防〔2026〕18号；市委督查室 赵雅琴，青防〔2026〕21号"


def test_working_days_over_national_day_name_the_holiday_and_the_worked_saturday():
    assert rows(event("start", "2026-09-28T15:20", allow=20, unit="wd")) == [
        ("9月28日交办，下一个工作日起算", "9月29日"),
        ("按20个工作日", "+20个工作日"),
        ("其间周末和节假日12天不计（10月1日至7日放假）；10月10日调休上班，照计", "+12日"),
        ("办结时限", "10月30日"),
    ]


def test_signing_in_two_hours():
    assert rows(event("start", "2026-10-30T15:20", allow=2, unit="h"), clock="sign") == [
        ("10月30日15:20交办，即时起算", "10月30日15:20"), ("按2小时", "+2小时"), ("签收时限", "10月30日17:20")]


CASES = {
    "a Saturday": (
        [event("start", "2026-11-01T09:00", allow=20, unit="d")],
        "11月21日是星期六，顺延到11月23日", "21 November is a Saturday: moved to the next working day, 23 November"),
    "a public holiday": (
        [event("start", "2026-09-11T09:00", allow=20, unit="d")],
        "10月1日放假，顺延到10月8日", "1 October is a public holiday: moved to the next working day, 8 October"),
    "a weekend that is not counted twice": (
        [event("start", "2026-11-01T09:00", allow=20, unit="d"), *held("2026-11-05T09:00", "2026-11-08T09:00")],
        "从11月21日接着推算，原来的顺延不再计", "Counted on from 21 November; the earlier move falls away"),
    "a day off that was named": (
        [event("start", "2026-09-20T09:00", until="2026-10-03", because="国庆假期前三天")],
        "期限已写明：国庆假期前三天；当日不上班，仍以写明的日期为准",
        "The day was named: 国庆假期前三天; a day off, but it stands as named"),
    "a named day that was moved by a suspension": (
        [event("start", "2026-11-10T09:00", until="2026-11-24"), *held("2026-11-16T09:00", "2026-11-18T09:00")],
        "11月26日是工作日，不顺延", "26 November is a working day: not moved"),
    "an extension": (
        [MEETING, event("extend", "2026-11-17T09:00", until="2027-01-08", because="设备未到货")],
        "延期：设备未到货，原定11月19日", "Extended: 设备未到货; it was 19 November"),
    "suspended and not resumed": (
        [MEETING, STORM],
        "中止：三防Ⅲ级应急响应，11月4日起，尚未恢复", "Suspended: 三防Ⅲ级应急响应, since 4 November, not resumed yet"),
    "suspended when late": (
        [MEETING, *held("2026-11-20T09:00", "2026-12-02T09:00")],
        "中止，11月20日至12月2日；中止时已过时限，不顺延", "Suspended, 20 November to 2 December; already late, so not moved"),
    "suspended in the move off a weekend": (
        [event("start", "2026-11-01T09:00", allow=20, unit="d"), *held("2026-11-22T09:00", "2026-11-25T09:00")],
        "中止，11月22日至24日；日数已经计满，顺延到恢复后的第一个工作日",
        "Suspended, 22 to 24 November; all days were counted: moved to the first working day after it"),
    "suspended and lifted on one day": (
        [MEETING, *held("2026-11-05T09:00", "2026-11-05T16:00")],
        "中止，11月5日当日恢复", "Suspended, 5 November, lifted the same day"),
    "suspended over a weekend only": (
        [event("start", "2026-11-02T09:00", allow=10, unit="wd"), *held("2026-11-07T09:00", "2026-11-09T09:00")],
        "中止，11月7日至8日；其间没有应计的日子", "Suspended, 7 to 8 November; no day of it was to be counted"),
    "hours suspended": (
        [event("start", "2026-11-24T10:00", allow=2, unit="h"), *held("2026-11-24T10:30", "2026-11-24T11:15")],
        "中止，11月24日10:30至11:15", "Suspended, 24 November, 10:30 to 11:15"),
    "a year without a notice": (
        [event("start", "2026-12-10T09:00", allow=30, unit="d")],
        "日历中没有2027年的放假安排，日期暂定，公布后重新推算",
        "The calendar has no holidays for 2027 yet: the day is provisional and will be worked out again"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_row_reads_well_in_both_languages(case):
    events, chinese, english = CASES[case]
    assert chinese in texts(*events).splitlines()
    assert english in texts(*events, language="en").splitlines()


@pytest.mark.parametrize(("until", "back", "effect"), [
    ("2027-01-08", "2026-11-11T08:00", "2027年1月8日"), ("2026-11-26T12:00:00+08:00", "2026-11-11T08:00", "11月26日12:00")])
def test_a_day_in_another_year_carries_its_year_and_a_moment_its_time(until, back, effect):
    assert (rows(MEETING, event("extend", back, until=until))[-1]) == ("现办结时限", effect)


def test_amounts_of_time_are_short():
    started = event("start", "2026-11-24T10:00", allow=2, unit="h")
    chinese = rows(started, *held("2026-11-24T10:30", "2026-11-24T13:00"))
    english = rows(started, *held("2026-11-24T10:30", "2026-11-24T11:30"), language="en")
    assert ("中止，11月24日10:30至13:00", "+2小时30分钟") in chinese
    assert ("Suspended, 24 November, 10:30 to 11:30", "+1 hour") in english


def test_every_kind_of_row_has_chinese_and_english_words():
    assert all(len(pair) == 2 and all(pair) for pair in WORDS.values())
    assert not any("一" <= letter <= "鿿" for _, english in WORDS.values() for letter in english)
