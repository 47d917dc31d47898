"""When the calendar of a year that was not published arrives: the clocks of open items worked out anew, each item told what and why."""
import json
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from lastmile.kernel.actions import recount as recounting
from lastmile.kernel.actions.recount import recount
from lastmile.kernel.models import ClockEvent, Item, Recount
from lastmile.kernel.queries import item as one_item
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
# An invented notice: New Year until Monday, 4 January 2027; Saturday the 9th is worked in exchange.
NOTICE = {"year": 2027, "off": ["2027-01-01", "2027-01-04"], "on": ["2027-01-09"]}


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def issued(world: World, **values) -> int:
    given = {"title": "清理排水沟", "area": "storms", "unit": "市应急管理局", "issue": True} | values
    return world.do("赵雅琴", "item.open", **given).id


def publish(world: World, now: datetime = LATER, **notice) -> None:
    world.do("王建国", "calendar.set_year", now=now, **(NOTICE | notice))


def run(now: datetime = LATER, most: int = 500) -> None:
    """All batches."""
    while recount(now, most):
        pass


def due(item: int) -> datetime:
    return Item.objects.get(pk=item).due_at.astimezone(SHANGHAI)


@pytest.fixture
def year_end(world, monkeypatch):
    """Three items: thirty working days from Monday, 23 November end on 4 January; a named day; twenty days that end in December."""
    world.do("王建国", "rule.set", rule="document", allow=30, counts="wd", basis="青云市督查工作规程第12条")
    monday = at("2026-11-23T09:00")
    moved = world.do("赵雅琴", "item.open", now=monday, title="整治积水点", area="storms", unit="市应急管理局", within="document", issue=True).id
    named = issued(world, due="2027-01-04")
    early = issued(world)
    assert due(moved) == at("2027-01-04T17:30")
    return {"moved": moved, "named": named, "early": early}


def test_a_provisional_day_moves_and_the_item_is_told_what_it_was_and_why(year_end, world):
    publish(world, at("2026-11-23T10:00"))
    before = last_entry()
    run(at("2026-11-23T10:05"))
    assert due(year_end["moved"]) == at("2027-01-06T17:30")
    line = next(line for line in entries(before) if line["subject"] == f"item:{year_end['moved']}")
    told = json.loads(line["data"])
    assert (line["action"], line["actor"]) == ("item.recount", "系统时钟")
    label = f"item:{year_end['moved']}"
    assert told["was"][label]["due_at"].startswith("2027-01-04") and told["became"][label]["due_at"].startswith("2027-01-06")
    assert told["added"]["clockevent"][0]["data"] == {"before": "2027-01-04T17:30:00+08:00", "because": "2027年放假安排公布"}


def test_the_derivation_shows_the_change_and_is_certain_now(year_end, world):
    assert one_item.one(world.actor("赵雅琴"), year_end["moved"]).clocks["finish"].provisional
    publish(world, at("2026-11-23T10:00"))
    run(at("2026-11-23T10:05"))
    clock = one_item.one(world.actor("赵雅琴"), year_end["moved"]).clocks["finish"]
    assert not clock.provisional and "recounted" in [step.code for step in clock.steps]


def test_what_the_calendar_does_not_change_has_no_entry(year_end, world):
    publish(world, at("2026-11-23T10:00"))
    before = last_entry()
    run(at("2026-11-23T10:05"))
    told = {line["subject"] for line in entries(before)}
    assert f"item:{year_end['named']}" not in told and f"item:{year_end['early']}" not in told


def test_a_day_that_stays_is_told_to_be_certain(world):
    item = world.do("赵雅琴", "item.open", title="整治积水点", area="storms", unit="市应急管理局", within="document", issue=True,
                    now=at("2026-12-13T09:00")).id
    assert due(item) == at("2027-01-12T17:30")
    publish(world, at("2026-12-13T10:00"))
    run(at("2026-12-13T10:05"))
    assert due(item) == at("2027-01-12T17:30")
    assert ClockEvent.objects.filter(item=item, what="recount").count() == 1


def test_killed_between_two_batches_it_goes_on_and_nobody_is_told_twice(world, monkeypatch):
    items = [issued(world, within="first_report", now=at("2026-12-29T09:00")) for _ in range(7)]
    publish(world, at("2026-12-29T10:00"))
    now = at("2026-12-29T10:05")
    recount(now, 3)

    def dies(*given, **named):
        raise RuntimeError("killed")
    with monkeypatch.context() as patched:
        patched.setattr(recounting, "perform", dies)  # after the items' acts, before the place is noted
        with pytest.raises(RuntimeError), transaction.atomic():
            recount(now, 3)
    assert Recount.objects.get().reached == items[2]
    run(now, 3)
    assert [ClockEvent.objects.filter(item=item, what="recount").count() for item in items] == [1] * 7
    row = Recount.objects.get()
    assert (row.changed, row.done_at) == (7, now)


def test_two_years_entered_before_the_worker_comes_are_one_recount(world):
    publish(world)
    publish(world, year=2028, off=["2028-01-03"], on=[])
    row = Recount.objects.get()
    assert row.because == "2027年放假安排公布；2028年放假安排公布"


def test_a_second_change_while_the_first_is_worked_out_tells_each_item_the_last_day_it_knew(world):
    first, second = (issued(world, within="first_report", now=at("2026-12-29T09:00")) for _ in range(2))
    publish(world, at("2026-12-29T10:00"))
    recount(at("2026-12-29T10:01"), 1)
    publish(world, at("2026-12-29T10:02"), off=["2027-01-01"], on=[])
    run(at("2026-12-29T10:03"), 1)
    told = {item: [event.data["before"][:10] for event in ClockEvent.objects.filter(item=item, what="recount").order_by("id")]
            for item in (first, second)}
    assert told == {first: ["2027-01-05", "2027-01-07"], second: ["2027-01-05"]}
    assert due(first) == due(second) == at("2027-01-06T17:30")


def test_suspended_items_and_reports_to_come_are_worked_out_too(world):
    held = issued(world, within="first_report", now=at("2026-12-29T09:00"))
    world.do("赵雅琴", "item.suspend", now=at("2026-12-29T09:30"), item=held, reason="等待上级批复")
    weekly = issued(world, rhythm="weekly", now=at("2026-12-31T09:00"))
    assert due(weekly) == at("2027-01-01T17:30")
    publish(world, at("2026-12-31T10:00"))
    run(at("2026-12-31T10:05"))
    assert due(held) == at("2027-01-07T17:30") and Item.objects.get(pk=held).light == "rest"
    assert due(weekly) == at("2027-01-05T17:30")


def test_new_office_hours_move_what_is_due_after_they_begin_and_nothing_before(world):
    before, after = issued(world, due="2026-12-31"), issued(world, due="2027-01-05")
    world.do("王建国", "calendar.set_hours", now=LATER, since="2027-01-01", opens="09:00", closes="17:00", rest_from="12:00", rest_until="13:30")
    run()
    assert (due(before), due(after)) == (at("2026-12-31T17:30"), at("2027-01-05T17:00"))
    assert ClockEvent.objects.get(item=after, what="recount").data["because"] == "2027年1月1日起办公时间调整"


def test_when_nothing_is_to_be_done_nothing_is_done(world):
    before = last_entry()
    assert not recount(NOW) and last_entry() == before
