"""Boards read the tallies, never the items: their cost is the number of cells shown, whatever the number of items."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..act import Actor
from ..rules.areas import AREAS
from ..rules.moves import IN_HAND
from .items import LATE, ROW, Row
from .statements import run
from .visible import city_for, sees_unit

# By area for the unit itself alone: of 68 units below a city that would be three times the cells, which nobody shows.
_CELLS = """
select unit_id, case when unit_id = %(unit)s then area else '' end, state, light, late, sum(n)::int from kernel_tally_now
where unit_id = any(%(units)s) and not (state = 'draft' and light = 'rest') group by 1, 2, 3, 4, 5 having sum(n) <> 0"""


@dataclass
class Figures:
    """What is owed in all, and how it stands. What is red now is one of three: `late`, the time to finish is over; `unsigned_late`, only
    the time to sign is; `report_late`, only the report of a standing duty is. `was_late` is what landed late."""

    owed: int = 0
    refused: int = 0
    to_sign: int = 0
    working: int = 0
    reported: int = 0
    landed: int = 0
    late: int = 0
    unsigned_late: int = 0
    report_late: int = 0
    near: int = 0
    was_late: int = 0
    suspended: int = 0

    def take(self, state: str, light: str, late: bool, n: int) -> None:
        if state == "cancelled" or (state == "draft" and light == "rest"):  # a draft with a light was issued, and sent back
            return
        self.owed += n
        self.refused += n * (state == "draft")
        self.to_sign += n * (state == "assigned")
        self.working += n * (state in IN_HAND)
        self.reported += n * (state == "reported")
        self.landed += n * (state in ("verified", "closed"))
        self.suspended += n * (state == "suspended")
        self.late += n * (light == "red" and late)
        self.unsigned_late += n * (light == "red" and not late and state == "assigned")
        self.report_late += n * (light == "red" and not late and state != "assigned")
        self.near += n * (light == "yellow")
        self.was_late += n * (light == "was")

    @property
    def on_course(self) -> int:
        return self.owed - self.landed - self.late

    @property
    def landing_rate(self) -> float | None:
        """Landed divided by owed, in percent; None when nothing is owed."""
        return 100 * self.landed / self.owed if self.owed else None


@dataclass
class Board:
    """A unit's figures, by area, and for each unit directly below it."""

    unit: int
    total: Figures = field(default_factory=Figures)
    areas: dict[str, Figures] = field(default_factory=dict)
    units: dict[int, Figures] = field(default_factory=dict)


def board(actor: Actor, unit: int) -> Board | None:
    """None when the actor may not see the unit's figures."""
    if not sees_unit(actor, unit):
        return None
    below = [u.id for u in city_for(actor).children.get(unit, ())]
    return board_of(unit, below, run(_CELLS, {"unit": unit, "units": [unit, *below]}))


def board_of(unit: int, below: Iterable[int], cells: Iterable[tuple[Any, ...]]) -> Board:
    """The board that the cells (unit, area, state, light, late, n) make."""
    found = Board(unit, areas={area: Figures() for area in AREAS}, units={u: Figures() for u in below})
    for owner, area, state, light, late, n in cells:
        if owner == unit:
            found.total.take(state, light, late, n)
            found.areas[area].take(state, light, late, n)
        if owner in found.units:
            found.units[owner].take(state, light, late, n)
    found.areas = {area: f for area, f in found.areas.items() if f.owed}
    return found


def latest_late(units: list[int] | None, size: int = 10) -> list[Row]:
    """The items of these units (None: of all) whose time to finish has been over for longest; for a board whose reader may see them."""
    some = "" if units is None else "and i.unit_id = any(%(units)s)"  # all of a city's, named one by one, take 1 ms to plan for
    return [Row(*r) for r in run(f"select {ROW} from kernel_item i where {LATE} {some} order by i.due_at, i.id limit %(size)s",
                                 {"units": units, "size": size})]


def open_and_late(units: list[int] | None) -> dict[int, tuple[int, int]]:
    """For each unit (None: all) how many items it and all below it have open, and for how many of them the time to finish is over."""
    some = "" if units is None else "and unit_id = any(%(units)s)"
    found = run("select unit_id, sum(n)::int, coalesce(sum(n) filter (where light = 'red' and late), 0)::int from kernel_tally_now"
                f" where state not in ('closed', 'cancelled', 'verified') and not (state = 'draft' and light = 'rest') {some} group by 1",
                {"units": units})
    return {unit: (n, late) for unit, n, late in found}
