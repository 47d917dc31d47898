"""A person marks words of a paper that reading has not found: one more directive."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, Made, Refused, action

from .. import labels, rules
from ..models import Directive, Document
from ..queries.history import add_hints
from ..queries.same import add_same
from .change import Fields, changes_of
from .shared import OnDocument, grab, here, live, place_in, reviews, settle, text_of


class AddDirective(OnDocument, Fields):
    start: int | None = Field(None, title=N_("从第几个字起"), ge=0)
    end: int | None = Field(None, title=N_("到第几个字止"), ge=1)
    says: str = Field("", title=N_("原文语句"), max_length=2000)


@action("directive.add", N_("新立一条"), takes=AddDirective, may=reviews, locks=Document)
def add_directive(act: Act, given: AddDirective, paper: Document) -> Made:
    """Words of the paper, marked by place or by themselves, become a proposed directive; what is not given is read from them."""
    words = text_of(act, paper.pk)
    span = where(act, words.text, given.start, given.end, given.says, paper.pk)
    fields = labels.proposal(labels.of_selection(words.text, span, words.reading["found"]), here(act, paper))
    add_hints([fields], act.city, paper.unit_id)
    blank = Directive(term=fields["term"], due=fields["due"], rhythm=fields["rhythm"])
    fields |= changes_of(given, blank)
    add_same([fields], act.actor, paper.pk)
    fields["place"] = place_in(words, span)
    take_over(act, paper.pk, span)
    made = act.add(Directive, document_id=paper.pk, **fields)
    settle(act, paper.pk)
    return made


def where(act: Act, text: str, start: int | None, end: int | None, says: str, document: int) -> rules.Span:
    """The span that is meant, without marks at its edges. Refused when the paper has no such words, or the place is not clear."""
    if start is not None and end is not None:
        span = rules.trimmed(text, start, min(end, len(text)))
    else:
        span = rules.trimmed(text, *the_one(act, rules.places(text, says), document))
    if span[1] <= span[0]:
        raise Refused("directive.add.nothing", _("选中的地方没有文字，请重新选中要立项的语句。"), "says")
    if span[1] - span[0] > rules.LONGEST:
        raise Refused("directive.add.long", _("选中的文字有{n}个字，太长了，请分成几条。").format(n=span[1] - span[0]), "says")
    return span


def the_one(act: Act, found: list[rules.Span], document: int) -> rules.Span:
    """Of several places with the same words, the only one that is no directive yet."""
    if not found:
        raise Refused("directive.add.absent", _("原文里没有这句话，请照原文一字不改地填写，或者在原文里选中。"), "says")
    taken = [(row[1], row[2]) for row in live(act, document)]
    free = [span for span in found if not rules.overlapping(span, taken)]
    if len(found) > 1 and len(free) != 1:
        says = _("原文里有{n}处这样的话，请在原文里选中要立项的那一处。").format(n=len(found))
        raise Refused("directive.add.several", says, "says")
    return free[0] if free else found[0]


def take_over(act: Act, document: int, span: rules.Span) -> None:
    """What nobody has confirmed gives way to the words that a person marked; what is confirmed does not."""
    overlapped = [row for row in live(act, document) if rules.overlapping(span, [(row[1], row[2])])]
    same: Any = next((row for row in overlapped if (row[1], row[2]) == span or row[3] != "proposed"), None)
    if same:
        title = Directive.objects.values_list("title", flat=True).get(pk=same[0])
        says = _("选中的文字已经在“{title}”这一条里，请在那一条上修改或拆分。").format(title=title)
        raise Refused("directive.add.overlap", says, "says")
    for row in grab(act, [row[0] for row in overlapped]):
        act.set(row, state="replaced", reason=_("改由人工选定的文字立项。"))
