"""The list of papers, with how much of each is covered, decided, issued and landed."""
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from lastmile.kernel.act import Actor

from ..models import Directive, Document
from .coverage import gaps_of
from .visible import papers

SIZE = 20
GONE = ("dismissed", "replaced")
COUNTED = ("total", "accepted", "doubt", "issued", "linked", "landed", "late")
LANDED = ("verified", "closed")


@dataclass(frozen=True)
class PaperRow:
    """A paper as the list shows it. total: directives that count; accepted: confirmed, issued ones among them."""

    id: int
    title: str
    issued_on: date | None
    convenor: str
    state: str
    total: int
    accepted: int
    doubt: int
    issued: int
    linked: int
    landed: int
    late: int
    uncovered: int


@dataclass(frozen=True)
class PaperPage:
    """Papers, newest first; `before` and `after` are ids from which the next and the former page are asked, 0 at the ends."""

    rows: list[PaperRow]
    total: int
    older: int = 0
    newer: int = 0


def documents(actor: Actor, older: int = 0, newer: int = 0, size: int = SIZE) -> PaperPage:
    """A page of the papers that the actor may see: those older than an id, or those newer, else the newest."""
    seen = papers(actor)
    if newer:
        found = list(seen.filter(pk__gt=newer).order_by("pk")[:size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return PaperPage(_rows(found), seen.count(), found[-1].pk if found else 0, found[0].pk if more else 0)
    found = list((seen.filter(pk__lt=older) if older else seen).order_by("-pk")[:size + 1])
    more, found = len(found) > size, found[:size]
    return PaperPage(_rows(found), seen.count(), found[-1].pk if more else 0, found[0].pk if older and found else 0)


def document_of(actor: Actor, document: int) -> Document | None:
    """The paper, or None when there is none that the actor may see."""
    return papers(actor).filter(pk=document).first()


def directives_of(document: int) -> list[Directive]:
    """All directives of a paper that count, in the order of its text."""
    return list(Directive.objects.filter(document_id=document).exclude(state__in=GONE).order_by("start", "id"))


def _rows(found: list[Document]) -> list[PaperRow]:
    ids = [paper.pk for paper in found]
    gaps = gaps_of(ids)
    issued, landed, late = Q(state="issued"), Q(item__state__in=LANDED), Q(item__light="red", item__late=True)
    counted = Directive.objects.filter(document_id__in=ids).values("document_id").annotate(
        total=Count("pk", filter=~Q(state__in=GONE)), accepted=Count("pk", filter=Q(state="accepted") | issued),
        doubt=Count("pk", filter=Q(state="proposed") & ~Q(doubt="")), issued=Count("pk", filter=issued),
        linked=Count("pk", filter=Q(state="linked")),
        landed=Count("pk", filter=landed), late=Count("pk", filter=late))
    rows: list[dict[str, Any]] = [dict(row) for row in counted]
    counts = {row.pop("document_id"): row for row in rows}
    none = dict.fromkeys(COUNTED, 0)
    return [PaperRow(id=paper.pk, title=paper.title, issued_on=paper.issued_on, convenor=paper.meeting.get("convenor", ""),
                     state=paper.state, uncovered=len(gaps[paper.pk]), **counts.get(paper.pk, none)) for paper in found]


def held(hashes: list[str]) -> set[str]:
    """Those of the files in the store that are the original of a paper."""
    return set(Document.objects.filter(hash__in=hashes).values_list("hash", flat=True))
