"""The one filter through which every read of items passes: list, search, count, export, board, feed and file."""
from dataclasses import dataclass, field
from typing import Any

from ..act import Actor, snapshot
from ..rules.city import City

_SOME = """(i.unit_id = any(%(seen)s) or i.issuer_id = any(%(seen)s)
 or exists (select 1 from kernel_itempart p where p.item_id = i.id and p.unit_id = any(%(seen)s)))"""


@dataclass(frozen=True)
class Where:
    """A condition on `kernel_item i`, with its named parameters."""

    sql: str
    params: dict[str, Any] = field(default_factory=dict)
    everything: bool = False


def city_for(actor: Actor) -> City:
    return snapshot(actor.revision or None).city


def seen_units(actor: Actor, city: City) -> list[int] | None:
    """The units within the actor's scopes; None means every unit."""
    if actor.system or (city.root and city.root.id in actor.scopes):
        return None
    return list(city.within(actor.scopes))


def visible(actor: Actor) -> Where:
    """Items that a unit within the actor's scopes owes, assists in, or issued. A stranger sees none."""
    seen = seen_units(actor, city_for(actor))
    return Where("true", everything=True) if seen is None else Where(_SOME, {"seen": seen})


def sees_unit(actor: Actor, unit: int) -> bool:
    """May the actor see the board and the figures of this unit?"""
    seen = seen_units(actor, city_for(actor))
    return seen is None or unit in seen
