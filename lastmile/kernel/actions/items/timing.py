"""What an item's clocks come to: its due times and its light, derived anew after each clock event."""
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, Refused
from ...registry import KINDS, Kind
from ...rules.clocks import Derivation, Event, OutOfOrder, derive, latest, owed, said, sort_of
from ...rules.lights import Light, of_item
from ...rules.moves import IN_HAND, STATES
from ...rules.pace import curve, pace
from ...rules.rounds import Cycle, next_round, opens

OVER = ("verified", "closed", "cancelled")


def start_sign(act: Act, item: int, kind: Kind, round: int = 1) -> None:
    """The time to sign for it begins at dispatch, not at the signing."""
    name = "sign" if round == 1 else f"sign-{round}"
    act.clock(item, name, "start", **limit(act, kind.sign_within))


def start_finish(act: Act, item: int, kind: Kind, due: date | None, rhythm: str, within: str = "", authority: str = "") -> None:
    """The time to finish: the day that was named, or a limit, the kind's own unless another is named.

    A standing duty has its rounds, until the day if one was named.
    """
    if due is not None:
        act.clock(item, "finish", "start", until=due.isoformat(), because="", authority=authority)
    elif rhythm == "once" or within:
        data = limit(act, within or kind.finish_within, authority)
        act.clock(item, "finish", "start", **data)
        due = derive([Event("start", act.now, data)], act.calendar).due.date() if rhythm != "once" else None
    if rhythm != "once":
        start_round(act, item, kind, rhythm, [], due)


def start_first(act: Act, item: int, code: str) -> None:
    """The time to report for the first time; met by the first that is told."""
    if code:
        act.clock(item, "first", "start", **limit(act, code))


def limit(act: Act, code: str, authority: str = "") -> dict[str, Any]:
    """What a start event says of the limit in force now; `authority`, when somebody named one, stands for its basis."""
    return said(act.limits.at(code, act.now), authority)


def start_round(act: Act, item: int, kind: Kind, rhythm: str, rounds: Sequence[list[Event]], finish: date | None) -> None:
    """The next period of a standing duty, by the rule of the one before it; none when all is to be finished by then."""
    if rounds:
        data = {name: rounds[-1][0].data[name] for name in ("because", "authority", "day") if name in rounds[-1][0].data}
    else:
        rule = act.limits.at(kind.reports.get(rhythm, f"report_{rhythm}"), act.now)
        data = {"because": rule.name, "authority": rule.basis} | ({"day": rule.allow} if rule.unit == "day" else {})
    cycle = Cycle(rhythm, data.get("day", 0))
    found = next_round(cycle, act.now.astimezone(SHANGHAI).date(), act.calendar, until_of(rounds[-1]) if rounds else None)
    if finish is None or found.due < finish:
        moves = "on" if cycle.day else "back"
        act.clock(item, f"round-{len(rounds) + 1}", "start", until=found.until.isoformat(), moves=moves, **data)


def until_of(round: list[Event]) -> date:
    """The last day of the period that a round stands for, whatever was granted later."""
    return date.fromisoformat(round[0].data["until"])


def rounds_of(act: Act, item: Any) -> list[list[Event]]:
    return [events for name, events in act.clocks_of(item).items() if sort_of(name) == "report"]


def first_told(act: Act, item: Any) -> None:
    """What was told now is the first report, where one is owed."""
    first = act.clocks_of(item).get("first")
    if first and derived(act, first).met_at is None:
        act.clock(item.pk, "first", "meet")


def reported(act: Act, item: Any) -> None:
    """What was told now is the report of the period that is running, not of one that has not begun; then the next begins."""
    first_told(act, item)
    rounds = rounds_of(act, item)
    if rounds and derived(act, rounds[-1]).running:
        cycle = Cycle(item.rhythm, rounds[-1][0].data.get("day", 0))
        if opens(cycle, until_of(rounds[-1])) <= act.now.astimezone(SHANGHAI).date():
            act.clock(item.pk, f"round-{len(rounds)}", "meet")
    following(act, item)


def following(act: Act, item: Any) -> None:
    """The round after the last one that was met, as long as the duty goes on."""
    rounds, finish = rounds_of(act, item), act.clocks_of(item).get("finish")
    if item.rhythm != "once" and not (rounds and derived(act, rounds[-1]).met_at is None):
        start_round(act, item.pk, KINDS[item.kind], item.rhythm, rounds, derived(act, finish).due.date() if finish else None)


def of_state(act: Act, item: Any, state: str) -> None:
    """The clocks that a state has: those of states that are over are met, that of the new one starts.

    What was sent back is owed until it is reported again; while an item is suspended, its clocks are too.
    """
    limits = KINDS[item.kind].states
    if state == "suspended" or not limits:
        return
    clocks = act.clocks_of(item)
    for sort, name in latest(clocks).items():
        lasts = IN_HAND if sort == "returned" else (sort,)
        if sort in STATES and state not in lasts and derived(act, clocks[name]).met_at is None:
            act.clock(item.pk, name, "meet")
    if state in limits and item.state != "suspended":
        n = sum(sort_of(name) == state for name in clocks) + 1
        act.clock(item.pk, f"{state}-{n}", "start", **limit(act, limits[state]))


def clocks_now(act: Act, item: Any) -> dict[str, Derivation]:
    """The clocks that count now, by sort: the latest one for signing, the one for finishing, the round of a standing duty."""
    clocks = act.clocks_of(item)
    return {sort: derived(act, clocks[name]) for sort, name in latest(clocks).items()}


def running(act: Act, item: Any, suspended: bool = False) -> dict[str, Derivation]:
    """The clocks in which time passes, or those in which it was stopped, by name."""
    clocks = act.clocks_of(item)
    found = {name: derived(act, clocks[name]) for name in latest(clocks).values()}
    return {name: clock for name, clock in found.items() if clock.met_at is None and clock.suspended is suspended}


def derived(act: Act, events: list[Event]) -> Derivation:
    """What a clock comes to. The rows of a sheet mostly begin alike: such a clock is counted once for all (a third of the time)."""
    if len(events) > 1:
        return in_order(act, events)
    only = events[0]
    key = (only.at, *only.data.items())
    if key not in act.memo:
        act.memo[key] = derive(events, act.calendar)
    return act.memo[key]


def in_order(act: Act, events: list[Event]) -> Derivation:
    """Refused when this act comes before what has been noted already: the clock of some machine is wrong."""
    try:
        return derive(events, act.calendar)
    except OutOfOrder as no:
        says = _("这件事项在 {at} 已有计时记录，这次操作的时间比它早，没有保存。请核对系统时间。")
        raise Refused("item.clock.order", says.format(at=f"{no.latest.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")) from no


def settled(act: Act, item: Any, *, swept: bool = False, **changes: Any) -> dict[str, Any]:
    """The changes, with the due times, lights and lateness that follow from them and the clocks. `swept`: the sweep itself looks now.

    An item is late when its time to finish is over; a duty without a day to finish, when its report is. An item that was refused
    (a draft that was dispatched) is owed by somebody, so its time passes.
    """
    state = changes.get("state", item.state)
    if state != item.state:
        of_state(act, item, state)
    if state == "draft" and changes.get("issued_at", item.issued_at):
        state = "refused"
    clocks = clocks_now(act, item)
    finish, sign = clocks.get("finish") or clocks.get("report"), clocks.get("sign")
    due = finish.due if finish else item.due_at
    reported_at = changes.get("reported_at", item.reported_at)
    measured = reported_at if state in ("reported", "verified", "closed") and reported_at else act.now
    late = changes.get("late", item.late) or bool(due and state not in ("draft", "suspended", "cancelled") and measured >= due)
    found: dict[str, Any] = {}
    if state in ("verified", "closed"):
        light, turn = ("was" if late else "done"), None
    elif state == "reported":
        light, turn = ("red" if late else "green"), None
    else:
        counted = {k: v for k, v in clocks.items() if owed(k, state)}
        key = (state, item.kind, *((k, v.due, v.running) for k, v in counted.items()))
        if key not in act.memo:
            warn_days = act.book("lights", item.opened_at).of(item.kind).warn_days
            act.memo[key] = of_item(counted, state, act.now, calendar=act.calendar, warn_days=warn_days)
        light, turn = act.memo[key].colour, act.memo[key].next_turn_at
    if changes.get("plan", item.plan):
        progress = paced(act, item, state, due, changes)
        found["pace"] = progress.colour if progress else ""
        turn = min((at for at in (turn, progress and progress.next_turn_at) if at), default=None)
    if state in OVER and item.asked_until:
        changes.setdefault("asked_until", None)
    return {**changes, **found, "due_at": due, "first_due_at": item.first_due_at or (finish.first_due if finish else None),
            "sign_due_at": sign.due if sign else item.sign_due_at, "report_due_at": report_due(clocks), "light": light,
            "next_turn_at": turn if swept else next_look(act, item, light, turn), "late": late}


def next_look(act: Act, item: Any, light: str, turn: datetime | None) -> datetime | None:
    """When the sweep is to look at the item.

    A moment that is over, and at which it has not looked yet, stays: no breach is missed because somebody's act came first. What this act
    turned red, such as a report sent back after its time, it looks at in its next round.
    """
    if item.next_turn_at and item.next_turn_at <= act.now:
        return item.next_turn_at
    return act.now if light == "red" and item.light != "red" else turn


def paced(act: Act, item: Any, state: str, due: datetime | None, changes: dict[str, Any]) -> Light | None:
    """Progress against the item's plan, while it is in hand."""
    issued = changes.get("issued_at", item.issued_at)
    if state not in ("assigned", *IN_HAND) or due is None or issued is None:
        return None
    rule, percent = act.book("lights", item.opened_at).of(item.kind), changes.get("percent", item.percent)
    plan = changes.get("plan", item.plan)["points"]
    return pace(curve(plan, issued, due, act.calendar), percent, act.now, rule.behind, rule.far_behind)


def report_due(clocks: dict[str, Derivation]) -> Any:
    """When the next report is due: the first one, or that of the period; None when none is owed."""
    return min((clocks[sort].due for sort in ("first", "report") if sort in clocks and clocks[sort].met_at is None), default=None)
