"""From lines to paragraphs: what is repeated at head and foot of the pages is taken out, broken lines are joined."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from lastmile.reading.formats.pdf_lines import Line

# The strips of a page in which its furniture stands, and how many lines of each may be furniture.
STRIP, MOST = 0.12, 3
# What stands so near the edge of the sheet is furniture, even on a single page: a letterhead begins lower.
EDGE = 0.065
DASH = r"[\s—–－\-·.~～|/]*"
NUMBER = re.compile(rf"^{DASH}(?:第\s*)?(?:\d{{1,4}}|[ivxl]{{1,6}})\s*页?\s*(?:[/／,，|]?\s*(?:共\s*)?\d{{1,4}}\s*页?)?{DASH}$", re.I)
BROWSER = re.compile(r"^(?:file|https?):\S+.*\d+\s*/\s*\d+$|^\d{1,4}/\d{1,2}/\d{1,4},?\s+\d{1,2}:\d{2}")
HAN = "[一二三四五六七八九十]{1,3}"
MARKED = re.compile(rf"^(?:{HAN}[、是要]|[（(](?:{HAN}|\d{{1,2}})[）)]|\d{{1,2}}[.、．](?!\d)|[①-⑳●○■◆▲]|第{HAN}[章节条])")
LATIN = re.compile(r"[!-~]*")
ENDS = "。！？；：”）"

Told = tuple[str, Line]


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> tuple[set[int], list[str]]:
    """The ids of the lines of each page (given with its height) that are no page numbers and repeated heads and feet; and these."""
    repeated: Counter[str] = Counter()
    for height, found in pages:
        repeated.update({_pattern(line) for line in _edges(found, height)})
    least = max(2, len(pages) * 0.4)
    body = median([line.size for _, found in pages for line in found] or [0])
    kept, margin = set[int](), dict[str, None]()
    for height, found in pages:
        gone = {id(line) for line in _edges(found, height) if repeated[_pattern(line)] >= least or _stands_out(line, height, body)}
        margin |= dict.fromkeys(line.text for line in found if id(line) in gone)
        kept |= {id(line) for line in found} - gone
    return kept, list(margin)


def _edges(found: list[Line], height: float) -> list[Line]:
    ordered = sorted(found, key=lambda line: line.top)
    head = [line for line in ordered[:MOST] if line.bottom < height * STRIP]
    return head + [line for line in ordered[-MOST:] if line.top > height * (1 - STRIP)]


def _pattern(line: Line) -> str:
    side = "head" if line.top < line.size * 20 and line.top < 150 else "foot"
    return side + re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def _stands_out(line: Line, height: float, body: float) -> bool:
    """A page number, a browser's line, or small words at the edge of the sheet."""
    outside = line.bottom < EDGE * height or line.top > (1 - EDGE) * height
    return bool(NUMBER.match(line.text) or BROWSER.match(line.text)) or (outside and line.size <= 1.1 * body)


def paragraphs(found: Sequence[Line]) -> list[list[Told]]:
    """Lines in reading order as paragraphs, each line with what is put between it and the one before."""
    if not found:
        return []
    sheet = Measure(found)
    told: list[list[Told]] = [[(found[0].text, found[0])]]
    for before, line in zip(found, found[1:], strict=False):
        if sheet.goes_on(before, line):
            told[-1].append((_between(before.text, line.text) + line.text, line))
        else:
            told.append([(line.text, line)])
    return told


class Measure:
    """The edges, the usual size and the usual distance of the lines of a text."""

    def __init__(self, found: Sequence[Line]) -> None:
        self.size = median(line.size for line in found)
        usual = [line for line in found if abs(line.size - self.size) < 0.2 * self.size] or list(found)
        lefts, rights = sorted(line.left - line.shift for line in usual), sorted(line.right - line.shift for line in usual)
        self.left, self.right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
        steps = [two.top - one.top for one, two in zip(found, found[1:], strict=False) if one.page == two.page and two.top > one.top]
        self.step = median(steps) if steps else self.size * 1.5
        self.indents = sum(1 for line in usual if 1.2 * self.size < self.indent(line) < 3.5 * self.size) * 8 > len(usual)

    def indent(self, line: Line) -> float:
        """How far a line begins from the left edge of its column."""
        return line.left - line.shift - self.left

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line goes on with the paragraph of the line before it."""
        if abs(line.size - before.size) > 0.2 * self.size:
            return False
        if self.is_title(before) and self.is_title(line):
            return line.page == before.page and line.top - before.top < 2.2 * before.size
        word = len(LATIN.match(line.text)[0])  # type: ignore[index]  # what may not be broken may leave so much space above it
        full = self.right - before.right + before.shift <= (1.7 + 0.55 * min(word, 20)) * self.size
        if not full or self.indent(line) > 0.9 * self.size:
            return full and self._hangs(before, line)
        if MARKED.match(line.text) and before.text[-1] in ENDS:
            return False
        if line.page == before.page and line.top > before.top:
            return line.top - before.top <= 1.4 * self.step
        return self.indents or before.text[-1] not in ENDS

    def is_title(self, line: Line) -> bool:
        """Whether a line is larger than the text and stands in the middle."""
        off = abs(self.indent(line) - (self.right - line.right + line.shift))
        return line.size > 1.15 * self.size and off < 3 * self.size

    def _hangs(self, before: Line, line: Line) -> bool:
        """A list item whose further lines are indented like its first."""
        if self.indents or MARKED.match(line.text) or before.text[-1] in ENDS:
            return False
        close = line.page == before.page and 0 < line.top - before.top <= 1.4 * self.step
        return close and abs(line.left - before.left) < 0.5 * self.size


def joined_lines(found: Iterable[Line]) -> list[Told]:
    """The lines of a cell as one, without regard to its edges."""
    told: list[Told] = []
    for line in found:
        between = _between(told[-1][0], line.text) if told else ""
        told.append((between + line.text, line))
    return told


def _between(before: str, after: str) -> str:
    """A space between two Latin words, nothing between Chinese characters."""
    return " " if before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum() else ""
