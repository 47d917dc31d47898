"""The clock's own acts on an item: a light turns when its time has come, and a time that is over is recorded, once."""
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, action
from ...models import Breach, Item
from ...rules.clocks import OTHERS, Event, latest, sort_of
from ...rules.clocks import owed as owed_by_unit
from ...rules.ladder import moment
from ...rules.moves import IN_HAND, refused
from ...rules.permissions import the_clock
from ..slips.propose import propose_by_rule
from . import timing
from .issue import OnItem

_KNOWN = "select item_id, clock from kernel_breach where item_id = any(%s)"
HAPPENS = {"finish": "late", "returned": "late", "sign": "unsigned", "report": "unreported", "first": "unreported"}


class BreachItem(OnItem):
    clock: str = Field(title=N_("时限"))
    since: datetime = Field(title=N_("从何时起"))  # the due time, or when the unit had it in hand again after that


@action("item.turn", N_("变灯"), takes=OnItem, may=the_clock, locks=Item, internal=True)
def turn_item(act: Act, given: OnItem, item: Any) -> None:
    """The lights as they are now, why, and when they turn next; then what follows: breaches, a proposed slip."""
    light, pace, over, look = item.light, item.pace, breached(act, item), item.next_turn_at or act.now
    act.set(item, **timing.settled(act, item, swept=True))
    act.note(why=why(act, item, pace))
    for clock, due in over:
        act.then("item.breach", item=item.pk, clock=clock, since=max(due, look))
    if item.light == "yellow" and light == "green":
        propose_by_rule(act, item, "near", due=item.due_at)
    if item.pace != pace and item.pace in ("yellow", "red"):
        at = timing.paced(act, item, item.state, item.due_at, {})
        if at is not None:
            propose_by_rule(act, item, {"yellow": "behind", "red": "far_behind"}[item.pace], planned=at.values["planned"], done=at.values["done"])


@action("item.breach", N_("记为逾期"), takes=BreachItem, may=the_clock, locks=Item, internal=True)
def breach_item(act: Act, given: BreachItem, item: Any) -> None:
    """This time was over before it was met. Once for each clock, for good; from here the ladder is climbed."""
    sort, due = sort_of(given.clock), timing.derived(act, act.clocks_of(item)[given.clock]).due
    known(act, item).add((item.pk, given.clock))
    rungs = act.book("ladder", item.opened_at).rungs(sort)
    goes_on = owed(act, item, given.clock)
    act.add(Breach, item_id=item.pk, clock=given.clock, unit_id=item.unit_id, due_at=due, at=act.now, since=given.since, rung=0, stuck="",
            next_at=moment(rungs[0], given.since, act.calendar) if goes_on and rungs else None)
    if goes_on and sort in HAPPENS:
        propose_by_rule(act, item, HAPPENS[sort], due=due)


def breached(act: Act, item: Any) -> list[tuple[str, datetime]]:
    """The clocks of the unit that were over before they were met, with their due times, as far as that is not on record yet.

    While more time was asked for in time and nobody has decided, whether the time is over is open.
    """
    ended = {"closed": item.closed_at, "cancelled": item.closed_at}.get(item.state)
    told = item.reported_at if item.state in ("reported", "verified", "closed") else None
    found = []
    waits = latest(act.clocks_of(item)) if item.asked_until else {}
    left = {waits.get("finish") or waits.get("report")}
    for name, events in act.clocks_of(item).items():
        if sort_of(name) in OTHERS or name in left:
            continue
        clock = timing.derived(act, events)
        until = [at for at in (clock.met_at, ended, told if sort_of(name) == "finish" else None, stopped(events)) if at]
        if clock.due <= min([act.now, *until]) and (item.pk, name) not in known(act, item):
            found.append((name, clock.due))
    return found


def stopped(events: list[Event]) -> Any:
    """Since when a clock is suspended."""
    return events[-1].at if events[-1].what == "suspend" else None


def known(act: Act, item: Any) -> set[tuple[int, str]]:
    """The breaches on record, (item, clock); read once for the items of the batch."""
    kept, read = act.memo.setdefault("breaches", (set(), set()))
    if item.pk not in read:
        wanted = {item.pk, *(row.pk for row in act.held.values() if isinstance(row, Item))} - read
        read |= wanted
        kept |= {(pk, clock) for pk, clock in act.writer.db.execute(_KNOWN, [list(wanted)]).fetchall()}
    return kept


def owed(act: Act, item: Any, name: str) -> bool:
    """Is the unit still behind with this clock, and is it its turn?"""
    clock = timing.derived(act, act.clocks_of(item)[name])
    in_hand = item.state in ("assigned", *IN_HAND) or refused(item)
    return clock.running and in_hand and (sort_of(name) != "sign" or item.state == "assigned")


def why(act: Act, item: Any, pace: str) -> dict[str, Any]:
    """Why the lights stand as they do, as codes and values that a page puts into words: it is told once, and stays as it was told."""
    if item.state not in ("assigned", *IN_HAND) and not refused(item):
        return {}
    state = "refused" if refused(item) else item.state
    clocks = {k: v for k, v in timing.clocks_now(act, item).items() if owed_by_unit(k, state)}
    warn = act.book("lights", item.opened_at).of(item.kind).warn_days
    one = timing.of_item(clocks, state, act.now, calendar=act.calendar, warn_days=warn)
    said: dict[str, Any] = {"code": one.why, "values": {k: v.astimezone(SHANGHAI).isoformat() if k == "due" else v for k, v in one.values.items()}}
    if item.plan and item.pace != pace and (progress := timing.paced(act, item, item.state, item.due_at, {})):
        said["pace"] = {"code": progress.why, "values": dict(progress.values)}
    return said
