"""Where every interface goes through to change something: the clock is read here, once."""
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel import act
from lastmile.kernel.act import Actor, Outcome, Refused
from lastmile.kernel.act.refusal import unstorable
from lastmile.kernel.registry import ACTIONS

log = logging.getLogger(__name__)


def perform(name: str, values: Any, actor: Actor, key: str | None = None, seen: int | None = None) -> Outcome:
    """Do one action for the actor; Refused when it may not be, or cannot be, done.

    The same key from the same actor does nothing twice: the outcome then names what was done the first time. `seen` is the number of the
    subject's last entry when the form was drawn (kernel.queries.journal.last_number): what was changed since is not overwritten.
    """
    known(name)
    with in_words(name):
        return act.perform(name, values, actor, now=timezone.now(), key=key, seen=seen)


def perform_many(name: str, rows: Sequence[Any], actor: Actor, **options: Any) -> Outcome:
    """Do an action on many rows as one act. Options: keys, seen, all_or_nothing, dry, tick, as in kernel.act.perform_many."""
    known(name)
    with in_words(name):
        return act.perform_many(name, rows, actor, now=timezone.now(), **options)


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Inside this block, what the database does not take becomes a refusal in words; nothing of it is kept."""
    try:
        yield
    except (psycopg.DataError, DataError, UnicodeError) as no:
        raise unstorable() from no
    except (psycopg.IntegrityError, IntegrityError) as no:  # a rule that the action should have asked: see it in the log
        log.exception("%s: the database refused", name)
        raise Refused("conflict", _("这样改与已有的记录对不上，没有保存。请核对后重新提交；还是不行，请把时间告诉系统管理员。")) from no


def known(name: str) -> None:
    """Refused when no interface offers an action of this name."""
    if name not in ACTIONS or ACTIONS[name].internal:
        raise Refused("action.unknown", _("没有“{name}”这个操作，请核对名称。").format(name=name))

