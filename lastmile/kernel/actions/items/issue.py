"""Before and at dispatch: change a draft, issue it, reassign it; the unit signs for it or says it is not its own."""
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, ItemRef, Refused, UnitRef, action
from ...act.speech import amount
from ...models import Item
from ...registry import KINDS
from ...rules.clocks import Event, latest, said, sort_of
from ...rules.moves import after, refused
from ...rules.permissions import reassigns, supervises, works_on
from . import timing
from .open import Rhythm, Rule, Words, known_limits, may_issue, still_to_come


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
    within: Rule = Field("", title=N_("没有写日期的，按哪条时限"))
    first_report: Rule = Field("", title=N_("首次反馈时限"))
    rhythm: Rhythm | None = Field(None, title=N_("报告周期"))
    reason: str = Field("", title=N_("退回后仍交原单位的理由"), max_length=500)


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
        changes |= {"unit_id": given.unit, "handler_id": None}
    if not changes:
        raise Refused("item.change.nothing", _("没有要修改的内容。"))
    act.set(item, **changes)


@action("item.issue", N_("交办"), takes=IssueItem, may=supervises, locks=Item)
def issue_item(act: Act, given: IssueItem, item: Any) -> None:
    """Dispatch a draft to its unit; the clocks start now. One that was sent back goes out again, and its time to finish runs on."""
    may_issue(act, item.issuer_id, item.unit_id)
    kind, rhythm, again = KINDS[item.kind], given.rhythm or item.rhythm, refused(item)
    if again:
        goes_out_again(act, given, item)
    known_limits(act, given)
    timing.start_sign(act, item.pk, kind, signings(act, item) + 1)
    if not again:
        due = given.due or (item.due_at.astimezone(SHANGHAI).date() if item.due_at else None)
        still_to_come(act, due)
        timing.start_finish(act, item.pk, kind, due, rhythm, given.within)
        timing.start_first(act, item.pk, given.first_report or kind.first_report)
    act.set(item, **timing.settled(act, item, state=after("item.issue", item.state), rhythm=rhythm, handler_id=None,
                                   issued_at=item.issued_at or act.now))


def goes_out_again(act: Act, given: IssueItem, item: Any) -> None:
    """Its limits are those of the first dispatch; the unit that sent it back is told why it is to do it all the same."""
    for column, changed in (("due", given.due and act.calendar.office_end(given.due) != item.due_at),
                            ("rhythm", given.rhythm and given.rhythm != item.rhythm), ("within", given.within),
                            ("first_report", given.first_report)):
        if changed:
            says = _("这件事项退回前已经交办过，时限从首次交办起一直在计，这里不能另定。请直接交办，需要改期的再办理延期。")
            raise Refused("item.issue.running", says, column)
    if item.unit_id == act.clocks_of(item)[latest_sign(act, item)][-1].data.get("refused") and not given.reason:
        raise Refused("item.issue.reason", _("这个单位说明过不属于它，仍由它承办的，请写明理由；不属于它的，请改派。"), "reason")


@action("item.sign", N_("签收"), takes=OnItem, may=works_on, locks=Item)
def sign_item(act: Act, given: OnItem, item: Any) -> None:
    """The unit accepts that it owes the item; the sign-for clock is met."""
    act.clock(item.pk, latest_sign(act, item), "meet")
    act.set(item, **timing.settled(act, item, state=after("item.sign", item.state), signed_at=act.now,
                                   handler_id=item.handler_id or act.actor.id))


@action("item.refuse", N_("不属我单位，退回"), takes=WithReason, may=works_on, locks=Item)
def refuse_item(act: Act, given: WithReason, item: Any) -> None:
    """The unit says that the item is not its own; the supervision office decides who owes it."""
    signing = act.clocks_of(item)[latest_sign(act, item)]
    within = act.limits.at("refuse", signing[0].at)
    window = timing.in_order(act, [Event("start", signing[0].at, said(within)), *signing[1:]])
    if act.now > window.due:
        says = _("退回的时限（{limit}）已过，不能再退回，请联系交办单位。")
        raise Refused("item.refuse.late", says.format(limit=amount(within.allow, within.unit)))
    act.clock(item.pk, latest_sign(act, item), "meet", refused=item.unit_id)
    act.set(item, **timing.settled(act, item, state=after("item.refuse", item.state)))


@action("item.reassign", N_("改派"), takes=ReassignItem, may=reassigns, locks=Item)
def reassign_item(act: Act, given: ReassignItem, item: Any) -> None:
    """Another unit owes the item now: it gets a time to sign of its own, the finish clock runs on."""
    if item.state == "draft" and not refused(item):
        raise Refused("item.reassign.draft", _("这件事项还没有交办，请直接修改牵头单位。"))
    if given.unit == item.unit_id:
        raise Refused("item.reassign.same", _("事项本来就由这个单位牵头。"), "unit")
    may_issue(act, item.issuer_id, given.unit)
    rounds = signings(act, item)
    if item.state == "assigned":
        act.clock(item.pk, latest_sign(act, item), "meet")
    timing.start_sign(act, item.pk, KINDS[item.kind], rounds + 1)
    act.set(item, **timing.settled(act, item, state=after("item.reassign", item.state), unit_id=given.unit, handler_id=None,
                                   signed_at=None))


def signings(act: Act, item: Any) -> int:
    """How often a time to sign has begun."""
    return sum(sort_of(name) == "sign" for name in act.clocks_of(item))


def latest_sign(act: Act, item: Any) -> str:
    return latest(act.clocks_of(item))["sign"]
