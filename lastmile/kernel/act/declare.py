from collections.abc import Callable
from typing import Any

from django.db.models import Model
from pydantic import BaseModel

from ..registry import ACTIONS, Action


def action(name: str, title: str, *, takes: type[BaseModel], may: Callable[..., bool], locks: type[Model] | None = None,
           about: tuple[type[Model], str] | None = None, internal: bool = False, in_person: bool = False) -> Callable:
    """Mark a function as an action.

    `takes` is what it is given (a pydantic class; its field named as the locked model holds the subject's id);
    a function that finds its row by itself says by `about` which model it is, and which field names it;
    `may(asking, given, row)` says who may do it, and is asked with given=None when a page wants to know whether to show the button.
    The function gets the act, what was given and the locked row; it holds only the rule and the change, and returns its subject
    (what it made, or the subject that another action gave back) when that is not the locked row.
    """

    def mark(run: Callable[..., Any]) -> Callable[..., Any]:
        if name in ACTIONS:
            raise ValueError(f"action {name} is declared twice")
        field = (locks._meta.model_name or "") if locks else ""
        ACTIONS[name] = Action(name, title, takes, may, run, locks, field, about or ((locks, field) if locks else None), internal,
                               in_person)
        return run

    return mark
