"""Progress against plan (序时进度): the planned curve is data, points of a day or a share of the time with a percentage, not a straight line."""
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from lastmile.lib.workdays import Calendar

from .lights import Light

Curve = Sequence[tuple[datetime, float]]
SECOND = timedelta(seconds=1)


def curve(points: Sequence[Mapping[str, Any]], start: datetime, due: datetime, calendar: Calendar) -> Curve:
    """The plan from `start` with nothing done to `due` with all: a point is {"day": "2026-10-31"} or {"share": 50}, with "percent".

    ValueError where it falls, or where a later point stands before an earlier one. Between points it is straight.
    """
    made = [(start, 0.0)]
    for point in points:
        at = calendar.office_end(date.fromisoformat(point["day"])) if point.get("day") else start + (due - start) * (point["share"] / 100)
        made.append((at, float(point["percent"])))
    made = [one for one in made if one[0] < due] + [(due, 100.0)] if made[-1][1] < 100 else made
    for (earlier, less), (later, more) in zip(made, made[1:], strict=False):
        if later < earlier or more < less:
            raise ValueError("a plan goes forward in time and in percent")
    return made


def planned(plan: Curve, now: datetime) -> int:
    """What should be done by now, in whole percent."""
    for (earlier, less), (later, more) in zip(plan, plan[1:], strict=False):
        if now < later:
            share = max(0.0, (now - earlier) / (later - earlier)) if later > earlier else 0.0
            return math.floor(less + (more - less) * share + 1e-6)
    return math.floor(plan[-1][1])


def reached(plan: Curve, percent: float) -> datetime | None:
    """The first whole second at which the plan asks for so much; None when it never does."""
    for (earlier, less), (later, more) in zip(plan, plan[1:], strict=False):
        if more >= percent:
            at = later if more == less else earlier + (later - earlier) * max(0.0, (percent - less) / (more - less))
            return at if at == later else min(later, at.replace(microsecond=0) + SECOND)
    return None


def pace(plan: Curve, done: int, now: datetime, behind: int, far_behind: int) -> Light:
    """Green, yellow from `behind` points below the plan on, red from `far_behind` on; and when that turns if nothing more is told."""
    should = planned(plan, now)
    gap = should - done
    values = {"planned": should, "done": done, "gap": gap}
    if gap >= far_behind:
        return Light("red", None, "behind", values)
    level = far_behind if gap >= behind else behind
    turns = reached(plan, done + level)
    if turns is not None and turns <= now:  # rounding: never look again at a moment that is over
        turns = now + SECOND
    return Light("yellow" if gap >= behind else "green", turns, "behind" if gap > 0 else "on_plan", values)


def why_words(light: Light, language: str = "zh") -> str:
    """按计划应完成 60%，实际 35%，落后 25 个百分点。"""
    english = language.lower().startswith("en")
    says = {"behind": ("按计划应完成 {planned}%，实际 {done}%，落后 {gap} 个百分点", "{done}% done, {planned}% planned by now, {gap} points behind"),
            "on_plan": ("按计划应完成 {planned}%，实际 {done}%，跟得上计划", "{done}% done, {planned}% planned by now, on plan")}
    return says[light.why][english].format_map(light.values)
