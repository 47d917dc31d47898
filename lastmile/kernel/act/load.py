"""Rows read below the ORM: the same model instances at half the cost, locked in one order so that no two acts wait in a ring."""
import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from .writer import columns, json_columns, quoted


@lru_cache
def select(model: type[Model]) -> str:
    names = ", ".join(f"{column}::text" if name in json_columns(model) else column for name, column in quoted(model).items())
    return f"select {names} from {model._meta.db_table} where {model._meta.pk.column} = any(%s) order by {model._meta.pk.column}"


@lru_cache
def _of_json(model: type[Model]) -> tuple[int, ...]:
    return tuple(i for i, name in enumerate(columns(model)) if name in json_columns(model))


def row_of(model: type[Model], values: Sequence[Any]) -> Model:
    if places := _of_json(model):
        values = list(values)
        for i in places:
            values[i] = json.loads(values[i])
    return model.from_db("default", list(columns(model)), values)


def locked(db: Any, model: type[Model], keys: Sequence[int]) -> list[Model]:
    """The rows with these keys, locked until the act ends."""
    return [row_of(model, values) for values in db.execute(select(model) + " for update", [list(keys)]).fetchall()]


def plain_rows(db: Any, model: type[Model], keys: Sequence[int]) -> list[Model]:
    """The rows with these keys, as they stand."""
    return [row_of(model, values) for values in db.execute(select(model), [list(keys)]).fetchall()]


def by_id(db: Any, model: type[Model], key: int) -> Model | None:
    found = db.execute(select(model), [[key]]).fetchone()
    return row_of(model, found) if found else None


def asked(sql: str, wanted: Collection[Any]) -> list[Any]:
    """Rows for many keys, by one query with one parameter; between acts too."""
    connection.ensure_connection()
    return connection.connection.execute(sql, [list(wanted)]).fetchall()
