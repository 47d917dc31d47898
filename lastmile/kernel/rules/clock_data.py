"""What the events of a clock say, read strictly: how much time, until when."""
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

UNITS = ("wd", "d", "mo", "h", "wh", "m")
EXACT: Mapping[str, timedelta] = {"h": timedelta(hours=1), "wh": timedelta(hours=1), "m": timedelta(minutes=1)}
GOES_ON_IN: Mapping[str, str] = {"wd": "wd", "wh": "wd"}  # when a day is named for a clock of working time; others go on in days


def allowance(data: Mapping[str, Any]) -> tuple[float, str]:
    """How much time, and its unit; days and months must be whole."""
    allow, unit = data["allow"], data.get("unit", "d")
    if unit not in UNITS:
        raise ValueError(f"a limit is in {', '.join(UNITS)}, not in {unit!r}")
    if isinstance(allow, bool) or not isinstance(allow, int | float) or allow < 0 or (unit not in EXACT and allow != int(allow)):
        raise ValueError(f"a limit of {allow!r} {unit} cannot be counted")
    return allow, unit


def read_until(written: Any) -> date:
    """A day, or a moment with its zone."""
    if isinstance(written, str):
        written = date.fromisoformat(written) if len(written) == len("2026-10-01") else datetime.fromisoformat(written)
    if isinstance(written, datetime) and written.tzinfo is None:
        raise ValueError(f"the moment named, {written}, has no time zone")
    if not isinstance(written, date):
        raise ValueError(f"{written!r} is neither a day nor a moment")
    return written


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month if it has no such day (Civil Code, art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
