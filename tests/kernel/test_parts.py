"""Parts of an item: under what they may be opened, who sees them, and what becomes of the whole."""
from datetime import timedelta

import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.models import Item
from lastmile.kernel.queries import item as one_item
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
PART = {"title": "排查本镇挡墙", "area": "safety", "unit": "石桥镇"}


def refused(world: World, who: str, action: str, /, **values) -> Refused:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value


def broken_down(world: World, *titles: str) -> tuple[int, list[int]]:
    """An item of 云溪区 with parts for 石桥镇."""
    whole = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=whole, children=[{"unit": "石桥镇", "title": title} for title in titles])
    return whole, list(Item.objects.filter(parent_id=whole).order_by("id").values_list("id", flat=True))


def state(item: int) -> str:
    return Item.objects.get(pk=item).state


def landed(world: World, item: int, handler: str) -> None:
    world.do(handler, "item.sign", item=item)
    world.do(handler, "item.report", item=item, done="整治完成")
    world.do("孙静", "item.verify", item=item, finding="属实")


def test_a_part_of_nothing_is_refused(world):
    no = refused(world, "周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=999_999)
    assert (no.code, no.column) == ("item.unknown", "parent") and not Item.objects.exists()


def test_a_county_opens_no_part_under_what_another_unit_owes(world):
    whole = world.item("signed", "市应急管理局")
    no = refused(world, "周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole)
    assert no.code == "item.open.parent.owner" and "云溪区" in no.says


@pytest.mark.parametrize("stands", ["draft", "assigned", "reported", "verified", "suspended", "closed", "cancelled"])
def test_a_part_is_opened_only_under_what_is_in_hand(stands, world):
    whole = world.item(stands, "云溪区")
    no = refused(world, "周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole)
    assert no.code == "item.open.parent.state"
    no = refused(world, "赵雅琴", "item.open", title="排查市区挡墙", area="safety", unit="市公安局", parent=whole)
    assert no.code == "item.open.parent.state"
    assert not Item.objects.filter(parent_id=whole).exists()


def test_who_owes_it_opens_parts_and_so_does_who_issued_it(world):
    whole = world.item("signed", "云溪区")
    world.do("周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole)
    world.do("赵雅琴", "item.open", title="提供挡墙资料", area="safety", unit="市公安局", parent=whole)
    assert Item.objects.filter(parent_id=whole).count() == 2


def test_the_countys_office_opens_parts_of_what_the_county_owes(world):
    world.people["唐文"] = world.do("王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="supervisor").id
    whole = world.item("signed", "云溪区")
    world.do("唐文", "item.open", **PART, parent=whole)
    assert Item.objects.get(parent_id=whole).issuer_id == world.units["云溪区督查室"]


def test_a_new_part_ends_the_waiver_of_the_old_ones(world):
    whole, _ = broken_down(world, "排查本镇")
    world.do("赵雅琴", "item.waive_children", item=whole, reason="子事项另行督办")
    world.do("周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole)
    assert Item.objects.get(pk=whole).children_waived is False
    assert refused(world, "周海涛", "item.report", item=whole, done="整治完成").code == "item.report.children"


def test_a_whole_is_reported_and_closed_after_its_parts(world):
    whole, (part,) = broken_down(world, "排查本镇")
    assert refused(world, "周海涛", "item.report", item=whole, done="整治完成").code == "item.report.children"
    landed(world, part, "陈立新")
    world.do("周海涛", "item.report", item=whole, done="整治完成")
    world.do("孙静", "item.verify", item=whole, finding="属实")
    assert state(whole) == "closed"


def test_after_a_waiver_the_whole_closes_before_its_parts_which_go_on(world):
    whole, (part,) = broken_down(world, "排查本镇")
    world.do("赵雅琴", "item.waive_children", item=whole, reason="子事项另行督办")
    world.do("周海涛", "item.report", item=whole, done="整治完成")
    world.do("孙静", "item.verify", item=whole, finding="属实")
    assert (state(whole), state(part)) == ("closed", "assigned")
    assert refused(world, "周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole).code == "item.open.parent.state"


def test_a_part_that_its_unit_sent_back_is_not_done(world):
    whole, (part,) = broken_down(world, "排查本镇")
    world.do("陈立新", "item.refuse", item=part, reason="属区水务局")
    assert refused(world, "周海涛", "item.report", item=whole, done="整治完成").code == "item.report.children"


def test_a_part_is_not_due_after_the_whole(world):
    whole = world.item("signed", "云溪区", due="2026-11-27")
    child = {"unit": "石桥镇", "title": "排查本镇"}
    no = refused(world, "周海涛", "item.break_down", item=whole, children=[child | {"due": "2026-11-30"}])
    assert no.code == "item.break_down.late" and state(whole) == "signed"
    world.do("周海涛", "item.break_down", item=whole, children=[child | {"due": "2026-11-27"}])
    assert state(whole) == "working"


def test_with_a_whole_its_parts_are_cancelled_down_to_the_last_each_with_its_entry(world):
    village = world.do("王建国", "unit.add", name="柳岸村", sort="village", parent="石桥镇").id
    whole, (first, second) = broken_down(world, "排查本镇", "整改本镇")
    world.do("陈立新", "item.sign", item=second)
    world.do("陈立新", "item.break_down", item=second, children=[{"unit": village, "title": "整改本村"}])
    deeper = Item.objects.get(parent_id=second).pk
    landed(world, first, "陈立新")
    before = last_entry()
    world.do("赵雅琴", "item.cancel", item=whole, reason="与另一件合并办理")
    assert [state(item) for item in (whole, first, second, deeper)] == ["cancelled", "closed", "cancelled", "cancelled"]
    lines = entries(before)
    assert {line["subject"] for line in lines} == {f"item:{item}" for item in (whole, second, deeper)} and len(lines) == 3
    assert all(line["action"] == "item.cancel" and "与另一件合并办理" in line["data"] for line in lines)
    assert len({line["act"] for line in lines}) == 1


def test_whoever_cancels_the_whole_cancels_parts_that_others_issued(world):
    """云溪区's supervisor has no say over what 石桥镇 issues, but ends the whole from which it came."""
    world.people["唐文"] = world.do(
        "王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="supervisor", scope="云溪区督查室").id
    village = world.do("王建国", "unit.add", name="柳岸村", sort="village", parent="石桥镇").id
    whole = world.do("唐文", "item.open", title="清理排水沟", area="storms", unit="石桥镇", issue=True).id
    world.do("陈立新", "item.sign", item=whole)
    world.do("陈立新", "item.break_down", item=whole, children=[{"unit": village, "title": "清理村内沟渠"}])
    part = Item.objects.get(parent_id=whole).pk
    assert refused(world, "唐文", "item.cancel", item=part, reason="不办").code == "not-allowed"
    world.do("唐文", "item.cancel", item=whole, reason="沟渠改建")
    assert (state(whole), state(part)) == ("cancelled", "cancelled")


def test_a_page_shows_only_the_parts_and_the_whole_that_its_reader_may_see(world):
    whole = world.item("signed", "市应急管理局")
    for unit in ("市公安局", "云溪区"):
        world.do("赵雅琴", "item.open", title=f"配合{unit}", area="safety", unit=unit, parent=whole, issue=True)
    all_of_them = one_item.one(world.actor("赵雅琴"), whole)
    assert len(all_of_them.children) == 2
    assert one_item.one(world.actor("李敏"), whole).children == []
    part = Item.objects.get(parent_id=whole, unit_id=world.units["云溪区"]).pk
    seen = one_item.one(world.actor("周海涛"), part)
    assert seen.parent is None and one_item.one(world.actor("赵雅琴"), part).parent.id == whole


def test_a_county_sees_the_parts_that_it_issued(world):
    whole, parts = broken_down(world, "排查本镇", "整改本镇")
    assert [row.id for row in one_item.one(world.actor("周海涛"), whole).children] == parts


def test_a_part_opened_meanwhile_waits_for_the_whole_and_is_refused_when_that_is_gone(world):
    whole = world.item("working", "云溪区")
    world.do("赵雅琴", "item.cancel", now=NOW + timedelta(hours=1), item=whole, reason="合并办理")
    assert refused(world, "周海涛", "item.open", **PART, issuer=world.units["云溪区"], parent=whole).code == "item.open.parent.state"
