"""The review of one paper: its text cut into runs, its directives with what the text says of each, its gaps."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor
from lastmile.kernel.queries.items import Row, of_ids, some
from lastmile.kernel.rules.city import City

from ..models import CoverNote, Directive, Document, DocumentText
from .coverage import Gap, gaps_of
from .facts import Facts, facts_of
from .papers import directives_of
from .second import second_line
from .visible import papers


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph: plain words, words of a directive (n is its number, at its first piece), or of a gap."""

    text: str
    start: int
    kind: str = "plain"
    n: int | str = ""
    id: int = 0
    area: str = ""
    doubt: bool = False


@dataclass(frozen=True)
class Paragraph:
    head: bool
    runs: list[Run]


@dataclass(frozen=True)
class Dropped:
    """Words that somebody found to be no item, and why; id is 0 for a clause that was no directive."""

    id: int
    text: str
    reason: str


@dataclass(frozen=True)
class Review:
    """All that the page of a paper shows."""

    document: Document
    paragraphs: list[Paragraph]
    directives: list[Facts]
    gaps: list[Gap]
    dropped: list[Dropped] = field(default_factory=list)
    second: str = ""  # what came of the second reading, in one line
    notes: list[str] = field(default_factory=list)  # what reading left out or could not read, a sentence each


def review(actor: Actor, document: int, city: City) -> Review | None:
    """The paper as it is being reviewed, or None when there is none that the actor may see."""
    paper = papers(actor).filter(pk=document).first()
    if paper is None:
        return None
    text, noted = DocumentText.objects.values_list("text", "reading__notes").get(pk=document)
    rows, gaps = directives_of(document), gaps_of([document])[document]
    items = of_ids([pk for row in rows if (pk := row.item_id or row.linked_id)])
    may_repeat = open_items(actor, rows)
    told = [facts_of(row, n, paper, city, items.get(row.item_id or row.linked_id or 0), may_repeat) for n, row in enumerate(rows, 1)]
    return Review(paper, list(paragraphs(text, rows, gaps)), told, gaps, dropped(document, text), second_line(paper.second), notes(noted or ()))


def notes(noted: Iterable[tuple[str, dict[str, str]]]) -> list[str]:
    """The notes of the reading in the reader's language; of facts, those that are sentences themselves too."""
    return [_(sentence).format(**{name: _(fact) if fact else "" for name, fact in facts.items()}) for sentence, facts in noted]


def open_items(actor: Actor, rows: Iterable[Directive]) -> dict[int, Row]:
    """The items that directives may repeat, as far as they are open still and this person sees them."""
    ids = {one["item"] for row in rows for one in row.suggestions.get("same", ())}
    found = some(actor, sorted(ids)).rows if ids else []
    return {row.id: row for row in found if row.state not in ("closed", "cancelled")}


def dropped(document: int, text: str) -> list[Dropped]:
    """What was found to be no item, in the order of the text."""
    directives = Directive.objects.filter(document_id=document, state="dismissed").values_list("start", "id", "text", "reason")
    notes = CoverNote.objects.filter(document_id=document).values_list("start", "end", "reason")
    found = [*directives, *((start, 0, text[start:end], reason) for start, end, reason in notes)]
    return [Dropped(*row[1:]) for row in sorted(found)]


def paragraphs(text: str, rows: Iterable[Directive], gaps: Iterable[Gap]) -> Iterator[Paragraph]:
    """The text by paragraphs, each cut where a directive or a gap begins or ends; nothing of it is lost but line breaks and indents."""
    marks: list[tuple[int, int, dict[str, Any]]] = [
        (row.start, row.end, {"kind": "directive", "n": n, "id": row.pk, "area": row.area, "doubt": bool(row.doubt)})
        for n, row in enumerate(rows, 1)]
    marks = sorted([*marks, *((gap.start, gap.end, {"kind": "gap"}) for gap in gaps)], key=lambda mark: mark[:2])
    for place, line in enumerate(re.finditer(r"[^\s][^\r\n]*", text)):
        yield Paragraph(place == 0 and len(line.group()) <= 60, list(_runs(text, *line.span(), marks)))


def _runs(text: str, start: int, end: int, marks: list[tuple[int, int, dict[str, Any]]]) -> Iterator[Run]:
    place = start
    for left, right, what in marks:
        left, right, begins = max(left, place), min(right, end), left >= start
        if right <= left:
            continue
        if left > place:
            yield Run(text[place:left], place)
        yield Run(text[left:right], left, **(what if begins else what | {"n": ""}))
        place = right
    if place < end:
        yield Run(text[place:end], place)
