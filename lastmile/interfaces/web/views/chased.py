"""What an item's page tells of its chasing: slips, the blocker, objections, the red list; and the history of its lights."""
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor
from lastmile.kernel.queries import chasing as queries
from lastmile.kernel.queries.item import Whole
from lastmile.kernel.rules import lights, pace
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.clocks import sort_of

from .. import moments, words
from .chasing import of_block, of_review, of_slip, steps
from .tell import title


def chased(item: int, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    """The slips of an item; the blocker, if it is blocked; objections; and why nobody could be told."""
    found = queries.of_item(item)
    block = found.block
    return SimpleNamespace(
        slips=[of_slip(row, actor, city, now) for row in found.slips], reviews=[reviewed(row, actor, city, now) for row in found.reviews],
        block=SimpleNamespace(said=block.words, by=of_block(block, actor, city, now).by, proposal=block.proposal,
                              steps=steps("block", block, actor, now)) if block else None,
        stuck=list(dict.fromkeys(words.word("stuck", row.stuck) for row in found.stuck)))


def reviewed(row: Any, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    line = of_review(row, actor, city, now)
    if row.state != "asked":
        line.light, line.steps = "", []
        line.by = _("{outcome}：{words}").format(outcome=words.word("review", row.state), words=row.words)
    return line


def history(whole: Whole, now: datetime) -> SimpleNamespace:
    """How the lights have turned, newest first, each with why it did then; and how each period of a standing duty stands, for good."""
    language = get_language() or "zh"
    turns = [SimpleNamespace(at=one.at, light=one.became, words=words.word("pace" if one.which == "pace" else "light", one.became),
                             why=because(one, language)) for one in queries.turns(whole.item.pk)]
    rounds = [SimpleNamespace(light=colour, words=period(clock, colour, now)) for name, clock in whole.clocks.items() if sort_of(name) == "report"
              and (colour := lights.of_period(clock, now))]
    return SimpleNamespace(turns=turns, rounds=rounds)


def because(turn: queries.Turn, language: str) -> str:
    """Why it turned: what the clock told then, or what somebody did."""
    if not turn.why:
        return title(turn.action)
    values = {name: datetime.fromisoformat(value) if name == "due" else value for name, value in turn.why["values"].items()}
    return (pace if turn.which == "pace" else lights).why_words(lights.Light(turn.became, None, turn.why["code"], values), language)


def period(clock: Any, colour: str, now: datetime) -> str:
    """One period in words: reported in time, made up late, missing, or still to come."""
    day = moments.day(clock.due, now)
    says = {"green": _("{day}按期"), "yellow": _("{day}逾期后补报"), "red": _("{day}未报"), "rest": _("{day}前报")}
    return says[colour].format(day=day)
