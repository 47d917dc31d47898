"""From characters to lines: runs, and rows of runs that stand side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastmile.reading.formats.pdf_page import Char

# In widths of a character: what parts two runs, and what is a gap that its writer meant.
PARTS, MEANT = 1.5, 0.8
# From here on characters are as wide as they are said to be high; fonts say little of use about the height of others.
WIDE = 0x3400


@dataclass
class Line:
    """Words side by side, with their box; `size` is the width of a character, or its height where all are narrow."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int
    shift: float = 0.0  # how far its column stands right of the first

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, to a tenth of a point."""
        return (round(self.left, 1), round(self.top, 1), round(self.right, 1), round(self.bottom, 1))


class Run:
    """Characters that follow one another on a page, with their box."""

    __slots__ = ("chars", "left", "top", "right", "bottom", "size", "wide", "order")

    def __init__(self, char: Char, size: float, wide: bool, order: int) -> None:
        _, self.left, self.top, self.right, self.bottom = char
        self.chars, self.size, self.wide, self.order = [char], size, wide, order

    def add(self, char: Char, size: float, wide: bool) -> None:
        """One more character."""
        _, left, top, right, bottom = char
        self.chars.append(char)
        self.size, self.wide = (size, True) if wide else (self.size, self.wide)
        self.right = right if right > self.right else self.right
        self.top = top if top < self.top else self.top
        self.bottom = bottom if bottom > self.bottom else self.bottom

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2


def runs(chars: Iterable[Char]) -> list[Run]:
    """Characters that follow one another, cut where the next one stands elsewhere."""
    found: list[Run] = []
    run: Run | None = None
    for char in chars:
        words, left, top, right, bottom = char
        wide = ord(words[0]) > WIDE
        size = right - left if wide else bottom - top
        if (
            run is not None
            and run.top - 1 <= (top + bottom) / 2 <= run.bottom + 1
            and -0.7 * run.size < left - run.right < PARTS * run.size
            and (not (wide and run.wide) or 0.8 < size / run.size < 1.25)
        ):
            run.add(char, size, wide)
        else:
            run = Run(char, size, wide, len(found))
            found.append(run)
    return found


def rows(parts: list[Run], page: int, shift: float = 0.0) -> list[Line]:
    """Runs that stand side by side as one line each, from the top."""
    found: list[list[Run]] = []
    for run in sorted(parts, key=lambda one: one.middle):
        row = found[-1] if found else []
        if row and abs(run.middle - row[0].middle) < 0.6 * max(run.size, row[0].size):
            row.append(run)
        else:
            found.append([run])
    return [_line(row, page, shift) for row in found]


def _line(row: list[Run], page: int, shift: float) -> Line:
    """The characters of runs in the order in which they stand: a quotation mark in another font may be drawn last."""
    chars = row[0].chars if len(row) == 1 else sorted((char for run in row for char in run.chars), key=lambda char: char[1])
    wide = [run.size for run in row if run.wide]
    size = max(wide) if wide else max(run.size for run in row)
    words = [chars[0][0]]
    for before, char in zip(chars, chars[1:], strict=False):
        words.append(_space(before, char, size) + char[0])
    return Line(
        "".join(words), min(run.left for run in row), min(run.top for run in row), max(run.right for run in row), max(run.bottom for run in row),
        size, page, shift,
    )


def _space(before: Char, after: Char, size: float) -> str:
    gap = after[1] - before[3]
    if gap > PARTS * size:
        return "\u3000\u3000"
    if gap > MEANT * size:
        return "\u3000"
    latin = before[0].isascii() and after[0].isascii() and (before[0].isalnum() or after[0].isalnum())
    return " " if latin and gap > 0.15 * size else ""
