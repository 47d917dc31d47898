from dataclasses import dataclass
from functools import cached_property

from ..rules.city import City


@dataclass(frozen=True)
class PostHeld:
    role: str
    unit: int
    scope: int


@dataclass(frozen=True)
class Actor:
    """Who acts, through which interface, with which posts; `revision` is that of the city they were read with."""

    id: int
    username: str
    name: str
    interface: str
    posts: tuple[PostHeld, ...] = ()
    revision: int = 0
    unit: str = ""
    system: bool = False
    must_change: bool = False
    by_token: bool = False

    @cached_property
    def units(self) -> frozenset[int]:
        """The units in which the person sits."""
        return frozenset(p.unit for p in self.posts)

    @cached_property
    def scopes(self) -> frozenset[int]:
        """The units whose whole trees the person's posts reach."""
        return frozenset(p.scope for p in self.posts) | self.units

    def has(self, city: City, *roles: str, over: int | None = None) -> bool:
        """Holds one of the roles, with a scope that covers the unit `over` (any scope when None)."""
        return any(p.role in roles and (over is None or city.covers(p.scope, over)) for p in self.posts)

    def sits_in(self, unit: int, *roles: str) -> bool:
        """Has a post in the unit itself, with one of the roles (any role when none is named)."""
        return any(p.unit == unit and (not roles or p.role in roles) for p in self.posts)


def clock(revision: int, interface: str = "clock") -> Actor:
    """The actor of what happens by itself, journalled like a person's act."""
    return Actor(0, "clock", "系统时钟", interface, revision=revision, system=True)
