"""What the city's own engine found in a paper besides: proposals for a person to look at. Nothing is taken away by it."""
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, Field

from lastmile.kernel.act import Act, Refused, action
from lastmile.kernel.queries.people import actor
from lastmile.kernel.rules.permissions import the_clock
from lastmile.reading.areas import OTHER
from lastmile.reading.scoring import matched

from .. import labels, rules
from ..models import CoverNote, Directive, Document, DocumentText
from ..queries.history import add_hints
from ..queries.same import add_same
from .shared import OnDocument, here, place_in, settle, text_of

HALF_SURE = 0.5  # one of two readings has seen it


class Quote(BaseModel):
    """A literal span that the engine takes for a directive, with the labels that held: see lastmile/reading/second.py."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    area: str = ""
    lead: list[str] = []
    assist: list[str] = []
    deadline: str = ""
    actionable: bool | None = None


class SecondReading(OnDocument):
    model: str = Field(title=N_("模型"), max_length=200)
    windows: int = Field(0, title=N_("段数"))
    quotes: list[Quote] = Field([], title=N_("提出的语句"), exclude=True)  # what is new of them stands in the entry as it is proposed
    thrown: dict[str, int] = Field({}, title=N_("弃用的答复"))
    failed: dict[str, int] = Field({}, title=N_("没有答复的段"))


@action("document.second_reading", N_("另一读法"), takes=SecondReading, may=the_clock, locks=Document, internal=True)
def second_reading(act: Act, given: SecondReading, paper: Document) -> None:
    """Spans that nobody has found are proposed with a doubt; those found by both are surer; what a person has decided stays."""
    if paper.second:
        raise Refused("document.second_reading.done", _("这份材料已经按另一读法读过。"))
    words = text_of(act, paper.pk)
    quotes = [quote for quote in given.quotes if quote.start < quote.end <= len(words.text)]
    rows = act.read("select id, start, \"end\" from directives_directive where document_id = %s and state <> 'replaced' order by id", [paper.pk])
    spans = [(start, end) for _id, start, end in rows]
    both = matched(_as_rows(spans), _as_rows([(quote.start, quote.end) for quote in quotes]))
    surer(act, [rows[place][0] for place in both])
    noted = CoverNote.objects.filter(document_id=paper.pk).values_list("start", "end")
    taken = [*spans, *noted]
    fresh = [proposed(words, quote, here(act, paper)) for quote in quotes if not rules.overlapping((quote.start, quote.end), taken)]
    compared(act, fresh, paper)
    for fields in fresh:
        act.add(Directive, document_id=paper.pk, **fields)
    act.set(paper, second={
        "at": act.now.isoformat(), "model": given.model, "windows": given.windows, "found": len(fresh), "also": len(both),
        "thrown": given.thrown, "failed": given.failed})
    settle(act, paper.pk)


def _as_rows(spans: list[rules.Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def surer(act: Act, ids: list[int]) -> None:
    """What both readings have found and nobody has decided yet; one that somebody is changing just now is left alone."""
    free = act.read("select id from directives_directive where id = any(%s) and state = 'proposed' for update skip locked", [ids])
    for pk, in free:
        row: Any = act.get(Directive, pk)
        confidence = round(1 - (1 - row.confidence) / 2, 3)
        doubt = row.doubt.replace(labels.unsure(), "") if confidence >= rules.SURE else row.doubt
        act.set(row, confidence=confidence, doubt=doubt, suggestions=row.suggestions | {"second": "also"})


def proposed(words: DocumentText, quote: Quote, place: labels.Here) -> dict[str, Any]:
    """The fields of a new directive: labelled by our own rules, by the engine only where they say nothing."""
    span = (quote.start, quote.end)
    said = labels.of_selection(words.text, span, words.reading["found"])
    said = replace(
        said, area=quote.area if said.area in ("", OTHER) and quote.area else said.area, lead=said.lead or tuple(quote.lead),
        assist=said.assist or tuple(quote.assist), deadline=said.deadline or labels.simplify(quote.deadline),
        actionable=said.actionable if quote.actionable is None else quote.actionable, confidence=HALF_SURE)
    fields = labels.proposal(said, place)
    doubt = _("另一读法提出。") + fields["doubt"].replace(labels.unsure(), "")
    return fields | {"doubt": doubt, "place": place_in(words, span), "suggestions": fields["suggestions"] | {"second": "found"}}


def compared(act: Act, fresh: list[dict[str, Any]], paper: Document) -> None:
    """Hints, and open items that ask for the same: as whoever took the paper in may see them."""
    add_hints(fresh, act.city, paper.unit_id)
    taker = actor(paper.taken_by_id, act.actor.interface)
    if taker:
        add_same(fresh, taker, paper.pk)
