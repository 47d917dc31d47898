"""More time: asked for by the unit before the time is over, decided by the supervisor, within what the rule allows; both days are kept."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.queries import item as one_item
from lastmile.kernel.queries import items
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)  # of what world.item makes
WEEK = timedelta(days=7)
WHY = {"reason": "连日降雨无法施工", "progress": "已完成三处，剩一处"}


def ask(world: World, item: int, due: str = "2026-12-04", now: datetime = NOW, who: str = "李敏") -> None:
    world.do(who, "item.ask_extension", now=now, item=item, due=due, **WHY)


def grant(world: World, item: int, due: str = "2026-12-04", now: datetime = NOW) -> None:
    world.do("赵雅琴", "item.extend", now=now, item=item, due=due, reason="情况属实")


def refusal(do, *given, **named) -> Refused:
    with pytest.raises(Refused) as no:
        do(*given, **named)
    return no.value


def test_the_unit_asks_and_the_time_runs_on_until_somebody_decides(world):
    item = world.item("working")
    ask(world, item)
    row = Item.objects.get(pk=item)
    assert (row.due_at, row.asked_until.isoformat(), row.state) == (DUE, "2026-12-04", "working")
    clock = one_item.one(world.actor("赵雅琴"), item).clocks["ask-1"]
    assert clock.running and clock.due == datetime(2026, 11, 25, 17, 30, tzinfo=SHANGHAI)


def test_granted_both_days_stand_and_the_request_is_answered(world):
    item = world.item("working")
    ask(world, item)
    grant(world, item, now=NOW + timedelta(hours=1))
    row = Item.objects.get(pk=item)
    assert (row.first_due_at, row.due_at, row.asked_until) == (DUE, DUE + WEEK, None)
    assert ClockEvent.objects.get(item=item, clock="ask-1", what="meet").data == {"granted": "2026-12-04"}


def test_another_day_may_be_granted_than_was_asked_for(world):
    item = world.item("working")
    ask(world, item, "2026-12-18")
    grant(world, item, "2026-12-04")
    assert Item.objects.get(pk=item).due_at == DUE + WEEK


def test_declined_the_time_stays_and_the_unit_may_ask_again(world):
    item = world.item("working")
    ask(world, item)
    world.do("赵雅琴", "item.decline_extension", item=item, reason="可以加派人手")
    row = Item.objects.get(pk=item)
    assert (row.due_at, row.asked_until) == (DUE, None)
    assert ClockEvent.objects.get(item=item, clock="ask-1", what="meet").data == {"granted": ""}
    ask(world, item, "2026-12-02")
    assert ClockEvent.objects.filter(item=item, clock="ask-2", what="start").exists()


def test_the_entry_tells_reason_progress_and_the_day_asked_for(world):
    item = world.item("working")
    before = last_entry()
    ask(world, item)
    line = next(line for line in entries(before) if line["action"] == "item.ask_extension")
    assert all(word in line["data"] for word in (*WHY.values(), "2026-12-04"))


def test_asked_for_in_the_last_minute_is_in_time_and_at_the_due_time_it_is_not(world):
    item = world.item("working")
    no = refusal(ask, world, item, now=DUE)
    assert (no.code, no.column) == ("item.ask_extension.late", "due") and "逾期将如实记录" in no.says
    ask(world, item, now=DUE - timedelta(minutes=1))


def test_a_request_made_in_time_may_be_granted_after_it_and_the_item_was_not_late(world):
    item = world.item("working")
    ask(world, item, now=DUE - timedelta(hours=1))
    sweep(DUE)
    assert Item.objects.get(pk=item).late
    grant(world, item, now=DUE + timedelta(hours=16))
    row = Item.objects.get(pk=item)
    assert (row.late, row.light, row.due_at) == (False, "green", DUE + WEEK)


def test_declined_after_it_the_item_is_late_against_the_original_day(world):
    item = world.item("working")
    ask(world, item, now=DUE - timedelta(hours=1))
    world.do("赵雅琴", "item.decline_extension", now=DUE + timedelta(hours=16), item=item, reason="可以加派人手")
    row = Item.objects.get(pk=item)
    assert (row.late, row.light, row.due_at) == (True, "red", DUE)


def test_a_missed_report_stays_late_when_more_time_is_granted_for_the_next_one(world):
    item = world.item("signed", rhythm="weekly", due=None)
    sweep(DUE)
    world.do("李敏", "item.progress", now=DUE + timedelta(days=3), item=item, done="已排查三处")
    ask(world, item, "2026-12-08", now=DUE + timedelta(days=4))
    grant(world, item, "2026-12-08", now=DUE + timedelta(days=5))
    row = Item.objects.get(pk=item)
    assert row.late and row.due_at == datetime(2026, 12, 8, 17, 30, tzinfo=SHANGHAI)


def test_no_request_is_made_while_one_waits(world):
    item = world.item("working")
    ask(world, item)
    no = refusal(ask, world, item, "2026-12-05")
    assert no.code == "item.ask_extension.again" and "12月4日" in no.says


@pytest.mark.parametrize("do", [ask, grant])
def test_thirty_days_behind_the_original_day_are_the_most(do, world):
    """From 27 November, thirty days end on Sunday, 27 December, and so on Monday; the office may set another cap."""
    item = world.item("working")
    no = refusal(do, world, item, "2026-12-29")
    assert no.code.endswith(".cap") and no.column == "due"
    assert all(words in no.says for words in ("12月28日", "11月27日", "30日", "《信访工作条例》"))
    do(world, item, "2026-12-28")


def test_the_cap_counts_from_the_original_day_however_often_more_time_is_granted(world):
    item = world.item("working")
    grant(world, item, "2026-12-18")
    assert refusal(grant, world, item, "2026-12-30").code == "item.extend.cap"
    grant(world, item, "2026-12-28")


def test_days_that_were_suspended_move_the_cap_too(world):
    item = world.item("suspended")
    world.do("赵雅琴", "item.resume", now=NOW + timedelta(days=4), item=item, reason="批复已到")
    moved = Item.objects.get(pk=item).due_at
    assert moved == datetime(2026, 11, 30, 17, 30, tzinfo=SHANGHAI)
    assert refusal(grant, world, item, "2026-12-31", now=NOW + timedelta(days=4)).code == "item.extend.cap"
    grant(world, item, "2026-12-30", now=NOW + timedelta(days=4))


def test_the_cap_is_that_of_the_day_of_dispatch(world):
    item = world.item("working")
    world.do("王建国", "rule.set", now=NOW + timedelta(minutes=1), rule="extend", allow=10, counts="d", basis="青云市督查工作规程第15条")
    grant(world, item, "2026-12-28", now=NOW + timedelta(minutes=2))
    later = world.do("赵雅琴", "item.open", now=NOW + timedelta(minutes=3), title="清理排水沟", area="storms", unit="市应急管理局",
                     due="2026-11-27", issue=True).id
    no = refusal(grant, world, later, "2026-12-08", now=NOW + timedelta(minutes=4))
    assert no.code == "item.extend.cap" and "青云市督查工作规程第15条" in no.says


def test_who_owes_it_asks_and_who_issued_it_decides(world):
    item = world.item("working")
    assert refusal(ask, world, item, who="赵雅琴").code == "not-allowed"
    ask(world, item)
    assert refusal(world.do, "李敏", "item.extend", item=item, due="2026-12-04", reason="自行决定").code == "not-allowed"
    assert refusal(world.do, "李敏", "item.decline_extension", item=item, reason="自行决定").code == "not-allowed"


def test_requests_that_wait_can_be_listed_by_those_who_may_see_them(world):
    item, other = world.item("working"), world.item("working")
    ask(world, item)
    assert [row.id for row in items.listing(world.actor("赵雅琴"), {"asked": "extension"}).rows] == [item]
    assert items.listing(world.actor("何晓棠"), {"asked": "extension"}).rows == []
    grant(world, item)
    assert items.listing(world.actor("赵雅琴"), {"asked": "extension"}).rows == [] and other


def test_what_is_done_meanwhile_needs_no_decision_any_more(world):
    item = world.item("working")
    ask(world, item)
    world.do("李敏", "item.report", item=item, done="整治完成")
    world.do("孙静", "item.verify", item=item, finding="属实")
    row = Item.objects.get(pk=item)
    assert (row.state, row.asked_until) == ("closed", None)
    assert not one_item.one(world.actor("赵雅琴"), item).clocks["ask-1"].running
