"""Days and times are said as an office says them."""
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tests.interfaces.web import stage
from tests.interfaces.web.cast import NOW, at, within

stage.ready()

from lastmile.interfaces.web import moments  # noqa: E402  (needs Django set up)

LEFT = (
    (at(23, 17, 30), "今天17:30", "Today 17:30"),
    (at(23, 11, 0), "今天11:00", "Today 11:00"),
    (at(24, 9, 0), "明天9:00", "Tomorrow 9:00"),
    (at(24), "明天", "Tomorrow"),
    (at(26), "剩3天", "3 days left"),
    (at(20), "逾期3天", "3 days late"),
    (at(22), "逾期1天", "1 day late"),
    (at(23, 7, 0), "逾期2小时", "2 hours late"),
    (at(23, 9, 0), "刚刚逾期", "Just late"),
)


@pytest.mark.parametrize(("due", "chinese", "english"), LEFT)
def test_what_is_left_is_said_in_words(due: datetime, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert moments.left(due, NOW) == chinese
    with translation.override("en"):
        assert moments.left(due, NOW) == english


SIGN = (
    (at(23, 17, 30), "今天17:30前签收", "Sign by 17:30 today"),
    (at(24, 9, 0), "明天9:00前签收", "Sign by 9:00 tomorrow"),
    (at(24), "明天签收", "Sign by tomorrow"),
    (at(26), "3天内签收", "Sign within 3 days"),
    (at(20), "签收逾期3天", "Signing 3 days late"),
    (at(22), "签收逾期1天", "Signing 1 day late"),
    (at(23, 7, 0), "签收逾期2小时", "Signing 2 hours late"),
    (at(23, 9, 0), "签收刚刚逾期", "Signing just late"),
)


@pytest.mark.parametrize(("due", "chinese", "english"), SIGN)
def test_what_is_left_to_sign_is_said_in_words_of_its_own(due: datetime, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert moments.left_to_sign(due, NOW) == chinese
    with translation.override("en"):
        assert moments.left_to_sign(due, NOW) == english


def test_a_due_time_names_its_weekday() -> None:
    with translation.override("zh-hans"):
        assert moments.due(at(26), NOW) == "11月26日（星期四）17:30"
        assert moments.due(date(2027, 4, 14), NOW) == "2027年4月14日（星期三）"
    with translation.override("en"):
        assert moments.due(at(26), NOW) == "Thu 26 Nov, 17:30"
        assert moments.due(date(2027, 4, 14), NOW) == "Wed 14 Apr 2027"


def test_a_moment_kept_in_utc_is_told_by_the_office_clock() -> None:
    with translation.override("zh-hans"):
        assert moments.stamp(datetime(2026, 11, 23, 0, 35, tzinfo=UTC), NOW) == "今天 08:35"
        assert moments.left(datetime(2026, 11, 23, 16, 0, tzinfo=UTC), NOW) == "明天0:00"


def test_greeting_follows_the_time_of_day() -> None:
    with translation.override("zh-hans"):
        assert [moments.greeting(within(0, hour)) for hour in (9, 14, 20)] == ["上午好", "下午好", "晚上好"]
