"""The sentence from which an item came, with what stands around it, for the item's page."""
import re
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from lastmile.kernel.act.speech import CLAUSE, day, joined
from lastmile.kernel.queries.statements import Asked, rows
from lastmile.kernel.registry import Source

_PLACES = """
select d.id, d.start, d."end", d.speaker, p.id, p.title, p.issued_on, t.text from directives_directive d
join directives_document p on p.id = d.document_id join directives_documenttext t on t.document_id = p.id"""
_ONE = _PLACES + " where d.id = %(id)s"
_LINKED = _PLACES + " where d.state = 'linked' and d.linked_id = %(item)s order by d.document_id, d.start"
AROUND = 60  # characters before and after, cut at the sentence's ends
ENDS = re.compile(r"[。！？\r\n]")


class Place(NamedTuple):
    """A directive and the paper in whose text it stands."""

    id: int
    start: int
    end: int
    speaker: str
    document: int
    title: str
    issued_on: date | None
    text: str


def source_of(source: str) -> Source | None:
    """The source of "directive:7"; None when there is no such directive."""
    number = source.partition(":")[2]
    found = rows(Asked(_ONE, {"id": int(number)}, fixed=True)) if number.isdigit() else []
    return told(Place(*found[0])) if found else None


def further_sources(item: int) -> list[Source]:
    """The sentences of other papers that were linked to an item, in the order in which the papers came."""
    return [told(Place(*found)) for found in rows(Asked(_LINKED, {"item": item}, fixed=True))]


def told(found: Place) -> Source:
    """The sentence of a directive, its paper and its place there."""
    before, after = around(found.text, found.start, found.end)
    return Source(before, found.text[found.start:found.end], after, found.title, where(found),
                  f"{reverse('document', args=[found.document])}?at={found.id}")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its sentence, with … where it is cut."""
    before = ENDS.split(text[max(0, start - AROUND):start])[-1].lstrip()
    close = ENDS.search(text, end)
    stop = close.end() if close else len(text)
    after = text[end:min(end + AROUND, stop)].rstrip()
    return ("…" + before if len(before) == AROUND else before), (after + "…" if stop > end + AROUND else after)


def where(found: Place) -> str:
    """Who said it, when, and where in the paper: 周明远，10月30日，第4段第3句."""
    lines = re.split(r"[\r\n]+", found.text[:found.start])
    paragraph = sum(1 for line in lines[:-1] if line.strip()) + 1
    sentence = len(re.findall(r"[。！？]", lines[-1])) + 1
    on = day(found.issued_on) if found.issued_on else ""
    place = _("第{paragraph}段第{sentence}句").format(paragraph=paragraph, sentence=sentence)
    return joined((found.speaker, on, place), CLAUSE)
