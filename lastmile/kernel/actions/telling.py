"""Who must be told of what: an act that had to find the people names them in its entry, and notices are drawn from there (rules/notices.py)."""
from collections.abc import Iterable, Sequence
from typing import Any

from ..act import Act
from ..models import Item
from ..rules.ladder import Held, whom

_POSTS = """
select o.person_id, o.unit_id, o.scope_id, o.role, o.duty from kernel_post o join kernel_person p on p.id = o.person_id and p.active
where o.ended_at is null and o.role in ('handler', 'leader') and (o.unit_id = any(%(units)s) or o.scope_id = any(%(units)s)) order by o.id"""
_SUPERVISORS = """
select o.person_id, o.scope_id from kernel_post o join kernel_person p on p.id = o.person_id and p.active
where o.ended_at is null and o.role = 'supervisor' and o.scope_id = any(%s) order by o.id"""


def told(act: Act, item: int, people: Iterable[int]) -> None:
    """This act concerns these people, by an item: one name once."""
    if names := list(dict.fromkeys(people)):
        act.note(told={"item": item, "people": names})


def of_rung(act: Act, who: str, item: Any) -> tuple[tuple[int, ...], str]:
    """The people of a rung for an item, and who they are; see rules.ladder.whom."""
    return whom(who, item.unit_id, item.handler_id, posts_near(act, item.unit_id), act.city)


def posts_near(act: Act, unit: int) -> Sequence[Held]:
    """Posts of the unit and of those above it; read once for the units of the whole batch."""
    kept = act.memo.setdefault("posts", {})
    if unit not in kept:
        items = [row for row in (*act.held.values(), *act.looked.values()) if isinstance(row, Item)]
        units = {unit, *(row.unit_id for row in items)} - kept.keys()
        lines = {one: line_of(act, one) for one in units}
        rows = act.writer.db.execute(_POSTS, {"units": sorted({u for line in lines.values() for u in line})}).fetchall()
        for one, line in lines.items():
            kept[one] = [Held(*row) for row in rows if row[1] in line or row[2] in line]
    return kept[unit]


def line_of(act: Act, unit: int) -> set[int]:
    """The unit and all above it."""
    line, one = set(), act.city.units.get(unit)
    while one is not None:
        line.add(one.id)
        one = act.city.units.get(one.parent) if one.parent else None
    return line


def supervisors(act: Act, issuer: int) -> list[int]:
    """The supervisors over the unit that issued something, those whose scope is narrowest."""
    if ("supervisors", issuer) not in act.memo:
        act.memo["supervisors", issuer] = _supervisors(act, issuer)
    return act.memo["supervisors", issuer]


def _supervisors(act: Act, issuer: int) -> list[int]:
    rows = act.writer.db.execute(_SUPERVISORS, [sorted(line_of(act, issuer))]).fetchall()
    nearest = max((len(act.city.units[scope].path) for _person, scope in rows), default=0)
    return [person for person, scope in rows if len(act.city.units[scope].path) == nearest]
