"""The one table of moves: in every state every act on an item either moves it or is refused by its state."""
import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.models import Item, Slip
from lastmile.kernel.registry import ACTIONS, offered
from lastmile.kernel.rules.moves import MOVES, SLIP_MOVES, STATES, after, possible
from tests.examples import EXAMPLES
from tests.world import HANDLERS, World

OF_PEOPLE = sorted(name for name in MOVES if not ACTIONS[name].internal)
OWNER = {"item.break_down": "云溪区"}
IN_OTHER_WORDS = {("item.reassign", "draft"): "item.reassign.draft"}  # a draft that was never issued is changed
MORE = {("item.issue", "refused"): {"due": None, "reason": "仍归该局"}}


def test_every_act_on_an_item_is_a_move():
    assert {name for name, action in offered().items() if action.field == "item"} == set(OF_PEOPLE)


def brought(world: World, state: str, unit: str) -> int:
    """An item in the state; "refused" is a draft that its unit sent back."""
    item = world.item("assigned" if state == "refused" else state, unit)
    if state == "refused":
        world.do(HANDLERS[unit], "item.refuse", item=item, reason="不属本单位职责")
    return item


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_PEOPLE)
def test_it_moves_or_is_refused_by_the_state(name, world: World):
    example = EXAMPLES[name](world)
    for stands in (*STATES, "refused"):
        item, state = brought(world, stands, OWNER.get(name, "市应急管理局")), "draft" if stands == "refused" else stands
        values = example.values | MORE.get((name, stands), {}) | {"item": item}
        code = IN_OTHER_WORDS.get((name, stands)) or (None if possible(name, state) else f"{name}.state")
        if code is None:
            if name == "item.decline_extension":
                world.do("李敏", "item.ask_extension", **EXAMPLES["item.ask_extension"](world).values | {"item": item})
            world.do(example.who, name, **values)
            reached = Item.objects.get(pk=item).state
            assert reached == ("closed" if name == "item.verify" else after(name, state)), stands
            continue
        with pytest.raises(Refused) as no:
            world.do(example.who, name, **values)
        assert no.value.code == code, stands
        assert Item.objects.get(pk=item).state == state


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name in SLIP_MOVES if not ACTIONS[name].internal))
def test_a_slip_moves_or_is_refused_by_its_state(name, world: World):
    example = EXAMPLES[name](world)
    for state in ("proposed", "open", "answered", "met", "declined", "withdrawn"):
        slip = world.slip(state)
        if possible(name, state):
            world.do(example.who, name, **example.values | {"slip": slip})
            assert Slip.objects.get(pk=slip).state == after(name, state), state
            continue
        with pytest.raises(Refused) as no:
            world.do(example.who, name, **example.values | {"slip": slip})
        assert no.value.code in (f"{name}.state", "not-allowed"), state
        assert Slip.objects.get(pk=slip).state == state
