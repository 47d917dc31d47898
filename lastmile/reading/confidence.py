"""How sure a reading is that a span is a directive: a share of spans with the same signs that were one, not a feeling.

The weights in data/confidence.txt are counted by bench/calibrate.py on papers with gold, each paper judged by the others.
"""

import math
from functools import cache

from lastmile.reading import mood, vocabulary
from lastmile.reading.spans import Span

LEAST, MOST = 0.05, 0.99


def confidence(span: Span, doable: bool, owed: bool, timed: bool) -> float:
    """Between 0.05 and 0.99, to two places; `owed` when a unit is named, `timed` when a time is set."""
    return sure(signs(span, doable, owed, timed), _weights())


def signs(span: Span, doable: bool, owed: bool, timed: bool) -> tuple[str, ...]:
    """What speaks for and against, by name."""
    core = span.core
    held = {
        "asked": core.demanded or mood.asks(core.text),
        "listed": bool(core.group),
        "going-on": core.active,
        "verb": mood.imperative(core.text),
        "doable": doable,
        "owed": owed,
        "timed": timed,
        "speech": core.spoken,
        "short": core.end - core.start < 6,
        "long": span.end - span.start > 60,
        "purpose": mood.says_what_for(core.text),
        "figure": bool(mood.FIGURE.search(core.text)),
    }
    return tuple(name for name, there in held.items() if there)


def sure(found: tuple[str, ...], weights: dict[str, float]) -> float:
    """The share that the weights give to these signs."""
    total = weights.get("always", 0.0) + sum(weights.get(name, 0.0) for name in found)
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-total)))), 2)


@cache
def _weights() -> dict[str, float]:
    return {name: float(values[0]) for name, values in vocabulary.table("confidence").items()}
