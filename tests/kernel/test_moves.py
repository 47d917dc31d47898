"""The one table of moves: in every state every act on an item either moves it or is refused by its state."""
import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.models import Item
from lastmile.kernel.registry import offered
from lastmile.kernel.rules.moves import MOVES, STATES, after, possible
from tests.examples import EXAMPLES
from tests.world import World

OWNER = {"item.break_down": "云溪区"}


def test_every_act_on_an_item_is_a_move():
    assert {name for name, action in offered().items() if action.field == "item"} == set(MOVES) - {"item.turn"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(MOVES) - {"item.turn"}))
def test_it_moves_or_is_refused_by_the_state(name, world: World):
    example = EXAMPLES[name](world)
    for state in STATES:
        item = world.item(state, OWNER.get(name, "市应急管理局"))
        if possible(name, state):
            world.do(example.who, name, **example.values | {"item": item})
            reached = Item.objects.get(pk=item).state
            assert reached == ("closed" if name == "item.verify" else after(name, state)), state
            continue
        with pytest.raises(Refused) as no:
            world.do(example.who, name, **example.values | {"item": item})
        assert no.value.code == f"{name}.state", state
        assert Item.objects.get(pk=item).state == state
