"""Papers whose table has three rules and no upright line, made by real programs."""

import io
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from tests.reading.formats import maker

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def reportlab(paper: maker.Paper, stands: str = "TOP") -> bytes:
    """By reportlab; words stand at the top of their rows, or in the middle."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    title = ParagraphStyle("title", style, fontSize=18, leading=28, alignment=1, firstLineIndent=0)
    small = ParagraphStyle("cell", style, fontSize=10, leading=14, firstLineIndent=0)
    rules = [("LINEABOVE", (0, 0), (-1, 0), 1.5, "black"), ("LINEBELOW", (0, 0), (-1, 0), 0.75, "black"),
             ("LINEBELOW", (0, -1), (-1, -1), 1.5, "black"), ("VALIGN", (0, 0), (-1, -1), stands)]
    rows = [[Paragraph(cell, small) for cell in row] for row in paper.table]
    story: list[Any] = [Paragraph(line, style if number else title) for number, line in enumerate(paper.lines)]
    story.append(Table(rows, colWidths=[30, 120, 80, 80, 75], style=TableStyle(rules)))
    kept = io.BytesIO()
    SimpleDocTemplate(kept, pagesize=A4).build(story)
    return kept.getvalue()


def typst(paper: maker.Paper) -> bytes:
    """By typst."""
    import typst as program

    from tests.reading.formats.fonts import FOLDER, SERIF

    cells = ", ".join(f"[{cell}]" for row in paper.table for cell in row)
    table = (f"#table(columns: (3em, 1fr, 7em, 7em, 6em), stroke: none, table.hline(), {cells.replace('[1]', 'table.hline(), [1]', 1)}, "
             "table.hline())")
    head = f'#set text(font: "{SERIF}", size: 12pt, lang: "zh")\n#set par(first-line-indent: (amount: 2em, all: true))\n'
    body = "\n\n".join([f"#align(center, text(size: 18pt)[{paper.lines[0]}])", *paper.lines[1:], table])
    with TemporaryDirectory() as folder:
        source = f"{folder}/paper.typ"
        with open(source, "w", encoding="utf-8") as file:
            file.write(head + body)
        return bytes(program.compile(source, font_paths=[FOLDER], ignore_system_fonts=True))


def html(paper: maker.Paper) -> str:
    """A page for a browser to print."""
    look = ("<style>p{text-indent:2em;margin:0;line-height:1.8} table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid}"
            "tr:first-child td{border-bottom:1px solid} td{padding:4px 8px;border-left:0;border-right:0}</style>")
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in paper.table)
    lines = "".join(f"<p>{line}</p>" for line in paper.lines[1:])
    return f"{look}<h1 style='text-align:center;font-size:20px'>{paper.lines[0]}</h1>{lines}<table>{rows}</table>"


def docx(paper: maker.Paper) -> bytes:
    """By python-docx, for LibreOffice to print: rules at the cells, as Word draws a table of three lines."""
    made = Document(io.BytesIO(maker.docx(maker.Paper(paper.name, paper.lines))))
    table = made.add_table(rows=len(paper.table), cols=len(paper.table[0]))
    for number, (row, cells) in enumerate(zip(table.rows, paper.table, strict=True)):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
            edges = {0: ("top", "bottom"), len(paper.table) - 1: ("bottom",)}.get(number, ())
            drawn = "".join(f'<w:{edge} w:val="single" w:sz="8" w:color="000000"/>' for edge in edges)
            cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {W}>{drawn}</w:tcBorders>"))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
