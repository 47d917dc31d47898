"""The clock's own act: a light turns when its time has come."""
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop as N_

from ...act import Act, action, clock, perform_many, revision
from ...models import Item
from ...rules.permissions import the_clock
from . import timing
from .issue import OnItem

CLAIM = """
select id from kernel_item where next_turn_at <= %s order by next_turn_at limit %s for update skip locked"""


@action("item.turn", N_("变灯"), takes=OnItem, may=the_clock, locks=Item, internal=True)
def turn_item(act: Act, given: OnItem, item: Any) -> None:
    """The light as it is now, and when it turns next."""
    act.set(item, **timing.settled(act, item))


def sweep(now: datetime, most: int = 500) -> int:
    """Turn one batch of lights that are due; many sweepers may run, none turns a light twice. 0 when nothing is due."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [now, most])
            due = [pk for pk, in cursor.fetchall()]
        if due:
            perform_many("item.turn", [{"item": pk} for pk in due], clock(revision()), now=now, all_or_nothing=False)
    return len(due)
