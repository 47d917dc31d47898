"""A supervisor signs a proposed slip, declines it, or withdraws one that went out."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ...act import Act, Refused, action
from ...models import Item, Slip
from ...rules.books import Limit
from ...rules.moves import IN_HAND, after
from ...rules.permissions import supervises
from ...rules.slips import answer_due
from .. import telling
from ..items.open import Words

SERIES = "督单"  # of the numbers of slips; kinds have one letter


class OnSlip(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    slip: int = Field(title=N_("督办单"), gt=0)


class WithReason(OnSlip):
    reason: Words = Field(title=N_("理由"))


def signs(asking: Any, given: Any, slip: Any) -> bool:
    """A supervisor over the unit that issued the item; the clock where the rule says at once."""
    return asking.actor.system or supervises(asking, given, slip)


@action("slip.sign", N_("签发督办单"), takes=OnSlip, may=signs, locks=Slip)
def sign_slip(act: Act, given: OnSlip, slip: Any) -> None:
    """It gets its number and goes to the unit; the time to answer starts now. The former one, which was not met, gives way."""
    item: Any = act.look(Item, slip.item_id)
    if item.state not in ("assigned", *IN_HAND):
        raise Refused("slip.sign.item", _("这件事项已经不在承办单位手上，请不予签发。"))
    for pk, late in act.read("select id, late from kernel_slip where item_id = %s and state in ('open', 'answered')", [slip.item_id]):
        if not late:
            raise Refused("slip.sign.open", _("这件事项有一张督办单还在答复期内，一事一单，请等它了结。"))
        act.call("slip.give_way", slip=pk)
    due = answer_due(act.now, Limit(allow=slip.allow, unit=slip.within), act.calendar).due
    act.set(slip, state=after("slip.sign", slip.state), number=act.next_number(SERIES, act.now.astimezone(SHANGHAI).year), signed_at=act.now,
            signer_id=act.actor.id or None, unit_id=item.unit_id, due_at=due, next_at=due)
    people = [person for who in ("handler", "duty") for person in telling.of_rung(act, who, item)[0]]
    telling.told(act, item.pk, people)


@action("slip.give_way", N_("督办单升级"), takes=OnSlip, may=signs, locks=Slip, internal=True)
def give_way(act: Act, given: OnSlip, slip: Any) -> None:
    """The next colour was issued, since this one was not met."""
    act.set(slip, state=after("slip.give_way", slip.state), next_at=None, ended_at=act.now)


@action("slip.decline", N_("不予签发"), takes=WithReason, may=signs, locks=Slip)
def decline_slip(act: Act, given: WithReason, slip: Any) -> None:
    """The proposal does not go out; why is on record. It has no number, so none is missing."""
    act.set(slip, state=after("slip.decline", slip.state), ended_at=act.now)


@action("slip.withdraw", N_("撤回督办单"), takes=WithReason, may=signs, locks=Slip)
def withdraw_slip(act: Act, given: WithReason, slip: Any) -> None:
    """It went out in error, or is no longer called for; its number stays."""
    item: Any = act.look(Item, slip.item_id)
    telling.told(act, item.pk, telling.of_rung(act, "handler", item)[0])
    act.set(slip, state=after("slip.withdraw", slip.state), next_at=None, ended_at=act.now)
