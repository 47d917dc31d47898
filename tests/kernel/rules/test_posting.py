"""When messages go out."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.rules.posting import PAUSES, Choice, again, due
from lastmile.lib.workdays import SHANGHAI


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{words}").replace(tzinfo=SHANGHAI)


USUAL = Choice()
CASES = (  # said at, urgent, choice, goes out
    ("20T09:00", True, USUAL, "20T09:01"),
    ("20T20:59:30", True, USUAL, "21T07:00"),
    ("20T23:00", True, USUAL, "21T07:00"),
    ("21T06:59:30", True, USUAL, "21T07:00:30"),
    ("20T09:00", False, USUAL, "21T08:05"),
    ("20T08:04", False, USUAL, "20T08:05"),
    ("20T08:05", False, USUAL, "21T08:05"),
    ("20T09:00", True, Choice(urgent_at_once=False), "21T08:05"),
    ("20T09:00", False, Choice(digest_hour=6), "21T07:00"),
    ("20T13:00", True, Choice(quiet_from=12, quiet_until=14), "20T14:00"),
    ("20T23:00", True, Choice(quiet_from=9, quiet_until=9), "20T23:01"),
)


@pytest.mark.parametrize(("said", "urgent", "choice", "out"), CASES)
def test_urgent_a_minute_later_the_rest_with_the_digest_and_nothing_in_quiet_hours(said, urgent, choice, out):
    assert due(at(said), urgent, choice) == at(out)


def test_digests_leave_one_after_the_other_and_never_at_the_hour_or_the_half_hour():
    leave = {due(at("20T09:00"), False, USUAL, person).minute for person in range(1000)}
    assert leave == set(range(5, 25))


def test_the_pauses_grow_and_then_it_has_failed():
    now = at("20T09:00")
    tried = [again(n, now) for n in range(1, len(PAUSES) + 2)]
    waits = [moment - now for moment in tried[:-1] if moment]
    assert waits == sorted(waits) and len(waits) == 5 and tried[-1] is None


def test_a_server_is_left_alone_as_long_as_it_asks_but_not_for_ever():
    now = at("20T09:00")
    assert again(1, now, timedelta(minutes=7)) == now + timedelta(minutes=7)
    assert again(1, now, timedelta(seconds=1)) == now + PAUSES[0]
    assert again(1, now, timedelta(days=400)) == now + timedelta(hours=12)
