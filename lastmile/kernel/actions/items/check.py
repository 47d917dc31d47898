"""What somebody else does with a report: send it back, verify it, strike it off."""
from typing import Any, Literal

from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext
from pydantic import Field

from ...act import Act, Refused, action
from ...models import Item
from ...registry import KINDS
from ...rules.clocks import sort_of
from ...rules.moves import after
from ...rules.permissions import checks, checks_or_supervises, issued_it
from . import timing
from .climb import wake
from .handle import open_children
from .issue import OnItem, WithReason
from .open import Words


class VerifyItem(OnItem):
    how: Literal["papers", "phone", "visit", "unannounced", "return_visit"] = Field("papers", title=N_("核查方式"))
    finding: Words = Field(title=N_("核查情况"))
    close: bool = Field(True, title=N_("核查通过即销号"))


class CloseItem(OnItem):
    words: str = Field("", title=N_("销号意见"), max_length=500)


@action("item.return", N_("退回补办"), takes=WithReason, may=checks, locks=Item)
def return_item(act: Act, given: WithReason, item: Any) -> None:
    """The report does not stand; the clock was never reset, so what is late stays late."""
    act.set(item, **timing.settled(act, item, state=after("item.return", item.state), reported_at=None))
    if item.late:
        wake(act, item)


@action("item.verify", N_("核查通过"), takes=VerifyItem, may=checks, locks=Item)
def verify_item(act: Act, given: VerifyItem, item: Any) -> None:
    """Somebody of another unit found the report true; what was to be done by a day is met at the moment it was reported."""
    for name in timing.running(act, item):
        if sort_of(name) in ("finish", "report", "sign"):
            act.clock(item.pk, name, "meet", at=item.reported_at)
        elif sort_of(name) == "ask":
            act.clock(item.pk, name, "meet", granted="")
    act.set(item, **timing.settled(act, item, state=after("item.verify", item.state), verified_at=act.now))
    if given.close and KINDS[item.kind].closes_when_verified:
        act.then("item.close", item=item.pk)


@action("item.close", N_("销号"), takes=CloseItem, may=checks_or_supervises, locks=Item)
def close_item(act: Act, given: CloseItem, item: Any) -> None:
    """Strike it off; not before its parts are closed or waived, and never by who reported it."""
    left = open_children(act, item)
    if left:
        says = ngettext("还有 {n} 件子事项没有办结，不能销号。", "还有 {n} 件子事项没有办结，不能销号。", left)
        raise Refused("item.close.children", says.format(n=left))
    act.set(item, **timing.settled(act, item, state=after("item.close", item.state), closed_at=act.now, percent=100))


@action("item.waive_children", N_("免予等待子事项"), takes=WithReason, may=issued_it, locks=Item)
def waive_children(act: Act, given: WithReason, item: Any) -> None:
    """The item may close before its parts, for a reason on record."""
    act.set(item, children_waived=True)
