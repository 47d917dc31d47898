"""Which fields of an action's values name a row of another table."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

SEVERAL = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True)
class Ref:
    """Marks a field that names a row of another table: "unit", "item", "person"; or "file", in the store."""

    to: str


UnitRef = Annotated[int, Ref("unit")]
ItemRef = Annotated[int, Ref("item")]
PersonRef = Annotated[int, Ref("person")]
FileRef = Annotated[str, Ref("file")]  # the hash of a file that the actor has brought


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
        elif nested:
            found[name] = Place(nested=nested)
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
