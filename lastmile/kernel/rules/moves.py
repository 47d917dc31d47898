"""The tables of moves, of items and of slips: which act is possible in which state, and where it leads."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STATES = ("draft", "assigned", "signed", "working", "reported", "returned", "verified", "suspended", "closed", "cancelled")
OPEN = ("assigned", "signed", "working", "reported", "returned", "verified", "suspended")
IN_HAND = ("signed", "working", "returned")


@dataclass(frozen=True, slots=True)
class Move:
    """From any of `before` to `after`; without `after` the state stays as it is."""

    before: tuple[str, ...]
    after: str | None = None


MOVES: Mapping[str, Move] = {
    "item.change": Move(("draft",)),
    "item.issue": Move(("draft",), "assigned"),
    "item.sign": Move(("assigned",), "signed"),
    "item.refuse": Move(("assigned",), "draft"),
    "item.reassign": Move(("draft", "assigned", *IN_HAND), "assigned"),  # of drafts only those that were refused
    "item.hand_to": Move(("assigned", *IN_HAND)),
    "item.break_down": Move(IN_HAND, "working"),
    "item.progress": Move(IN_HAND, "working"),
    "item.report": Move(IN_HAND, "reported"),
    "item.return": Move(("reported",), "returned"),
    "item.verify": Move(("reported",), "verified"),
    "item.close": Move(("verified",), "closed"),
    "item.cancel": Move(("draft", *OPEN), "cancelled"),
    "item.suspend": Move(("assigned", *IN_HAND), "suspended"),
    "item.resume": Move(("suspended",), "working"),
    "item.ask_extension": Move(("assigned", *IN_HAND)),
    "item.extend": Move(("assigned", *IN_HAND)),
    "item.decline_extension": Move(("assigned", *IN_HAND)),
    "item.waive_children": Move(IN_HAND + ("reported", "verified")),
    "item.plan": Move(("assigned", *IN_HAND)),
    "item.recheck": Move(("returned",), "reported"),
    "item.turn": Move(STATES),
    "item.breach": Move(STATES),
    "item.recount": Move(("draft", *OPEN)),
    "block.ask": Move(("assigned", *IN_HAND)),
}


SLIP_MOVES: Mapping[str, Move] = {
    "slip.sign": Move(("proposed",), "open"),
    "slip.decline": Move(("proposed",), "declined"),
    "slip.answer": Move(("open",), "answered"),
    "slip.accept": Move(("answered",), "met"),
    "slip.return": Move(("answered",), "open"),
    "slip.withdraw": Move(("open", "answered"), "withdrawn"),
    "slip.give_way": Move(("open",), "unmet"),
}


def possible(action: str, state: str) -> bool:
    """May this act be done in this state? Acts that are no moves are possible in every state."""
    move = MOVES.get(action) or SLIP_MOVES.get(action)
    return move is None or state in move.before


def after(action: str, state: str) -> str:
    """The state to which the act leads."""
    return (MOVES.get(action) or SLIP_MOVES[action]).after or state


def refused(item: Any) -> bool:
    """Sent back by its unit and not decided about yet: a draft that was dispatched before. It stays open, and its finish clock runs."""
    return item.state == "draft" and item.issued_at is not None
