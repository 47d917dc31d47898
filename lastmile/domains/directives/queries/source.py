"""The sentence from which an item came, with what stands around it, for the item's page."""
import re

from django.urls import reverse
from django.utils.translation import gettext as _

from lastmile.kernel.act.speech import CLAUSE, day, joined
from lastmile.kernel.registry import Source

from ..models import Directive, DocumentText

AROUND = 60  # characters before and after, cut at the sentence's ends
ENDS = re.compile(r"[。！？\r\n]")


def source_of(source: str) -> Source | None:
    """The source of "directive:7"; None when there is no such directive."""
    number = source.partition(":")[2]
    found = Directive.objects.select_related("document").filter(pk=int(number)).first() if number.isdigit() else None
    return told(found) if found else None


def further_sources(item: int) -> list[Source]:
    """The sentences of other papers that were linked to an item, in the order in which the papers came."""
    linked = Directive.objects.select_related("document").filter(state="linked", linked_id=item).order_by("document_id", "start")
    return [told(one) for one in linked]


def told(found: Directive) -> Source:
    """The sentence of a directive, its paper and its place there."""
    text = DocumentText.objects.values_list("text", flat=True).get(pk=found.document_id)
    before, after = around(text, found.start, found.end)
    return Source(before, text[found.start:found.end], after, found.document.title, where(text, found),
                  f"{reverse('document', args=[found.document_id])}?at={found.pk}")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its sentence, with … where it is cut."""
    before = ENDS.split(text[max(0, start - AROUND):start])[-1].lstrip()
    close = ENDS.search(text, end)
    stop = close.end() if close else len(text)
    after = text[end:min(end + AROUND, stop)].rstrip()
    return ("…" + before if len(before) == AROUND else before), (after + "…" if stop > end + AROUND else after)


def where(text: str, directive: Directive) -> str:
    """Who said it, when, and where in the paper: 周明远，10月30日，第4段第3句."""
    paper = directive.document
    lines = re.split(r"[\r\n]+", text[:directive.start])
    paragraph = sum(1 for line in lines[:-1] if line.strip()) + 1
    sentence = len(re.findall(r"[。！？]", lines[-1])) + 1
    on = day(paper.issued_on) if paper.issued_on else ""
    place = _("第{paragraph}段第{sentence}句").format(paragraph=paragraph, sentence=sentence)
    return joined((directive.speaker, on, place), CLAUSE)
