"""Files as offices hand them in, made by real programs from the same papers."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from tests.reading.formats import pages
from tests.reading.papers import CORPUS

PRINTED = (
    "<style>p{text-indent:2em;margin:0;line-height:1.8;text-align:justify} td{border:1px solid #333;padding:4px}"
    "table{border-collapse:collapse}</style>"
)
SOFFICE = shutil.which("soffice")
TABLE = (
    ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "更换云溪区老旧燃气管道20公里", "市住房城乡建设局", "市城管局、云溪区政府", "6月底前"),
    ("2", "开展餐饮场所燃气用户入户安检", "市城管局", "市市场监管局", "2026年5月31日"),
    ("3", "建立自建房安全隐患台账", "市住房城乡建设局", "各县（市、区）政府", "4月15日前"),
    ("4", "安装临水临崖路段护栏15公里，完善警示标志", "市交通运输局", "", "年底前"),
)
TASKS = ("2026年安全生产重点任务分解表", "江州市安全生产委员会办公室", "2026年3月6日", "现将重点任务分解如下。")


@dataclass(frozen=True)
class Paper:
    """A paper: lines, and perhaps a table below them."""

    name: str
    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def text(self) -> str:
        """As plain text, the table between bars."""
        rows = tuple("| " + " | ".join(row) + " |" for row in self.table)
        return "\n".join(self.lines + rows) + "\n"


def corpus(name: str) -> Paper:
    """A paper of the corpus, without empty lines and the blanks that indent a line."""
    text = (CORPUS / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    return Paper(name, tuple(line.strip() for line in text.split("\n") if line.strip()))


PAPERS = (*map(corpus, ("plan01", "sup01", "min01", "em01", "news07")), Paper("tasks", TASKS, TABLE))


def docx(paper: Paper) -> bytes:
    """By python-docx, with a headline, indented paragraphs, a head and a foot."""
    made = Document()
    made.sections[0].header.paragraphs[0].text = "江州市人民政府办公室文件"
    made.sections[0].footer.paragraphs[0].text = "第 1 页"
    for number, line in enumerate(paper.lines):
        paragraph = made.add_paragraph(line)
        if number:
            paragraph.paragraph_format.first_line_indent = Pt(24)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size = Pt(18)
    if paper.table:
        table = made.add_table(rows=len(paper.table), cols=len(paper.table[0]), style="Table Grid")
        for row, cells in zip(table.rows, paper.table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


@cache
def office(data: bytes, kind: str, to: str) -> bytes:
    """What LibreOffice makes of a file."""
    assert SOFFICE
    with TemporaryDirectory() as folder:
        (Path(folder) / f"paper.{kind}").write_bytes(data)
        command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir", folder + "/out"]
        subprocess.run([*command, f"{folder}/paper.{kind}"], check=True, capture_output=True, timeout=120)
        return next((Path(folder) / "out").iterdir()).read_bytes()


def html(paper: Paper) -> str:
    """A plain page, the table as a table, as a browser prints it."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in paper.table)
    table = f"<table>{rows}</table>" if rows else ""
    body = f"<h1 style='text-align:center;font-size:20px'>{paper.lines[0]}</h1>{pages.paragraphs(list(paper.lines[1:]))}{table}"
    return pages.page(paper.lines[0], body, PRINTED)


def typst(paper: Paper, columns: int = 1) -> bytes:
    """By typst, with page numbers, a running head, and columns if asked for."""
    import typst as program

    from tests.reading.formats.fonts import FOLDER, SERIF

    def words(line: str) -> str:
        return re.sub(r"([#*_`$@<>\\\[\]~/=+-])", r"\\\1", line)

    cells = ", ".join(f"[{words(cell)}]" for row in paper.table for cell in row)
    table = f"#table(columns: (2em, 1fr, 7em, 7em, 6em), {cells})" if paper.table else ""
    head = f"""#set page(paper: "a4", numbering: "— 1 —", columns: {columns}, header: align(center)[江州市人民政府办公室文件])
#set text(font: "{SERIF}", size: 12pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""
    title = f"#align(center, text(size: 18pt)[{words(paper.lines[0])}])" if columns == 1 else words(paper.lines[0])
    body = "\n\n".join([title, *map(words, paper.lines[1:])])
    with TemporaryDirectory() as folder:
        source = Path(folder) / "paper.typ"
        source.write_text(head + body + "\n\n" + table, encoding="utf-8")
        return bytes(program.compile(str(source), font_paths=[FOLDER], ignore_system_fonts=True))


def reportlab(paper: Paper) -> bytes:
    """By reportlab, with a font that is named and not embedded, and rows cut by ruling lines."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    title = ParagraphStyle("title", style, fontSize=18, leading=28, alignment=1, firstLineIndent=0)
    small = ParagraphStyle("cell", style, fontSize=10, leading=14, firstLineIndent=0)
    story: list[Any] = [Paragraph(line, style if number else title) for number, line in enumerate(paper.lines)]
    if paper.table:
        rows = [[Paragraph(cell, small) for cell in row] for row in paper.table]
        story.append(Table(rows, colWidths=[30, 170, 90, 90, 75], style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])))
    kept = io.BytesIO()

    def foot(canvas: Any, made: Any) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(A4[0] / 2, 30, f"第 {made.page} 页")

    SimpleDocTemplate(kept, pagesize=A4).build(story, onFirstPage=foot, onLaterPages=foot)
    return kept.getvalue()


def sheet(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """By xlsxwriter: a title over all columns, two rows of heads, numbers as numbers, two lead units as one merged cell, two sheets."""
    import xlsxwriter

    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet("分解表")
    page.merge_range(0, 0, 0, len(rows[0]) - 1, title)
    for column, name in enumerate(rows[0]):
        if name.endswith("单位"):
            page.write(2, column, name)
        else:
            page.merge_range(1, column, 2, column, name)
    page.merge_range(1, 2, 1, 3, "责任分工")
    _write(page, rows[1:3], 3)
    more = book.add_worksheet("续表")
    more.write_row(0, 0, rows[0])
    _write(more, rows[3:], 1)
    book.add_worksheet("选项").hide()
    book.close()
    return kept.getvalue()


def _write(page: Any, rows: Sequence[Sequence[str]], top: int) -> None:
    for number, row in enumerate(rows, top):
        page.write_number(number, 0, int(row[0]))
        page.write_row(number, 1, row[1:])


def cues(paper: Paper, form: str) -> str:
    """Subtitles: each line of the paper cut into cues of sixteen characters, four seconds each, with three seconds of silence between lines."""
    blocks = []
    second = 0
    for line in paper.lines:
        for words in (line[at : at + 16] for at in range(0, len(line), 16)):
            times = " --> ".join(clock(at, "," if form == "srt" else ".") for at in (second, second + 4))
            blocks.append(f"{len(blocks) + 1}\n{times}\n{words}\n")
            second += 4
        second += 3
    return ("WEBVTT\n\n" if form == "vtt" else "") + "\n".join(blocks)


def clock(second: int, mark: str) -> str:
    """A time as subtitles write it."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{mark}000"


def archive(*papers: Paper) -> bytes:
    """A .zip made on a Chinese system: each paper in a format of its own, in folders, names not marked as what they are."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for number, paper in enumerate(papers):
            name, data = (f"材料/{paper.name}.docx", docx(paper)) if number % 2 == 0 else (f"材料/{paper.name}.txt", paper.text.encode("gb18030"))
            info = zipfile.ZipInfo(name.encode("gb18030").decode("cp437"))
            info.flag_bits = 0
            made.writestr(info, data, zipfile.ZIP_DEFLATED)
        made.writestr("材料/Thumbs.db", b"\0" * 20)
    return kept.getvalue()


def mail(*papers: Paper) -> bytes:
    """An .eml: a few words, and the papers attached."""
    message = EmailMessage()
    message["Subject"] = "报送材料"
    message["From"] = "office@example.invalid"
    message.set_content("材料见附件。\n")
    for paper in papers:
        message.add_attachment(docx(paper), maintype="application", subtype="octet-stream", filename=f"{paper.name}.docx")
    return message.as_bytes()
