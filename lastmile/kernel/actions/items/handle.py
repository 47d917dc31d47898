"""What the unit that owes an item does: hand it to somebody, break it down, tell progress, report."""
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext
from pydantic import BaseModel, Field

from ...act import Act, FileRef, PersonRef, Refused, UnitRef, action
from ...models import Evidence, Item, Post
from ...registry import KINDS
from ...rules.moves import after
from ...rules.permissions import works_on, works_on_or_issued
from ..uploads import brought
from . import timing
from .issue import OnItem
from .open import Words


class HandTo(OnItem):
    handler: PersonRef = Field(title=N_("经办人"))
    words: str = Field("", title=N_("交代"), max_length=500)


class Child(BaseModel):
    unit: UnitRef = Field(title=N_("承接单位"))
    title: Words = Field(title=N_("事项内容"))
    due: date | None = Field(None, title=N_("办结时限"))


class BreakDown(OnItem):
    children: list[Child] = Field(title=N_("分解到"), min_length=1, max_length=200)


class Progress(OnItem):
    done: str = Field(title=N_("已做的"), min_length=1, max_length=2000)
    problem: str = Field("", title=N_("问题"), max_length=2000)
    plan: str = Field("", title=N_("下一步"), max_length=2000)
    percent: int | None = Field(None, title=N_("完成比例（%）"), ge=0, le=100)


class Report(Progress):
    evidence: list[FileRef] = Field([], title=N_("佐证材料"), max_length=50)


@action("item.hand_to", N_("指定经办人"), takes=HandTo, may=works_on, locks=Item)
def hand_to(act: Act, given: HandTo, item: Any) -> None:
    """The unit names who handles the item; somebody who handles things in the unit, or for it."""
    posts = Post.objects.filter(person_id=given.handler, role="handler", ended_at=None)
    if not posts.filter(Q(unit_id=item.unit_id) | Q(scope_id=item.unit_id)).exists():
        raise Refused("item.hand_to.stranger", _("经办人必须是本单位承办岗位的人员。"), "handler")
    act.set(item, handler_id=given.handler)


@action("item.break_down", N_("分解"), takes=BreakDown, may=works_on_or_issued, locks=Item)
def break_down(act: Act, given: BreakDown, item: Any) -> None:
    """Parts of the item go to units below, each an item of its own that must be closed before this one."""
    issuer = item.unit_id if works_on(act, given, item) else item.issuer_id
    for child in given.children:
        if child.due and item.due_at and act.calendar.office_end(child.due) > item.due_at:
            raise Refused("item.break_down.late", _("子事项的时限 {due} 晚于本事项的时限，请提前。").format(due=child.due), "children")
        act.call("item.open", kind=item.kind, title=child.title, area=item.area, unit=child.unit, issuer=issuer, due=child.due,
                 parent=item.pk, source=item.source, issue=True)
    act.set(item, **timing.settled(act, item, state=after("item.break_down", item.state), children_waived=False))


@action("item.progress", N_("填报进展"), takes=Progress, may=works_on, locks=Item)
def tell_progress(act: Act, given: Progress, item: Any) -> None:
    """Where the work stands. For a standing duty this is the period's report, and the next period begins."""
    changes: dict[str, Any] = {"state": after("item.progress", item.state), "percent": item.percent if given.percent is None else given.percent}
    if item.rhythm != "once" or item.report_due_at:
        timing.reported(act, item)
    if item.rhythm != "once" or item.report_due_at or item.plan:
        changes = timing.settled(act, item, **changes)
    act.set(item, **changes)


@action("item.report", N_("反馈"), takes=Report, may=works_on, locks=Item)
def report_item(act: Act, given: Report, item: Any) -> None:
    """The unit says that it is done, with evidence; somebody else checks."""
    if KINDS[item.kind].evidence_needed and not given.evidence:
        raise Refused("item.report.evidence", _("这类事项反馈时要附佐证材料。"), "evidence")
    left = open_children(act, item)
    if left:
        says = ngettext("还有 {n} 件子事项没有办结，请先督促办结，或由交办单位说明理由后免予等待。",
                        "还有 {n} 件子事项没有办结，请先督促办结，或由交办单位说明理由后免予等待。", left)
        raise Refused("item.report.children", says.format(n=left))
    for hash in dict.fromkeys(given.evidence):
        held = brought(hash, act.actor.id)
        if held is None:
            raise Refused("item.report.file", _("有一个附件没有上传成功，请重新上传。"), "evidence")
        act.attach(Evidence, item_id=item.pk, act=act.id, hash=hash, name=held.name, media=held.media, size=held.size, at=act.now,
                   person_id=act.actor.id)
    if item.report_due_at:
        timing.first_told(act, item)
    act.set(item, **timing.settled(
        act, item, state=after("item.report", item.state), reported_at=act.now, reporter_id=act.actor.id, reporter_unit_id=item.unit_id,
        percent=item.percent if given.percent is None else given.percent))


def open_children(act: Act, item: Any) -> int:
    """How many parts are not closed; none counts when waived."""
    if item.children_waived:
        return 0
    return act.read("select count(*) from kernel_item where parent_id = %s and state not in ('closed', 'cancelled')", [item.pk])[0][0]
