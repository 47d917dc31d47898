"""One directive becomes two, or two become one; every span stays words of the paper."""
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, Refused, action
from lastmile.reading import labels
from lastmile.reading.repair import repair

from .. import rules
from ..models import Directive, DocumentText
from ..queries.same import add_same
from .shared import OPEN, OnDirective, grab, in_state, live, place_in, reviews, text_of

COPIED = ("document_id", "speaker", "group_label", "area", "lead_id", "assisting", "term", "due", "rhythm", "deadline_words",
          "actionable", "confidence", "suggestions")


class SplitDirective(OnDirective):
    at: int | None = Field(None, title=N_("在第几个字后断开"), ge=1)
    parts: list[str] = Field([], title=N_("拆成的各段原文"), max_length=20)


class MergeDirective(OnDirective):
    into: Literal["previous", "next"] = Field("previous", title=N_("并入上一条还是下一条"))


@action("directive.split", N_("拆分"), takes=SplitDirective, may=reviews, locks=Directive)
def split_directive(act: Act, given: SplitDirective, directive: Directive) -> None:
    """Break it where the person says; each part has the same area, units and time, and waits for confirmation."""
    in_state("directive.split", directive, *OPEN)
    words = text_of(act, directive.document_id)
    spans = spans_of(given, words.text, (directive.start, directive.end))
    rest = {name: getattr(directive, name) for name in COPIED}
    parts = [rest | part(words, span) for span in spans]
    add_same(parts, act.actor, directive.document_id)
    act.set(directive, **parts[0], state="proposed")
    for fields in parts[1:]:
        act.add(Directive, **fields, state="proposed", doubt="", reason="")


@action("directive.merge", N_("合并"), takes=MergeDirective, may=reviews, locks=Directive)
def merge_directive(act: Act, given: MergeDirective, directive: Directive) -> Directive:
    """It goes into the one before (or after) it, with all words between; the one that stands first stays."""
    in_state("directive.merge", directive, *OPEN)
    other = neighbour(act, directive, given.into)
    first, second = (other, directive) if given.into == "previous" else (directive, other)
    words = text_of(act, directive.document_id)
    span = (first.start, max(first.end, second.end))
    if span[1] - span[0] > rules.LONGEST:
        raise Refused("directive.merge.long", _("合并后有{n}个字，太长了，请保持两条。").format(n=span[1] - span[0]))
    act.set(second, state="replaced", reason=_("并入“{title}”。").format(title=first.title))
    fields = {"area": first.area, "suggestions": first.suggestions} | part(words, span) | joined(first, second)
    add_same([fields], act.actor, first.document_id)
    act.set(first, **fields, state="proposed")
    return first


def spans_of(given: SplitDirective, text: str, span: rules.Span) -> list[rules.Span]:
    """The spans of the parts. Refused when they are not parts of the directive."""
    if given.parts:
        found = rules.parts_of(text, span, given.parts)
    else:
        found = list(rules.cut(text, span, given.at)) if given.at and given.at < span[1] - span[0] else []
    if len(found) < 2 or any(end <= start for start, end in found):
        raise Refused("directive.split.where", _("这里断不开，请在两句话之间断开，每段都要有原文。"), "at")
    return found


def part(whole: DocumentText, span: rules.Span) -> dict[str, Any]:
    """What a span says of itself."""
    words = whole.text[span[0]:span[1]]
    title = rules.in_one_line(repair(words).text)
    return {"start": span[0], "end": span[1], "text": words, "title": title, "measure": labels.measure(title), "place": place_in(whole, span)}


def neighbour(act: Act, directive: Directive, which: str) -> Directive:
    """The directive before or after it, locked. Refused when there is none, or it is issued."""
    order = [row[0] for row in live(act, directive.document_id)]
    place = order.index(directive.pk) + (-1 if which == "previous" else 1)
    if not 0 <= place < len(order):
        raise Refused(
            "directive.merge.none", _("前面没有可以并入的一条。") if which == "previous" else _("后面没有可以并入的一条。"))
    other = grab(act, [order[place]])[0]
    in_state("directive.merge", other, *OPEN)
    return other


def joined(first: Directive, second: Directive) -> dict[str, Any]:
    """The first one's answers, the second one's where the first has none; where they differ, a person looks again."""
    fields: dict[str, Any] = {name: getattr(first, name) or getattr(second, name) for name in ("lead_id", "deadline_words")}
    helpers = dict.fromkeys([*first.assisting, *second.assisting, *([second.lead_id] if second.lead_id else [])])
    fields["assisting"] = [unit for unit in helpers if unit != fields["lead_id"]]
    timed = first if first.term else second
    rhythm = first.rhythm if first.rhythm != "once" else second.rhythm
    fields |= {"term": timed.term, "due": timed.due, "rhythm": "once" if timed.term == "default" else rhythm}
    if first.term and second.term and (first.term, first.due) != (second.term, second.due):
        fields["doubt"] = _("两条的时限不同，先按前一条，请核对。")
    return fields
