"""What the issuing side decides about an item as a whole."""
from typing import Any

from django.utils.translation import gettext_noop as N_

from ...act import Act, action
from ...models import Item
from ...rules.moves import after, possible
from ...rules.permissions import cancels
from . import timing
from .issue import WithReason


@action("item.cancel", N_("撤销"), takes=WithReason, may=cancels, locks=Item)
def cancel_item(act: Act, given: WithReason, item: Any) -> None:
    """Nothing is owed any more, nor of its parts, which are cancelled with it; the items and their history stay."""
    act.set(item, **timing.settled(act, item, state=after("item.cancel", item.state), closed_at=act.now))
    for part, in act.read("select id from kernel_item where parent_id = %s and state not in ('closed', 'cancelled') order by id", [item.pk]):
        if possible("item.cancel", act.get(Item, part).state):  # somebody may have closed it before it was locked
            act.call("item.cancel", item=part, reason=given.reason)
