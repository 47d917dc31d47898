"""The unit answers a slip; somebody else says whether that meets it."""
from typing import Any

from django.utils.translation import gettext_noop as N_
from pydantic import Field

from ...act import Act, action
from ...models import Slip
from ...rules.moves import after
from ...rules.permissions import works_on
from .. import telling
from .issue import OnSlip, WithReason


class AnswerSlip(OnSlip):
    answer: str = Field(title=N_("答复"), min_length=1, max_length=2000)


class AcceptSlip(OnSlip):
    words: str = Field("", title=N_("核对意见"), max_length=500)


def checks_answer(asking: Any, given: Any, slip: Any) -> bool:
    """A verifier or supervisor above the unit, neither of it nor who answered."""
    own = any(asking.city.one_hand(seat, slip.unit_id) for seat in asking.actor.units)
    return asking.actor.has(asking.city, "verifier", "supervisor", over=slip.unit_id) and not own and asking.actor.id != slip.answerer_id


@action("slip.answer", N_("答复督办单"), takes=AnswerSlip, may=works_on, locks=Slip)
def answer_slip(act: Act, given: AnswerSlip, slip: Any) -> None:
    """What the unit has done about it, and why it came so far. Late stays late."""
    telling.told(act, slip.item_id, telling.supervisors(act, slip.issuer_id))
    late = slip.late or act.now >= slip.due_at
    act.set(slip, state=after("slip.answer", slip.state), answer=given.answer, answered_at=act.now, answerer_id=act.actor.id, late=late,
            next_at=None)


@action("slip.accept", N_("认可答复"), takes=AcceptSlip, may=checks_answer, locks=Slip)
def accept_slip(act: Act, given: AcceptSlip, slip: Any) -> None:
    """The answer meets the slip; no other colour follows from it."""
    act.set(slip, state=after("slip.accept", slip.state), next_at=None, ended_at=act.now)


@action("slip.return", N_("答复不实，退回"), takes=WithReason, may=checks_answer, locks=Slip)
def return_slip(act: Act, given: WithReason, slip: Any) -> None:
    """The answer does not meet it. Its time was never reset: when that is over, the next colour is proposed in the next round of the sweep."""
    telling.told(act, slip.item_id, [slip.answerer_id])
    act.set(slip, state=after("slip.return", slip.state), next_at=max(slip.due_at, act.now))
