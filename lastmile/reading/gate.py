"""Long regular expressions are tried only where a text holds characters that each of their matches needs.

Most clauses hold none: a set of characters is looked for in a sixth of a microsecond, an expression of a hundred alternatives in ten. What an
expression needs is taken from its own parse, so that a rule is written once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, product
from re import _parser  # type: ignore[attr-defined]  # as the engine itself reads an expression; there is no public way
from typing import Any

Needs = frozenset[str]
Find = Callable[..., re.Match[str] | None]
By = str | Callable[[re.Match[str]], str]
OFTEN = 64  # of fifty expressions a report of two pages asks none more often
FEW = 40  # more alternatives than these say nothing
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
CLASSES = frozenset({"\\d"})


class Gated:
    """A compiled expression behind its gate: `search`, `match`, `fullmatch`, `finditer` and `sub` as the expression itself has them.

    The gate is built when the expression has been asked for often: a parse takes milliseconds, and a short paper is read without.
    """

    __slots__ = ("asked", "expression", "finditer", "fullmatch", "match", "search", "sub")

    def __init__(self, expression: str) -> None:
        self.expression, self.asked = expression, 0
        plain = re.compile(expression)
        self.search: Find = self._counted(plain.search, "search")
        self.match: Find = self._counted(plain.match, "match")
        self.fullmatch: Find = self._counted(plain.fullmatch, "fullmatch")
        self.finditer: Callable[[str], Iterator[re.Match[str]]] = self._counted(plain.finditer, "finditer")
        self.sub: Callable[[By, str], str] = self._counted(plain.sub, "sub")

    def _counted(self, work: Callable[..., Any], name: str) -> Any:
        def counted(*given: Any) -> Any:
            self.asked += 1
            if self.asked > OFTEN:
                self.build()
                return getattr(self, name)(*given)
            return work(*given)

        return counted

    def build(self) -> None:
        """Put the gate up."""
        parsed = _parsed(self.expression)
        plain = re.compile(_led(self.expression, parsed))
        opens = _gate(_of_sequence(parsed))
        self.search = _behind(opens, plain.search, None)
        self.match = _behind(opens, plain.match, None)
        self.fullmatch = _behind(opens, plain.fullmatch, None)
        self.finditer = _behind(opens, plain.finditer, ())
        self.sub = (lambda by, text: plain.sub(by, text) if opens(text) else text) if opens else plain.sub


def _behind(opens: Find | None, work: Callable[..., Any], nothing: Any) -> Any:
    return (lambda text, *at: work(text, *at) if opens(text) else nothing) if opens else work


class Headed:
    """Alternatives at the head of a text, chosen by its first character; the first of them that matches wins, as in one expression."""

    __slots__ = ("alternatives", "compiled")

    def __init__(self, *alternatives: str) -> None:
        self.alternatives = [(one, frozenset(one[0]) if one.isalnum() else _one_by_one(_first(_parsed(one)))) for one in alternatives]
        self.compiled: dict[str, re.Pattern[str] | None] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the head of the text."""
        char = text[:1]
        if char not in self.compiled:
            here = [f"(?:{one})" for one, first in self.alternatives if first is None or char in first]
            self.compiled[char] = re.compile("|".join(here)) if here else None
        found = self.compiled[char]
        return found.match(text) if found else None


def _one_by_one(first: Needs | None) -> Needs | None:
    return None if first is None or not first.isdisjoint(CLASSES) else first


def _led(expression: str, parsed: Any) -> str:
    """The expression behind a look at the character it may begin with: one set instead of all alternatives at each place."""
    first = _first(parsed)
    return f"(?={_set(first)})(?:{expression})" if first else expression


def _set(chars: Iterable[str]) -> str:
    return "[" + "".join(char if char in CLASSES else re.escape(char) for char in sorted(chars)) + "]"


def _first(parsed: Any) -> frozenset[str] | None:
    """The characters that a match may begin with; None when they are many, or when it may be empty."""
    found: frozenset[str] = frozenset()
    for operation, given in parsed:
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if name in REPEATS:
            here, goes_on = _first(given[2]), not given[0]
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            here, goes_on = _first(given[-1] if name == "SUBPATTERN" else given), False
        elif name == "BRANCH":
            here, goes_on = _union(map(_first, given[1])), False
        else:
            here, goes_on = frozenset(_unit(name, given)) or None, False
        if here is None:
            return None
        found |= here
        if not goes_on:
            return found
    return None


def _union(each: Iterable[Needs | None]) -> Needs | None:
    sets = list(each)
    return None if None in sets else frozenset().union(*filter(None, sets))


def needed(expression: str) -> Needs | None:
    """Single characters and pairs of which every match holds at least one; None when nothing can be said."""
    return _of_sequence(_parsed(expression))


def _parsed(expression: str) -> Any:
    """The parse of an expression, or nothing if its flags give its characters another meaning."""
    parsed = _parser.parse(expression)
    return parsed if parsed.state.flags == re.UNICODE else ()


def _of_sequence(parsed: Any) -> Needs | None:
    """What the best part of a sequence needs: fewest single characters, since they are the common ones."""
    found = [needs for operation, given in parsed if (needs := _of_one(str(operation), given))]
    units = [_unit(str(operation), given) for operation, given in parsed]
    for one, two in zip(units, units[1:], strict=False):
        if one and two and len(one) * len(two) <= FEW:
            found.append(frozenset(map("".join, product(one, two))))
    return min(found, key=_cost, default=None)


def _cost(needs: Needs) -> float:
    return sum(1.0 if len(need) == 1 else 5.0 if need.startswith("\\") else 0.05 for need in needs)


def _of_one(operation: str, given: Any) -> Needs | None:
    if operation == "SUBPATTERN":
        return _of_sequence(given[-1])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(given)
    if operation == "BRANCH":
        return _union(map(_of_sequence, given[1]))
    if operation in REPEATS:
        return _of_sequence(given[2]) if given[0] else None
    unit = _unit(operation, given)
    return frozenset(unit) if unit else None


def _unit(operation: str, given: Any) -> Sequence[str]:
    """The characters that one place of an expression takes, if they are few."""
    if operation == "LITERAL":
        return (chr(given),)
    if operation != "IN":
        return ()
    units: list[str] = []
    for kind, value in given:
        if str(kind) == "LITERAL":
            units.append(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < FEW:
            units += map(chr, range(value[0], value[1] + 1))
        elif str(value) == "CATEGORY_DIGIT":
            units.append("\\d")
        else:
            return ()
    return units if len(units) <= FEW else ()


def _gate(needs: Needs | None) -> Find | None:
    """What finds one of these in a text; pairs are grouped by their first character, so that the engine looks for a set of first ones."""
    if needs is None:
        return None
    single, pairs = [need for need in needs if _single(need)], sorted(need for need in needs if not _single(need))
    groups = [re.escape(first) + _set(pair[1:] for pair in held) for first, held in groupby(pairs, key=lambda pair: pair[0])]
    if not groups or not CLASSES.isdisjoint(single):
        return re.compile("|".join([_set(single), *groups])).search
    return re.compile("|".join([*map(re.escape, single), *groups])).search


def _single(need: str) -> bool:
    return len(need) == 1 or need in CLASSES
