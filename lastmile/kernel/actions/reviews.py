"""An objection to a conclusion (复核): State Council Order 733 gives thirty days to ask and thirty to decide; who concluded does not decide."""
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ..act import Act, Made, Refused, action
from ..act.journal import loads
from ..models import Item, Review
from ..rules.clocks import Event, derive, said
from ..rules.moves import after, possible
from ..rules.permissions import the_clock, works_on
from . import telling
from .due import only_once
from .items import timing
from .items.issue import OnItem
from .items.open import Words

CONCLUSIONS = ("item.return", "item.verify")
_LAST = "select n, action, at, actor_id, data from kernel_entry where subject = %s and action = any(%s) order by n desc limit 1"


class AskReview(OnItem):
    reason: Words = Field(title=N_("异议理由"))


class OnReview(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    review: int = Field(title=N_("复核"), gt=0)


class DecideReview(OnReview):
    outcome: Literal["upheld", "changed"] = Field(title=N_("复核决定"))
    words: Words = Field(title=N_("决定的理由"))


def asks(asking: Any, given: Any, row: Any) -> bool:
    """A handler of the unit about which something was concluded."""
    item = row if given is None else asking.look(Item, given.item)
    return item is not None and works_on(asking, given, item) and (given is not None or item.state in ("returned", "verified", "closed"))


def decides(asking: Any, given: Any, review: Any) -> bool:
    """A supervisor or leader over the unit, who neither made the conclusion nor sits in the unit."""
    actor = asking.actor
    over = actor.has(asking.city, "supervisor", "leader", over=review.unit_id)
    return over and actor.id != review.maker_id and not any(asking.city.one_hand(seat, review.unit_id) for seat in actor.units)


@action("review.ask", N_("对核查结论申请复核"), takes=AskReview, may=asks, about=(Item, "item"))
def ask_review(act: Act, given: AskReview, row: None) -> Made:
    """Within thirty days of the latest conclusion. It goes on holding until it is changed."""
    item: Any = act.look(Item, given.item)
    found = act.read(_LAST, [f"item:{item.pk}", list(CONCLUSIONS)])
    if not found:
        raise Refused("review.ask.nothing", _("这件事项还没有核查结论。"), "item")
    n, concluded, at, maker, data = found[0]
    if act.now > due(act, "review_ask", at):
        raise Refused("review.ask.late", _("核查结论作出已超过三十天，不能再申请复核。"))
    if act.read("select 1 from kernel_review where item_id = %s and entry = %s", [item.pk, n]):
        raise Refused("review.ask.twice", _("对这次核查结论已经申请过复核。"))
    until = due(act, "review_decide", act.now)
    was = loads(data).get("was", {}).get(f"item:{item.pk}", {})
    telling.told(act, item.pk, telling.supervisors(act, item.issuer_id))
    return act.add(Review, item_id=item.pk, unit_id=item.unit_id, entry=n, concluded=concluded, maker_id=maker, reported_at=was.get("reported_at"),
                   reason=given.reason, asker_id=act.actor.id, asked_at=act.now, due_at=until, next_at=until, late=False, state="asked", words="")


def due(act: Act, preset: str, since: Any) -> Any:
    return derive([Event("start", since.astimezone(SHANGHAI), said(act.limits.at(preset, since)))], act.calendar).due


@action("review.decide", N_("作出复核决定"), takes=DecideReview, may=decides, locks=Review)
def decide_review(act: Act, given: DecideReview, review: Any) -> None:
    """The conclusion stands, or does not: then a report that was sent back is before the verifiers again, as of the day it was made."""
    if review.state != "asked":
        raise Refused("review.decide.again", _("这件复核已经作出决定。"))
    act.set(review, state=given.outcome, words=given.words, decided_at=act.now, next_at=None, late=review.late or act.now >= review.due_at)
    telling.told(act, review.item_id, [review.asker_id])
    item: Any = act.look(Item, review.item_id)
    if given.outcome == "changed" and review.concluded == "item.return" and review.reported_at and possible("item.recheck", item.state):
        act.then("item.recheck", item=item.pk, review=review.pk)


class RecheckItem(OnItem):
    review: int


@action("item.recheck", N_("重新核查"), takes=RecheckItem, locks=Item, internal=True,
        may=lambda asking, given, item: f"review:{given.review}" in asking.held)
def recheck_item(act: Act, given: RecheckItem, item: Any) -> None:
    """Back before the verifiers, with the report's own moment."""
    review: Any = act.get(Review, given.review)
    act.set(item, **timing.settled(act, item, state=after("item.recheck", item.state), reported_at=review.reported_at))


@action("review.overdue", N_("复核逾期"), takes=OnReview, may=the_clock, locks=Review, internal=True)
def review_overdue(act: Act, given: OnReview, review: Any) -> None:
    """The thirty days to decide are over."""
    only_once(act, review.next_at)
    act.look_all(Item, "item_id")
    item: Any = act.look(Item, review.item_id)
    telling.told(act, item.pk, telling.supervisors(act, item.issuer_id))
    act.set(review, late=True, next_at=None)


