from datetime import date
from types import SimpleNamespace
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import pgettext
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lastmile.lib.grams import grams
from lastmile.lib.workdays import SHANGHAI

from ...act import Act, ItemRef, Made, Refused, UnitRef, action
from ...act.words import STATES, wrong_field
from ...models import Item, ItemPart, ItemText
from ...registry import KINDS, SOURCES, Kind
from ...rules import issuing
from ...rules.areas import AREAS
from ...rules.moves import IN_HAND
from ...rules.permissions import issued_it, opens
from . import timing

Words = Annotated[str, Field(min_length=1, max_length=500)]
Rule = Annotated[str, Field(max_length=100)]  # the code of a limit; "" for none
Rhythm = Literal["once", "weekly", "monthly", "quarterly"]
MAY_NOT_ISSUE = {
    issuing.TOO_DEEP: N_("{issuer}不能越级交办给{unit}，请交办给它的上一级，由上一级分解。"),
    issuing.NOT_A_DEPARTMENTS: N_("{issuer}是部门，不能向{unit}党委、政府交办，请转由政府办公室或督查室交办。"),
    issuing.NOT_BELOW: N_("{unit}不在{issuer}的下级，不能交办。"),
}


class OpenItem(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    kind: str = Field("directive", title=N_("类别"))
    title: Words = Field(title=N_("事项内容"))
    body: str = Field("", title=N_("要求"), max_length=20_000)
    area: str = Field("", title=N_("领域"))
    unit: UnitRef = Field(title=N_("牵头单位"))
    issuer: UnitRef | None = Field(None, title=N_("交办单位"))
    assisting: list[UnitRef] = Field(default_factory=list, title=N_("配合单位"))
    due: date | None = Field(None, title=N_("办结时限"))
    within: Rule = Field("", title=N_("没有写日期的，按哪条时限"))
    first_report: Rule = Field("", title=N_("首次反馈时限"))
    rhythm: Rhythm = Field("once", title=N_("报告周期"))
    parent: ItemRef | None = Field(None, title=N_("上级事项"))
    source: str = Field("", title=N_("来源"), max_length=200)
    facts: dict[str, Any] = Field(default_factory=dict, title=N_("其他"))
    issue: bool = Field(False, title=N_("立即交办"))


@action("item.open", N_("立项"), takes=OpenItem, may=opens)
def open_item(act: Act, given: OpenItem, row: None) -> Made:
    """Register a thing that a unit owes; with `issue`, dispatch it at once."""
    kind = kind_of(given.kind)
    issuer = given.issuer or home(act)
    may_issue(act, issuer, given.unit)
    own_words(act, given.source)
    known_limits(act, given)
    if not given.issue and (given.within or given.first_report):
        raise Refused("item.open.later", _("按哪条时限、首次反馈时限，在交办的时候选。"), "within" if given.within else "first_report")
    if given.parent is not None and (whole := whole_of(act, given.parent, issuer)).children_waived:
        act.set(whole, children_waived=False)
    facts = facts_of(kind, given.facts)
    item_id = act.writer.new_id(Item)
    local = act.now.astimezone(SHANGHAI)
    values = {
        "number": act.next_number(kind.letter, local.year), "kind": kind.code, "area": area_of(kind, given.area), "title": given.title,
        "unit_id": given.unit, "issuer_id": issuer, "state": "draft", "light": "rest", "late": False, "rhythm": given.rhythm,
        "parent_id": given.parent, "source": given.source, "facts": facts, "opened_at": act.now, "due_at": None, "first_due_at": None,
        "sign_due_at": None, "report_due_at": None, "asked_until": None, "next_turn_at": None, "issued_at": None,
        "plan": {"points": list(kind.plan)} if kind.plan else {}, "percent": 0,
    }
    if given.issue:
        values |= dispatched(act, item_id, kind, given, values)
    elif given.due:
        values["due_at"] = act.calendar.office_end(given.due)
    made = act.add(Item, id=item_id, **values)
    act.writer.insert(ItemText, {"item_id": made.id, "body": given.body, "grams": grams(f"{given.title} {given.body}")})
    for unit in dict.fromkeys(given.assisting):
        if unit != given.unit:
            act.attach(ItemPart, item_id=made.id, unit_id=unit)
    return made


def kind_of(code: str) -> Kind:
    if code not in KINDS:
        raise Refused("item.open.kind", _("没有“{code}”这个类别。").format(code=code), "kind")
    return KINDS[code]


def area_of(kind: Kind, area: str) -> str:
    """The kind's own area, or the one given; "other" only when somebody says so."""
    found = kind.area or area
    if found not in AREAS:
        raise Refused("item.open.area", _("请选择领域。"), "area")
    return found


def facts_of(kind: Kind, facts: dict) -> dict:
    if not facts and not kind.facts.model_fields:
        return {}
    try:
        return kind.facts.model_validate(facts).model_dump(mode="json")
    except ValidationError as no:
        error = no.errors(include_url=False)[0]
        says = wrong_field(kind.facts, str(error["loc"][0]) if error["loc"] else "", error)
        raise Refused("item.open.facts", _("“{kind}”的内容填得不对：{says}").format(kind=_(kind.title), says=says), "facts") from no


def home(act: Act) -> int:
    """The unit in whose name the actor issues: that of the first supervising post."""
    found = next((p.unit for p in act.actor.posts if p.role == "supervisor"), None) or next((p.unit for p in act.actor.posts), None)
    if found is None:
        raise Refused("item.open.issuer", _("请写明交办单位。"), "issuer")
    return found


def may_issue(act: Act, issuer: int, unit: int) -> None:
    for one, column in ((issuer, "issuer"), (unit, "unit")):
        if one not in act.city.units or not act.city.units[one].active:
            raise Refused("unit.unknown", _("这个单位不存在或已停用，请重新选择。"), column)
    reason = issuing.issuing(act.city, issuer, unit)
    if reason != issuing.OWN:
        names = {"issuer": act.city.units[issuer].name, "unit": issuing.meant(act.city, issuer, unit).name}
        raise Refused(f"item.issue.{reason}", _(MAY_NOT_ISSUE[reason]).format(**names), "unit")


def own_words(act: Act, source: str) -> None:
    """A source of which a domain tells is set by that domain's own action, so that nobody claims a sentence of a paper."""
    if source.partition(":")[0] in SOURCES and len(act.notes) < 2:  # one note for each action that is running now
        raise Refused("item.open.source", _("来源“{source}”由系统填写。请写文字说明，例如“市长批示”。").format(source=source), "source")


def whole_of(act: Act, parent: int, issuer: int) -> Any:
    """The item of which a new one becomes a part, locked: its unit has it in hand, and gives out the part, or who issued it does."""
    whole = act.get(Item, parent)
    if whole is None:
        raise Refused("item.unknown", _("没有找到上级事项，请核对编号。"), "parent")
    if whole.unit_id not in (issuer, act.city.speaks_for(issuer).id) and not issued_it(act, None, whole):
        says = _("上级事项不由{issuer}承办，不能在它下面立项。").format(issuer=act.city.units[issuer].name)
        raise Refused("item.open.parent.owner", says, "parent")
    if whole.state not in IN_HAND:
        says = _("上级事项现在是“{state}”，已签收、还在办理的事项才能分解。").format(state=pgettext("state", STATES[whole.state]))
        raise Refused("item.open.parent.state", says, "parent")
    return whole


def still_to_come(act: Act, due: date | None) -> None:
    if due and act.calendar.office_end(due) <= act.now:
        raise Refused("item.issue.past", _("办结时限 {due} 已经过去，请改为以后的日期。").format(due=due), "due")


def known_limits(act: Act, given: Any) -> None:
    """The limits that are named are there, and are amounts of time."""
    if given.within and given.due:
        raise Refused("item.issue.both", _("写了办结时限的，不再另选按哪条时限，请只填一样。"), "within")
    for column in ("within", "first_report"):
        code = getattr(given, column)
        if code and (code not in act.limits.box or not act.limits.box[code].counts):
            raise Refused("item.issue.limit", _("没有“{code}”这条时限规则，请从列表里选。").format(code=code), column)


def dispatched(act: Act, item: int, kind: Kind, given: OpenItem, values: dict) -> dict[str, Any]:
    """What dispatch makes of a new item: its clocks start now."""
    still_to_come(act, given.due)
    timing.start_sign(act, item, kind)
    timing.start_finish(act, item, kind, given.due, given.rhythm, given.within)
    timing.start_first(act, item, given.first_report or kind.first_report)
    blank = SimpleNamespace(**values, pk=item, reported_at=None)
    return timing.settled(act, blank, state="assigned", issued_at=act.now)
