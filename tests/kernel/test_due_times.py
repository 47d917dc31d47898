"""No edit resets a clock: whatever is done to an item, its due time moves only with an event of the finish clock that says why."""
import pytest

from lastmile.kernel.models import ClockEvent, Item
from lastmile.kernel.registry import offered
from tests.examples import EXAMPLES
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
ON_ITEMS = sorted(name for name, action in offered().items() if action.field == "item")
MOVES_TIME = {"start", "resume", "extend", "recount"}


@pytest.mark.parametrize("name", ON_ITEMS)
def test_nothing_but_a_clock_event_moves_a_due_time(name, world: World):
    example = EXAMPLES[name](world)
    item = Item.objects.get(pk=example.values["item"])
    events = ClockEvent.objects.filter(item=item).count()
    world.do(example.who, name, now=NOW, **example.values)
    now = Item.objects.get(pk=item.pk)
    new = ClockEvent.objects.filter(item=item, what__in=MOVES_TIME, clock__in=("finish", "round-1")).order_by("id")
    moved = (now.due_at, now.first_due_at) != (item.due_at, item.first_due_at)
    assert not moved or (ClockEvent.objects.filter(item=item).count() > events and new.exists()), name
    assert not moved or name in ("item.issue", "item.extend", "item.resume")
