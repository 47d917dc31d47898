"""Standing duties: a report for each week or month, and, when a day was named, an end."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.queries import boards, items
from lastmile.kernel.queries import item as one_item
from lastmile.kernel.rules.clocks import Event, derive
from lastmile.lib.workdays import SHANGHAI, standard
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def duty(world: World, rhythm: str = "weekly", due: str | None = None, now: datetime = NOW) -> int:
    """A duty of 市应急管理局, signed for on Friday, 20 November; the first weekly report is due on the 27th."""
    item = world.do("赵雅琴", "item.open", now=now, title="每周排查积水点", area="storms", unit="市应急管理局", rhythm=rhythm, due=due, issue=True).id
    world.do("李敏", "item.sign", now=now, item=item)
    return item


def tell(world: World, item: int, when: str) -> None:
    world.do("李敏", "item.progress", now=at(when), item=item, done="已排查三处")


def rounds(item: int) -> list[str]:
    """The due days of the rounds that have begun."""
    starts = ClockEvent.objects.filter(item=item, what="start", clock__startswith="round-").order_by("id")
    return [derive([Event("start", start.at, start.data)], standard()).due.date().isoformat() for start in starts]


def met(item: int) -> list[str]:
    return list(ClockEvent.objects.filter(item=item, what="meet", clock__startswith="round-").order_by("id").values_list("clock", flat=True))


def due(item: int) -> str:
    return Item.objects.get(pk=item).due_at.astimezone(SHANGHAI).date().isoformat()


def test_an_early_report_counts_for_its_week_and_the_next_one_is_due_a_week_later(world):
    item = duty(world)
    assert due(item) == "2026-11-27"
    tell(world, item, "2026-11-25T10:00")
    assert due(item) == "2026-12-04" and met(item) == ["round-1"]


def test_what_is_told_again_in_the_same_week_takes_no_later_report_away(world):
    item = duty(world)
    tell(world, item, "2026-11-25T10:00")
    tell(world, item, "2026-11-26T10:00")
    assert due(item) == "2026-12-04" and met(item) == ["round-1"] and rounds(item) == ["2026-11-27", "2026-12-04"]
    tell(world, item, "2026-11-30T10:00")
    assert due(item) == "2026-12-11"


def test_a_late_report_leaves_this_weeks_report_due(world):
    item = duty(world)
    tell(world, item, "2026-12-02T10:00")
    assert due(item) == "2026-12-04"
    tell(world, item, "2026-12-03T10:00")
    assert due(item) == "2026-12-11"


def test_weeks_in_which_nothing_was_told_are_not_asked_for_one_by_one(world):
    item = duty(world)
    tell(world, item, "2026-12-16T10:00")
    assert due(item) == "2026-12-18" and rounds(item) == ["2026-11-27", "2026-12-18"]


def test_a_week_that_is_all_holiday_is_passed_over(world):
    """Spring festival 2026: from 15 to 23 February nobody works."""
    item = duty(world, now=at("2026-02-10T09:00"))
    assert due(item) == "2026-02-14"
    tell(world, item, "2026-02-12T10:00")
    assert due(item) == "2026-02-28"


def test_a_month_reported_on_its_last_day_is_followed_by_the_next(world):
    item = duty(world, "monthly")
    assert due(item) == "2026-11-30"
    tell(world, item, "2026-11-30T10:00")
    assert due(item) == "2026-12-31"


def test_a_report_that_got_more_time_is_followed_by_the_next_weeks_all_the_same(world):
    item = duty(world)
    world.do("赵雅琴", "item.extend", item=item, due="2026-12-02", reason="连日降雨")
    tell(world, item, "2026-12-02T10:00")
    assert due(item) == "2026-12-04"


def test_a_missed_report_is_late_and_stays_so_on_record(world):
    item = duty(world)
    sweep(at("2026-11-27T17:30"))
    row = Item.objects.get(pk=item)
    assert (row.light, row.late) == ("red", True)
    total = boards.board(world.actor("赵雅琴"), world.units["青云市"]).total
    assert (total.late, total.report_late, total.unsigned_late) == (1, 0, 0)
    tell(world, item, "2026-11-30T10:00")
    row.refresh_from_db()
    assert (row.light, row.late) == ("green", True)
    assert boards.board(world.actor("赵雅琴"), world.units["青云市"]).total.late == 0


def test_with_a_day_both_clocks_run_and_the_item_is_due_on_the_day(world):
    item = duty(world, due="2026-12-11")
    assert due(item) == "2026-12-11" and rounds(item) == ["2026-11-27"]
    whole = one_item.one(world.actor("赵雅琴"), item)
    assert set(whole.clocks) == {"sign", "finish", "round-1"}
    assert Item.objects.get(pk=item).next_turn_at == at("2026-11-24T08:30")


def test_a_missed_report_turns_the_light_and_does_not_make_the_whole_late(world):
    item = duty(world, due="2026-12-31")
    sweep(at("2026-11-27T17:30"))
    row = Item.objects.get(pk=item)
    assert (row.light, row.late, row.next_turn_at) == ("red", False, at("2026-12-28T08:30"))
    total = boards.board(world.actor("赵雅琴"), world.units["青云市"]).total
    assert (total.late, total.report_late, total.on_course) == (0, 1, 1)
    assert [r.id for r in items.listing(world.actor("赵雅琴"), {"overdue": "report"}).rows] == [item]
    tell(world, item, "2026-11-30T10:00")
    assert Item.objects.get(pk=item).light == "green"


def test_the_last_report_before_the_day_is_followed_by_the_day_alone(world):
    item = duty(world, due="2026-12-04")
    tell(world, item, "2026-11-26T10:00")
    assert rounds(item) == ["2026-11-27"]
    tell(world, item, "2026-12-01T10:00")
    assert met(item) == ["round-1"] and Item.objects.get(pk=item).light == "yellow"
    sweep(at("2026-12-04T17:30"))
    row = Item.objects.get(pk=item)
    assert (row.light, row.late) == ("red", True)


def test_with_more_time_the_reports_go_on(world):
    item = duty(world, due="2026-12-04")
    tell(world, item, "2026-11-26T10:00")
    world.do("赵雅琴", "item.extend", now=at("2026-12-01T10:00"), item=item, due="2026-12-31", reason="增加点位")
    assert rounds(item) == ["2026-11-27", "2026-12-04"] and due(item) == "2026-12-31"


def test_a_day_before_the_first_report_leaves_no_report(world):
    assert rounds(duty(world, "monthly", due="2026-11-27")) == []


def test_such_a_duty_ends_with_all_its_clocks_met(world):
    item = duty(world, due="2026-12-31")
    world.do("李敏", "item.report", now=at("2026-11-26T10:00"), item=item, done="积水点全部整治")
    world.do("孙静", "item.verify", now=at("2026-11-27T10:00"), item=item, finding="属实")
    whole = one_item.one(world.actor("赵雅琴"), item)
    assert {name: clock.met_at for name, clock in whole.clocks.items() if name in ("finish", "round-1")} == {
        "finish": at("2026-11-26T10:00"), "round-1": at("2026-11-26T10:00")}
    assert (whole.item.state, whole.item.light) == ("closed", "done")


def test_a_draft_issued_later_gets_its_reports_too(world):
    draft = world.item("draft", due="2026-12-31")
    world.do("赵雅琴", "item.issue", item=draft, rhythm="weekly")
    assert rounds(draft) == ["2026-11-27"] and Item.objects.get(pk=draft).rhythm == "weekly"


def test_suspended_both_stop_and_resumed_both_go_on(world):
    item = duty(world, due="2026-12-31")
    world.do("赵雅琴", "item.suspend", now=NOW + timedelta(hours=1), item=item, reason="等待上级批复")
    assert {clock.suspended for name, clock in one_item.one(world.actor("赵雅琴"), item).clocks.items() if name != "sign"} == {True}
    world.do("赵雅琴", "item.resume", now=at("2026-11-23T09:00"), item=item, reason="批复已到")
    assert {clock.suspended for clock in one_item.one(world.actor("赵雅琴"), item).clocks.values()} == {False}
