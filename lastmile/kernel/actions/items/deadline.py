"""Suspend, resume, more time: events of the finish clock, each with a reason and an authority; no edit resets it.

More time is asked for before the time is over, by the unit, with what was done so far and a new day; the supervisor grants it, to that
day or another, or does not. A request made in time may be decided after it: the office's slowness is not the unit's lateness.
"""
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, PersonRef, Refused, action
from ...act.speech import amount, day
from ...models import Item
from ...registry import KINDS
from ...rules.clocks import latest, sort_of
from ...rules.extension import last_day
from ...rules.moves import after
from ...rules.permissions import decides_extension, supervises, works_on
from . import timing
from .climb import wake
from .issue import WithReason


class AskExtension(WithReason):
    due: date = Field(title=N_("申请延到"))
    progress: str = Field(title=N_("现进展"), min_length=1, max_length=2000)


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


@action("item.ask_extension", N_("申请延期"), takes=AskExtension, may=works_on, locks=Item)
def ask_extension(act: Act, given: AskExtension, item: Any) -> None:
    """The unit asks for more time, before the present time is over; the time runs on until somebody decides."""
    if item.asked_until:
        raise Refused("item.ask_extension.again", _("已经申请延期到{day}，还在等审批。").format(day=day(item.asked_until)))
    if act.now >= item.due_at:
        raise Refused("item.ask_extension.late", _("时限已过，不能再申请延期；逾期将如实记录。"), "due")
    within_reason(act, item, given.due, "item.ask_extension")
    n = sum(sort_of(name) == "ask" for name in act.clocks_of(item)) + 1
    act.clock(item.pk, f"ask-{n}", "start", **timing.limit(act, "extend_decide"), asked=given.due.isoformat(), late=item.late)
    act.set(item, **timing.settled(act, item, asked_until=given.due))


@action("item.extend", N_("延期"), takes=ExtendItem, may=supervises, locks=Item)
def extend_item(act: Act, given: ExtendItem, item: Any) -> None:
    """A later day, granted before the present one is over or on a request that was; the original stays beside it."""
    changes: dict[str, Any] = {}
    if act.now >= item.due_at and not item.asked_until:
        raise Refused("item.extend.late", _("时限已过，承办单位也没有在到期前申请，不能再延期；逾期将如实记录。"), "due")
    within_reason(act, item, given.due, "item.extend")
    if item.asked_until:
        changes = {"asked_until": None, "late": decided(act, item, given.due)}
    act.clock(item.pk, clock_of(act, item), "extend", until=given.due.isoformat(), because=given.reason.rstrip("。"), authority=authority(act))
    timing.following(act, item)
    act.set(item, **timing.settled(act, item, **changes))


@action("item.decline_extension", N_("不同意延期"), takes=WithReason, may=decides_extension, locks=Item)
def decline_extension(act: Act, given: WithReason, item: Any) -> None:
    """The time stays as it is; late is measured against it."""
    if not item.asked_until:
        raise Refused("item.decline_extension.none", _("没有等待审批的延期申请。"))
    decided(act, item, None)
    changes = timing.settled(act, item, asked_until=None)
    if act.now >= item.due_at:  # what was open until now is a breach, which the sweep records
        changes["next_turn_at"] = act.now
    act.set(item, **changes)


def decided(act: Act, item: Any, until: date | None) -> bool:
    """The request has its answer; whether the item was late already when it was made."""
    clocks = act.clocks_of(item)
    name = latest(clocks)["ask"]
    if timing.derived(act, clocks[name]).met_at is None:
        act.clock(item.pk, name, "meet", granted=until.isoformat() if until else "")
    return bool(clocks[name][0].data["late"])


def within_reason(act: Act, item: Any, due: date, code: str) -> None:
    """Refused for a day that is no later, or that lies behind what the rule allows, counted from the original day."""
    end = act.calendar.office_end(due)
    if end <= max(item.due_at, act.now):
        raise Refused(f"{code}.earlier", _("新的时限要晚于现在的时限。"), "due")
    rule = KINDS[item.kind].extend_within
    if not rule:
        return
    events = act.clocks_of(item)[clock_of(act, item)]
    cap = act.limits.at(rule, events[0].at)
    last = last_day(events, cap, act.calendar)
    if due > last.until:
        says = _("最多可以延到{last}：原定{first}，按规定最长再延{within}（{basis}）。")
        words = {"last": day(last.until), "first": told(last.original), "within": amount(cap.allow, cap.unit), "basis": cap.basis}
        raise Refused(f"{code}.cap", says.format(**words), "due")


def told(at: datetime) -> str:
    return day(at.astimezone(SHANGHAI).date())


def clock_of(act: Act, item: Any) -> str:
    """The clock that more time is for: to finish, or the report of the period."""
    clocks = latest(act.clocks_of(item))
    return clocks.get("finish") or clocks["report"]
