"""What an address or a form asks for, read so that nothing odd in it is an error of ours."""
from datetime import datetime
from typing import Any

LONGEST = 18  # digits of a number that every column holds


def number(given: Any) -> int | None:
    """A whole number as a row may have it; None for all else, such as "³" or a number of a hundred digits."""
    said = str(given if given is not None else "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST else None


def keyset(given: str) -> str:
    """The end of a page, "2026-11-20T17:30:00+00:00_12", as the next page begins after it; "" for what is none."""
    moment, mark, item = given.rpartition("_")
    try:
        known = bool(mark) and datetime.fromisoformat(moment).tzinfo is not None and number(item) is not None
    except ValueError:
        known = False
    return given if known else ""
