"""What a person owes, for their calendar."""
from dataclasses import dataclass
from datetime import datetime

from ..act import Actor
from .inbox import owed_units
from .statements import run

MOST = 500
_OWED = """
select i.id, i.number, i.title, i.kind, i.state, i.due_at, i.sign_due_at, i.issued_at, t.n, t.at from kernel_item i
cross join lateral (select n, at from kernel_entry e where e.subject = 'item:' || i.id order by n desc limit 1) t
where i.unit_id = any(%(units)s) and i.is_open and i.state in ('assigned', 'signed', 'working', 'returned')
  and (i.handler_id is null or i.handler_id = %(person)s)
order by i.due_at, i.id limit %(most)s"""


@dataclass(frozen=True, slots=True)
class Owed:
    """An item in the hands of the person, or of their unit where nobody is named; `n` and `changed_at` are of its last entry."""

    id: int
    number: str
    title: str
    kind: str
    state: str
    due_at: datetime
    sign_due_at: datetime | None
    issued_at: datetime
    n: int
    changed_at: datetime


def owed(actor: Actor, most: int = MOST) -> list[Owed]:
    """The first of what is theirs to finish, by its time; nothing for who looks over others."""
    units = owed_units(actor)
    return [Owed(*row) for row in run(_OWED, {"units": units, "person": actor.id, "most": most})] if units else []
