"""What the clock does with slips: one that was not answered in its time calls for the next colour, one whose item has ended ends with it."""
from typing import Any

from django.utils.translation import gettext_noop as N_

from ...act import Act, action
from ...models import Item, Slip
from ...rules.moves import IN_HAND
from ...rules.permissions import the_clock
from .. import telling
from ..due import only_once
from .issue import OnSlip
from .propose import propose_by_rule


@action("slip.overdue", N_("答复逾期"), takes=OnSlip, may=the_clock, locks=Slip, internal=True)
def slip_overdue(act: Act, given: OnSlip, slip: Any) -> None:
    """Its time to answer is over; or its item is no longer with the unit, and it ends with it."""
    only_once(act, slip.next_at)
    act.look_all(Item, "item_id")
    item: Any = act.look(Item, slip.item_id)
    if item.state in ("closed", "cancelled") or item.unit_id != slip.unit_id:
        act.set(slip, state="lapsed", next_at=None, ended_at=act.now)
        return
    act.set(slip, late=True, next_at=None)
    if slip.state != "open":
        return
    telling.told(act, item.pk, telling.of_rung(act, "head", item)[0] or telling.of_rung(act, "duty", item)[0])
    if item.state in ("assigned", *IN_HAND):
        number = slip.number or ""
        propose_by_rule(act, item, "unmet", (slip.pk, slip.colour), former=number, due=slip.due_at)
