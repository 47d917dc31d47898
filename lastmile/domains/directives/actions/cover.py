"""A clause that no directive covers, and that asks for nothing either: looked at, with the reason."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, Refused, action

from .. import rules
from ..models import CoverNote, Document
from .shared import OnDocument, live, reviews, text_of


class CoverDocument(OnDocument):
    start: int | None = Field(None, title=N_("从第几个字起"), ge=0)
    end: int | None = Field(None, title=N_("到第几个字止"), ge=1)
    clause: str = Field("", title=N_("原文语句"), max_length=2000)
    reason: str = Field(N_("不是要办的事。"), title=N_("理由"), min_length=1, max_length=200)


@action("document.cover", N_("这句不立项"), takes=CoverDocument, may=reviews, locks=Document)
def cover_clause(act: Act, given: CoverDocument, paper: Document) -> None:
    """The clause is no directive, and somebody says why; it counts as covered from here on."""
    text = text_of(act, paper.pk).text
    if given.start is not None and given.end is not None:
        found = [rules.trimmed(text, given.start, min(given.end, len(text)))]
    else:
        found = rules.places(text, given.clause)
    found = [span for span in found if span[1] > span[0]]
    if not found:
        raise Refused("document.cover.absent", _("原文里没有这句话，请照原文一字不改地填写。"), "clause")
    noted = {(start, end) for start, end in act.read(
        "select start, \"end\" from directives_covernote where document_id = %s", [paper.pk])}
    if noted >= set(found):
        raise Refused("document.cover.done", _("这句话已经定为不立项。"))
    if any(rules.overlapping(span, [(row[1], row[2]) for row in live(act, paper.pk)]) for span in found):
        raise Refused("document.cover.directive", _("这句话已经列为事项，请在那一条上定“不立项”。"))
    for start, end in sorted(set(found) - noted):
        act.attach(CoverNote, document_id=paper.pk, start=start, end=end, reason=given.reason)
