"""Figures with the items that they count: the boards' own numbers, each with its list, for papers that must be traceable."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..act import Actor
from .boards import Board, Figures, board
from .items import run, under
from .visible import city_for, visible

MOST = 100_000  # items below a unit whose lists are held at once: 0.4 s and 60 MB
TRIES = 3
_ROWS = """
select i.id, i.number, i.unit_id, i.area, i.state, i.light, i.late, i.issued_at, i.reported_at, coalesce(i.verified_at, i.closed_at),
  i.due_at, i.title from kernel_item i where i.unit_id = any(%(under)s) and i.state <> 'cancelled' and i.issued_at is not null and {where}
order by i.id limit %(most)s"""


@dataclass(frozen=True, slots=True)
class Counted:
    """An item as figures count it; `landed_at` is when it was verified, or closed where nobody had verified it before."""

    id: int
    number: str
    unit: int
    area: str
    state: str
    light: str
    late: bool
    issued_at: datetime
    reported_at: datetime | None
    landed_at: datetime | None
    due_at: datetime | None
    title: str

    def counts(self, key: str) -> bool:
        """Is it one of those that the board's figure counts? Asked of the board's own rule."""
        one = Figures()
        one.take(self.state, self.light, self.late, 1)
        return bool(getattr(one, key))


@dataclass(frozen=True)
class Standing:
    """A unit's board, and the items behind its numbers."""

    board: Board
    items: list[Counted]

    def behind(self, key: str, area: str = "", units: frozenset[int] | None = None) -> list[Counted]:
        """The items that a figure of the board counts, of an area or of some units where they are named."""
        return [one for one in self.items if (not area or one.area == area) and (units is None or one.unit in units) and one.counts(key)]

    def within(self, moment: Callable[[Counted], datetime | None], since: datetime, until: datetime) -> list[Counted]:
        """The items of which something happened from `since` until before `until`."""
        return [one for one in self.items if (at := moment(one)) is not None and since <= at < until]


class Moving(Exception):
    """Items changed each time between the two statements; asked again a little later it will do."""


class TooMany(Exception):
    """More items than lists are held of."""


def standing(actor: Actor, unit: int) -> Standing | None:
    """None when the actor may not see the unit's figures. Board and list are two statements: read again until both tell the same."""
    where, city = visible(actor), city_for(actor)
    params: dict[str, Any] = where.params | {"under": under(city, unit), "most": MOST + 1}
    for _try in range(TRIES):
        found = board(actor, unit)
        if found is None:
            return None
        if found.total.owed > MOST:
            raise TooMany
        items = [Counted(*row) for row in run(_ROWS.format(where=where.sql), params)]
        if len(items) == found.total.owed:
            return Standing(found, items)
    raise Moving
