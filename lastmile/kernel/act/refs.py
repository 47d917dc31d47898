"""Names in place of ids: a sheet says 云溪区 or 2026-督-0147, a person types a user name; the action gets the id."""
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import BaseModel

from ..models import Item, Person
from ..rules.city import City
from .refusal import Refused

SEVERAL = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True)
class Ref:
    """Marks a field that names a row of another table: "unit", "item", "person" or what a domain adds."""

    to: str


UnitRef = Annotated[int, Ref("unit")]
ItemRef = Annotated[int, Ref("item")]
PersonRef = Annotated[int, Ref("person")]


@dataclass(frozen=True)
class Place:
    """How a field holds references: to which table, whether several, or inside the rows of a nested class."""

    to: str = ""
    several: bool = False
    nested: type[BaseModel] | None = None


@lru_cache
def refs_of(takes: type[BaseModel]) -> dict[str, Place]:
    """The fields that hold references."""
    found = {}
    for name, info in takes.model_fields.items():
        parts = list(_parts(info.annotation))
        marks = [m for m in info.metadata if isinstance(m, Ref)] + [
            m for part in parts for m in getattr(part, "__metadata__", ()) if isinstance(m, Ref)]
        nested = next((p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)), None)
        if marks:
            found[name] = Place(marks[0].to, any(get_origin(p) is list for p in parts))
        elif nested and refs_of(nested):
            found[name] = Place(nested=nested)
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def resolve(takes: type[BaseModel], values: Mapping[str, Any], city: City, near: int | None) -> dict[str, Any]:
    """The values with every name replaced by its id. Refused: no such name, or several units bear it."""
    given = dict(values)
    for name, place in refs_of(takes).items():
        value = given.get(name)
        if isinstance(value, str) and not value.strip():
            del given[name]
        elif place.nested:
            rows = _rows(value)
            given[name] = [resolve(place.nested, row, city, near) if isinstance(row, Mapping) else row for row in rows] \
                if isinstance(rows, list) else value
        elif place.several and isinstance(value, str | list):
            parts = SEVERAL.split(value) if isinstance(value, str) else value
            given[name] = [_one(place.to, part, city, near, name) for part in parts if part not in ("", None)]
        elif isinstance(value, str):
            given[name] = _one(place.to, value, city, near, name)
    return given


def _rows(value: Any) -> Any:
    """Rows as JSON or as they are; what is neither is left for the class to refuse."""
    try:
        return json.loads(value) if isinstance(value, str) else value or []
    except ValueError:
        return value


def _one(to: str, value: Any, city: City, near: int | None, column: str) -> Any:
    """The id; what is neither a name nor an id is left for the class to refuse."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    return int(words) if len(words) < 19 and words.isascii() and words.isdigit() else FINDERS[to](words, city, near, column)


def _unit(words: str, city: City, near: int | None, column: str) -> int:
    found = city.find(words, near)
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(city.units[i].name for i in found[:5])
        raise Refused("unit.ambiguous", _("有几个单位都叫“{words}”：{names}。请写全称。").format(words=words, names=names), column)
    raise Refused("unit.unknown", _("没有叫“{words}”的单位，请核对名称，或先在“单位”里补上别名。").format(words=words), column)


def _item(number: str, city: City, near: int | None, column: str) -> int:
    found = Item.objects.filter(number=number).values_list("id", flat=True).first()
    if found is None:
        raise Refused("item.unknown", _("没有编号为 {number} 的事项，请核对编号。").format(number=number), column)
    return found


def _person(username: str, city: City, near: int | None, column: str) -> int:
    found = Person.objects.filter(username=username).values_list("id", flat=True).first()
    if found is None:
        raise Refused("person.unknown", _("没有用户名为 {username} 的人员，请核对。").format(username=username), column)
    return found


FINDERS = {"unit": _unit, "item": _item, "person": _person}
