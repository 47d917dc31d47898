"""Papers an office writes: who may do what to one, and how its number is written."""
from datetime import date, timedelta
from typing import Any


def drafts(asking: Any, given: Any, row: Any) -> bool:
    """A supervisor over the office in whose name the paper is written."""
    office = getattr(given, "unit", None)
    return asking.actor.has(asking.city, "supervisor", over=office) if office else asking.actor.has(asking.city, "supervisor")


def keeps(asking: Any, given: Any, paper: Any) -> bool:
    """A supervisor over the office whose paper it is."""
    return asking.actor.has(asking.city, "supervisor", over=paper.unit_id)


def number(mark: str, letter: str, year: int, serial: int, issues: bool) -> str:
    """青督通〔2026〕3号, or 2026年第3期. The year stands whole in 〔〕, the serial without leading noughts (GB/T 9704-2012, 7.2.5)."""
    return f"{year}年第{serial}期" if issues else f"{mark}{letter}〔{year}〕{serial}号"


def usual_period(period: str, today: date) -> tuple[date, date]:
    """The week or month that a bulletin of today tells of: this week from its Monday on, the month before; else the year until today."""
    if period == "week":
        return today - timedelta(days=today.weekday()), today
    if period == "month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return today.replace(month=1, day=1), today
