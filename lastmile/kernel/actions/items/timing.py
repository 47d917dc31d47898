"""What an item's clocks come to: its due times and its light, derived anew after each clock event."""
from datetime import date, timedelta
from typing import Any

from lastmile.lib.workdays import SHANGHAI, Calendar

from ...act import Act
from ...registry import Allowance
from ...rules.clocks import PRESETS, Derivation, Event, derive, start_data
from ...rules.lights import of_item

PERIODS = {"weekly": "每周一报", "monthly": "每月一报", "quarterly": "每季一报"}


def start_sign(act: Act, item: int, within: Allowance, round: int = 1) -> None:
    """The time to sign for it begins at dispatch, not at the signing."""
    name = "sign" if round == 1 else f"sign-{round}"
    act.clock(item, name, "start", **allowed(within))


def start_finish(act: Act, item: int, due: date | None, rhythm: str, within: Allowance, authority: str = "") -> None:
    """The time to finish: the day that was named, the end of the first period, or what the kind allows."""
    if due is not None:
        act.clock(item, "finish", "start", until=due.isoformat(), because="", authority=authority)
    elif rhythm != "once":
        start_round(act, item, rhythm, 1)
    else:
        act.clock(item, "finish", "start", **allowed(within, authority))


def allowed(within: Allowance, authority: str = "") -> dict[str, Any]:
    """What the start event of a kind's own limit says."""
    said = start_data(within.authority, authority) if within.authority in PRESETS else {"because": within.authority, "authority": authority}
    return said | {"allow": within.n, "unit": within.unit}


def start_round(act: Act, item: int, rhythm: str, number: int) -> None:
    """The next period of a standing duty; its report is due on the period's last working day."""
    until = period_end(rhythm, act.now.astimezone(SHANGHAI).date(), act.calendar)
    act.clock(item, f"round-{number}", "start", until=until.isoformat(), because=PERIODS[rhythm], authority="")


def period_end(rhythm: str, today: date, calendar: Calendar) -> date:
    """The last working day of the week, month or quarter; of the next one when it is today or past."""
    end = _last_workday(rhythm, today, calendar)
    return end if end > today else _last_workday(rhythm, _next_period(rhythm, today), calendar)


def _last_workday(rhythm: str, day: date, calendar: Calendar) -> date:
    end = _next_period(rhythm, day) - timedelta(days=1)
    while not calendar.is_workday(end):
        end -= timedelta(days=1)
    return end


def _next_period(rhythm: str, day: date) -> date:
    if rhythm == "weekly":
        return day + timedelta(days=7 - day.weekday())
    months = 1 if rhythm == "monthly" else 3 - (day.month - 1) % 3
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def clocks_now(act: Act, item: Any) -> dict[str, Derivation]:
    """The latest sign-for clock and the latest finish clock (a standing duty's present round)."""
    found: dict[str, Derivation] = {}
    for name, events in act.clocks_of(item).items():
        found["sign" if name.startswith("sign") else "finish"] = derived(act, events)
    return found


def derived(act: Act, events: list[Event]) -> Derivation:
    """What a clock comes to. The rows of a sheet mostly begin alike: such a clock is counted once for all (a third of the time)."""
    if len(events) > 1:
        return derive(events, act.calendar)
    only = events[0]
    key = (only.at, *only.data.items())
    if key not in act.memo:
        act.memo[key] = derive(events, act.calendar)
    return act.memo[key]


def settled(act: Act, item: Any, **changes: Any) -> dict[str, Any]:
    """The changes, with the due times, light and lateness that follow from them and the clocks."""
    state = changes.get("state", item.state)
    clocks = clocks_now(act, item)
    finish, sign = clocks.get("finish"), clocks.get("sign")
    due = finish.due if finish else item.due_at
    reported_at = changes.get("reported_at", item.reported_at)
    measured = reported_at if state in ("reported", "verified", "closed") and reported_at else act.now
    late = item.late or bool(due and state not in ("draft", "suspended", "cancelled") and measured > due)
    if state in ("verified", "closed"):
        light, turn = ("was" if late else "done"), None
    elif state == "reported":
        light, turn = ("red" if late else "green"), None
    else:
        running = {k: v for k, v in clocks.items() if k == "finish" or state == "assigned"}
        key = (state, *((k, v.due, v.running) for k, v in running.items()))
        if key not in act.memo:
            act.memo[key] = of_item(running, state, act.now, calendar=act.calendar)
        light, turn = act.memo[key].colour, act.memo[key].next_turn_at
    return {**changes, "due_at": due, "first_due_at": item.first_due_at or (finish.first_due if finish else None),
            "sign_due_at": sign.due if sign else item.sign_due_at, "light": light, "next_turn_at": turn, "late": late}

