"""A paper as one sees it: Word by LibreOffice, PDF as it is, both measured on their pages in millimetres."""
import ctypes
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from lastmile.interfaces.papers.layout import MM
from lastmile.interfaces.papers.pdf import pdf
from lastmile.interfaces.papers.structure import Paper
from lastmile.interfaces.papers.word import word

NUMBER = re.compile(r"－\s*\d+\s*－")


@dataclass(frozen=True)
class Line:
    """A line of text: its words, and where its characters begin and end across, its ink from above to below, from the upper left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Line") -> bool:
        """Is the middle of the other on this one's height?"""
        return self.top < (other.top + other.bottom) / 2 < self.bottom


class Rendered:
    """The pages of a PDF."""

    def __init__(self, content: bytes) -> None:
        self.file = pypdfium2.PdfDocument(content)

    def __len__(self) -> int:
        return len(self.file)

    def size(self, page: int) -> tuple[float, float]:
        width, height = self.file[page].get_size()
        return width / MM, height / MM

    def lines(self, page: int) -> list[Line]:
        """The lines from top to bottom; characters on one height are one line, as far as they do not stand in a table."""
        height, text = self.file[page].get_height(), self.file[page].get_textpage()
        rows: list[list[tuple[Line, Line]]] = []

        def box(n: int, char: str, loose: bool) -> Line:
            left, bottom, right, top = (edge / MM for edge in text.get_charbox(n, loose=loose))
            return Line(char, left, height / MM - top, right, height / MM - bottom)
        for n in range(text.count_chars()):
            char = text.get_text_range(n, 1)
            if char.strip():
                em, ink = box(n, char, True), box(n, char, False)
                if rows and (rows[-1][0][0].holds(em) or em.holds(rows[-1][0][0])):
                    rows[-1].append((em, ink))
                else:
                    rows.append([(em, ink)])
        return [Line("".join(em.words for em, _ink in row), min(em.left for em, _ink in row), min(ink.top for _em, ink in row),
                     max(em.right for em, _ink in row), max(ink.bottom for _em, ink in row)) for row in rows]

    def body(self, page: int) -> list[Line]:
        """The lines without the page's number."""
        return [line for line in self.lines(page) if not NUMBER.fullmatch(line.words)]

    def number(self, page: int) -> Line:
        return next(line for line in self.lines(page) if NUMBER.fullmatch(line.words))

    def words(self) -> str:
        """All words in their order, without spaces, breaks and page numbers."""
        said = "".join(self.file[n].get_textpage().get_text_range() for n in range(len(self)))
        return re.sub(r"\s", "", NUMBER.sub("", said))

    def red(self, page: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is red."""
        red, green, blue = self.picture(page, 4).split()
        mask = ImageChops.multiply(red.point(lambda v: 255 * (v > 180)), ImageChops.multiply(
            green.point(lambda v: 255 * (v < 90)), blue.point(lambda v: 255 * (v < 90))))
        left, top, right, bottom = (edge / 4 / MM for edge in mask.getbbox())
        return left, top, right, bottom

    def picture(self, page: int, scale: float) -> Image.Image:
        return self.file[page].render(scale=scale).to_pil().convert("RGB")

    def fonts(self) -> set[str]:
        """The fonts that the file's characters stand in, without the tags of subsets."""
        found, buffer, flags = set(), ctypes.create_string_buffer(200), ctypes.c_int()
        for page in self.file:
            text = page.get_textpage()
            for n in range(text.count_chars()):
                if raw.FPDFText_GetFontInfo(text, n, buffer, 200, flags):
                    found.add(buffer.value.decode().partition("+")[2] or buffer.value.decode())
        return found


def of_word(paper: Paper, folder: Path) -> Rendered:
    """The Word file, opened and printed by LibreOffice."""
    (folder / "paper.docx").write_bytes(word(paper))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--convert-to", "pdf", "--outdir", folder,
                    folder / "paper.docx"], check=True, capture_output=True, timeout=180)
    return Rendered((folder / "paper.pdf").read_bytes())


def of_pdf(paper: Paper, folder: Path) -> Rendered:
    return Rendered(pdf(paper))


WAYS = {"Word": of_word, "PDF": of_pdf}
