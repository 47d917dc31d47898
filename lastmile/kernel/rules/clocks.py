"""A clock (时限) is a ledger of events; when it is due is derived from them, step by step, so that the day can be explained."""
from collections.abc import Sequence

from lastmile.lib.workdays import Calendar

from .clock_count import UNITS, Count
from .clock_presets import PRESETS, start_data
from .clock_shapes import Amount, Derivation, Event, Step

__all__ = ["PRESETS", "UNITS", "Amount", "Derivation", "Event", "Step", "derive", "start_data"]


def derive(events: Sequence[Event], calendar: Calendar) -> Derivation:
    """The due time that a ledger gives. ValueError if its events cannot follow one another, or lack a zone or a limit."""
    count = Count(calendar)
    for event in events:
        count.take(event)
    return count.result()
