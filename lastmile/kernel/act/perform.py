"""Doing an action: parse, lock, ask, do, write the entry; one row or a hundred thousand, the same steps."""
import gc
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from .city import snapshot
from .context import Act, Asking, label_of, subject_of
from .load import row_of, select
from .refs import refs_of, resolve
from .refusal import Outcome, Refused, Wrong
from .rows import OneRow, Spoilt
from .words import not_allowed, not_found, wrong_field, wrong_state
from .writer import MANY

Values = Mapping[str, Any] | BaseModel


def perform(name: str, values: Values, actor: Actor, *, now: datetime, key: str | None = None) -> Outcome:
    """Do one action. Refused when it may not be, or cannot be, done; the same key again finds what was done and does nothing."""
    done = perform_many(name, [values], actor, now=now, keys=[key] if key else None)
    if done.wrong:
        wrong = done.wrong[0]
        raise Refused(wrong.code, wrong.says, wrong.column)
    return done


def perform_many(name: str, rows: Sequence[Values], actor: Actor, *, now: datetime, keys: Sequence[str | None] | None = None,
                 all_or_nothing: bool = True, dry: bool = False, tick: Callable[[str, int], None] = lambda step, n: None) -> Outcome:
    """Do an action on many rows as one act, with set-based SQL.

    `keys` are the sender's own keys, one a row; a row whose key is known for this action is counted as already done. Refused rows are left out, or,
    when all_or_nothing, nothing is done at all. `dry` does everything and keeps nothing. `tick(step, rows)` tells the progress.
    """
    action, snap = ACTIONS[name], snapshot(actor.revision or None)
    with unhurried_by_garbage(len(rows)):
        return _tried(action, rows, actor, snap, now, keys, all_or_nothing, dry, tick)


def _tried(action: Action, rows: Sequence[Values], actor: Actor, snap: Any, now: datetime, keys: Sequence[str | None] | None,
           all_or_nothing: bool, dry: bool, tick: Callable) -> Outcome:
    near = next((p.unit for p in actor.posts), None)
    given, outcome = _parse(action, rows, snap.city, near)
    tick("parsed", len(given))
    careful = raced = False
    while True:
        try:
            return _run(action, given, actor, snap, now, keys, all_or_nothing, dry, tick, Outcome(wrong=list(outcome.wrong)), careful)
        except Spoilt:
            careful = True
        except psycopg.errors.UniqueViolation as no:
            if raced or no.diag.constraint_name != "kernel_done_pkey":
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
    outcome, named = Outcome(), refs_of(action.takes)
    plain: dict[int, Any] = {}
    for i, row in enumerate(rows):
        try:
            plain[i] = row if isinstance(row, BaseModel) else resolve(action.takes, dict(row), city, near) if named else row
        except Refused as no:
            outcome.wrong.append(Wrong(i, no.column, no.code, no.says))
    try:
        good = rows_of(action.takes).validate_python(list(plain.values()))
        return dict(zip(plain, good, strict=True)), outcome
    except ValidationError:
        given = {}
    for i, row in plain.items():
        try:
            given[i] = action.takes.model_validate(row)
        except ValidationError as no:
            for error in no.errors(include_url=False):
                column = str(error["loc"][0]) if error["loc"] else ""
                outcome.wrong.append(Wrong(i, column, f"value.{error['type']}", wrong_field(action.takes, column, error)))
    return given, outcome


def _run(action: Action, given: dict[int, BaseModel], actor: Actor, snap: Any, now: datetime, keys: Sequence[str | None] | None,
         all_or_nothing: bool, dry: bool, tick: Callable, outcome: Outcome, careful: bool) -> Outcome:
    inside = connection.in_atomic_block
    with transaction.atomic():
        if connection.connection is None:
            connection.ensure_connection()
        act = Act(actor, snap, now, uuid.uuid4(), max(1, len(given)), journal.digest())
        outcome.act = str(act.id)
        keys = [f"{actor.id}:{action.name}:{key}" if key else None for key in keys] if keys else None
        known = _begin(act, action, given, keys)
        tick("locked", len(act.held))
        if not (all_or_nothing and outcome.wrong and not dry):
            _each(act, action, given, keys, known, outcome, careful, all_or_nothing and len(given) == 1)
        tick("ruled", len(outcome.made))
        outcome.done = not dry and not (outcome.wrong and all_or_nothing)
        if outcome.done:
            act.flush()
        else:
            transaction.set_rollback(True)
        tick("written", len(outcome.made))
        if inside and outcome.done:  # else the rest of the caller's transaction would be unguarded
            act.writer.db.execute("select set_config('lastmile.act', '', true)")
    if outcome.wrong and all_or_nothing:
        outcome.made = {}
    return outcome


def _begin(act: Act, action: Action, given: dict[int, BaseModel], keys: Sequence[str | None] | None) -> dict[str, str]:
    """Tell the database of the act, lock the rows, read the ends of their chains: one round trip, statements of their own.

    The end of a chain is read by a second statement on purpose: after waiting for a lock, a sub-select of the locking statement
    would still see the old end, and the unique (subject, n) would refuse.
    """
    db, model = act.writer.db, cast(type[Model], action.locks)
    wanted = sorted({getattr(row, action.field) for row in given.values()}) if model else []
    with db.pipeline():
        db.execute("select set_config('lastmile.act', %s, true)", [str(act.id)])
        rows = db.execute(select(model) + " for update", [wanted]) if model and wanted else None
        ends = db.execute(journal.TAILS, [[f"{label_of(model)}:{i}" for i in wanted]]) if model and wanted else None
        owned = [key for key in keys or () if key]
        done = db.execute("select key, subject from kernel_done where key = any(%s)", [owned]) if owned else None
        if rows and ends:
            act.held.update((f"{label_of(model)}:{v[0]}", row_of(model, v)) for v in rows.fetchall())
            act.tails.update((s, (n, h)) for s, n, h in ends.fetchall())
        return dict(done.fetchall()) if done else {}


def _each(act: Act, action: Action, given: dict[int, BaseModel], keys: Sequence[str | None] | None, known: dict[str, str],
          outcome: Outcome, careful: bool, alone: bool) -> None:
    """Every row in turn; what a refused one has done is taken back, unless it is alone: then the whole transaction is."""
    for i, values in given.items():
        key = keys[i] if keys else None
        if key and key in known:
            outcome.already[i] = known[key]
            continue
        row = OneRow(act, careful)
        try:
            subject = within(act, action, values)
        except Refused as no:
            outcome.wrong.append(Wrong(i, no.column, no.code, no.says))
            if not alone:
                row.take_back()
            continue
        outcome.made[i] = subject
        if key:
            known[key] = subject
            act.writer.insert(Done, {"key": key, "action": action.name, "act": act.id, "subject": subject, "at": act.now})


def within(act: Act, action: Action, values: BaseModel) -> str:
    """One row of an act: ask, do, write the entry; the subject comes back."""
    row = None
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
    act.notes.append({"was": {}, "became": {}, "added": {}})
    result: Any = action.run(act, values, row) or row
    subject = result if isinstance(result, str) else subject_of(result)
    _enter(act, action, values, subject, act.notes.pop())
    while act.next:
        name, given = act.next.pop(0)
        act.call(name, **given)
    return subject


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
    return (row is None or moves.possible(name, getattr(row, "state", ""))) and action.may(
        Asking(actor, snapshot(actor.revision or None).city, now), None, row)
