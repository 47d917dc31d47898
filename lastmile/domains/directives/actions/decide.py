"""A person decides on one directive: confirmed, no item, or looked at again."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, Refused, action
from lastmile.kernel.act.speech import joined
from lastmile.kernel.actions.items.open import may_issue

from .. import rules
from ..models import Directive
from .change import once_only
from .shared import OPEN, OnDirective, in_state, live, reviews, settle

FIELDS = {"area": N_("领域"), "lead": N_("牵头单位"), "due": N_("办结时限")}


class AcceptDirective(OnDirective):
    usual: bool = Field(False, title=N_("按规定时限办结"))  # the kind's own limit, where the paper gives none


class DismissDirective(OnDirective):
    reason: str = Field(title=N_("不立项的理由"), min_length=1, max_length=200)
    note: str = Field("", title=N_("补充说明"), max_length=500)


@action("directive.accept", N_("确认"), takes=AcceptDirective, may=reviews, locks=Directive)
def accept_directive(act: Act, given: AcceptDirective, directive: Directive) -> None:
    """It is to be issued as it stands: area, lead unit and time are there, and the unit may be issued to."""
    in_state("directive.accept", directive, "proposed")
    changes: dict[str, Any] = {"state": "accepted", "doubt": ""}
    if given.usual and not directive.term:
        once_only("default", directive.rhythm)
        changes["term"] = "default"
    missing = rules.lacks(directive.area, directive.lead_id, changes.get("term", directive.term))
    if missing:
        what = joined(_(FIELDS[name]) for name in missing)
        raise Refused("directive.accept.missing", _("还没有定{what}，定好再确认。").format(what=what), missing[0])
    may_issue(act, directive.unit_id, directive.lead_id or 0)
    if directive.due and act.calendar.office_end(directive.due) <= act.now:
        raise Refused("directive.accept.past", _("办结时限 {due} 已经过去，请改为以后的日期。").format(due=directive.due), "due")
    act.set(directive, **changes)


@action("directive.dismiss", N_("不立项"), takes=DismissDirective, may=reviews, locks=Directive)
def dismiss_directive(act: Act, given: DismissDirective, directive: Directive) -> None:
    """It becomes no item; the reason stays."""
    in_state("directive.dismiss", directive, *OPEN)
    reason = _("{reason}：{note}").format(reason=given.reason, note=given.note) if given.note else given.reason
    act.set(directive, state="dismissed", reason=reason)
    settle(act, directive.document_id)


@action("directive.reopen", N_("重新考虑"), takes=OnDirective, may=reviews, locks=Directive)
def reopen_directive(act: Act, given: OnDirective, directive: Directive) -> None:
    """One that was dismissed, or linked to an item, waits for a decision again, unless its words have become another one."""
    in_state("directive.reopen", directive, "dismissed", "linked")
    others = [(row[1], row[2]) for row in live(act, directive.document_id) if row[0] != directive.pk]
    if rules.overlapping((directive.start, directive.end), others):
        raise Refused("directive.reopen.overlap", _("这些文字已经归入别的一条，不能重新立项。"))
    act.set(directive, state="proposed", reason="", linked_id=None)
    settle(act, directive.document_id)
