"""What was confirmed goes out: every directive becomes an item with its clocks, in one act."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, Refused, action

from ..models import Directive, Document
from .shared import OnDirective, OnDocument, grab, in_state, last_done, live, reviews, settle


class IssueDocument(OnDocument):
    directives: list[int] = Field([], title=N_("交办哪几条"), max_length=500)  # none named: all that are confirmed


@action("document.issue", N_("交办"), takes=IssueDocument, may=reviews, locks=Document)
def issue_document(act: Act, given: IssueDocument, paper: Document) -> None:
    """Issue what is confirmed, all of it or what is named; if one cannot go out, none does. What is not confirmed stays."""
    rows = live(act, paper.pk)
    numbers = {row[0]: n for n, row in enumerate(rows, 1)}
    wanted = given.directives or [row[0] for row in rows if row[3] == "accepted"]
    if set(wanted) - set(numbers):
        raise Refused("document.issue.strange", _("选中的事项里有一条不在这份材料里，请刷新后重选。"), "directives")
    if not wanted:
        raise Refused("document.issue.none", _("没有已确认、待交办的事项。") + last_done(f"document:{paper.pk}"))
    for directive in grab(act, sorted(set(wanted), key=numbers.__getitem__)):
        _one(act, directive, numbers[directive.pk])
    settle(act, paper.pk)


def _one(act: Act, directive: Directive, number: int) -> None:
    """Issue one; a refusal says which one it is about."""
    try:
        act.call("directive.issue", directive=directive.pk)
    except Refused as no:
        says = _("第{n}条“{title}”：{says}").format(n=number, title=directive.title, says=no.says)
        raise Refused(no.code, says, "directives") from no


@action("directive.issue", N_("交办"), takes=OnDirective, may=reviews, locks=Directive, internal=True)
def issue_directive(act: Act, given: OnDirective, directive: Directive) -> None:
    """The item that it becomes carries its words and points back to it."""
    in_state("directive.issue", directive, "accepted")
    item = act.call(
        "item.open", kind="directive", title=directive.title, body=directive.text, area=directive.area, unit=directive.lead_id,
        issuer=directive.unit_id, assisting=directive.assisting, due=directive.due, rhythm=directive.rhythm,
        source=f"directive:{directive.pk}", issue=True)
    act.set(directive, state="issued", item_id=int(item.partition(":")[2]))
