"""Papers that offices have written, for those who may read them."""
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ..act import Actor
from ..models import LedgerMap, Letterhead, Paper, PaperFile, Person
from ..rules.ledger import usual_columns
from .visible import city_for

SIZE = 20
OVERSEE = ("supervisor", "leader", "verifier")


def papers(actor: Actor) -> QuerySet[Paper]:
    """Those of the offices that the actor oversees; and, once archived, those that are for a unit in which they sit."""
    city = city_for(actor)
    scopes = [post.scope for post in actor.posts if post.role in OVERSEE]
    offices = [unit.id for unit in city.units.values() if any(city.covers(scope, unit.id) for scope in scopes)]
    own = sorted(actor.units | {post.scope for post in actor.posts if post.role == "handler"})
    return Paper.objects.filter(Q(unit_id__in=offices) | Q(state="archived", readers__overlap=own))


@dataclass(frozen=True)
class PaperPage:
    """Papers, newest first; where the next page begins, 0 at the end."""

    rows: list[Paper]
    after: int = 0


def listing(actor: Actor, kind: str = "", state: str = "", before: int = 0, size: int = SIZE) -> PaperPage:
    found = papers(actor).defer("content", "edits").order_by("-id")
    chosen = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    rows = list(found.filter(**chosen, **({"pk__lt": before} if before else {}))[:size + 1])
    return PaperPage(rows[:size], rows[size - 1].pk if len(rows) > size else 0)


def waiting(actor: Actor) -> int:
    """How many drafts there are of those whom the actor oversees."""
    return papers(actor).filter(state="draft").count()


def paper_of(actor: Actor, pk: int) -> Paper | None:
    return papers(actor).filter(pk=pk).first()


def files_of(paper: int) -> list[PaperFile]:
    """What was archived, the latest version first."""
    return list(PaperFile.objects.filter(paper_id=paper).order_by("-version", "form"))


def file_of(actor: Actor, pk: int) -> PaperFile | None:
    found = PaperFile.objects.filter(pk=pk).first()
    return found if found and paper_of(actor, found.paper_id) else None


def names_of(rows: list[Paper]) -> dict[int, str]:
    """The names of those who drafted and signed."""
    ids = {pk for row in rows for pk in (row.drafted_by_id, row.signed_by_id) if pk}
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def columns_of(unit: int) -> list[dict[str, Any]]:
    """The columns of the office's ledger, its own or the usual ones."""
    own = LedgerMap.objects.filter(pk=unit).first()
    return own.columns["columns"] if own else usual_columns()


def letterhead_of(unit: int) -> Letterhead | None:
    return Letterhead.objects.filter(pk=unit).first()
