"""Suspend, resume, extend: events of the finish clock, each with a reason and an authority; no edit resets it."""
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from ...act import Act, PersonRef, Refused, action
from ...models import Item
from ...rules.clocks import latest
from ...rules.moves import after
from ...rules.permissions import supervises
from . import timing
from .climb import wake
from .issue import WithReason


class ExtendItem(WithReason):
    due: date = Field(title=N_("新的时限"))
    progress: str = Field("", title=N_("现进展"), max_length=2000)
    asked_by: PersonRef | None = Field(None, title=N_("申请人"))


def authority(act: Act) -> str:
    return f"{act.actor.unit} {act.actor.name}".strip()


@action("item.suspend", N_("中止"), takes=WithReason, may=supervises, locks=Item)
def suspend_item(act: Act, given: WithReason, item: Any) -> None:
    """No time is counted until it is resumed, neither to finish nor to sign."""
    for name in timing.running(act, item):
        act.clock(item.pk, name, "suspend", because=given.reason.rstrip("。"), authority=authority(act))
    act.set(item, **timing.settled(act, item, state=after("item.suspend", item.state)))


@action("item.resume", N_("恢复办理"), takes=WithReason, may=supervises, locks=Item)
def resume_item(act: Act, given: WithReason, item: Any) -> None:
    """Time counts again; the due time moves by the time that was suspended."""
    for name in timing.running(act, item, suspended=True):
        act.clock(item.pk, name, "resume", because=given.reason.rstrip("。"), authority=authority(act))
    state = after("item.resume", item.state) if item.signed_at else "assigned"
    act.set(item, **timing.settled(act, item, state=state))
    if item.late:
        wake(act, item)


@action("item.extend", N_("延期"), takes=ExtendItem, may=supervises, locks=Item)
def extend_item(act: Act, given: ExtendItem, item: Any) -> None:
    """A later day, granted before the present one is over; the original stays beside it."""
    if act.now >= item.due_at:
        raise Refused("item.extend.late", _("时限已过，不能再延期；逾期将如实记录。"), "due")
    if act.calendar.office_end(given.due) <= item.due_at:
        raise Refused("item.extend.earlier", _("新的时限要晚于现在的时限。"), "due")
    clocks = latest(act.clocks_of(item))
    act.clock(item.pk, clocks.get("finish") or clocks["report"], "extend", until=given.due.isoformat(), because=given.reason.rstrip("。"),
              authority=authority(act))
    timing.next_round(act, item)
    act.set(item, **timing.settled(act, item))
