"""The lines that a reader sees of a part of a page: paragraphs, list numbers, tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lastmile.reading.formats.counting import han, written
from lastmile.reading.formats.extract import Builder
from lastmile.reading.formats.grid import Cell, Grid, filled, write

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
UNSEEN = frozenset("head title script style noscript template svg math button select option textarea input iframe object rt rp audio video".split())
HEADINGS = frozenset(("h1", "h2", "h3"))
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
HAN_LISTS = re.compile(r"list-style[^;]*(?:cjk-ideographic|simp-chinese|trad-chinese|cjk-decimal)")
WIDEST = 1000


@dataclass
class Line:
    """A line of words, or a table; how much of it is links, and whether it is a heading."""

    text: str
    linked: int = 0
    heading: bool = False
    grid: Grid | None = None

    def put(self, builder: Builder, where: Mapping[str, Any]) -> None:
        """Add it to the text."""
        if self.grid is None:
            builder.line([(self.text, where if self.text.strip() else None)])
        else:
            for row in self.grid:
                for cell in row:
                    cell.runs = [(text, dict(where) | dict(place or {})) for text, place in cell.runs]
            write(builder, self.grid)


def lines(node: Any) -> Iterator[Line]:
    """The lines of a node, from the top; white space as a browser shows it."""
    held = Line("")
    yield from _walk(node, held)
    if last := _ended(held):
        yield last


def _walk(node: Any, held: Line, link: bool = False, mark: str = "") -> Iterator[Line]:
    """Adds words to the line that is held, and gives it away where a block begins or ends."""
    name = node.tag if isinstance(node.tag, str) else ""
    if name in UNSEEN:
        return
    link = link or name == "a"
    block = name in BLOCKS
    if block and (line := _ended(held)):
        yield line
    held.heading = held.heading or name in HEADINGS
    held.text += mark
    if name == "table" and (grid := _data_table(node)):
        yield Line("\n".join(" ".join(cell.text for cell in row) for row in grid), grid=grid)
    else:
        _say(held, node.text, link)
        items = 0
        for one in node:
            items += one.tag == "li"
            if one.tag == "br":
                if line := _ended(held):
                    yield line
            else:
                yield from _walk(one, held, link, _mark(node, items) if one.tag == "li" else "")
            _say(held, one.tail, link)
    if block and (line := _ended(held)):
        yield line


def _say(held: Line, words: str | None, link: bool) -> None:
    if words:
        words = re.sub(r"[ \t\r\n\f]+", " ", words)
        held.text += words if held.text else words.lstrip(" ")
        held.linked += len(words.strip()) if link else 0


def _ended(held: Line) -> Line | None:
    """The line that is held, if it says anything; the next begins empty."""
    text = held.text.strip(" \xa0").replace("\xa0", " ")
    line = Line(text, held.linked, held.heading)
    held.text, held.linked, held.heading = "", 0, False
    return line if text.strip() else None


def _mark(parent: Any, item: int) -> str:
    """What a browser writes before the item of a list that is the first, the second, …"""
    if parent.tag != "ol":
        return "● " if parent.tag == "ul" else ""
    start = parent.get("start", "1")
    number = item - 1 + (int(start) if start.isdigit() and len(start) < 6 else 1)
    if HAN_LISTS.search(parent.get("style", "")):
        return f"{han(number)}、" if number < 10_000 else ""
    return written(number, LIST_FORMS.get(parent.get("type", "1"), "decimal")) + ". "


def _data_table(table: Any) -> Grid | None:
    """The cells of a table that holds facts; a table that only lays out the page is none."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if len(rows) < 2 or max(map(len, cells)) < 2 or next(table.iterdescendants("table"), None) is not None:
        return None
    width = min(max(sum(_span(cell, "colspan") for cell in row) for row in cells), WIDEST)
    made = [
        [(_cell(cell, top, left), _span(cell, "rowspan"), _span(cell, "colspan")) for left, cell in enumerate(row, 1)]
        for top, row in enumerate(cells, 1)
    ]
    said = sorted(len(cell.text) for row in made for cell, _, _ in row)
    return None if said[-1] > 300 and said[-1] > 3 * sum(said[:-1]) else filled(width, made)


def _cell(cell: Any, row: int, column: int) -> Cell:
    said = [line.text for line in lines(cell)]
    return Cell([("\n".join(said), {"row": row, "column": column})] if said else [])


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdigit() and len(value) < 5 else 1
