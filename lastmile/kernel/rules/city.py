"""The tree of units as plain values: what permissions and pickers ask, without a database."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

GOVERNMENTS = ("city", "county", "township", "village")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; `sort` is city, county, township, village (a government), department, or office (acts for its parent)."""

    id: int
    name: str
    short: str
    sort: str
    parent: int | None
    path: str
    pinyin: str = ""
    position: int = 0
    active: bool = True


@dataclass(frozen=True)
class City:
    """All units of one revision, with their aliases."""

    units: Mapping[int, Unit]
    aliases: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    revision: int = 0

    @cached_property
    def children(self) -> Mapping[int | None, tuple[Unit, ...]]:
        """Active units by parent, in protocol order."""
        below = defaultdict(list)
        for unit in sorted(self.units.values(), key=lambda u: (u.position, u.pinyin, u.id)):
            if unit.active:
                below[unit.parent].append(unit)
        return {parent: tuple(units) for parent, units in below.items()}

    @cached_property
    def parents(self) -> frozenset[int | None]:
        """The units that have others below them, active or not."""
        return frozenset(unit.parent for unit in self.units.values())

    @cached_property
    def root(self) -> Unit | None:
        return next(iter(self.children.get(None, ())), None)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[int, ...]]:
        """Every name, short name and alias, to the units that bear it."""
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for unit in self.units.values():
            if unit.active:
                found[unit.name][unit.id] = found[unit.short][unit.id] = True
        for alias, ids in self.aliases.items():
            for one in ids:
                if one in self.units and self.units[one].active:
                    found[alias][one] = True
        return {name: tuple(ids) for name, ids in found.items()}

    def covers(self, above: int, unit: int) -> bool:
        """Is `unit` the unit `above` itself, or somewhere below it?"""
        high, low = self.units.get(above), self.units.get(unit)
        return bool(high and low and low.path.startswith(high.path))

    def within(self, scopes: frozenset[int]) -> tuple[int, ...]:
        """The units at or below any of these, in the order of their ids; found once for a revision (0.7 ms for 900 units, three times a page)."""
        found = self._within.get(scopes)
        if found is None:
            paths = tuple(self.units[one].path for one in scopes if one in self.units)
            found = self._within[scopes] = tuple(unit.id for unit in self.units.values() if paths and unit.path.startswith(paths))
        return found

    @cached_property
    def _within(self) -> dict[frozenset[int], tuple[int, ...]]:
        return {}

    def speaks_for(self, unit: int) -> Unit:
        """The government for which an office acts; any other unit speaks for itself."""
        one = self.units[unit]
        return self.units[one.parent] if one.sort == "office" and one.parent else one

    def one_hand(self, one: int, other: int) -> bool:
        """The same unit, or a government and an office that acts for it."""
        return one == other or self._acts_for(one, other) or self._acts_for(other, one)

    def _acts_for(self, office: int, government: int) -> bool:
        unit = self.units.get(office)
        return unit is not None and unit.sort == "office" and unit.parent == government

    def government(self, unit: int) -> Unit:
        """The nearest government at or above the unit; the top of the tree where there is none."""
        one = self.units[unit]
        while one.sort not in GOVERNMENTS and one.parent:
            one = self.units[one.parent]
        return one

    def find(self, words: str, near: int | None = None) -> tuple[int, ...]:
        """Units called `words`; of several, those that share the nearest government with `near`."""
        ids = self.by_name.get(words.strip(), ())
        while len(ids) > 1 and near is not None:
            close = tuple(i for i in ids if self.covers(near, i))
            if close:
                return close
            near = self.units[near].parent
        return ids


def city_of(units: Iterable[Unit], aliases: Iterable[tuple[str, int]] = (), revision: int = 0) -> City:
    """A City from rows."""
    names = defaultdict(list)
    for alias, unit in aliases:
        names[alias].append(unit)
    return City({u.id: u for u in units}, {a: tuple(ids) for a, ids in names.items()}, revision)
