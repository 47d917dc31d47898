"""Up the ladder: who is told of a breach that goes on, one rung after the other."""
from typing import Any

from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from ...act import Act, action
from ...models import Breach, Item
from ...rules.clocks import sort_of
from ...rules.ladder import moment, next_opening
from ...rules.permissions import the_clock
from .. import telling
from ..due import only_once
from .turn import owed


class OnBreach(BaseModel):
    model_config = ConfigDict(extra="forbid")
    breach: int = Field(title=N_("逾期记录"))


@action("breach.climb", N_("逐级提醒"), takes=OnBreach, may=the_clock, locks=Breach, internal=True)
def climb(act: Act, given: OnBreach, breach: Any) -> None:
    """Tell the rungs whose turn it is; where nobody can be found, the breach stands on the red list and is tried again each working day."""
    only_once(act, breach.next_at)
    act.look_all(Item, "item_id")
    item: Any = act.look(Item, breach.item_id)
    if not owed(act, item, breach.clock):
        act.set(breach, next_at=None, stuck="")
        return
    rungs = act.book("ladder", item.opened_at).rungs(sort_of(breach.clock))
    people: list[int] = []
    rung, stuck = breach.rung, ""
    while rung < len(rungs) and moment(rungs[rung], breach.since, act.calendar) <= act.now:
        found, _who = telling.of_rung(act, rungs[rung].who, item)
        stuck = "" if found else rungs[rung].who
        people += found
        rung += 1
    telling.told(act, item.pk, people)
    last = rung >= len(rungs)
    coming = [moment(rungs[rung], breach.since, act.calendar)] if not last else []
    retry = [next_opening(act.now, act.calendar)] if stuck else []
    act.set(breach, rung=rung - bool(stuck), stuck=stuck, next_at=min([*coming, *retry], default=None))


def wake(act: Act, item: Any) -> None:
    """The unit has it in hand again, after its time: the ladder goes on from now. Called only for what is late."""
    for pk, in act.read("select id from kernel_breach where item_id = %s and next_at is null order by id", [item.pk]):
        breach = act.get(Breach, pk)
        if owed(act, item, breach.clock):
            rungs = act.book("ladder", item.opened_at).rungs(sort_of(breach.clock))
            if breach.rung < len(rungs):
                act.set(breach, since=act.now, next_at=moment(rungs[breach.rung], act.now, act.calendar))
