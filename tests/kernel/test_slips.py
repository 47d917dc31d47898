"""Slips: proposed by rule, signed by a supervisor, answered by the unit, checked by somebody else; the next colour only after the former."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import Entry, Slip
from lastmile.kernel.rules.books import presets
from lastmile.lib.workdays import SHANGHAI
from tests.world import World, entries

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)  # Friday
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI)
ANSWER_DUE = datetime(2026, 12, 2, 17, 30, tzinfo=SHANGHAI)  # two working days after Monday


def refused(world: World, who: str, action: str, /, **values) -> str:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value.code


def slips(item: int) -> list[tuple[str, str]]:
    return list(Slip.objects.filter(item_id=item).order_by("id").values_list("colour", "state"))


def sweep_all(now: datetime) -> None:
    while sweep(now):
        pass


@pytest.fixture
def late(world: World) -> int:
    """An item of 市应急管理局 that was due on Friday, with the slip that the sweep has proposed."""
    item = world.item("signed")
    sweep_all(DUE)
    return item


def proposed(item: int) -> int:
    return Slip.objects.get(item_id=item, state="proposed").pk


def test_a_day_that_is_over_proposes_a_blue_slip_that_has_no_number_yet(world, late):
    slip = Slip.objects.get(item_id=late)
    assert (slip.colour, slip.state, slip.number, slip.rule, slip.values) == ("blue", "proposed", None, "late", {"due": DUE.isoformat()})
    assert slip.source == "一市三色督办单办法"
    chain = Entry.objects.filter(subject=f"slip:{slip.pk}")
    assert [(line.action, line.actor) for line in chain] == [("slip.draw", "系统时钟")]
    sweep_all(DUE + timedelta(days=9))
    assert slips(late) == [("blue", "proposed")]


def test_signed_it_has_the_next_number_and_a_clock_of_its_own(world, late):
    first = world.slip("open")
    world.do("赵雅琴", "slip.sign", now=MONDAY, slip=proposed(late))
    slip = Slip.objects.get(item_id=late)
    assert (slip.number, slip.state, slip.due_at, slip.signer_id) == ("2026-督单-0002", "open", ANSWER_DUE, world.people["赵雅琴"])
    assert Slip.objects.get(pk=first).number == "2026-督单-0001"


def test_declined_proposals_leave_no_gap_in_the_numbers(world, late):
    world.do("赵雅琴", "slip.decline", now=MONDAY, slip=proposed(late), reason="已电话催办，今日报送")
    assert Slip.objects.get(pk=world.slip("open")).number == "2026-督单-0001"


def test_the_unit_answers_and_somebody_else_says_whether_that_meets_it(world, late):
    slip = proposed(late)
    world.do("赵雅琴", "slip.sign", now=MONDAY, slip=slip)
    assert refused(world, "周海涛", "slip.answer", now=MONDAY, slip=slip, answer="与我区无关") == "not-allowed"
    world.do("李敏", "slip.answer", now=MONDAY + timedelta(days=1), slip=slip, answer="已增派两个班组")
    assert refused(world, "李敏", "slip.accept", now=MONDAY + timedelta(days=1), slip=slip) == "not-allowed"
    world.do("孙静", "slip.accept", now=MONDAY + timedelta(days=2), slip=slip)
    found = Slip.objects.get(pk=slip)
    assert (found.state, found.late, found.next_at) == ("met", False, None)
    sweep_all(MONDAY + timedelta(days=30))
    assert slips(late) == [("blue", "met")]


def test_who_checks_may_not_sit_in_the_unit(world, late):
    world.do("王建国", "post.give", person=world.people["孙静"], unit="市应急管理局", role="handler")
    slip = world.slip("answered")
    assert refused(world, "孙静", "slip.accept", slip=slip) == "not-allowed"


def test_not_answered_in_time_the_next_colour_is_proposed_and_only_signed_does_the_former_give_way(world, late):
    blue = proposed(late)
    world.do("赵雅琴", "slip.sign", now=MONDAY, slip=blue)
    sweep_all(ANSWER_DUE - timedelta(seconds=1))
    assert slips(late) == [("blue", "open")]
    sweep_all(ANSWER_DUE)
    assert slips(late) == [("blue", "open"), ("yellow", "proposed")]
    yellow = Slip.objects.get(pk=proposed(late))
    assert (yellow.former_id, yellow.values) == (blue, {"former": "2026-督单-0001", "due": ANSWER_DUE.isoformat()})
    world.do("赵雅琴", "slip.sign", now=ANSWER_DUE + timedelta(hours=15), slip=yellow.pk)
    assert slips(late) == [("blue", "unmet"), ("yellow", "open")]
    sweep_all(ANSWER_DUE + timedelta(days=30))
    assert slips(late) == [("blue", "unmet"), ("yellow", "open"), ("red", "proposed")]
    assert [line["action"] for line in entries() if line["subject"] == f"slip:{blue}"] == ["slip.draw", "slip.sign", "slip.overdue", "slip.give_way"]


def test_an_answer_that_is_not_true_goes_back_and_the_time_was_never_reset(world, late):
    slip = proposed(late)
    world.do("赵雅琴", "slip.sign", now=MONDAY, slip=slip)
    world.do("李敏", "slip.answer", now=MONDAY + timedelta(days=1), slip=slip, answer="已完成")
    sweep_all(ANSWER_DUE + timedelta(days=1))
    assert slips(late) == [("blue", "answered")] and not Slip.objects.get(pk=slip).late
    world.do("孙静", "slip.return", now=ANSWER_DUE + timedelta(days=1), slip=slip, reason="现场仍在积水")
    sweep_all(ANSWER_DUE + timedelta(days=1, seconds=2))
    assert slips(late) == [("blue", "open"), ("yellow", "proposed")] and Slip.objects.get(pk=slip).late


def test_late_stays_late_though_the_answer_is_accepted(world, late):
    slip = proposed(late)
    world.do("赵雅琴", "slip.sign", now=MONDAY, slip=slip)
    world.do("李敏", "slip.answer", now=ANSWER_DUE, slip=slip, answer="已增派两个班组")
    world.do("孙静", "slip.accept", now=ANSWER_DUE + timedelta(days=1), slip=slip)
    found = Slip.objects.get(pk=slip)
    assert (found.state, found.late) == ("met", True)


def test_one_item_one_slip(world):
    item = world.item("working")
    world.slip("proposed", item)
    assert refused(world, "赵雅琴", "slip.propose", item=item, colour="blue", reason="再催一次") == "slip.propose.twice"
    world.do("赵雅琴", "slip.sign", slip=proposed(item))
    assert refused(world, "赵雅琴", "slip.propose", item=item, colour="yellow", reason="再催一次") == "slip.propose.open"


def test_a_higher_colour_needs_a_former_one_that_was_not_met_or_urgency(world, late):
    assert refused(world, "赵雅琴", "slip.propose", item=world.item("working"), colour="red", reason="进展慢") == "slip.propose.colour"
    urgent = world.slip("open", world.item("working"), colour="red", urgent=True)
    assert Slip.objects.get(pk=urgent).colour == "red"


def test_what_is_reported_needs_no_slip(world, late):
    slip = proposed(late)
    world.do("李敏", "item.report", now=MONDAY, item=late, done="整治完成")
    assert refused(world, "赵雅琴", "slip.sign", now=MONDAY, slip=slip) == "slip.sign.item"
    assert refused(world, "赵雅琴", "slip.propose", item=late, colour="blue", reason="再催一次") == "slip.propose.state"


def test_a_slip_ends_with_its_item_or_when_another_unit_owes_it(world, late):
    closed, moved = late, world.item("signed")
    for item in (closed, moved):
        slip = Slip.objects.filter(item_id=item, state="proposed").first()
        pk = slip.pk if slip else world.do("赵雅琴", "slip.propose", now=MONDAY, item=item, colour="blue", reason="进展慢").id
        world.do("赵雅琴", "slip.sign", now=MONDAY, slip=pk)
    world.do("赵雅琴", "item.cancel", now=MONDAY, item=closed, reason="并入另一件")
    world.do("赵雅琴", "item.reassign", now=MONDAY, item=moved, unit="市公安局", reason="职责调整")
    sweep_all(ANSWER_DUE)
    assert slips(closed) == [("blue", "lapsed")]
    assert slips(moved)[0] == ("blue", "lapsed")


def test_withdrawn_with_its_reason_the_number_stays(world):
    slip = world.slip("withdrawn")
    assert Slip.objects.get(pk=slip).number == "2026-督单-0001"
    assert Entry.objects.filter(subject=f"slip:{slip}", action="slip.withdraw").count() == 1


def test_where_the_rule_says_so_it_goes_out_at_once(world):
    content = presets()["slips"].content.model_dump(mode="json")
    content["rules"][0] |= {"at_once": True}
    world.do("赵雅琴", "rulebook.set", book="slips", since="2026-11-27", basis="本市三色督办单办法", content=content | {"orange": True})
    item = world.item("signed")
    sweep_all(DUE)
    slip = Slip.objects.get(item_id=item)
    assert (slip.state, slip.number, slip.orange, slip.signer_id) == ("open", "2026-督单-0001", True, None)
    assert [line["action"] for line in entries() if line["subject"] == f"slip:{slip.pk}"] == ["slip.draw", "slip.sign"]


def test_far_behind_the_plan_is_a_reason_of_its_own_and_made_up_the_light_turns_back(world):
    item = world.item("signed", due="2026-12-31")
    world.do("赵雅琴", "item.plan", item=item, points=[{"day": "2026-11-30", "percent": 60}])
    sweep_all(datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI))
    slip = Slip.objects.get(item_id=item)
    row = slip.item
    assert (row.light, row.pace, slip.rule, slip.values) == ("green", "red", "far_behind", {"planned": 60, "done": 0})
    world.do("李敏", "item.progress", now=datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI), item=item, done="已完成过半", percent=55)
    row.refresh_from_db()
    assert (row.light, row.pace) == ("green", "green") and row.next_turn_at > datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)


def test_a_rule_book_that_does_not_fit_is_refused_by_its_place(world):
    content = presets()["slips"].content.model_dump(mode="json")
    content["rules"][0]["colour"] = "绿"
    with pytest.raises(Refused, match="rules.0.colour"):
        world.do("赵雅琴", "rulebook.set", book="slips", since="2026-12-01", basis="本市", content=content)
    good = {"book": "lights", "basis": "本市", "content": presets()["lights"].content.model_dump(mode="json")}
    assert refused(world, "赵雅琴", "rulebook.set", since="2026-11-19", **good) == "rulebook.set.past"
    assert refused(world, "孙静", "rulebook.set", since="2026-12-01", **good) == "not-allowed"
