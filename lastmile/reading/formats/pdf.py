"""PDF files: characters in reading order, columns, ruled tables, paragraphs; scanned pages by recognition where it is installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lastmile.reading.formats import apart, scan
from lastmile.reading.formats.extract import CHARACTERS, PAGES, Extract, too_long
from lastmile.reading.formats.manner import patient
from lastmile.reading.formats.pdf_write import Writer
from lastmile.reading.model import N_, Note, Unreadable

# A page of text is one or two kilobytes and takes 10 to 15 milliseconds, more where others work too.
SECONDS, SECONDS_A_MB, SLOWEST, MEMORY = 8.0, 15, 60.0, 480
MB = 1 << 20


@dataclass
class Sheet:
    """A page as lines and tables; its characters are let go, or a long paper would need all memory."""

    number: int
    height: float
    blocks: list[Any]


def extract(data: bytes, name: str) -> Extract:
    """The text of a PDF, read in a process of its own; with recognition in a roomier one, if any page needs it."""
    seconds = min(SLOWEST, SECONDS + SECONDS_A_MB * len(data) / MB)
    try:
        return apart.run("pdf", data, seconds=seconds, memory=MEMORY)
    except Unreadable as refusal:
        if refusal.code != "scanned":
            raise
        pages = int(refusal.facts["count"])
        scan.installed()
        patient()
        return apart.run("pdf", data, seconds=scan.seconds(pages), memory=scan.MEMORY, options={"recognise": True})


def work(data: bytes, recognise: bool = False) -> Extract:
    """The same, here and now; refuses with the number of scanned pages when they may not be recognised."""
    from lastmile.reading.formats.pdf_page import pages_of

    document = _opened(data)
    sheets: list[Sheet] = []
    scanned: list[int] = []
    length, count, unsure = 0, _count(document), 0
    for page in pages_of(document, count):
        apart.tell(page.number - 1, count)
        if page.scanned:
            scanned.append(page.number)
            (page.chars, left_out), page.across, page.down = scan.page_chars(document, page.number) if recognise else ([], 0), [], []
            unsure += left_out
        length += len(page.chars)
        if length > CHARACTERS:
            raise too_long()
        sheets.append(Sheet(page.number, page.height, list(_blocks(page))))
    if scanned and not recognise:
        raise Unreadable("scanned", N_("第 {page} 页等共 {count} 页是扫描图片。"), page=str(scanned[0]), count=str(len(scanned)))
    return _written(sheets, scan.notes(len(scanned), unsure))


def _opened(data: bytes) -> Any:
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("encrypted", N_("PDF 文件加了密码，请去掉密码后再交来。"))
        raise Unreadable("pdf", N_("PDF 文件打不开或有损坏，请重新导出后再交来。"))
    return document


def _count(document: Any) -> int:
    import pypdfium2.raw as pdfium

    count = int(pdfium.FPDF_GetPageCount(document))
    if count > PAGES:
        raise Unreadable("too-large", N_("PDF 超过 2000 页，请拆分后再交来。"))
    return count


def _written(sheets: list[Sheet], notes: list[Note]) -> Extract:
    """Tables and paragraphs of all pages in order."""
    from lastmile.reading.formats.pdf_flow import without_furniture
    from lastmile.reading.formats.pdf_lines import Line

    stays, margin = without_furniture([(sheet.height, [one for one in sheet.blocks if isinstance(one, Line)]) for sheet in sheets])
    writer = Writer()
    for sheet in sheets:
        for one in sheet.blocks:
            if not isinstance(one, Line):
                writer.table(one, sheet.number)
            elif id(one) in stays:
                writer.line(one)
    writer.end()
    return writer.builder.done("pdf", margin=margin, notes=notes)


def _blocks(page: Any) -> Iterator[Any]:
    """Lines and tables of a page from the top."""
    from lastmile.reading.formats.pdf_columns import lines
    from lastmile.reading.formats.pdf_tables import tables

    ruled = tables(page)
    held: list[dict[int, list[Any]]] = [{} for _ in ruled]
    free = []
    for char in page.chars:
        x, y = (char[1] + char[3]) / 2, (char[2] + char[4]) / 2
        for table, cells in zip(ruled, held, strict=True):
            if (number := table.cell_at(x, y)) is not None:
                cells.setdefault(number, []).append(char)
                break
        else:
            free.append(char)
    left = list(zip(ruled, held, strict=True))
    for line in lines(free, page.number):
        while left and left[0][0].top < line.top:
            table, cells = left.pop(0)
            yield table.grid(cells)
        yield line
    for table, cells in left:
        yield table.grid(cells)
