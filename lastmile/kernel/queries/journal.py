"""What the journal tells of one subject."""
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from ..models import Entry, Seal
from .statements import Asked, rows

LAST = 2**31 - 1
_LINES = """
select n, act, action, at, interface, actor, unit, data from kernel_entry where subject = %(subject)s and n < %(before)s
order by n desc limit %(size)s"""


@dataclass(frozen=True)
class Line:
    """One entry as a timeline shows it."""

    n: int
    act: str
    action: str
    at: datetime
    interface: str
    actor: str
    unit: str
    given: dict[str, Any]
    was: dict[str, Any]
    became: dict[str, Any]
    added: dict[str, Any]


def timeline(subject: str, before: int | None = None, size: int = 100) -> list[Line]:
    """The entries of a subject, newest first. The caller has asked whether the actor may see the subject."""
    return [_line(*row) for row in rows(Asked(_LINES, {"subject": subject, "before": before or LAST, "size": size}, fixed=True))]


def _line(n: int, act: UUID, action: str, at: datetime, interface: str, actor: str, unit: str, data: str) -> Line:
    told = json.loads(data)
    return Line(n, str(act), action, at, interface, actor, unit, told.get("given", {}), told.get("was", {}), told.get("became", {}),
                told.get("added", {}))


def last_number(subject: str) -> int:
    """The number of a subject's last entry, 0 before its first. Read before the subject itself, it is what an edit passes as `seen`."""
    return Entry.objects.filter(subject=subject).order_by("-n").values_list("n", flat=True).first() or 0


def last_numbers(noun: str) -> dict[int, int]:
    """The same for every subject of a small table, such as "unit", by its id."""
    found = Entry.objects.filter(subject__gt=f"{noun}:", subject__lt=f"{noun};").values_list("subject").annotate(Max("n"))
    return {int(subject.partition(":")[2]): n for subject, n in found.order_by()}


def counts() -> tuple[int, int]:
    """How many entries there are, and how many seals."""
    return Entry.objects.count(), Seal.objects.count()


def last_of(subject: str) -> Line | None:
    """The latest entry of a subject."""
    return next(iter(timeline(subject, size=1)), None)
