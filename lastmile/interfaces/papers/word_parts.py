"""What python-docx has no words for: the page of the standard, East Asian fonts, page numbers, rules and tables.

Word refuses a file whose properties stand in another order than the schema's, hence the successors at each insertion.
"""
import io
import zipfile
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import layout

TWIPS = 20  # in a point


def element(name: str, **attributes: object) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def prepare(file: Any) -> None:
    """Page, text area, grid of 22 lines and 28 characters, style of the body, page numbers; nothing of the library's own template stays."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE[0]), Mm(layout.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance, section.footer_distance = Mm(15), Mm(layout.BOTTOM - layout.NUMBER_DOWN - 3.2)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("w:docGrid", type="lines", linePitch=int(layout.LINE * TWIPS)))
    normal = file.styles["Normal"]
    normal.font.size = Pt(layout.BODY)
    fonts(normal.element.get_or_add_rPr(), "fang")
    run = normal.element.get_or_add_rPr()
    run.insert_element_before(element("w:spacing", val=-round(layout.TIGHTER * TWIPS)), "w:sz", "w:lang")
    run.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = False  # else a page ends a line early
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    # No gap between characters and figures, as in print; each line is as high as it says, and not a multiple of the grid's.
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        normal.element.get_or_add_pPr().insert_element_before(element(name, val=0), "w:spacing", "w:ind", "w:jc")
    other_names(file)
    page_numbers(file, section)


def fonts(of: Any, font: str) -> None:
    """All scripts in the font of the paper, so that figures do not stand in another."""
    name = layout.FONTS[font]
    for old in of.findall(qn("w:rFonts")):
        of.remove(old)
    of.insert(0, element("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia"))


def set_font(run: Any, font: str) -> None:
    fonts(run._element.get_or_add_rPr(), font)


def other_names(file: Any) -> None:
    """The font table names what to take where a font of the standard is missing."""
    part = next(rel.target_part for rel in file.part.rels.values() if rel.reltype.endswith("/fontTable"))
    table = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    for name in layout.FONTS.values():
        also = f'<w:altName w:val="{layout.ALSO[name]}"/>' if name in layout.ALSO else ""
        table += f'<w:font w:name="{name}">{also}<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    part._blob = (table + "</w:fonts>").encode()


def page_numbers(file: Any, section: Any) -> None:
    """－ 1 － in 四号 song, on odd pages one character from the right, on even ones from the left (7.5)."""
    file.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        line = footer.paragraphs[0]
        line.style = file.styles["Normal"]
        shape = line.paragraph_format
        shape.alignment = align
        shape.left_indent = shape.right_indent = Pt(layout.SMALL)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.SMALL)
        for words in ("－ ", None, " －"):
            run = line.add_run(words or "")
            run.font.size = Pt(layout.SMALL)
            set_font(run, "song")
            if words is None:
                run._element.append(element("w:fldChar", fldCharType="begin"))
                code = element("w:instrText")
                code.text = "PAGE"
                run._element.append(code)
                run._element.append(element("w:fldChar", fldCharType="end"))


def undated(content: bytes) -> bytes:
    """The same file without the moments at which its parts were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in file.namelist():
            fixed.writestr(zipfile.ZipInfo(name), file.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def rule_below(line: Any, colour: str, space: int) -> None:
    """A line of the width of the text area, `space` points below a paragraph."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=18, space=space, color=colour))
    line._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def tab_at_the_right(line: Any) -> None:
    """What stands after the tab ends where the text area ends."""
    line.paragraph_format.tab_stops.add_tab_stop(Mm(layout.TEXT[0]), WD_TAB_ALIGNMENT.RIGHT)


def table(file: Any, columns: int, widths: tuple[int, ...]) -> Any:
    """An empty table over the width of the text area, its columns in these shares."""
    made = file.add_table(rows=0, cols=columns)
    made.style = file.styles["Table Grid"]
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    shares = widths if len(widths) == columns else (1,) * columns
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Mm(layout.TEXT[0] * share / sum(shares))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=57, type="dxa"))  # a millimetre, as in the PDF
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    return made


def repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell in row.cells:
        cell.vertical_alignment = 1


def bottom_table(file: Any, rows: int) -> Any:
    """A table of two columns at the bottom of the text area, with lines above, between and below, none at its sides."""
    made = file.add_table(rows=rows, cols=2)
    made.autofit = False
    for column in made.columns:
        column.width = Mm(layout.TEXT[0] / 2)
    shape = made._tbl.tblPr
    shape.insert_element_before(element("w:tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin", tblpXSpec="center",
                                        tblpYSpec="bottom"), "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    borders = element("w:tblBorders")
    for edge, thick in (("top", 8), ("bottom", 8), ("insideH", 6)):
        borders.append(element(f"w:{edge}", val="single", sz=thick, space=0, color="000000"))
    shape.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    return made
