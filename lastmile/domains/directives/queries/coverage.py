"""Coverage both ways: clauses of a paper that no directive covers, and items that no clause stands behind."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lastmile.kernel.act import Actor
from lastmile.kernel.queries.items import Row, without_source
from lastmile.reading import Clause, Reading, uncovered

from ..models import CoverNote, Directive, DocumentText
from ..rules import Span, trimmed


@dataclass(frozen=True)
class Gap:
    """A clause that no directive covers and nobody dismissed."""

    start: int
    end: int
    text: str


def gaps_of(documents: Iterable[int]) -> dict[int, list[Gap]]:
    """By paper, the clauses that nobody has decided on. What is dismissed with a reason counts as decided."""
    wanted = list(documents)
    taken: dict[int, list[Span]] = {pk: [] for pk in wanted}
    spans = Directive.objects.filter(document_id__in=wanted).exclude(state="replaced").values_list("document_id", "start", "end")
    for pk, start, end in [*spans, *CoverNote.objects.filter(document_id__in=wanted).values_list("document_id", "start", "end")]:
        taken[pk].append((start, end))
    return {row.pk: _gaps(row.text, row.reading, taken[row.pk]) for row in DocumentText.objects.filter(pk__in=wanted).defer("places")}


def _gaps(text: str, how_read: dict[str, Any], taken: list[Span]) -> list[Gap]:
    parts = tuple(Clause(*row) for row in how_read["clauses"])
    open_ones = [trimmed(text, *span) for span in uncovered(Reading("", text, parts=parts), taken)]
    return [Gap(start, end, text[start:end]) for start, end in open_ones if end > start]


def items_without_clause(actor: Actor, most: int = 200) -> list[Row]:
    """Items that were opened by hand, newest first: nothing in a paper asks for them, and no directive was linked to them."""
    rows = without_source(actor, "directive", "directive:", most)
    linked = set(Directive.objects.filter(state="linked", linked_id__in=[row.id for row in rows]).values_list("linked_id", flat=True))
    return [row for row in rows if row.id not in linked]
