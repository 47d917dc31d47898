"""Lights (亮灯): how near a due time is, and the moment at which that will change."""
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from lastmile.lib.workdays import DAY, SHANGHAI, Calendar, standard

from .clock_words import CLOCKS
from .clocks import Derivation

WARN_DAYS = 3
WARN_DAYS_OF: Mapping[str, int] = {"sign": 0}  # signing takes a day or hours: a warning three days ahead would always be on
RESTING = ("draft", "suspended", "closed", "cancelled")
WHY_WORDS = {
    "left": ("距{clock}时限 {days} 天", "{clock} due in {days} {day_word}"),
    "today": ("{only}今天 {time} 到点", "{clock} due today at {time}"),
    "late": ("{only}逾期 {days} 天", "{clock} {days} {day_word} late"),
    "late_today": ("{only}今天 {time} 已到点，逾期", "{clock} late since {time} today"),
    "no_due": ("没有定时限", "No due time set"),
    "nothing_owed": ("没有在计的时限", "No clock is running"),
    "rest": ("不计时限", "Nothing owed"),
    "rest_draft": ("尚未交办", "Not issued yet"),
    "rest_suspended": ("已中止，暂停计时", "Suspended, no time is counted"),
    "rest_closed": ("已销号", "Closed"),
    "rest_cancelled": ("已撤销", "Cancelled"),
}
_RANK = {"rest": 0, "green": 1, "yellow": 2, "red": 3}


@dataclass(frozen=True, slots=True)
class Light:
    """A colour (green, yellow, red, rest), when to look again, and why: a code with values."""

    colour: str
    next_turn_at: datetime | None
    why: str
    values: Mapping[str, Any]


def light(due: datetime | None, now: datetime, *, warn_days: int = WARN_DAYS, owed: bool = True, calendar: Calendar | None = None,
          clock: str = "finish") -> Light:
    """Red from the due time on, yellow from office opening `warn_days` natural days before the due day, else green.

    ValueError for a moment without a zone. Runs once a row in sheets of 100,000: under 2 µs.
    """
    if not owed:
        return Light("rest", None, "rest", {"clock": clock})
    if due is None:
        return Light("green", None, "no_due", {"clock": clock})
    if due.tzinfo is None or now.tzinfo is None:
        raise ValueError("a light needs moments with a time zone")
    due, now = due.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    due_day = due.date()
    days = (due_day - now.date()).days
    values = {"days": abs(days), "due": due, "clock": clock}
    if now >= due:
        return Light("red", None, "late" if days else "late_today", values)
    why = "left" if days else "today"
    if days > warn_days:
        return Light("green", _warns_at(due_day, warn_days, calendar), why, values)
    warns_at = min(_warns_at(due_day, warn_days, calendar), due)
    return Light("yellow", due, why, values) if now >= warns_at else Light("green", warns_at, why, values)


def _warns_at(due_day: date, warn_days: int, calendar: Calendar | None) -> datetime:
    return (calendar or standard()).office_start(due_day - DAY * warn_days)


def of_item(clocks: Mapping[str, Derivation], state: str, now: datetime, *, calendar: Calendar | None = None,
            warn_days: Mapping[str, int] = WARN_DAYS_OF) -> Light:
    """The worst light of an item's running clocks, with the earliest moment at which any of them turns.

    `clocks` by sort (finish, sign, report, verify), and by the same `warn_days`; of equal colours the clock that is due first gives the
    reason. A draft that was refused (moves.refused) is told as the state "refused", since its clocks run.
    """
    if state in RESTING:
        return Light("rest", None, "rest", {"state": state})
    running = [
        light(clock.due, now, warn_days=warn_days.get(name, WARN_DAYS), calendar=calendar, clock=name)
        for name, clock in clocks.items() if clock.running
    ]
    if not running:
        return Light("rest", None, "nothing_owed", {"state": state})
    worst = min(running, key=lambda one: (-_RANK[one.colour], one.values["due"]))
    turns = [one.next_turn_at for one in running if one.next_turn_at]
    return replace(worst, next_turn_at=min(turns, default=None))


def of_period(clock: Derivation, now: datetime) -> str:
    """How one clock stands in the history, which is never rewritten: met in time green, over and not met red, made up later yellow."""
    if clock.met_at is None:
        return "red" if now >= clock.due and not clock.suspended else "rest"
    return "yellow" if clock.met_at >= clock.due else "green"


def why_words(light: Light, language: str = "zh") -> str:
    """The reason of a light: 距办结时限 3 天, 逾期 2 天, 今天 17:30 到点. Languages other than English get simplified Chinese."""
    english = language.lower().startswith("en")
    name = str(light.values.get("clock", "finish"))
    label = CLOCKS.get(name, (name, name))[english]
    days = light.values.get("days")
    facts = {"clock": label, "only": "" if name == "finish" else label, "days": days, "day_word": "day" if days == 1 else "days"}
    if "due" in light.values:
        facts["time"] = f"{light.values['due']:%H:%M}"
    resting = f"rest_{light.values.get('state', '')}"
    return WHY_WORDS[resting if light.why == "rest" and resting in WHY_WORDS else light.why][english].format_map(facts)
