"""The numbers that Word generates: which list and level a paragraph is on, and how far each list has counted."""

import re
from dataclasses import dataclass, field
from typing import Any

from lastmile.reading.formats.counting import written
from lastmile.reading.formats.package import attribute, child, local

LEVELS = 9
NO_SPACE_AFTER = "、，．。）】)"


@dataclass
class Level:
    """How one level of a list counts and what it prints."""

    form: str = "decimal"
    words: str = ""
    start: int = 1
    restarts: int | None = None
    suffix: str = "tab"
    digits: bool = False
    style: str = ""


@dataclass
class Numbering:
    """The lists of a paper; `counts` belongs to a list's definition, which several lists may share."""

    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, number: str, depth: int | None, style: str = "") -> str:
        """The mark of the next paragraph on this list and level; a style may be tied to a level."""
        definition, overrides = self.lists.get(number, ("", {}))
        levels = self.levels.get(definition, {})
        if depth is None:
            depth = next((at for at, level in levels.items() if style and level.style == style), 0)
        if depth not in levels or depth >= LEVELS:
            return ""
        counts = self.counts.setdefault(definition, [None] * LEVELS)
        self._count(counts, number, depth, levels, overrides)
        return self._printed(levels, counts, depth)

    def _count(self, counts: list[int | None], number: str, depth: int, levels: dict[int, Level], overrides: dict[int, int]) -> None:
        fresh = depth in overrides and (number, depth) not in self.begun
        self.begun.add((number, depth))
        first = overrides.get(depth, levels[depth].start)
        held = counts[depth]
        counts[depth] = first if held is None or fresh else held + 1
        for deeper in range(depth + 1, LEVELS):
            restarts = levels[deeper].restarts if deeper in levels else None
            if restarts is None or (restarts and depth < restarts):
                counts[deeper] = None

    def _printed(self, levels: dict[int, Level], counts: list[int | None], depth: int) -> str:
        level = levels[depth]
        if level.form == "bullet":
            return "●"

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels or at > depth:
                return ""
            count = counts[at]
            plain = level.digits and at < depth
            return written(levels[at].start if count is None else count, "decimal" if plain else levels[at].form)

        words = re.sub(r"%([1-9])", one, level.words)
        space = words and level.suffix != "nothing" and words[-1] not in NO_SPACE_AFTER
        return words + (" " if space else "")


def numbering(root: Any) -> Numbering:
    """What numbering.xml says; a paper without one has no lists."""
    found = Numbering()
    links: dict[str, str] = {}
    for node in root if root is not None else ():
        name = attribute(node, "abstractNumId")
        if local(node) == "abstractNum":
            found.levels[name] = {int(attribute(one, "ilvl", "0")): _level(one) for one in node if local(one) == "lvl"}
            for one in node:
                if local(one) == "styleLink":
                    links[attribute(one, "val")] = name
    for node in root if root is not None else ():
        if local(node) == "num":
            _list(node, found)
    for node in root if root is not None else ():
        linked = child(node, "numStyleLink")
        if local(node) == "abstractNum" and linked is not None and attribute(linked, "val") in links:
            found.levels[attribute(node, "abstractNumId")] = found.levels[links[attribute(linked, "val")]]
    return found


def _list(node: Any, found: Numbering) -> None:
    number, definition = attribute(node, "numId"), attribute(child(node, "abstractNumId"), "val")
    overrides: dict[int, int] = {}
    for one in node:
        if local(one) == "lvlOverride":
            depth = int(attribute(one, "ilvl", "0"))
            start, level = child(one, "startOverride"), child(one, "lvl")
            if level is not None:
                found.levels[definition + "/" + number] = found.levels.get(definition, {}) | {depth: _level(level)}
            if start is not None:
                overrides[depth] = int(attribute(start, "val", "1"))
    own = definition + "/" + number
    found.lists[number] = (own if own in found.levels else definition, overrides)


def _level(node: Any) -> Level:
    restart = child(node, "lvlRestart")
    form = child(node, "numFmt")
    if form is None:  # a rare form stands inside a choice, its fallback last
        form = next((one for one in reversed(list(node.iter())) if local(one) == "numFmt"), None)
    return Level(
        attribute(form, "val", "decimal"), attribute(child(node, "lvlText"), "val"), int(attribute(child(node, "start"), "val", "1")),
        int(attribute(restart, "val", "0")) if restart is not None else None,
        attribute(child(node, "suff"), "val", "tab"), child(node, "isLgl") is not None,
        attribute(child(node, "pStyle"), "val"),
    )
