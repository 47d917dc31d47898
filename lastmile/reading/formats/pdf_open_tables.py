"""Tables without upright lines: a rule above the heads, one below them, one at the end. Columns part where nothing stands in any line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lastmile.reading.formats.pdf_page import Char, Edge
from lastmile.reading.tables import NUMBER, is_header

NEAR = 3.0
GAP = 6.0  # points of white between two columns
WIDEST_HEAD = 60.0  # points between the first two rules: three lines of heads
MOST_ROWS = 500


@dataclass(frozen=True)
class OpenTable:
    """Where its columns and rows part, from the upper left corner; the first row is that of the heads."""

    columns: list[float]
    rows: list[float]


def open_tables(across: Sequence[Edge], chars: Sequence[Char]) -> Iterator[OpenTable]:
    """The tables whose rules are these, which must be merged and sorted, and none of which upright lines cross."""
    left = list(across)
    while left:
        first = left.pop(0)
        same = [edge for edge in left if abs(edge[1] - first[1]) <= NEAR and abs(edge[2] - first[2]) <= NEAR]
        if len(same) < 2 or not NEAR < same[0][0] - first[0] <= WIDEST_HEAD:
            continue
        found = _table([first, *same], [char for char in chars if first[0] <= _middle(char) <= same[-1][0] and _inside(char, first)])
        if found:
            yield found
            left = [edge for edge in left if edge not in same]


def _inside(char: Char, rule: Edge) -> bool:
    return rule[1] - NEAR <= (char[1] + char[3]) / 2 <= rule[2] + NEAR


def _middle(char: Char) -> float:
    return (char[2] + char[4]) / 2


def _table(rules: list[Edge], chars: list[Char]) -> OpenTable | None:
    columns = _columns(rules[0], chars)
    heads = [char for char in chars if _middle(char) < rules[1][0]]
    names = [_words(heads, *pair) for pair in _pairs(columns)]
    if len(columns) < 4 or not is_header(names):
        return None
    rows = [rules[0][0], rules[1][0]]
    for above, below in _pairs([rule[0] for rule in rules[1:]]):
        part = [char for char in chars if above < _middle(char) < below]
        if NUMBER.search(names[0]):
            rows += _numbered(above, below, columns[1], part)
        elif len(rules) == 3:  # with more of them each part is one row
            lines = _even(columns, part)
            if lines is None:
                return None
            rows += [(one[1] + two[0]) / 2 for one, two in zip(lines, lines[1:], strict=False)]
        rows.append(below)
    return OpenTable(columns, rows) if len(rows) <= MOST_ROWS else None


def _pairs(ends: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(ends, ends[1:], strict=False))


def _words(chars: list[Char], left: float, right: float) -> str:
    return "".join(char[0] for char in sorted(chars, key=lambda char: (round(_middle(char) / NEAR), char[1])) if left <= char[1] < right)


def _columns(rule: Edge, chars: list[Char]) -> list[float]:
    """The middles of the strips in which no character of the whole table stands, between the ends of the rule."""
    ends, reach = [rule[1] - NEAR], rule[1]
    for char in sorted(chars, key=lambda char: char[1]):
        if char[1] - reach >= GAP and reach > rule[1]:
            ends.append((reach + char[1]) / 2)
        reach = max(reach, char[3])
    return [*ends, rule[2] + NEAR]


def _even(columns: list[float], chars: list[Char]) -> list[tuple[float, float]] | None:
    """The lines, if each is a row: no cell of any column goes on in a second line. Else nobody can tell the rows."""
    by_column = [_lines([char for char in chars if left <= char[1] < right]) for left, right in _pairs(columns)]
    return by_column[0] if len({len(lines) for lines in by_column if lines}) == 1 and by_column[0] else None


def _numbered(top: float, bottom: float, second: float, chars: list[Char]) -> list[float]:
    """Where the rows of a part between two rules part: each has its number in the first column, at its first line, or in its middle."""
    marks = _lines([char for char in chars if char[1] < second])
    others = _lines([char for char in chars if char[1] >= second])
    if len(marks) < 2 or not others:
        return []
    if others[0][0] < marks[0][0] - NEAR:  # the first column stands in the middle of each row, so its height is told by the one above
        return _centred(top, bottom, marks)
    return [(max((line[1] for line in others if line[1] <= mark[0] + NEAR), default=mark[0]) + mark[0]) / 2 for mark in marks[1:]]


def _centred(top: float, bottom: float, marks: list[tuple[float, float]]) -> list[float]:
    ends = []
    for mark in marks[:-1]:
        top = min(2 * (mark[0] + mark[1]) / 2 - top, bottom)
        ends.append(top)
    return ends


def _lines(chars: list[Char]) -> list[tuple[float, float]]:
    """Upper and lower edge of each line of characters."""
    found: list[tuple[float, float]] = []
    for char in sorted(chars, key=_middle):
        if found and _middle(char) < found[-1][1]:
            found[-1] = (min(found[-1][0], char[2]), max(found[-1][1], char[4]))
        else:
            found.append((char[2], char[4]))
    return found
