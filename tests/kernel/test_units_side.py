"""The units' side: help on a blocker that goes up the coordination ladder, and an objection to a conclusion with its thirty and thirty days."""
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import Block, Item, Review
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def refused(world: World, who: str, action: str, /, **values) -> str:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value.code


def test_a_blocker_that_nobody_solves_goes_up_by_itself_but_to_the_leader_only_with_a_proposal(world):
    block = world.block()
    assert Block.objects.get(pk=block).next_at == at("2026-11-25T17:30")
    sweep(at("2026-11-25T17:30"))
    row = Block.objects.get(pk=block)
    assert (row.level, row.next_at) == ("government", at("2026-12-02T17:30"))
    sweep(at("2026-12-02T17:30"))
    assert Block.objects.get(pk=block).level == "government"
    assert refused(world, "赵雅琴", "block.raise", block=block) == "block.raise.proposal"
    world.do("赵雅琴", "block.raise", block=block, proposal="建议由市应急管理局先行抢修，费用会后核定")
    row.refresh_from_db()
    assert (row.level, row.next_at) == ("leader", None)
    assert refused(world, "赵雅琴", "block.raise", block=block, proposal="再提") == "block.raise.top"


def test_a_leader_decides_it_and_the_item_is_blocked_no_more(world):
    item = world.item("working")
    block = world.block(item)
    assert refused(world, "李敏", "block.ask", item=item, words="再提一次") == "block.ask.twice"
    world.do("周明远", "block.solve", block=block, outcome="由市公安局配合封路，三天内完成")
    row = Block.objects.get(pk=block)
    assert (row.ended_at, row.next_at) == (NOW, None)
    assert refused(world, "周明远", "block.solve", block=block, outcome="再定") == "block.ended"
    world.block(item)


def test_the_time_runs_on_while_it_is_blocked(world):
    item = world.item("working")
    due = Item.objects.get(pk=item).due_at
    world.block(item)
    assert Item.objects.get(pk=item).due_at == due


def test_who_concluded_does_not_decide(world):
    review = world.review()
    world.do("王建国", "post.give", person=world.people["孙静"], unit="市政府督查室", role="supervisor")
    assert refused(world, "孙静", "review.decide", review=review, outcome="upheld", words="维持") == "not-allowed"
    assert refused(world, "李敏", "review.decide", review=review, outcome="changed", words="照片已补") == "not-allowed"
    world.do("周明远", "review.decide", review=review, outcome="upheld", words="照片不是当日所拍")
    assert Review.objects.get(pk=review).state == "upheld"


def test_a_conclusion_that_is_changed_puts_the_report_before_the_verifiers_as_of_its_own_day(world):
    item = world.item("returned")
    review = world.review(item)
    world.do("赵雅琴", "review.decide", now=NOW + timedelta(days=20), review=review, outcome="changed", words="照片确已补传")
    row = Item.objects.get(pk=item)
    assert (row.state, row.reported_at, row.late) == ("reported", NOW, False)
    world.do("孙静", "item.verify", now=NOW + timedelta(days=21), item=item, finding="属实")
    assert Item.objects.get(pk=item).light == "done"


def test_thirty_days_to_ask_and_thirty_to_decide(world):
    item = world.item("returned")
    assert refused(world, "李敏", "review.ask", now=at("2026-12-21T17:31"), item=item, reason="迟了") == "review.ask.late"
    review = world.do("李敏", "review.ask", now=at("2026-12-21T17:30"), item=item, reason="现场照片当日已经补传").id
    due = Review.objects.get(pk=review).due_at
    assert due == at("2027-01-20T17:30")
    sweep(due)
    row = Review.objects.get(pk=review)
    assert (row.late, row.state) == (True, "asked")
    world.do("赵雅琴", "review.decide", now=due + timedelta(days=1), review=review, outcome="upheld", words="维持")
    assert Review.objects.get(pk=review).late


def test_one_conclusion_is_objected_to_once_and_only_by_the_unit(world):
    item = world.item("returned")
    world.review(item)
    assert refused(world, "李敏", "review.ask", item=item, reason="再说一次") == "review.ask.twice"
    assert refused(world, "周海涛", "review.ask", item=item, reason="替它说") == "not-allowed"
    assert refused(world, "李敏", "review.ask", item=world.item("working"), reason="还没有结论") == "review.ask.nothing"
