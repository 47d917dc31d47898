"""The ladder (逐级提醒): handler, duty holder, unit head, leader in charge; who that is, and when it is their turn."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lastmile.lib.workdays import SHANGHAI, Calendar

from .books import Rung
from .city import City

WHO = ("handler", "duty", "head", "leader")
INSTEAD = {"handler": ("handler", "duty", "head"), "duty": ("duty", "head"), "head": ("head",), "leader": ("leader",)}


@dataclass(frozen=True, slots=True)
class Held:
    """A post as the ladder looks at it."""

    person: int
    unit: int
    scope: int
    role: str
    duty: bool


def moment(rung: Rung, since: datetime, calendar: Calendar) -> datetime:
    """When it is this rung's turn: at once, or when the office opens so many working days later; hours and days run on."""
    if rung.after == 0:
        return since
    if rung.unit == "h":
        return since + timedelta(hours=rung.after)
    if rung.unit == "d":
        return since + timedelta(days=rung.after)
    return calendar.office_start(calendar.add_workdays(since.astimezone(SHANGHAI).date(), rung.after))


def next_opening(now: datetime, calendar: Calendar) -> datetime:
    """When the office opens on the next working day."""
    return calendar.office_start(calendar.add_workdays(now.astimezone(SHANGHAI).date(), 1))


def whom(who: str, unit: int, handler: int | None, posts: Sequence[Held], city: City) -> tuple[tuple[int, ...], str]:
    """The people of a rung, and who they are; where nobody is named, the unit's duty holder is. Nobody: an empty row and ""."""
    for rank in INSTEAD[who]:
        if people := _of(rank, unit, handler, posts, city):
            return people, rank
    return (), ""


def _of(rank: str, unit: int, handler: int | None, posts: Sequence[Held], city: City) -> tuple[int, ...]:
    if rank == "handler":
        return (handler,) if handler and any(p.person == handler for p in posts) else ()
    if rank == "duty":
        return _people(p for p in posts if p.role == "handler" and p.duty and unit in (p.unit, p.scope))
    leaders = [p for p in posts if p.role == "leader"]
    if rank == "head":
        return _people(p for p in leaders if p.unit == unit)
    above = [p for p in leaders if p.unit != unit and city.covers(p.scope, unit)]
    nearest = max((len(city.units[p.scope].path) for p in above), default=0)  # whose charge is narrowest: 分管 before 主持全面
    return _people(p for p in above if len(city.units[p.scope].path) == nearest)


def _people(posts) -> tuple[int, ...]:  # type: ignore[no-untyped-def]
    return tuple(dict.fromkeys(p.person for p in posts))
