"""What the journal tells of one subject."""
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from ..models import Entry, Seal


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
    rows = Entry.objects.filter(subject=subject)
    if before:
        rows = rows.filter(n__lt=before)
    return [_line(row) for row in rows.order_by("-n")[:size]]


def _line(row: Entry) -> Line:
    told = json.loads(row.data)
    return Line(row.n, str(row.act), row.action, row.at, row.interface, row.actor, row.unit, told.get("given", {}),
                told.get("was", {}), told.get("became", {}), told.get("added", {}))


def last_number(subject: str) -> int:
    """The number of a subject's last entry, 0 before its first. Read before the subject itself, it is what an edit passes as `seen`."""
    return Entry.objects.filter(subject=subject).order_by("-n").values_list("n", flat=True).first() or 0


def last_numbers(noun: str) -> dict[int, int]:
    """The same for every subject of a small table, such as "unit", by its id."""
    rows = Entry.objects.filter(subject__gt=f"{noun}:", subject__lt=f"{noun};").values_list("subject").annotate(Max("n"))
    return {int(subject.partition(":")[2]): n for subject, n in rows.order_by()}


def counts() -> tuple[int, int]:
    """How many entries there are, and how many seals."""
    return Entry.objects.count(), Seal.objects.count()


def last_of(subject: str) -> Line | None:
    """The latest entry of a subject."""
    return next(iter(timeline(subject, size=1)), None)
