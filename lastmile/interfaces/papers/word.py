"""A paper as a Word file that can be edited, in the layout of GB/T 9704-2012."""
import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt, RGBColor

from . import layout, word_parts
from .structure import Annex, Block, Paper, numbered, paragraphs, plain

CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
EM = layout.BODY - layout.TIGHTER  # a character with what stands between it and the next
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(paper: Paper) -> bytes:
    """The .docx; the same paper gives the same bytes."""
    return Writing(paper).done()


class Writing:
    """A Word file in the making."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.file = paper, Document()
        word_parts.prepare(self.file)

    def done(self) -> bytes:
        paper = self.paper
        self.head()
        self.title(paper.title, layout.COLOURS.get(paper.colour, ""))
        if paper.number and not paper.red_head:
            self.line(paper.number, "fang", align=CENTRE)
        if paper.to:
            self.line("")
            self.line(plain(paper.to).strip().rstrip(":：") + "：", "fang", align=LEFT)
        else:
            self.line("")
        self.blocks(paper.blocks)
        self.foot(self.file.paragraphs[-1])
        for n, annex in enumerate(paper.annexes, 1):
            self.annex(annex, n if len(paper.annexes) > 1 else 0)
        self.imprint()
        core = self.file.core_properties
        core.title, core.author, core.comments = plain(paper.title), plain(paper.signature), ""
        core.created = core.modified = datetime(paper.dated.year, paper.dated.month, paper.dated.day, tzinfo=UTC) if paper.dated else datetime(
            2000, 1, 1, tzinfo=UTC)
        kept = io.BytesIO()
        self.file.save(kept)
        return word_parts.undated(kept.getvalue())

    def title(self, words: str, colour: str = "") -> None:
        self.line("\n".join(layout.title_lines(plain(words))), "title", layout.TITLE, CENTRE, exact=34, colour=colour)

    def line(self, words: str, font: str = "fang", size: float = layout.BODY, align: Any = None, exact: float = 0, indent: float = 0,
             right: float = 0, colour: str = "") -> Any:
        """One paragraph; `indent` of its first line and `right` in characters, `exact` its line height in points."""
        made = self.file.add_paragraph()
        shape = made.paragraph_format
        shape.alignment = align
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact or layout.LINE - 0.03)  # 579 twentieths of a point
        if indent:
            shape.first_line_indent = Pt(indent * EM)
        if right:
            shape.right_indent = Pt(right * EM)
        self.run(made, words, font, size, colour)
        return made

    def run(self, into: Any, words: str, font: str, size: float = layout.BODY, colour: str = "") -> None:
        made = into.add_run(plain(words))
        word_parts.set_font(made, font)
        made.font.size = Pt(size)
        if colour:
            made.font.color.rgb = RGBColor.from_string(colour)

    def head(self) -> None:
        """版头: marks, the issuer in red 35 mm down, the number two lines below, the red line under it (7.2)."""
        paper = self.paper
        marks = [words for words in (paper.mark, paper.urgency) if words]
        for words in marks:
            self.line(words, "hei", align=LEFT)
        if not paper.red_head:
            return
        size = layout.head_size(plain(paper.red_head))
        head = self.line(paper.red_head, "title", size, CENTRE, exact=size * 1.05, colour=layout.RED)
        head.paragraph_format.space_before = Pt(layout.HEAD_DOWN * layout.MM - len(marks) * layout.LINE)
        for _blank in range(2):
            self.line("")
        last = self.line(paper.number, "fang", align=CENTRE)
        if paper.issued_by:
            last = self.line(f"{paper.issued_by}\t{paper.date}", align=LEFT)
            word_parts.tab_at_the_right(last)
        word_parts.rule_below(last, layout.RED, round(layout.RULE_DOWN * layout.MM - (layout.LINE - layout.BODY) / 2))
        for _blank in range(2):
            self.line("")

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block, mark in numbered(blocks):
            if block.sort == "table":
                self.table(block)
            elif block.sort == "form":
                self.form(block)
            elif mark:
                for words in paragraphs(block.text)[:1]:
                    made = self.line(mark + words, layout.HEADINGS[int(block.sort)], indent=2)
                    made.paragraph_format.keep_with_next = True
            else:
                for words in paragraphs(block.text):
                    self.line(words, indent=2)

    def foot(self, last: Any) -> None:
        """附件说明, 署名, 成文日期 (7.3.4, 7.3.5), on one page with the last paragraph of the body."""
        paper = self.paper
        names, body = paper.attachments, len(self.file.paragraphs)
        if names:
            self.line("")
            self.line("附件：" + names[0], indent=2)
            for name in names[1:]:
                self.line(name, indent=5)
        if not paper.signature:
            return
        self.line("")
        by, on = layout.signed(plain(paper.signature), paper.date, paper.sealed)
        self.line(paper.signature, align=RIGHT, right=by)
        self.line(paper.date, align=RIGHT, right=on)
        together = self.file.paragraphs[body - 1 if len(last.text) <= layout.KEEP else body:-1]
        for line in together:
            line.paragraph_format.keep_together = line.paragraph_format.keep_with_next = True

    def annex(self, annex: Annex, n: int) -> None:
        """附件 on a new page: the word in the first line, the title centred in the third (7.3.7)."""
        first = self.line(f"附件{n or ''}", "hei", align=LEFT)
        first.paragraph_format.page_break_before = True
        self.line("")
        self.title(annex.title)
        self.line("")
        self.blocks(annex.blocks)

    def imprint(self) -> None:
        """版记: copies, who printed it and when, between lines at the bottom of the last page (7.4)."""
        paper = self.paper
        rows = [f"抄送：{plain(paper.copies).strip().rstrip('。')}。"] if paper.copies else []
        printed = bool(paper.printed_by and paper.date)
        if not rows and not printed:
            return
        self.line("", exact=1)  # two tables without a line between would be one
        table = word_parts.bottom_table(self.file, len(rows) + printed)
        for n, words in enumerate(rows):
            cell = table.rows[n].cells[0].merge(table.rows[n].cells[1])
            self.cell(cell, words, size=layout.SMALL)
        if printed:
            self.cell(table.rows[-1].cells[0], paper.printed_by, size=layout.SMALL)
            self.cell(table.rows[-1].cells[1], f"{paper.date}印发", size=layout.SMALL, align=RIGHT)
        self.line("", exact=1)  # a file does not end with a table

    def table(self, block: Block) -> None:
        """Its head stands again on each page; no row is torn apart."""
        table = word_parts.table(self.file, len(block.head), block.widths)
        self.row(table.add_row(), block.head, "hei", CENTRE)
        word_parts.repeat(table.rows[0])
        for cells in block.rows:
            self.row(table.add_row(), cells, "fang", None)

    def form(self, block: Block) -> None:
        """Rows of label and value, as slips have them; four cells where two pairs stand beside each other."""
        table = word_parts.table(self.file, 4, layout.FORM)
        for cells in block.rows:
            row = table.add_row()
            pairs = [*cells, ""] if len(cells) % 2 else [*cells]
            if len(pairs) == 2:
                row.cells[1].merge(row.cells[3])
            for place, words in enumerate(pairs):
                target = row.cells[place]
                self.cell(target, words, "hei" if place % 2 == 0 else "fang", layout.SMALL, CENTRE if place % 2 == 0 else LEFT, 30)
            word_parts.keep_whole(row)

    def row(self, row: Any, cells: tuple[str, ...], font: str, align: Any) -> None:
        for place, words in enumerate(cells):
            short = align if align is not None else CENTRE if len(words) <= 6 else LEFT
            self.cell(row.cells[place], words, font, align=short)
        word_parts.keep_whole(row)

    def cell(self, cell: Any, words: str, font: str = "fang", size: float = layout.CELL, align: Any = LEFT, exact: float = 0) -> None:
        lines = paragraphs(words) or [""]
        for n, line in enumerate(lines):
            made = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            made.paragraph_format.alignment = align
            made.paragraph_format.line_spacing_rule, made.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact or size * 1.5)
            self.run(made, line, font, size)
