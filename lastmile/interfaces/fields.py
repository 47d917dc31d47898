"""The fields of an action as columns and options: what they are called, and how office writing becomes values."""
import json
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

from django.utils.translation import get_language, gettext, pgettext
from pydantic import BaseModel, SecretStr

from lastmile.kernel.act.refs import SEVERAL, refs_of
from lastmile.kernel.registry import KINDS, LIMITS, PAPERS
from lastmile.kernel.rules.clocks import PRESETS, Limit
from lastmile.kernel.rules.ledger import FIELDS

from .web.words import IN_CONTEXT, TABLES

RULES = {"rule": "", "within": "finish", "first_report": "first"}  # fields that name a limit of clocks, and for what
YES = {"是": True, "否": False, "有": True, "无": False, "√": True, "×": False, "对": True, "错": False}
DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
WHOLE = re.compile(r"-?\d+\.0+")


@dataclass(frozen=True)
class Column:
    """One field: `title` in Chinese (a msgid), its shape, whether it must be filled, and the choices with their words.

    Shapes: text, number, day, yes, choice, json, and ref (a name or an id); `several` of them stand in a list.
    """

    name: str
    title: str
    shape: str
    required: bool = False
    several: bool = False
    secret: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """What an office calls a choice, in the reader's language."""
        if self.name in RULES:
            return limit_name(limits()[key])
        said = self.choices[key]
        return pgettext(self.name, said) if self.name in IN_CONTEXT else gettext(said) if said else ""

    def read(self, given: Any) -> Any:
        """The value that is meant; what is not understood comes back as it was, for the action to refuse in its own words."""
        if self.several and isinstance(given, str):
            return given if self.shape == "ref" else [self.one(part) for part in SEVERAL.split(given) if part.strip()]
        return self.one(given)

    def one(self, given: Any) -> Any:
        """One value of the field."""
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        return READERS.get(self.shape, lambda column, value: value)(self, given)


def _text(column: Column, given: Any) -> Any:
    return str(given) if isinstance(given, bool | int | float | date) else given


def _number(column: Column, given: Any) -> Any:
    return int(float(given)) if isinstance(given, str) and WHOLE.fullmatch(given.strip()) else given


def _day(column: Column, given: Any) -> Any:
    if isinstance(given, datetime):
        return given.date()
    found = DAY.fullmatch(given.strip()) if isinstance(given, str) else None
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else given


def _yes(column: Column, given: Any) -> Any:
    return YES.get(given.strip(), given) if isinstance(given, str) else given


def _choice(column: Column, given: Any) -> Any:
    if not isinstance(given, str):
        return given
    return next((key for key, word in column.choices.items() if given.strip() in (word, column.word(key))), given)


def _json(column: Column, given: Any) -> Any:
    try:
        return json.loads(given) if isinstance(given, str) else given
    except ValueError:
        return given


READERS = {"text": _text, "number": _number, "ref": _number, "day": _day, "yes": _yes, "choice": _choice, "json": _json}


@lru_cache
def columns(takes: type[BaseModel]) -> tuple[Column, ...]:
    """The fields of an action's values, in their order."""
    refs = refs_of(takes)
    found = []
    for name, info in takes.model_fields.items():
        parts = _parts(info.annotation)
        choices = choices_of(name, parts)
        shape = ("json" if refs[name].nested else "ref") if name in refs else "choice" if choices else shape_of(parts)
        several = shape != "json" and any(get_origin(p) is list for p in parts)
        found.append(Column(name, info.title or name, shape, info.is_required(), several, SecretStr in parts, choices))
    return tuple(found)


def _parts(annotation: Any) -> list[Any]:
    """A type and those it is made of: list[date] | None -> list[date], date, None."""
    found, inner = [annotation], get_args(annotation)
    if get_origin(annotation) is Literal:
        return found
    if get_origin(annotation) not in (Union, types.UnionType, list) and inner:
        inner = inner[:1]
    for part in inner:
        found += _parts(part)
    return found


def shape_of(parts: list[Any]) -> str:
    """The shape of what is no reference and no choice."""
    kinds = [p for p in parts if isinstance(p, type)]
    if any(issubclass(k, dict | BaseModel) for k in kinds) or any(get_origin(p) is dict for p in parts):
        return "json"
    shapes = ((bool, "yes"), (int, "number"), (float, "number"), (date, "day"))
    return next((shape for kind, shape in shapes if kind in kinds), "text")


def choices_of(name: str, parts: list[Any]) -> dict[str, str]:
    """The keys that may be chosen, with their office words; {} when the field is free."""
    if name in RULES:
        return {code: limit.name for code, limit in limits().items() if RULES[name] in ("", limit.use)}
    declared: dict[str, Mapping[str, Any]] = {"kind": KINDS, "paper_kind": PAPERS, "field": FIELDS}
    if name in declared:
        return {key: one.title for key, one in declared[name].items()}
    words = TABLES.get(name, {})
    fixed = [key for p in parts if get_origin(p) is Literal for key in get_args(p)]
    if fixed:
        return {str(key): words.get(str(key), str(key)) for key in fixed}
    return dict(words) if name == "area" else {}


def limits() -> dict[str, Limit]:
    """The limits of clocks there are, in the box and of the domains."""
    return {**PRESETS, **LIMITS}


def limit_name(limit: Limit) -> str:
    """The limit's name in the reader's language, with the field it belongs to."""
    english = (get_language() or "").startswith("en")
    return f"{limit.group_en}: {limit.name_en}" if english else f"{limit.group}：{limit.name}"
