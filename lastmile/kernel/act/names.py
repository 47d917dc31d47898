"""Names in place of ids: a sheet says 云溪区 or 2026-督-0147, a person types an account; the action gets the id."""
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from ..rules.city import City
from .load import asked
from .refs import SEVERAL, refs_of
from .refusal import Refused, unstorable
from .speech import joined

NAMED = {
    "item": "select number, id from kernel_item where number = any(%s)",
    "person": "select username, id from kernel_person where username = any(%s)",
}


@dataclass(frozen=True)
class Names:
    """What names mean here: the units of the city, those nearest to the actor first; the items and people that the rows name."""

    city: City
    near: int | None
    ids: Mapping[str, Mapping[str, int]]


def names_in(takes: type[BaseModel], rows: Iterable[Any], city: City, near: int | None) -> Names:
    """Items and people are asked for once for all rows, and not at all when none is named."""
    said: dict[str, set[str]] = {}
    if _asks(takes):
        for row in rows:
            if isinstance(row, Mapping):
                for to, words in _said(takes, row):
                    said.setdefault(to, set()).add(words)
    return Names(city, near, {to: dict(asked(NAMED[to], words)) for to, words in said.items()})


@lru_cache
def _asks(takes: type[BaseModel]) -> bool:
    return any(_asks(place.nested) if place.nested else place.to in NAMED for place in refs_of(takes).values())


def _said(takes: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What stands in place of the ids of items and people, and in which of the two."""
    for name, place in refs_of(takes).items():
        value = values.get(name)
        if place.nested:
            rows = _rows(value)
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, Mapping):
                    yield from _said(place.nested, row)
        elif place.to in NAMED:
            parts = SEVERAL.split(value) if place.several and isinstance(value, str) else value if isinstance(value, list) else [value]
            words = [part.strip() for part in parts if isinstance(part, str)]
            yield from ((place.to, one) for one in words if one and not _is_id(one) and storable(one))


def resolve(takes: type[BaseModel], values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The values with every name replaced by its id. Refused: no such name, or several units bear it."""
    given = dict(values)
    for name, place in refs_of(takes).items():
        value = given.get(name)
        if isinstance(value, str) and not value.strip():
            del given[name]
        elif place.nested:
            given[name] = _resolved_rows(place.nested, value, names, name)
        elif place.several and isinstance(value, str | list):
            parts = SEVERAL.split(value) if isinstance(value, str) else value
            given[name] = [_one(place.to, part, names, name) for part in parts if part not in ("", None)]
        elif isinstance(value, str):
            given[name] = _one(place.to, value, names, name)
    return given


def _resolved_rows(nested: type[BaseModel], value: Any, names: Names, column: str) -> Any:
    """Rows inside a field; what is wrong in them is told of the field."""
    rows = _rows(value)
    if not isinstance(rows, list):
        return value
    try:
        return [resolve(nested, row, names) if isinstance(row, Mapping) else row for row in rows]
    except Refused as no:
        raise Refused(no.code, no.says, column) from no


def _rows(value: Any) -> Any:
    """Rows as JSON or as they are; what is neither is left for the class to refuse."""
    try:
        return json.loads(value) if isinstance(value, str) else value or []
    except ValueError:
        return value


def storable(words: str) -> bool:
    """Neither NUL nor half a character."""
    return "\0" not in words and (words.isascii() or not any("\ud800" <= c <= "\udfff" for c in words))


def _is_id(words: str) -> bool:
    return len(words) < 19 and words.isascii() and words.isdigit()


def _one(to: str, value: Any, names: Names, column: str) -> Any:
    """The id; what is neither a name nor an id is left for the class to refuse."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    if not storable(words):
        raise unstorable(column)
    return int(words) if _is_id(words) else FINDERS[to](words, names, column)


def _unit(words: str, names: Names, column: str) -> int:
    city = names.city
    found = city.find(words, names.near)
    if len(found) == 1:
        return found[0]
    if found:
        called = joined(city.units[i].name for i in found[:5])
        raise Refused("unit.ambiguous", _("有几个单位都叫“{words}”：{names}。请写全称。").format(words=words, names=called), column)
    raise Refused("unit.unknown", _("没有叫“{words}”的单位，请核对名称，或先在“单位”里补上别名。").format(words=words), column)


def _item(number: str, names: Names, column: str) -> int:
    found = names.ids.get("item", {}).get(number)
    if found is None:
        raise Refused("item.unknown", _("没有编号为 {number} 的事项，请核对编号。").format(number=number), column)
    return found


def _person(username: str, names: Names, column: str) -> int:
    found = names.ids.get("person", {}).get(username)
    if found is None:
        raise Refused("person.unknown", _("没有账号为 {username} 的人员，请核对。").format(username=username), column)
    return found


FINDERS = {"unit": _unit, "item": _item, "person": _person, "file": lambda hash, names, column: hash}
