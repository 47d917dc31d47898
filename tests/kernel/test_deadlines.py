"""More time, time that is stopped, and acts that come too late or too early."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused, perform_many
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.queries import boards, inbox, items
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, last_entry

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)  # of what world.item makes
TO_SIGN = datetime(2026, 11, 23, 17, 30, tzinfo=SHANGHAI)


def refused(world: World, who: str, action: str, /, **values) -> Refused:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value


def figures(world: World) -> boards.Figures:
    return boards.board(world.actor("赵雅琴"), world.units["青云市"]).total


def test_more_time_is_granted_before_the_day_is_over_not_after(world):
    item = world.item("working")
    late = refused(world, "赵雅琴", "item.extend", now=DUE, item=item, due="2026-12-04", reason="连日降雨")
    assert late.code == "item.extend.late"
    world.do("赵雅琴", "item.extend", now=DUE - timedelta(minutes=1), item=item, due="2026-12-04", reason="连日降雨")
    assert Item.objects.get(pk=item).due_at == DUE + timedelta(days=7)


def test_more_time_is_a_later_day(world):
    item = world.item("working")
    for due in ("2026-11-27", "2026-11-26"):
        assert refused(world, "赵雅琴", "item.extend", item=item, due=due, reason="连日降雨").code == "item.extend.earlier"


def test_more_time_twice_and_the_first_day_stays_beside_the_last(world):
    item = world.item("working")
    for now, due in ((NOW, "2026-12-04"), (DUE + timedelta(days=3), "2026-12-11")):
        world.do("赵雅琴", "item.extend", now=now, item=item, due=due, reason="连日降雨")
    row = Item.objects.get(pk=item)
    assert (row.first_due_at, row.due_at, row.late) == (DUE, DUE + timedelta(days=14), False)
    assert ClockEvent.objects.filter(item=item, what="extend").count() == 2


def test_nothing_is_issued_for_a_day_that_is_over(world):
    draft = world.item("draft", due="2026-11-20")
    closing = NOW.replace(hour=17, minute=30)
    for due in ({}, {"due": "2026-11-19"}):
        assert refused(world, "赵雅琴", "item.issue", now=closing, item=draft, **due).code == "item.issue.past"
    assert Item.objects.get(pk=draft).state == "draft" and not ClockEvent.objects.filter(item=draft).exists()
    new = {"title": "清理排水沟", "area": "storms", "unit": "云溪区", "due": "2026-11-19", "issue": True}
    assert refused(world, "赵雅琴", "item.open", **new).code == "item.issue.past"


def test_what_is_suspended_before_it_is_signed_gives_its_unit_the_full_time_to_sign(world):
    """Issued on Friday, stopped at once until the Thursday after: it is to be signed for on the Friday."""
    item = world.item("assigned")
    world.do("赵雅琴", "item.suspend", item=item, reason="等待上级批复")
    assert sweep(TO_SIGN) == 0 and Item.objects.get(pk=item).light == "rest"
    world.do("赵雅琴", "item.resume", now=NOW + timedelta(days=6), item=item, reason="批复已到")
    row = Item.objects.get(pk=item)
    assert (row.state, row.sign_due_at > NOW + timedelta(days=6), row.due_at > DUE) == ("assigned", True, True)
    assert row.light != "red"
    world.do("李敏", "item.sign", now=NOW + timedelta(days=6, hours=1), item=item)


def test_what_is_suspended_after_it_was_signed_stops_and_goes_on(world):
    item = world.item("suspended")
    world.do("赵雅琴", "item.resume", now=NOW + timedelta(days=3), item=item, reason="批复已到")
    row = Item.objects.get(pk=item)
    assert (row.state, row.due_at) == ("working", DUE + timedelta(days=3))
    assert set(ClockEvent.objects.filter(item=item, what="resume").values_list("clock", flat=True)) == {"finish"}


def test_not_signed_for_in_time_it_is_a_figure_of_its_own_and_not_late(world):
    unsigned, signed = world.item("assigned"), world.item("signed")
    assert sweep(TO_SIGN) == 1
    row = Item.objects.get(pk=unsigned)
    assert (row.light, row.late) == ("red", False)
    total = figures(world)
    assert (total.unsigned_late, total.late, total.to_sign, total.on_course) == (1, 0, 1, 2)
    assert boards.latest_late([world.units["市应急管理局"]]) == []
    assert boards.open_and_late(None)[world.units["青云市"]] == (2, 0)
    for who in ("李敏", "赵雅琴"):
        assert inbox.inbox_counts(world.actor(who))["late"] == 0 and inbox.inbox(world.actor(who), "late").rows == []
    assert [r.id for r in items.listing(world.actor("赵雅琴"), {"overdue": "sign"}).rows] == [unsigned]
    assert [r.sign_due_at for r in inbox.inbox(world.actor("李敏"), "sign").rows] == [TO_SIGN]
    while sweep(DUE):
        pass
    total = figures(world)
    assert (total.unsigned_late, total.late) == (0, 2)
    assert {r.id for r in boards.latest_late([world.units["市应急管理局"]])} == {unsigned, signed}
    for who in ("李敏", "赵雅琴"):
        assert inbox.inbox_counts(world.actor(who))["late"] == 2 == len(inbox.inbox(world.actor(who), "late").rows)


def test_it_is_late_from_the_very_moment_at_which_its_light_turns_red(world):
    item = world.item("working")
    sweep(DUE)
    row = Item.objects.get(pk=item)
    assert (row.light, row.late, row.next_turn_at) == ("red", True, None)


def test_who_reported_does_not_close(world):
    """李敏 is made a supervisor of the city between her report and its check."""
    item = world.item("verified")
    world.do("王建国", "post.take", person=world.people["李敏"], unit="市应急管理局", role="handler")
    world.do("王建国", "post.give", person=world.people["李敏"], unit="市委督查室", role="supervisor")
    assert refused(world, "李敏", "item.close", item=item).code == "not-allowed"
    world.do("赵雅琴", "item.close", item=item)


def test_the_office_of_a_county_neither_verifies_nor_closes_what_the_county_reported(world):
    world.people["唐文"] = world.do("王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="verifier").id
    item = world.item("reported", "云溪区")
    assert refused(world, "唐文", "item.verify", item=item, finding="属实").code == "not-allowed"
    assert refused(world, "唐文", "item.return", item=item, reason="没有照片").code == "not-allowed"
    world.do("孙静", "item.verify", item=item, finding="属实")


def test_work_is_handed_to_somebody_who_handles_things_for_the_unit(world):
    item = world.item("signed", "云溪区")
    clerk = world.do("王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="handler", scope="云溪区").id
    leader = world.do("王建国", "person.add", username="linxi", name="林溪", unit="云溪区", role="leader").id
    for stranger in (world.people["李敏"], leader):
        no = refused(world, "周海涛", "item.hand_to", item=item, handler=stranger)
        assert (no.code, no.column) == ("item.hand_to.stranger", "handler")
    for hand in (clerk, world.people["周海涛"]):
        world.do("周海涛", "item.hand_to", item=item, handler=hand)
        assert Item.objects.get(pk=item).handler_id == hand


@pytest.mark.parametrize(("stands", "who", "action", "values"), [
    ("assigned", "李敏", "item.sign", {}), ("assigned", "赵雅琴", "item.suspend", {"reason": "等待批复"}),
    ("working", "赵雅琴", "item.extend", {"due": "2026-12-04", "reason": "连日降雨"}),
    ("suspended", "赵雅琴", "item.resume", {"reason": "批复已到"}), ("assigned", "李敏", "item.refuse", {"reason": "属水务部门"}),
])
def test_an_act_that_comes_before_what_was_noted_already_is_refused_in_words(stands, who, action, values, world):
    """The clock of one of two machines is slow."""
    item = world.item(stands)
    before = last_entry()
    no = refused(world, who, action, now=NOW - timedelta(minutes=5), item=item, **values)
    assert no.code == "item.clock.order" and "2026-11-20 09:00" in no.says and last_entry() == before


def test_so_is_the_report_of_a_period(world):
    item = world.item("signed", rhythm="monthly", due=None)
    no = refused(world, "李敏", "item.progress", now=NOW - timedelta(minutes=5), item=item, done="已排查三处")
    assert no.code == "item.clock.order"


def test_in_a_sheet_only_the_row_that_comes_too_early_is_refused(world):
    first = world.item("assigned")
    second = world.do("赵雅琴", "item.open", now=NOW + timedelta(hours=1), title="清理排水沟", area="storms", unit="市应急管理局", issue=True).id
    outcome = perform_many("item.sign", [{"item": first}, {"item": second}], world.actor("李敏"), now=NOW, all_or_nothing=False)
    assert sorted(outcome.made) == [0] and [w.code for w in outcome.wrong] == ["item.clock.order"]
    assert {pk: Item.objects.get(pk=pk).state for pk in (first, second)} == {first: "signed", second: "assigned"}
