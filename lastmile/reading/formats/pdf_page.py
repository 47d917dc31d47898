"""What stands on a page of a PDF: characters with boxes, ruling lines, pictures; points from the upper left corner as shown."""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

Char = tuple[str, float, float, float, float]  # character, left, top, right, bottom
Edge = tuple[float, float, float]  # where it lies, and from where to where
Turn = Callable[[float, float], tuple[float, float]]

MOST_OBJECTS = 20_000
MOST_SEGMENTS = 2_000
MOST_CHARS = 60_000
STRAIGHT = 1.5
DASH = 0x2014
# Radicals that some fonts name instead of the characters that look the same.
LIKE = "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⺟母⺮竹⺼月"
RADICALS = dict(zip(map(ord, LIKE[::2]), LIKE[1::2], strict=True))
FOLDED = {code: unicodedata.normalize("NFKC", chr(code)) for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)]} | RADICALS


@dataclass
class Page:
    """One page."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Edge] = field(default_factory=list)
    down: list[Edge] = field(default_factory=list)
    pictured: float = 0.0  # the largest part of the page that one picture covers
    unknown: int = 0  # characters that the file gives no meaning

    @property
    def scanned(self) -> bool:
        """Whether the words of the page are a picture, or characters without meaning."""
        return len(self.chars) < 8 and self.pictured > 0.4 or self.unknown > 20 and self.unknown * 2 > len(self.chars)


def pages_of(document: Any, count: int) -> Iterator[Page]:
    """The pages in order; one that cannot be loaded is empty. A page is let go after the next is loaded, so that fonts stay loaded."""
    before = None
    for index in range(count):
        handle = pdfium.FPDF_LoadPage(document, index)
        page = Page(index + 1, pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)) if handle else Page(index + 1, 0, 0)
        if handle:
            turn = _turn(handle, page)
            _objects(handle, page, turn)
            _chars(handle, page, turn)
        yield page
        if before:
            pdfium.FPDF_ClosePage(before)
        before = handle


def _turn(handle: Any, page: Page) -> Turn:
    """From the file's coordinates to those of the page as it is shown."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    rotation = pdfium.FPDFPage_GetRotation(handle)
    sides = (ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top))
    if not pdfium.FPDFPage_GetCropBox(handle, *sides) and not pdfium.FPDFPage_GetMediaBox(handle, *sides):
        right.value, top.value = page.width, page.height
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - x0, y1 - y), lambda x, y: (y - y0, x - x0), lambda x, y: (x1 - x, y - y0), lambda x, y: (y1 - y, x1 - x),
    )
    chosen: Turn = turns[rotation % 4]
    return chosen


def _chars(handle: Any, page: Page, turn: Turn) -> None:
    text = pdfium.FPDFText_LoadPage(handle)
    if not text:
        return
    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    seen: set[tuple[int, int, int]] = set()
    unicode, loose = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_CHARS)):
        code = unicode(text, index)
        if code in (0xFFFD, 0, 0xFFFE) or 0xE000 <= code <= 0xF8FF:
            page.unknown += 1
        if code <= 32 or code in (0xA0, 0xAD, 0x3000, 0xFFFD, 0xFFFE, 0xFEFF) or 0xD800 <= code < 0xE000 or not loose(text, index, where):
            continue
        x0, y0 = turn(box.left, box.top)
        x1, y1 = turn(box.right, box.bottom)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        key = (code, round(left / 2), round(top / 2))  # bold that is made by drawing twice
        if key not in seen and bottom > 0 and top < page.height and right > left:
            seen.add(key)
            twice = 2 if code == DASH and right - left > 1.6 * (bottom - top) else 1  # some fonts draw two dashes as one
            page.chars.append(((FOLDED.get(code) or chr(code)) * twice, left, top, right, bottom))
    pdfium.FPDFText_ClosePage(text)


def _objects(handle: Any, page: Page, turn: Turn) -> None:
    count = min(pdfium.FPDFPage_CountObjects(handle), MOST_OBJECTS)
    for index in range(count):
        thing = pdfium.FPDFPage_GetObject(handle, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _rules(thing, page, turn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _picture(thing, page)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in range(min(pdfium.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)):
                part = pdfium.FPDFFormObj_GetObject(thing, inner)
                if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_IMAGE:
                    page.pictured = max(page.pictured, 0.5)


def _picture(thing: Any, page: Page) -> None:
    sides = [ctypes.c_float() for _ in range(4)]
    if pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(side) for side in sides)) and page.width * page.height > 0:
        left, bottom, right, top = (side.value for side in sides)
        page.pictured = max(page.pictured, (right - left) * (top - bottom) / (page.width * page.height))


def _rules(thing: Any, page: Page, turn: Turn) -> None:
    """The straight lines of a path, along and across."""
    before: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for x, y, moves, closes in _points(thing):
        here = turn(x, y)
        if moves:
            begun = here
        elif before:
            _rule(before, here, page)
        before = here
        if closes and begun:
            _rule(here, begun, page)


def _rule(one: tuple[float, float], two: tuple[float, float], page: Page) -> None:
    if abs(one[1] - two[1]) < STRAIGHT:
        page.across.append(((one[1] + two[1]) / 2, min(one[0], two[0]), max(one[0], two[0])))
    elif abs(one[0] - two[0]) < STRAIGHT:
        page.down.append(((one[0] + two[0]) / 2, min(one[1], two[1]), max(one[1], two[1])))


def _points(thing: Any) -> Iterator[tuple[float, float, bool, bool]]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(thing), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            moves = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
            shown = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
            yield *shown, moves, bool(pdfium.FPDFPathSegment_GetClose(segment))
