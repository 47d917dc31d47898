"""Before and at dispatch: change a draft, issue it, reassign it; the unit signs for it or says it is not its own."""
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, ItemRef, Refused, UnitRef, action
from ...models import Item
from ...registry import KINDS
from ...rules.clocks import PRESETS
from ...rules.moves import after
from ...rules.permissions import supervises, works_on
from . import timing
from .open import Rhythm, Words, may_issue


class OnItem(BaseModel):
    """What every action on an item takes."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    item: ItemRef = Field(title=N_("事项"))


class WithReason(OnItem):
    reason: Words = Field(title=N_("理由"))


class ChangeItem(OnItem):
    title: Words | None = Field(None, title=N_("事项内容"))
    unit: UnitRef | None = Field(None, title=N_("牵头单位"))


class IssueItem(OnItem):
    due: date | None = Field(None, title=N_("办结时限"))
    rhythm: Rhythm | None = Field(None, title=N_("报告周期"))


class ReassignItem(WithReason):
    unit: UnitRef = Field(title=N_("改由哪个单位牵头"))


@action("item.change", N_("修改待交办事项"), takes=ChangeItem, may=supervises, locks=Item)
def change_item(act: Act, given: ChangeItem, item: Any) -> None:
    """Correct a draft before it is issued."""
    changes: dict[str, Any] = {}
    if given.title:
        changes["title"] = given.title
    if given.unit:
        may_issue(act, item.issuer_id, given.unit)
        changes["unit_id"] = given.unit
    if not changes:
        raise Refused("item.change.nothing", _("没有要修改的内容。"))
    act.set(item, **changes)


@action("item.issue", N_("交办"), takes=IssueItem, may=supervises, locks=Item)
def issue_item(act: Act, given: IssueItem, item: Any) -> None:
    """Dispatch a draft to its unit; the clocks start now. A finish clock that runs already is not started again."""
    may_issue(act, item.issuer_id, item.unit_id)
    kind, rhythm, clocks = KINDS[item.kind], given.rhythm or item.rhythm, act.clocks_of(item)
    rounds = sum(name.startswith("sign") for name in clocks)
    timing.start_sign(act, item.pk, kind.sign_within, rounds + 1)
    if "finish" not in clocks and "round-1" not in clocks:
        due = given.due or (item.due_at.astimezone(SHANGHAI).date() if item.due_at else None)
        if due and act.calendar.office_end(due) <= act.now:
            raise Refused("item.issue.past", _("办结时限 {due} 已经过去，请改为以后的日期。").format(due=due), "due")
        timing.start_finish(act, item.pk, due, rhythm, kind.finish_within)
    act.set(item, **timing.settled(act, item, state=after("item.issue", item.state), rhythm=rhythm, issued_at=item.issued_at or act.now))


@action("item.sign", N_("签收"), takes=OnItem, may=works_on, locks=Item)
def sign_item(act: Act, given: OnItem, item: Any) -> None:
    """The unit accepts that it owes the item; the sign-for clock is met."""
    act.clock(item.pk, latest_sign(act, item), "meet")
    act.set(item, **timing.settled(act, item, state=after("item.sign", item.state), signed_at=act.now,
                                   handler_id=item.handler_id or act.actor.id))


@action("item.refuse", N_("不属我单位，退回"), takes=WithReason, may=works_on, locks=Item)
def refuse_item(act: Act, given: WithReason, item: Any) -> None:
    """The unit says that the item is not its own; the supervision office decides who owes it."""
    within = PRESETS["refuse"]
    last = act.calendar.add_workdays(item.issued_at.astimezone(SHANGHAI).date(), within.allow)
    if act.now > act.calendar.office_end(last):
        raise Refused("item.refuse.late", _("交办已超过 {n} 个工作日，不能再退回，请联系交办单位。").format(n=within.allow))
    act.clock(item.pk, latest_sign(act, item), "meet")
    act.set(item, **timing.settled(act, item, state=after("item.refuse", item.state)))


@action("item.reassign", N_("改派"), takes=ReassignItem, may=supervises, locks=Item)
def reassign_item(act: Act, given: ReassignItem, item: Any) -> None:
    """Another unit owes the item now: it gets a time to sign of its own, the finish clock runs on."""
    if given.unit == item.unit_id:
        raise Refused("item.reassign.same", _("事项本来就由这个单位牵头。"), "unit")
    may_issue(act, item.issuer_id, given.unit)
    rounds = sum(name.startswith("sign") for name in act.clocks_of(item))
    if item.state == "assigned":
        act.clock(item.pk, latest_sign(act, item), "meet")
    timing.start_sign(act, item.pk, KINDS[item.kind].sign_within, rounds + 1)
    act.set(item, **timing.settled(act, item, state=after("item.reassign", item.state), unit_id=given.unit, handler_id=None,
                                   signed_at=None))


def latest_sign(act: Act, item: Any) -> str:
    return [name for name in act.clocks_of(item) if name.startswith("sign")][-1]
