"""Where every interface goes through to change something: the clock is read here, once."""
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import DataError
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel import act
from lastmile.kernel.act import Actor, Outcome, Refused
from lastmile.kernel.registry import ACTIONS


def perform(name: str, values: Any, actor: Actor, key: str | None = None) -> Outcome:
    """Do one action for the actor; Refused when it may not be, or cannot be, done.

    The same key from the same actor does nothing twice: the outcome then names what was done the first time.
    """
    known(name)
    try:
        return act.perform(name, values, actor, now=timezone.now(), key=key)
    except (psycopg.DataError, DataError, UnicodeError) as no:
        raise unstorable() from no


def perform_many(name: str, rows: Sequence[Any], actor: Actor, **options: Any) -> Outcome:
    """Do an action on many rows as one act. Options: keys, all_or_nothing, dry, tick, as in kernel.act.perform_many."""
    known(name)
    try:
        return act.perform_many(name, rows, actor, now=timezone.now(), **options)
    except (psycopg.DataError, DataError, UnicodeError) as no:
        raise unstorable() from no


def known(name: str) -> None:
    """Refused when no interface offers an action of this name."""
    if name not in ACTIONS or ACTIONS[name].internal:
        raise Refused("action.unknown", _("没有“{name}”这个操作，请核对名称。").format(name=name))


def unstorable() -> Refused:
    """What no field forbids but no database keeps: a NUL character, half a character, a number of a hundred digits."""
    return Refused("value.unstorable", _("填写的内容里有无法保存的字符或过大的数字，请检查后重新提交。"))
