"""Open items that have some words of a text, for whoever may see them."""
import pytest

from lastmile.kernel.queries.alike import near
from lastmile.kernel.queries.visible import visible
from tests.world import World

pytestmark = pytest.mark.django_db
GROUPS = [("河路", "积水"), ("桥梁", "裂缝")]


def found(world: World, who: str, *groups) -> list[list[int]]:
    return [[one.id for one in rows] for rows in near(visible(world.actor(who)), groups or [GROUPS])]


def test_an_item_has_all_words_of_one_group(world: World):
    flood, bridge = world.item(), world.item(title="检查老城桥梁的裂缝")
    world.item(title="检查老城桥梁的栏杆")
    assert found(world, "赵雅琴") == [[bridge, flood]]


def test_each_text_has_its_own_answer_and_one_without_groups_has_none(world: World):
    flood, bridge = world.item(), world.item(title="检查老城桥梁的裂缝")
    assert found(world, "赵雅琴", GROUPS[1:], [], GROUPS[:1]) == [[bridge], [], [flood]]
    assert found(world, "赵雅琴", []) == [[]]


@pytest.mark.parametrize("state", ["closed", "cancelled", "draft"])
def test_what_nobody_owes_is_not_among_them(world: World, state):
    world.item(state)
    assert found(world, "赵雅琴") == [[]]


def test_a_part_is_not_among_them_but_its_whole_is(world: World):
    whole = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=whole, children=[
        {"unit": world.units["石桥镇"], "title": "石桥镇北河路积水点整治", "due": "2026-11-26"}])
    assert found(world, "赵雅琴") == [[whole]]


def test_a_stranger_finds_nothing(world: World):
    world.item()
    assert found(world, "何晓棠") == [[]]
