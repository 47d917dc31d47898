"""Doing an action: parse, lock, ask, do, write the entry; one row or a hundred thousand, the same steps."""
import gc
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

import psycopg
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from pydantic import BaseModel, TypeAdapter, ValidationError

from ..models import Done, Entry
from ..registry import ACTIONS, Action
from ..rules import moves
from . import journal
from .actor import Actor
from .city import Snapshot, snapshot
from .context import Act, Asking, label_of, subject_of
from .load import row_of, select
from .names import names_in, resolve
from .refs import refs_of
from .refusal import Outcome, Refused, Wrong, unstorable
from .rows import OneRow, Spoilt
from .there import missing
from .words import changed, no_subject, not_allowed, not_by_token, not_found, wrong_field, wrong_state
from .writer import MANY

SPILL = 4000  # so many rows are handed to the database at a time
Values = Mapping[str, Any] | BaseModel
TICK = 200  # rows between two words about the progress


@dataclass(frozen=True)
class Asked:
    """What is asked for: the action, by whom, when, and how its rows are to be treated; see perform_many."""

    action: Action
    actor: Actor
    snap: Snapshot
    now: datetime
    keys: Sequence[str | None] | None
    seen: Sequence[int | None] | None
    all_or_nothing: bool
    dry: bool
    tick: Callable[[str, int], None]


def perform(name: str, values: Values, actor: Actor, *, now: datetime, key: str | None = None, seen: int | None = None) -> Outcome:
    """Do one action. Refused when it may not be, or cannot be, done; the same key again finds what was done and does nothing.

    `seen` is the number of the subject's last entry when the sender read it: refused when somebody has changed it since.
    """
    done = perform_many(name, [values], actor, now=now, keys=[key] if key else None, seen=None if seen is None else [seen])
    if done.wrong:
        wrong = done.wrong[0]
        raise Refused(wrong.code, wrong.says, wrong.column)
    return done


def perform_many(name: str, rows: Sequence[Values], actor: Actor, *, now: datetime, keys: Sequence[str | None] | None = None,
                 seen: Sequence[int | None] | None = None, all_or_nothing: bool = True, dry: bool = False,
                 tick: Callable[[str, int], None] = lambda step, n: None) -> Outcome:
    """Do an action on many rows as one act, with set-based SQL.

    `keys` are the sender's own keys, one a row; a row whose key is known for this action is counted as already done. `seen`, one a row,
    is as in perform. Refused rows are left out, or, when all_or_nothing, nothing is done at all. `dry` does everything and keeps
    nothing. `tick(step, rows)` tells the progress.
    """
    owned = [f"{actor.id}:{name}:{key}" if key else None for key in keys] if keys else None
    asked = Asked(ACTIONS[name], actor, snapshot(actor.revision or None), now, owned, seen, all_or_nothing, dry, tick)
    with unhurried_by_garbage(len(rows)):
        return _tried(asked, rows)


def _tried(asked: Asked, rows: Sequence[Values]) -> Outcome:
    near = next((p.unit for p in asked.actor.posts), None)
    given, outcome = _parse(asked.action, rows, asked.snap.city, near)
    asked.tick("parsed", len(given))
    careful = raced = False
    while True:
        try:
            return _run(asked, given, Outcome(wrong=list(outcome.wrong)), careful)
        except Spoilt:
            careful = True
        except psycopg.errors.UniqueViolation as no:  # another act was faster: the second time the rule itself finds what it did
            if raced:
                raise Refused("taken", _("同名的记录已经存在，请核对后再提交。")) from no
            raced = True


@contextmanager
def unhurried_by_garbage(rows: int) -> Iterator[None]:
    """No collection while thousands of rows are held: each would walk all of them and find nothing (a fifth of the time)."""
    if rows < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@lru_cache
def rows_of(takes: type[BaseModel]) -> TypeAdapter:
    """Reads many rows at once; made once, which takes as long as all the rest of an act's parsing."""
    return TypeAdapter(list[takes])  # type: ignore[valid-type]


def _parse(action: Action, rows: Sequence[Values], city: Any, near: int | None) -> tuple[dict[int, BaseModel], Outcome]:
    outcome, takes = Outcome(), action.takes
    plain: dict[int, Any] = {}
    names = names_in(takes, rows, city, near) if refs_of(takes) else None
    for i, row in enumerate(rows):
        try:
            if isinstance(row, BaseModel):
                plain[i] = row
                continue
            for column, value in row.items():
                if isinstance(value, str) and "\0" in value:
                    raise unstorable(column)
            plain[i] = row if names is None else resolve(takes, row, names)
        except Refused as no:
            outcome.wrong.append(Wrong(i, no.column, no.code, no.says))
    given = _validated(action, plain, outcome)
    for wrong in missing(takes, given, city, action.field):
        outcome.wrong.append(wrong)
        given.pop(wrong.row, None)
    return given, outcome


def _validated(action: Action, plain: dict[int, Any], outcome: Outcome) -> dict[int, BaseModel]:
    """The rows as values of the action's class; all at once, and one by one when there is something wrong in them."""
    try:
        return dict(zip(plain, rows_of(action.takes).validate_python(list(plain.values())), strict=True))
    except ValidationError:
        given = {}
    for i, row in plain.items():
        try:
            given[i] = action.takes.model_validate(row)
        except ValidationError as no:
            for error in no.errors(include_url=False):
                column = str(error["loc"][0]) if error["loc"] else ""
                outcome.wrong.append(Wrong(i, column, f"value.{error['type']}", wrong_field(action.takes, column, error)))
    return given


def _run(asked: Asked, given: dict[int, BaseModel], outcome: Outcome, careful: bool) -> Outcome:
    inside, all_or_nothing, tick = connection.in_atomic_block, asked.all_or_nothing, asked.tick
    with transaction.atomic():
        if connection.connection is None:
            connection.ensure_connection()
        act = Act(asked.actor, asked.snap, asked.now, uuid.uuid4(), max(1, len(given)), journal.digest())
        outcome.act = str(act.id)
        known = _begin(act, asked, given)
        tick("locked", len(act.held))
        try:
            if not (all_or_nothing and outcome.wrong and not asked.dry):
                _each(act, asked, given, known, outcome, careful)
        finally:
            act.writer.rest()
        tick("ruled", len(outcome.made))
        outcome.done = not asked.dry and not (outcome.wrong and all_or_nothing)
        if outcome.done:
            act.flush(commit=not inside)  # Django's own commit then finds nothing left to do
        else:
            transaction.set_rollback(True)
        tick("written", len(outcome.made))
        if inside and outcome.done:  # else the rest of the caller's transaction would be unguarded
            act.writer.db.execute("select set_config('lastmile.act', '', true)")
    if outcome.wrong and all_or_nothing:
        outcome.made = {}
    return outcome


def _begin(act: Act, asked: Asked, given: dict[int, BaseModel]) -> dict[str, str]:
    """Tell the database of the act, lock the rows, read the ends of their chains: one round trip, statements of their own.

    The end of a chain is read by a second statement on purpose: after waiting for a lock, a sub-select of the locking statement
    would still see the old end, and the unique (subject, n) would refuse.
    """
    db, model = act.writer.db, cast(type[Model], asked.action.locks)
    wanted = sorted({getattr(row, asked.action.field) for row in given.values()}) if model else []
    with db.pipeline():
        db.execute("select set_config('lastmile.act', %s, true)", [str(act.id)])
        rows = db.execute(select(model) + " for update", [wanted]) if model and wanted else None
        ends = db.execute(journal.TAILS, [[f"{label_of(model)}:{i}" for i in wanted]]) if model and wanted else None
        owned = [key for key in asked.keys or () if key]
        done = db.execute("select key, subject from kernel_done where key = any(%s)", [owned]) if owned else None
        if rows and ends:
            act.held.update((f"{label_of(model)}:{v[0]}", row_of(model, v)) for v in rows.fetchall())
            act.tails.update((s, (n, h)) for s, n, h in ends.fetchall())
        return dict(done.fetchall()) if done else {}


def _each(act: Act, asked: Asked, given: dict[int, BaseModel], known: dict[str, str], outcome: Outcome, careful: bool) -> None:
    """Every row in turn; what a refused one has done is taken back, unless it is alone: then the whole transaction is."""
    action, keys, seen = asked.action, asked.keys, asked.seen
    alone = asked.all_or_nothing and len(given) == 1
    for n, (i, values) in enumerate(given.items()):
        if n % TICK == 0:
            asked.tick("row", n)
        if n and n % SPILL == 0 and not careful and not asked.dry and not (asked.all_or_nothing and outcome.wrong):
            act.writer.spill()
        key = keys[i] if keys else None
        if key and key in known:
            outcome.already[i] = known[key]
            continue
        row = OneRow(act, careful)
        try:
            subject = within(act, action, values, seen[i] if seen else None)
        except Refused as no:
            outcome.wrong.append(Wrong(i, no.column, no.code, no.says))
            if not alone:
                row.take_back()
            continue
        outcome.made[i] = subject
        if key:
            known[key] = subject
            act.writer.insert(Done, {"key": key, "action": action.name, "act": act.id, "subject": subject, "at": act.now})


def within(act: Act, action: Action, values: BaseModel, seen: int | None = None) -> str:
    """One row of an act: ask, do, write the entry; the subject comes back."""
    row = None
    if action.in_person and act.actor.by_token:
        raise not_by_token(action)
    if action.locks is not None:
        key = getattr(values, action.field)
        row = act.get(action.locks, key)
        if row is None:
            raise not_found(action)
        if not action.may(act, values, row):
            raise not_allowed(action)
        if not moves.possible(action.name, getattr(row, "state", "")):
            raise wrong_state(action, row)
    elif not action.may(act, values, None):
        raise not_allowed(action)
    if seen is not None:
        unchanged(act, action, values, seen)
    act.notes.append({"was": {}, "became": {}, "added": {}})
    result: Any = action.run(act, values, row) or row
    subject = result if isinstance(result, str) else subject_of(result)
    _enter(act, action, values, subject, act.notes.pop())
    while act.next:
        name, given = act.next.pop(0)
        act.call(name, **given)
    return subject


def unchanged(act: Act, action: Action, values: BaseModel, seen: int) -> None:
    """Refused when the subject's chain has moved on since its entry `seen`, which was the last when somebody read it."""
    if action.about is None:
        raise no_subject(action)
    model, field = action.about
    key = getattr(values, field)
    act.get(model, key)  # locked first: nobody writes between this look and ours
    if act.tail(f"{label_of(model)}:{key}")[0] != seen:
        raise changed(action, f"{label_of(model)}:{key}")


def _enter(act: Act, action: Action, values: BaseModel, subject: str, note: dict) -> None:
    n, before = act.tail(subject)
    told = {"given": values.model_dump(mode="json", exclude_defaults=True), **{k: v for k, v in note.items() if v}}
    actor, data = act.actor, journal.canonical(act.seen(told))
    line = (subject, n + 1, act.id, action.name, act.now, actor.interface, actor.id, actor.name, actor.unit, data)
    hash = journal.link(act.hasher, before, *line)
    act.append(subject, (n + 1, hash))
    act.writer.insert(Entry, dict(zip(journal.COLUMNS, (*line, hash), strict=True)))


def can(name: str, actor: Actor, row: Any = None, *, now: datetime) -> bool:
    """Would the action be allowed now? What a page asks before it shows a button: the same predicate, the same table of moves."""
    action = ACTIONS[name]
    return not (action.in_person and actor.by_token) and (row is None or moves.possible(name, getattr(row, "state", ""))) and action.may(
        Asking(actor, snapshot(actor.revision or None).city, now), None, row)
