"""What an act writes, gathered and then put down at once: plain statements for a few rows, COPY and unnest for many."""
import json
from collections import defaultdict
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField, Model

from .beside import Busy
from .copying import lines

MANY = 20  # from here on COPY is cheaper than statements


@lru_cache
def columns(model: type[Model]) -> dict[str, Any]:
    """The columns that are written, by the name used in actions: `unit_id` for a foreign key."""
    return {f.attname: f for f in model._meta.concrete_fields if not getattr(f, "generated", False)}


@lru_cache
def defaults(model: type[Model]) -> dict[str, Any]:
    """What a new row holds where nothing is said: fixed values, or an empty list or dict, which nobody fills later."""
    return {name: f.get_default() for name, f in columns(model).items() if f.has_default()}


@lru_cache
def quoted(model: type[Model]) -> dict[str, str]:
    """The columns' names as SQL takes them; some, such as "end", are words of SQL."""
    return {name: f'"{f.column}"' for name, f in columns(model).items()}


@lru_cache
def json_columns(model: type[Model]) -> frozenset[str]:
    return frozenset(name for name, f in columns(model).items() if isinstance(f, JSONField))


def parameter(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


class Writer:
    """Gathers inserts and updates of one act in order; `flush` writes them."""

    def __init__(self, rows: int):
        self.rows = rows
        self.inserts: list[tuple[type[Model], dict]] = []
        self.updates: list[tuple[Model, dict]] = []
        self.undo: list[tuple[Model, str, Any]] = []
        self.ids: dict[type[Model], list[int]] = {}
        self.flushes = 0
        self.busy: Busy | None = None

    @property
    def db(self):
        """psycopg's own connection: half the CPU of the ORM, in the same transaction."""
        return connection.connection

    def new_id(self, model: type[Model]) -> int:
        """The next id of the table's sequence; drawn once for all rows of a batch."""
        pool = self.ids.get(model)
        if not pool:
            drawn = self.db.execute("select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
                                    [model._meta.db_table, self.rows])
            pool = self.ids[model] = [i for i, in drawn][::-1]
        return pool.pop()

    def insert(self, model: type[Model], values: dict) -> None:
        self.inserts.append((model, {**defaults(model), **values}))

    def update(self, row: Model, values: dict) -> None:
        if not values:
            return
        for name, value in values.items():
            self.undo.append((row, name, getattr(row, name)))
            setattr(row, name, value)
        self.updates.append((row, values))

    def mark(self) -> tuple[int, int, int]:
        return len(self.inserts), len(self.updates), len(self.undo)

    def back_to(self, mark: tuple[int, int, int]) -> None:
        """Forget what came after the mark; rows in memory get their old values again."""
        for row, name, value in reversed(self.undo[mark[2]:]):
            setattr(row, name, value)
        del self.inserts[mark[0]:], self.updates[mark[1]:], self.undo[mark[2]:]

    def flush(self, commit: bool = False) -> None:
        """Put down what was gathered: rows of one shape together, all changes of a row as one. A few rows may bring the commit along in
        the same round trip; where one of them is refused the database does nothing that follows, the commit neither."""
        self.settle()
        fresh, changed = self._gathered()
        if not fresh and not changed:
            return
        self.flushes += 1
        db = self.db
        if sum(map(len, fresh.values())) + sum(map(len, changed.values())) < MANY:
            with db.pipeline():
                _write(db, fresh, changed)
                if commit:
                    db.execute("commit")
        else:
            _write(db, fresh, changed)

    def spill(self) -> None:
        """Have what was gathered written while the rules of the next rows are worked out; only between two rows."""
        self.settle()
        fresh, changed = self._gathered()
        self.busy = Busy(lambda db: _write(db, fresh, changed))

    def settle(self) -> None:
        """Wait for what is being written; raises what the database refused of it."""
        busy, self.busy = self.busy, None
        if busy:
            busy.result()

    def rest(self) -> None:
        """Wait for it without asking how it went: the transaction ends now."""
        if self.busy:
            self.busy.rest()

    def _gathered(self) -> tuple[dict, dict]:
        """What was gathered, by table and columns."""
        fresh: dict[tuple, list[dict]] = defaultdict(list)
        for model, values in self.inserts:
            fresh[model, tuple(values)].append(values)
        merged: dict[Model, dict] = {}
        for row, values in self.updates:
            merged.setdefault(row, {}).update(values)
        changed: dict[tuple, list[tuple[Model, dict]]] = defaultdict(list)
        for row, values in merged.items():
            changed[type(row), tuple(sorted(values))].append((row, values))
        self.inserts, self.updates, self.undo = [], [], []
        return fresh, changed


def _write(db: Any, fresh: dict, changed: dict) -> None:
    for (model, names), rows in changed.items():
        # unnest would make one flat list of lists
        one_by_one = len(rows) < MANY or any(isinstance(columns(model)[n], ArrayField) for n in names)
        (_update_few if one_by_one else _update_many)(db, model, names, rows)
    for (model, names), rows in fresh.items():
        (_copy if len(rows) >= MANY else _insert_few)(db, model, names, rows)


def _insert_few(db: Any, model: type[Model], names: tuple, rows: list[dict]) -> None:
    cols = quoted(model)
    sql = (f"insert into {model._meta.db_table} ({', '.join(cols[n] for n in names)}) values "
           + ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(rows)))
    db.execute(sql, [parameter(v) for row in rows for v in row.values()])


def _update_few(db: Any, model: type[Model], names: tuple, rows: list) -> None:
    cols = quoted(model)
    sql = f"update {model._meta.db_table} set {', '.join(f'{cols[n]} = %s' for n in names)} where {_key(model)} = %s"
    for row, values in rows:
        db.execute(sql, [*(parameter(values[n]) for n in names), row.pk])


def _copy(db: Any, model: type[Model], names: tuple, rows: list[dict]) -> None:
    cols = quoted(model)
    with db.cursor().copy(f"copy {model._meta.db_table} ({', '.join(cols[n] for n in names)}) from stdin") as copy:
        for i in range(0, len(rows), 2000):
            copy.write(lines([row.values() for row in rows[i:i + 2000]]))


def _update_many(db: Any, model: type[Model], names: tuple, rows: list) -> None:
    cols, names_of = columns(model), quoted(model)
    types = [f"%s::{cols[n].rel_db_type(connection) if cols[n].remote_field else cols[n].db_type(connection)}[]" for n in names]
    sets = ", ".join(f"{names_of[n]} = new.{names_of[n]}" for n in names)
    sql = (f"update {model._meta.db_table} old set {sets} from unnest(%s::bigint[], {', '.join(types)})"
           f" new(key, {', '.join(names_of[n] for n in names)}) where old.{_key(model)} = new.key")
    db.execute(sql, [[row.pk for row, _ in rows], *([parameter(values[n]) for _, values in rows] for n in names)])


def _key(model: type[Model]) -> str:
    return str(model._meta.pk.column)

