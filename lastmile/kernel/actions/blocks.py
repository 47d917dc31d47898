"""A unit asks for help on a blocker (提请协调); it goes up: supervision office, government office, leader with a prepared proposal."""
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ..act import Act, Refused, action
from ..models import Block, Item
from ..rules.permissions import supervises, the_clock, works_on
from . import telling
from .due import only_once
from .items.issue import OnItem

LEVELS = ("office", "government", "leader")


class AskHelp(OnItem):
    words: str = Field(title=N_("卡在哪里，要协调什么"), min_length=1, max_length=1000)


class OnBlock(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    block: int = Field(title=N_("协调事项"), gt=0)


class RaiseBlock(OnBlock):
    proposal: str = Field("", title=N_("建议方案"), max_length=2000)


class SolveBlock(OnBlock):
    outcome: str = Field(title=N_("协调结果"), min_length=1, max_length=1000)


def helps(asking: Any, given: Any, block: Any) -> bool:
    """A supervisor over the issuing unit, or a leader over the unit that is stuck."""
    item = asking.look(Item, block.item_id) if hasattr(asking, "look") else block
    return supervises(asking, given, item) or asking.actor.has(asking.city, "leader", over=block.unit_id)


def raises(asking: Any, given: Any, block: Any) -> bool:
    """As who helps; there is nobody above the leader."""
    return helps(asking, given, block) and (given is not None or block.level != LEVELS[-1])


def helps_or_works(asking: Any, given: Any, block: Any) -> bool:
    return works_on(asking, given, block) or helps(asking, given, block)


@action("block.ask", N_("提请协调"), takes=AskHelp, may=works_on, locks=Item)
def ask_help(act: Act, given: AskHelp, item: Any) -> Any:
    """The unit cannot go on alone. Its time runs on; that it is blocked stands on item, list and board until it is solved."""
    if act.read("select 1 from kernel_block where item_id = %s and ended_at is null", [item.pk]):
        raise Refused("block.ask.twice", _("这件事项已经提请协调，还没有结果。"))
    telling.told(act, item.pk, telling.supervisors(act, item.issuer_id))
    act.attach(Block, item_id=item.pk, unit_id=item.unit_id, words=given.words, asker_id=act.actor.id, asked_at=act.now, level="office",
               next_at=next_step(act, "office"))


@action("block.raise", N_("提级协调"), takes=RaiseBlock, may=raises, locks=Block)
def raise_block(act: Act, given: RaiseBlock, block: Any) -> Any:
    """One level up; a leader gets it with a proposal that is ready to be decided. What is done about a blocker stands in the item's journal."""
    still_open(block)
    if block.level == LEVELS[-1]:
        raise Refused("block.raise.top", _("已经提到市领导，没有更高一级。"))
    level = LEVELS[LEVELS.index(block.level) + 1]
    if level == "leader" and not given.proposal:
        raise Refused("block.raise.proposal", _("报请领导协调要附建议方案，请写明建议怎么定。"), "proposal")
    return up(act, block, level, given.proposal)


def up(act: Act, block: Any, level: str, proposal: str = "") -> Any:
    item: Any = act.get(Item, block.item_id)
    people = telling.of_rung(act, "leader", item)[0] if level == "leader" else telling.supervisors(act, item.issuer_id)
    telling.told(act, item.pk, people)
    act.set(block, level=level, proposal=proposal or block.proposal, next_at=next_step(act, level))
    return item


@action("block.solve", N_("协调办结"), takes=SolveBlock, may=helps_or_works, locks=Block)
def solve_block(act: Act, given: SolveBlock, block: Any) -> Any:
    """What was decided; or the unit no longer needs it. The item is not blocked any more."""
    still_open(block)
    act.set(block, outcome=given.outcome, ended_at=act.now, next_at=None)
    telling.told(act, block.item_id, [block.asker_id])
    return act.get(Item, block.item_id)


@action("block.overdue", N_("协调逾期提级"), takes=OnBlock, may=the_clock, locks=Block, internal=True)
def block_overdue(act: Act, given: OnBlock, block: Any) -> Any:
    """Nobody has solved it in the time of its level. Below the leader it goes up by itself; to the leader it goes with a proposal, so by hand."""
    only_once(act, block.next_at)
    item: Any = act.get(Item, block.item_id)
    if item.state in ("closed", "cancelled"):
        act.set(block, next_at=None, ended_at=act.now)
    elif block.level == LEVELS[0]:
        return up(act, block, LEVELS[1])
    else:
        telling.told(act, item.pk, telling.supervisors(act, item.issuer_id))
        act.set(block, next_at=next_step(act, block.level))
    return item


def next_step(act: Act, level: str) -> datetime | None:
    """When a level has had its time; None where the rule leaves it to people."""
    days = next((one.days for one in act.book("ladder").help if one.level == level), None)
    return act.calendar.office_end(act.calendar.add_workdays(act.now.astimezone(SHANGHAI).date(), days)) if days else None


def still_open(block: Any) -> None:
    if block.ended_at is not None:
        raise Refused("block.ended", _("这件协调事项已经有结果。"))
