"""What the issuing side decides about an item as a whole."""
from typing import Any

from django.utils.translation import gettext_noop as N_

from ...act import Act, action
from ...models import Item
from ...rules.moves import after
from ...rules.permissions import supervises
from . import timing
from .issue import WithReason


@action("item.cancel", N_("撤销"), takes=WithReason, may=supervises, locks=Item)
def cancel_item(act: Act, given: WithReason, item: Any) -> None:
    """Nothing is owed any more; the item and its history stay."""
    act.set(item, **timing.settled(act, item, state=after("item.cancel", item.state), closed_at=act.now))
