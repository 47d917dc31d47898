"""What a unit says is not its own is not lost: it waits for the supervisor, and its time to finish runs."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused, can
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.queries import boards, inbox, items
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = (NOW + timedelta(days=n) for n in (3, 4, 5))
AFTER_DUE = datetime(2026, 11, 27, 17, 31, tzinfo=SHANGHAI)


@pytest.fixture
def back(world: World) -> int:
    """An item that 市应急管理局 sent back on Monday; it is due on Friday, 27 November."""
    item = world.item("assigned")
    world.do("李敏", "item.refuse", now=MONDAY, item=item, reason="属水务部门职责")
    return item


def refused(world: World, who: str, action: str, /, **values) -> str:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value.code


def seen(world: World, who: str, tab: str = "all") -> list[int]:
    return [row.id for row in inbox.inbox(world.actor(who), tab).rows]


def test_it_stays_open_and_its_light_goes_on_turning(world, back):
    sweep(MONDAY)
    item = Item.objects.get(pk=back)
    assert (item.state, item.is_open, item.light) == ("draft", True, "green")
    assert item.next_turn_at == datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI)
    sweep(TUESDAY)
    assert Item.objects.get(pk=back).light == "yellow"
    sweep(AFTER_DUE)
    item.refresh_from_db()
    assert (item.light, item.late, item.next_turn_at) == ("red", True, None)
    assert sweep(AFTER_DUE) == 0


def test_it_stands_under_a_tab_of_the_supervisors_and_not_with_who_sent_it_back(world, back):
    other = world.item("assigned")
    assert seen(world, "赵雅琴", "refused") == [back] and set(seen(world, "赵雅琴")) == {back, other}
    assert seen(world, "李敏") == [other] and seen(world, "李敏", "refused") == []
    assert inbox.inbox_counts(world.actor("赵雅琴")) | {"sign": 1} == {
        "all": 2, "sign": 1, "hand": 0, "check": 0, "late": 0, "refused": 1, "unsigned": 0}
    counts = inbox.inbox_counts(world.actor("李敏"))
    assert (counts["all"], counts["refused"]) == (1, 0)


def test_a_supervisor_of_few_units_finds_it_too(world):
    world.people["唐文"] = world.do("王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="supervisor").id
    item = world.do("唐文", "item.open", title="清理排水沟", area="storms", unit="石桥镇", issue=True).id
    world.do("陈立新", "item.refuse", item=item, reason="属区水务局")
    assert seen(world, "唐文", "refused") == [item] and seen(world, "陈立新") == []


def test_a_draft_that_was_never_issued_is_neither_owed_nor_sent_back(world, back):
    draft = world.item("draft")
    assert seen(world, "赵雅琴", "refused") == [back] and draft not in seen(world, "赵雅琴")
    found = boards.board(world.actor("赵雅琴"), world.units["青云市"])
    assert (found.total.owed, found.total.refused, found.total.to_sign, found.total.late) == (1, 1, 0, 0)
    assert boards.open_and_late(None)[world.units["市应急管理局"]] == (1, 0)
    assert [row.id for row in items.listing(world.actor("赵雅琴"), {"state": "refused"}).rows] == [back]
    assert {row.id for row in items.listing(world.actor("赵雅琴"), {"state": "draft"}).rows} == {back, draft}


def test_late_as_it_lies_there_it_is_late_on_the_board(world, back):
    sweep(AFTER_DUE)
    total = boards.board(world.actor("赵雅琴"), world.units["青云市"]).total
    assert (total.refused, total.late, total.on_course) == (1, 1, 0)
    assert [row.id for row in boards.latest_late([world.units["市应急管理局"]])] == [back]


def test_the_supervisor_may_reassign_or_issue_it_again_the_unit_may_do_nothing(world, back):
    row = items.some(world.actor("赵雅琴"), [back]).rows[0]
    assert [name for name in ("item.reassign", "item.issue", "item.sign", "item.extend") if can(name, world.actor("赵雅琴"), row, now=NOW)] == [
        "item.reassign", "item.issue"]
    assert not [name for name in ("item.sign", "item.refuse", "item.progress", "item.report") if can(name, world.actor("李敏"), row, now=NOW)]
    draft = items.some(world.actor("赵雅琴"), [world.item("draft")]).rows[0]
    assert not can("item.reassign", world.actor("赵雅琴"), draft, now=NOW)


def test_another_unit_gets_it_with_what_is_left_of_the_time(world, back):
    due = Item.objects.get(pk=back).due_at
    world.do("赵雅琴", "item.reassign", now=TUESDAY, item=back, unit="市公安局", reason="职责调整")
    item = Item.objects.get(pk=back)
    assert (item.state, item.unit_id, item.due_at, item.issued_at) == ("assigned", world.units["市公安局"], due, NOW)
    assert item.sign_due_at == datetime(2026, 11, 25, 17, 30, tzinfo=SHANGHAI)


def test_back_to_the_same_unit_it_goes_only_with_a_reason_that_stays_on_record(world, back):
    assert refused(world, "赵雅琴", "item.issue", now=TUESDAY, item=back) == "item.issue.reason"
    before = last_entry()
    world.do("赵雅琴", "item.issue", now=TUESDAY, item=back, reason="职能清单第12项归该局")
    assert "职能清单第12项归该局" in entries(before)[0]["data"]
    item = Item.objects.get(pk=back)
    assert (item.state, item.issued_at, item.first_due_at) == ("assigned", NOW, item.due_at)
    assert seen(world, "李敏", "sign") == [back]


def test_to_another_unit_by_a_change_it_goes_without_one(world, back):
    world.do("赵雅琴", "item.change", now=TUESDAY, item=back, unit="市公安局")
    world.do("赵雅琴", "item.issue", now=TUESDAY, item=back)
    assert Item.objects.get(pk=back).state == "assigned"


def test_issued_again_it_takes_no_new_day_and_no_rhythm(world, back):
    again = {"item": back, "reason": "归该局", "now": TUESDAY}
    assert refused(world, "赵雅琴", "item.issue", due="2026-12-31", **again) == "item.issue.running"
    assert refused(world, "赵雅琴", "item.issue", rhythm="weekly", **again) == "item.issue.running"
    world.do("赵雅琴", "item.issue", due="2026-11-27", rhythm="once", **again)
    assert set(ClockEvent.objects.filter(item=back, what="start").values_list("clock", flat=True)) == {"sign", "finish", "sign-2"}


def test_a_draft_is_changed_not_reassigned(world):
    draft = world.item("draft")
    assert refused(world, "赵雅琴", "item.reassign", item=draft, unit="市公安局", reason="职责调整") == "item.reassign.draft"


def test_what_is_not_ours_is_sent_back_within_two_working_days_of_the_last_dispatch(world):
    """Issued on Friday: until Tuesday. Given to 云溪区 on the Wednesday: that has until Friday."""
    item = world.item("assigned")
    late = TUESDAY.replace(hour=17, minute=31)
    assert refused(world, "李敏", "item.refuse", now=late, item=item, reason="属水务部门职责") == "item.refuse.late"
    world.do("赵雅琴", "item.reassign", now=WEDNESDAY, item=item, unit="云溪区", reason="属地负责")
    world.do("周海涛", "item.refuse", now=WEDNESDAY + timedelta(days=2, hours=8), item=item, reason="属市管道路")
    assert Item.objects.get(pk=item).state == "draft"


def test_a_time_that_was_suspended_is_not_counted_in_the_window(world):
    item = world.item("assigned")
    world.do("赵雅琴", "item.suspend", now=NOW, item=item, reason="等待上级批复")
    world.do("赵雅琴", "item.resume", now=WEDNESDAY, item=item, reason="批复已到")
    world.do("李敏", "item.refuse", now=WEDNESDAY, item=item, reason="属水务部门职责")
    assert Item.objects.get(pk=item).state == "draft"


def test_nobody_of_the_former_unit_is_left_as_handler(world):
    issued, reassigned, changed = (world.item("assigned") for _ in range(3))
    for item in (issued, reassigned, changed):
        world.do("李敏", "item.hand_to", item=item, handler=world.people["李敏"])
        world.do("李敏", "item.refuse", item=item, reason="属水务部门职责")
    world.do("赵雅琴", "item.issue", item=issued, reason="归该局")
    world.do("赵雅琴", "item.reassign", item=reassigned, unit="云溪区", reason="属地负责")
    world.do("赵雅琴", "item.change", item=changed, unit="云溪区")
    assert set(Item.objects.filter(pk__in=(issued, reassigned, changed)).values_list("handler_id", flat=True)) == {None}
    world.do("周海涛", "item.sign", item=reassigned)
    assert Item.objects.get(pk=reassigned).handler_id == world.people["周海涛"]


def test_a_unit_is_not_retired_while_what_it_sent_back_is_undecided(world):
    item = world.item("assigned", "松江县")
    world.do("何晓棠", "item.refuse", item=item, reason="不在本县")
    assert refused(world, "王建国", "unit.retire", unit=world.units["松江县"]) == "unit.retire.owes"
