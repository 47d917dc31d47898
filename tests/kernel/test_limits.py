"""Limits as the office sets them: versions with a day from which they hold; what has begun keeps what it was born under."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused, snapshot
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.rules.clocks import PRESETS
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
RULE = "青云市督查工作规程第12条"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def issued(world: World, now: datetime = NOW, **values) -> Item:
    given = {"title": "清理排水沟", "area": "storms", "unit": "市应急管理局", "issue": True} | values
    return Item.objects.get(pk=world.do("赵雅琴", "item.open", now=now, **given).id)


def set_rule(world: World, now: datetime = NOW, **values) -> None:
    world.do("王建国", "rule.set", now=now, **({"rule": "meeting", "allow": 10, "counts": "wd", "basis": RULE} | values))


def start(item: Item, clock: str = "finish") -> dict:
    return ClockEvent.objects.get(item=item, clock=clock, what="start").data


def test_without_a_day_the_box_gives_twenty_days_and_says_on_what_basis(world):
    item = issued(world)
    assert item.due_at == at("2026-12-10T17:30")
    assert start(item)["authority"] == PRESETS["meeting"].basis


def test_what_the_office_sets_holds_at_once_for_what_is_issued_after_it(world):
    before = issued(world)
    set_rule(world, NOW + timedelta(minutes=1))
    after = issued(world, NOW + timedelta(minutes=2))
    assert after.due_at == at("2026-12-04T17:30") and (start(after)["allow"], start(after)["authority"]) == (10, RULE)
    assert Item.objects.get(pk=before.pk).due_at == at("2026-12-10T17:30")


def test_an_item_keeps_the_limit_it_was_born_under_whatever_happens_to_it(world):
    item = issued(world)
    set_rule(world, NOW + timedelta(minutes=1))
    for who, action, values in (("李敏", "item.sign", {}), ("赵雅琴", "item.suspend", {"reason": "等待批复"})):
        world.do(who, action, now=NOW + timedelta(hours=1), item=item.pk, **values)
    world.do("赵雅琴", "item.resume", now=NOW + timedelta(hours=2), item=item.pk, reason="批复已到")
    assert Item.objects.get(pk=item.pk).due_at == at("2026-12-10T17:30")


def test_a_limit_for_a_day_to_come_holds_from_that_day_on(world):
    set_rule(world, since="2026-11-25")
    assert issued(world, at("2026-11-24T16:00")).due_at == at("2026-12-14T17:30")
    assert issued(world, at("2026-11-25T09:00")).due_at == at("2026-12-09T17:30")


def test_of_two_limits_for_the_same_day_the_later_one_counts(world):
    set_rule(world, since="2026-11-25", allow=10)
    set_rule(world, since="2026-11-25", allow=5)
    assert issued(world, at("2026-11-25T09:00")).due_at == at("2026-12-02T17:30")


def test_the_versions_stay_on_record_and_each_is_an_act(world):
    before = last_entry()
    set_rule(world, since="2026-11-25", allow=10)
    set_rule(world, since="2026-12-01", allow=5)
    assert [version.allow for version in snapshot().limits.history("meeting")] == [10, 5]
    assert [(line["action"], line["actor"]) for line in entries(before)] == [("rule.set", "王建国")] * 2


@pytest.mark.parametrize(("values", "code"), [
    ({"rule": "nothing"}, "rule.set.unknown"), ({"since": "2026-11-19"}, "rule.set.past"), ({"counts": "day", "allow": 5}, "rule.set.sort"),
    ({"rule": "report_monthly", "counts": "d", "allow": 5}, "rule.set.sort"), ({"allow": 0}, "rule.set.zero"),
    ({"rule": "report_monthly", "counts": "day", "allow": 32}, "rule.set.day"),
])
def test_what_is_no_limit_is_refused(values, code, world):
    with pytest.raises(Refused) as no:
        set_rule(world, **values)
    assert no.value.code == code


def test_only_administrators_of_the_whole_city_set_limits(world):
    with pytest.raises(Refused) as no:
        world.do("赵雅琴", "rule.set", rule="meeting", allow=10, counts="wd", basis=RULE)
    assert no.value.code == "not-allowed"


def test_the_supervisor_chooses_by_which_limit_an_instruction_is_to_be_done(world):
    item = issued(world, within="instruction_urgent")
    assert item.due_at == at("2026-11-25T17:30") and start(item)["because"] == "领导批示件（急办）"


def test_a_draft_gets_its_limit_when_it_is_issued(world):
    draft = world.item("draft", due=None)
    world.do("赵雅琴", "item.issue", item=draft, within="instruction_urgent", first_report="first_report")
    assert Item.objects.get(pk=draft).due_at == at("2026-11-25T17:30")


@pytest.mark.parametrize(("values", "code"), [
    ({"within": "nothing"}, "item.issue.limit"), ({"within": "report_monthly"}, "item.issue.limit"),
    ({"first_report": "nothing"}, "item.issue.limit"),
    ({"within": "media", "due": "2026-11-27"}, "item.issue.both"), ({"within": "media", "issue": False}, "item.open.later"),
    ({"first_report": "media", "issue": False}, "item.open.later"),
])
def test_a_limit_that_cannot_hold_is_refused(values, code, world):
    with pytest.raises(Refused) as no:
        issued(world, **values)
    assert no.value.code == code


def test_sending_back_has_the_limit_of_the_day_of_dispatch(world):
    item = issued(world).pk
    set_rule(world, NOW + timedelta(minutes=1), rule="refuse", allow=1, counts="wd")
    world.do("李敏", "item.refuse", now=at("2026-11-24T09:00"), item=item, reason="属水务部门职责")
    later = issued(world, NOW + timedelta(minutes=2)).pk
    with pytest.raises(Refused) as no:
        world.do("李敏", "item.refuse", now=at("2026-11-24T09:00"), item=later, reason="属水务部门职责")
    assert no.value.code == "item.refuse.late" and "1个工作日" in no.value.says


def test_monthly_reports_by_the_fifth_move_off_the_weekend_and_keep_their_day(world):
    set_rule(world, rule="report_monthly", allow=5, counts="day")
    item = issued(world, NOW + timedelta(minutes=1), rhythm="monthly").pk
    assert Item.objects.get(pk=item).due_at == at("2026-12-07T17:30")
    world.do("李敏", "item.sign", now=NOW + timedelta(minutes=2), item=item)
    set_rule(world, NOW + timedelta(minutes=3), rule="report_monthly", allow=0, counts="last")
    world.do("李敏", "item.progress", now=at("2026-12-03T10:00"), item=item, done="已排查三处")
    row = Item.objects.get(pk=item)
    assert row.due_at == row.report_due_at == at("2027-01-05T17:30")


def test_the_first_report_has_a_time_of_its_own_and_is_met_by_what_is_told_first(world):
    item = issued(world, due="2026-12-31", first_report="first_report").pk
    assert Item.objects.get(pk=item).report_due_at == at("2026-11-27T17:30")
    world.do("李敏", "item.sign", item=item)
    world.do("李敏", "item.progress", now=NOW + timedelta(days=3), item=item, done="已排查三处")
    row = Item.objects.get(pk=item)
    assert (row.report_due_at, row.due_at) == (None, at("2026-12-31T17:30"))
    assert ClockEvent.objects.get(item=item, clock="first", what="meet").at == NOW + timedelta(days=3)


def test_without_a_first_report_the_light_turns_and_the_item_is_not_late(world):
    item = issued(world, due="2026-12-31", first_report="first_report").pk
    world.do("李敏", "item.sign", item=item)
    sweep(at("2026-11-27T17:30"))
    row = Item.objects.get(pk=item)
    assert (row.light, row.late) == ("red", False)


def test_a_report_is_checked_within_a_limit_and_redone_within_one(world):
    item = world.item("reported")
    assert start(Item(pk=item), "reported-1")["preset"] == "check"
    world.do("孙静", "item.return", now=NOW + timedelta(hours=1), item=item, reason="没有现场照片")
    assert ClockEvent.objects.filter(item=item, clock="reported-1", what="meet").count() == 1
    assert start(Item(pk=item), "returned-1")["preset"] == "redo"
    world.do("李敏", "item.progress", now=NOW + timedelta(hours=2), item=item, done="补拍照片")
    world.do("李敏", "item.report", now=NOW + timedelta(hours=3), item=item, done="补齐照片")
    events = ClockEvent.objects.filter(item=item, clock="returned-1").order_by("id")
    assert [(event.what, event.at) for event in events] == [("start", NOW + timedelta(hours=1)), ("meet", NOW + timedelta(hours=3))]
    world.do("孙静", "item.verify", now=NOW + timedelta(hours=4), item=item, finding="属实")
    assert ClockEvent.objects.get(item=item, clock="reported-2", what="meet").at == NOW + timedelta(hours=4)


def test_a_check_that_is_overdue_makes_nothing_of_the_unit_late(world):
    item = world.item("reported")
    assert sweep(NOW + timedelta(days=60)) == 0
    row = Item.objects.get(pk=item)
    assert (row.light, row.late) == ("green", False)
