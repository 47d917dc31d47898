"""A slip is proposed, by rule or by a supervisor; one item has one slip at a time."""
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, Asking, ItemRef, Made, Refused, action
from ...models import Item, Slip
from ...rules.books import SlipRule
from ...rules.moves import IN_HAND
from ...rules.permissions import supervises
from ...rules.slips import LIVE, may_begin, wanted
from .. import telling

TO_DRAW = 0  # stands for a slip that this act is about to draw
_FORMER = "select id, item_id, colour, state, late from kernel_slip where item_id = any(%s) order by id"


class ProposeSlip(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    item: ItemRef = Field(title=N_("事项"))
    colour: Literal["blue", "yellow", "red"] = Field("blue", title=N_("颜色"))
    reason: str = Field(title=N_("事由"), min_length=1, max_length=500)
    urgent: bool = Field(False, title=N_("重要紧急，不从蓝色起"))
    answer_days: int = Field(2, title=N_("几个工作日内答复"), ge=1, le=60)


class DrawSlip(BaseModel):
    """What the rule gives: see rules.books.SlipRule."""

    model_config = ConfigDict(extra="forbid")
    item: int
    rule: str
    happened: str
    colour: str
    values: dict[str, Any] = {}
    former: int | None = None
    source: str = ""
    allow: int
    within: str
    at_once: bool = False


def of_its_item(asking: Asking, given: Any, row: Any) -> bool:
    """A supervisor over the unit that issued the item; the clock, by rule."""
    if asking.actor.system:
        return True
    item = row if given is None else asking.look(Item, given.item)  # type: ignore[attr-defined]
    return item is not None and supervises(asking, given, item) and (given is not None or item.state in ("assigned", *IN_HAND))


@action("slip.propose", N_("拟发督办单"), takes=ProposeSlip, may=of_its_item, about=(Item, "item"))
def propose_slip(act: Act, given: ProposeSlip, row: None) -> Any:
    """By hand, with the reason in words; a colour above blue after one that was not met, or at once for what is urgent."""
    item: Any = act.look(Item, given.item)
    if item.state not in ("assigned", *IN_HAND):
        raise Refused("slip.propose.state", _("这件事项不在承办单位手上，不用再发督办单。"), "item")
    formers = slips_of(act, item)
    one_at_a_time(formers)
    if not given.urgent and not may_begin(given.colour, [(colour, late) for _id, colour, _state, late in formers]):
        raise Refused("slip.propose.colour", _("前一种颜色的督办单还没有发，或者已经按期回应。重要紧急的，请勾选“重要紧急”。"), "colour")
    return draw(act, item, "by_hand", given.colour, {"words": given.reason}, "wd", given.answer_days, former_of(formers))


@action("slip.draw", N_("按规则拟单"), takes=DrawSlip, may=lambda asking, given, row: asking.actor.system, internal=True)
def draw_slip(act: Act, given: DrawSlip, row: None) -> Made:
    """As a rule asks for it, and at once out of the house where the rule says so; its entry begins the chain of the slip."""
    item: Any = act.look(Item, given.item)
    made = draw(act, item, given.happened, given.colour, given.values, given.within, given.allow, given.former, given.source)
    if given.at_once:
        act.then("slip.sign", slip=made.id)
    return made


def draw(act: Act, item: Any, happened: str, colour: str, values: dict[str, Any], within: str, allow: int, former: int | None = None,
         source: str = "") -> Made:
    book = act.book("slips")
    made = act.add(Slip, item_id=item.pk, unit_id=item.unit_id, issuer_id=item.issuer_id, colour=colour, orange=book.orange, rule=happened,
                   values=values, source=source, former_id=former, state="proposed", allow=allow, within=within, proposed_at=act.now)
    telling.told(act, item.pk, telling.supervisors(act, item.issuer_id))
    known = act.memo.get("slips")
    if known is not None:
        drawn = [slip for slip in known.get(item.pk, ()) if slip[0] != TO_DRAW]
        known[item.pk] = [*drawn, (made.id, colour, "proposed", False)]
    return made


def propose_by_rule(act: Act, item: Any, on: str, before: tuple[int, str] | None = None, **values: Any) -> None:
    """If a rule asks for a slip now, and none is on its way: draw it, and issue it at once where the rule says so."""
    rule = wanted(act.book("slips"), on, before[1] if before else "")
    if rule is None or any(state in ("proposed", *(LIVE if before is None else ())) for _id, _colour, state, _late in slips_of(act, item)):
        return
    by_rule(act, item, rule, {name: plain(value) for name, value in values.items()}, before[0] if before else None)


def by_rule(act: Act, item: Any, rule: SlipRule, values: dict[str, Any], former: int | None) -> None:
    slips_of(act, item).append((TO_DRAW, rule.colour, "proposed", False))  # two times may be over at once: one slip tells of it
    act.then("slip.draw", item=item.pk, rule=rule.code, happened=rule.on, colour=rule.colour, values=values, former=former, source=rule.source,
             allow=rule.answer.allow, within=rule.answer.unit, at_once=rule.at_once)


def plain(value: Any) -> Any:
    return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else value


def slips_of(act: Act, item: Any) -> list[tuple[int, str, str, bool]]:
    """The slips of an item, (id, colour, state, late); read once for the items of the batch."""
    kept = act.memo.setdefault("slips", {})
    if item.pk not in kept:
        rows = [row for row in (*act.held.values(), *act.looked.values()) if isinstance(row, Item)]
        wanted_ids = {item.pk, *(row.pk for row in rows)} - kept.keys()
        kept.update({pk: [] for pk in wanted_ids})
        for pk, item_id, colour, state, late in act.writer.db.execute(_FORMER, [list(wanted_ids)]).fetchall():
            kept[item_id].append((pk, colour, state, late))
    return kept[item.pk]


def former_of(formers: list[tuple[int, str, str, bool]]) -> int | None:
    """The slip that is open and was not met in its time."""
    return next((pk for pk, _colour, state, late in reversed(formers) if state == "open" and late), None)


def one_at_a_time(formers: list[tuple[int, str, str, bool]]) -> None:
    for _id, _colour, state, late in formers:
        if state == "proposed":
            raise Refused("slip.propose.twice", _("这件事项已有一张督办单待签发，请先签发或不予签发。"))
        if state == "answered" or (state == "open" and not late):
            raise Refused("slip.propose.open", _("这件事项有一张督办单还在答复期内，一事一单，请等它了结。"))
