"""Slips (督办单): blue, yellow (or orange), red; one item one slip, and the next colour only when the former was not met in its time."""
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lastmile.lib.workdays import Calendar

from .books import Limit, SlipRule, Slips
from .clocks import Derivation, Event, derive

COLOURS = ("blue", "yellow", "red")
STATES = ("proposed", "open", "answered", "met", "unmet", "lapsed", "declined", "withdrawn")
LIVE = ("open", "answered")
WHY = {
    "near": ("临近办结时限，{due}到期", "Due on {due}, and near"),
    "late": ("办结时限{due}已过，没有反馈办结", "Not finished by {due}"),
    "unsigned": ("签收时限{due}已过，没有签收", "Not signed for by {due}"),
    "unreported": ("本期报告应在{due}前报送，没有报送", "The report of the period was not made by {due}"),
    "behind": ("按计划应完成{planned}%，实际{done}%", "{done}% done, {planned}% planned"),
    "far_behind": ("按计划应完成{planned}%，实际{done}%", "{done}% done, {planned}% planned"),
    "unmet": ("{former}没有在{due}前按要求答复", "{former} was not answered as asked by {due}"),
    "by_hand": ("{words}", "{words}"),
}


def wanted(book: Slips, on: str, former: str = "") -> SlipRule | None:
    """The rule by which this asks for a slip; `former` is the colour of the one that was not met, "" when there was none."""
    for rule in book.rules:
        if rule.on == on and (rule.first if not former else rule.colour == after(former)):
            return rule
    return None


def after(colour: str) -> str:
    """The next colour; "" after red."""
    return (*COLOURS[1:], "")[COLOURS.index(colour)]


def may_begin(colour: str, formers: Iterable[tuple[str, bool]]) -> bool:
    """May a slip of this colour follow these (colour, unmet)? Blue may always; who issues by hand may begin higher for what is urgent."""
    earlier = COLOURS[:COLOURS.index(colour)]
    return colour == "blue" or any(was in earlier and unmet for was, unmet in formers)


def answer_due(at: datetime, limit: Limit, calendar: Calendar) -> Derivation:
    """Until when the slip is to be answered, with its derivation."""
    return derive([Event("start", at, {"allow": limit.allow, "unit": limit.unit, "because": "答复督办单"})], calendar)


def why_words(code: str, values: Mapping[str, Any], language: str = "zh") -> str:
    """The rule's words for one slip."""
    return WHY[code][language.lower().startswith("en")].format_map(values)
