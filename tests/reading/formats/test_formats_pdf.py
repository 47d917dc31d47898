"""PDF files of four producers, one or two columns: the same directives, and each box holds the words it is said to hold."""

import io
import re
from functools import cache
from importlib.util import find_spec
from typing import Any

import pypdfium2
import pytest

from lastmile.reading import Reading, Unreadable, read
from tests.reading.formats import maker, three_lines
from tests.reading.formats.same import bare, places, plain, told

PROSE = [paper for paper in maker.PAPERS if not paper.table]
needs_ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="recognition is not installed: scripts/setup ocr")


def check(data: bytes, paper: maker.Paper) -> Reading:
    """The directives are those of the plain text, and another reader finds the beginning of each in its box."""
    found = read(data, "paper.pdf")
    assert told(found) == plain(paper)
    document = pypdfium2.PdfDocument(data)
    for text, place in places(found):
        page = document[place["page"] - 1]
        left, top, right, bottom = place["box"]
        height = page.get_height()
        words = page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert re.sub("[“”—]", "", bare(text))[:4] in re.sub("[“”—]", "", bare(words))  # the other reader moves marks of another font
    return found


@pytest.mark.parametrize("make", [maker.typst, maker.reportlab])
@pytest.mark.parametrize("paper", maker.PAPERS, ids=lambda paper: paper.name)
def test_a_pdf_gives_the_directives_of_the_plain_text(make: Any, paper: maker.Paper) -> None:
    found = check(make(paper), paper)
    assert "江州市人民政府办公室文件" not in found.text and "第 1 页" not in found.text


@pytest.mark.parametrize("paper", PROSE, ids=lambda paper: paper.name)
def test_two_columns_are_read_one_after_the_other(paper: maker.Paper) -> None:
    check(maker.typst(paper, 2), paper)


@pytest.mark.browser
@pytest.mark.parametrize("paper", maker.PAPERS, ids=lambda paper: paper.name)
def test_a_pdf_that_chromium_has_printed(browser: Any, paper: maker.Paper) -> None:
    page = browser.new_page()
    page.set_content(maker.html(paper))
    data = page.pdf(format="A4", display_header_footer=True, margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"})
    page.close()
    check(data, paper)


@pytest.mark.slow
@pytest.mark.skipif(not maker.SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("paper", maker.PAPERS, ids=lambda paper: paper.name)
def test_a_pdf_that_libreoffice_has_written(paper: maker.Paper) -> None:
    check(maker.office(maker.docx(paper), "docx", "pdf"), paper)


def test_a_table_over_two_pages_is_one_table_and_merged_cells_are_filled() -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [["序号", "工作任务", "牵头单位", "完成时限"]]
    rows += [[str(n), f"更换第{n}号燃气管道{n}公里", "市住建局" if n == 1 else "", "6月底前"] for n in range(1, 61)]
    kept = io.BytesIO()
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light"), ("SPAN", (2, 1), (2, 20))])
    SimpleDocTemplate(kept, pagesize=A4).build([Table(rows, style=style)])
    found = read(kept.getvalue(), "a.pdf")
    assert [one.group for one in found.directives] == [str(n) for n in range(1, 61)]
    assert {one.lead for one in found.directives[:20]} == {("市住建局",)}
    assert {place["page"] for _, place in places(found)} == {1, 2}


TASKS = maker.PAPERS[-1]


@pytest.mark.parametrize("make", [
    three_lines.reportlab, lambda paper: three_lines.reportlab(paper, "MIDDLE"), three_lines.typst], ids=["top", "middle", "typst"])
def test_a_table_of_three_rules_is_a_table(make: Any) -> None:
    check(make(TASKS), TASKS)


@pytest.mark.browser
def test_a_table_of_three_rules_that_chromium_has_printed(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(three_lines.html(TASKS))
    data = page.pdf(format="A4", margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"})
    page.close()
    check(data, TASKS)


@pytest.mark.slow
@pytest.mark.skipif(not maker.SOFFICE, reason="LibreOffice is not installed")
def test_a_table_of_three_rules_that_libreoffice_has_written() -> None:
    check(maker.office(three_lines.docx(TASKS), "docx", "pdf"), TASKS)


def test_rules_around_prose_and_rows_that_nobody_can_tell_make_no_table() -> None:
    prose = maker.Paper("prose", TASKS.lines, (("会议强调，要抓好燃气安全。",), ("各县（市、区）要在6月底前更换老旧管道。",)))
    unnumbered = maker.Paper("unnumbered", TASKS.lines, tuple((row[1], *row[1:]) for row in TASKS.table))
    for paper in (prose, unnumbered):
        wide = maker.Paper("", paper.lines, tuple((*row, *[""] * (5 - len(row))) for row in paper.table))
        assert "|" not in read(three_lines.reportlab(wide), "a.pdf").text


def test_a_locked_pdf_says_so() -> None:
    from reportlab.pdfgen.canvas import Canvas

    kept = io.BytesIO()
    canvas = Canvas(kept, encrypt="secret")
    canvas.drawString(50, 50, "x")
    canvas.save()
    with pytest.raises(Unreadable, match="密码"):
        read(kept.getvalue(), "a.pdf")


@cache
def scanned(form: str = "PDF") -> bytes:
    """What a scanner makes of a page: a picture with noise, a little askew."""
    pil = pytest.importorskip("PIL.Image")
    numpy = pytest.importorskip("numpy")
    sheet = pypdfium2.PdfDocument(maker.typst(PROSE[3]))[0].render(scale=150 / 72).to_pil().convert("L")
    noisy = numpy.asarray(sheet.rotate(0.4, fillcolor=255)).astype("int16") + numpy.random.default_rng(1).normal(0, 10, (sheet.height, sheet.width))
    kept = io.BytesIO()
    pil.fromarray(numpy.clip(noisy, 0, 255).astype("uint8")).save(kept, form, resolution=150)
    return kept.getvalue()


def test_a_scan_without_recognition_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lastmile.reading.formats.scan.find_spec", lambda name: None)
    with pytest.raises(Unreadable, match="文字识别"):
        read(b"\x89PNG\r\n\x1a\n", "a.png")


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize(("form", "name"), [("PDF", "a.pdf"), ("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_a_scan_is_recognised(form: str, name: str) -> None:
    found = read(scanned(form), name)
    wanted = [words[0] for words in plain(PROSE[3])]
    right = [words for words in wanted if words in {bare(one.text) for one in found.directives}]
    assert len(right) >= 0.8 * len(wanted)
    assert all("box" in place for _, place in places(found)) and "识别" in found.notes[0].says


