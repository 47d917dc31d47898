"""A clock (时限) is a ledger of events; when it is due is derived from them, step by step, so that the day can be explained."""
from collections.abc import Iterable, Sequence

from lastmile.lib.workdays import Calendar

from .clock_count import Count, OutOfOrder
from .clock_data import UNITS
from .clock_presets import CYCLES, PRESETS, Limit, Limits, Version, limits_of, said, start_data
from .clock_shapes import Amount, Derivation, Event, Step
from .moves import STATES

__all__ = ["CYCLES", "OTHERS", "PRESETS", "UNITS", "Amount", "Derivation", "Event", "Limit", "Limits", "OutOfOrder", "Step", "Version",
           "derive", "latest", "limits_of", "owed", "said", "sort_of", "start_data"]
SORTS = {"sign": "sign", "round": "report", "first": "first", "ask": "ask"}  # the clock of a state is named by the state


def derive(events: Sequence[Event], calendar: Calendar) -> Derivation:
    """The due time that a ledger gives. ValueError if its events cannot follow one another, or lack a zone or a limit."""
    count = Count(calendar)
    for event in events:
        count.take(event)
    return count.result()


def sort_of(name: str) -> str:
    """What a clock of an item is for, by its name: sign, sign-2; first; round-7, a report; returned-1, of that state; ask-1; finish."""
    word = name.partition("-")[0]
    return SORTS.get(word, word if word in STATES else "finish")


OTHERS = ("ask", "reported", "verified")  # sorts of clocks that the checking and deciding side keeps


def owed(sort: str, state: str) -> bool:
    """Is a clock of this sort the unit's to keep in this state of the item? Signing only before it; checks and decisions are others'."""
    return state == "assigned" if sort == "sign" else sort not in OTHERS


def latest(names: Iterable[str]) -> dict[str, str]:
    """Of the clocks of an item, in the order in which they began, the one of each sort that counts now: sort -> name."""
    return {sort_of(name): name for name in names}
