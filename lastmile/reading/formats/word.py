"""Word papers (.docx): paragraphs with the numbers that Word generates, tables, text boxes; what was deleted is left out."""

from collections.abc import Iterator
from contextlib import suppress
from posixpath import join, normpath
from typing import Any

from lastmile.reading.formats.extract import Builder, Extract
from lastmile.reading.formats.grid import Cell, write
from lastmile.reading.formats.numbering import Numbering, numbering
from lastmile.reading.formats.package import Package, attribute, child, local
from lastmile.reading.formats.word_runs import chosen, is_on, words
from lastmile.reading.formats.word_styles import Styles, styles
from lastmile.reading.model import N_, Note, Unreadable

WRAPS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
WIDEST = 100
UNREAD = (("footnotes", "footnote", N_("脚注没有读，里面如有要办的事，请对照原件补上。")),
          ("endnotes", "endnote", N_("尾注没有读，里面如有要办的事，请对照原件补上。")),
          ("comments", "comment", N_("批注没有读，里面如有要办的事，请对照原件补上。")))
HIDDEN = N_("隐藏的文字没有读，请对照原件。")


def extract(data: bytes, name: str) -> Extract:
    """The text of a Word paper; heads and feet of its pages are the margin."""
    package = Package(data)
    main = _main(package)
    body = child(package.part(main), "body")
    if body is None:
        raise Unreadable("format", N_("这不是 Word 文件，请用 Word 或 WPS 另存为 .docx 后再交来。"))
    folder = main.rpartition("/")[0]
    parts = {kind: package.part(f"{folder}/{kind}.xml") for kind in ("numbering", "styles")}
    paper = Paper(numbering(parts["numbering"]), styles(parts["styles"]))
    paper.blocks(body)
    beside = sorted(part for part in package.names if part.startswith((f"{folder}/header", f"{folder}/footer")) and part.endswith(".xml"))
    margin = ("\n".join(paper.lines(package.part(part))) for part in beside[:40])
    return paper.builder.done("docx", margin=margin, notes=[*_unread(package, folder), *([Note(HIDDEN)] if paper.hidden else [])])


def _unread(package: Package, folder: str) -> Iterator[Note]:
    """What stands beside the text and is not read, where there are words in it."""
    for part, name, says in UNREAD:
        with suppress(Unreadable):  # what is not read cannot make the paper unreadable
            found = package.part(f"{folder}/{part}.xml")
            if found is not None and any("".join(one.itertext()).strip() for one in found if local(one) == name):
                yield Note(says)


def _main(package: Package) -> str:
    """The name of the main part, as the package itself says."""
    for node in package.part("_rels/.rels") if "_rels/.rels" in package.names else ():
        if attribute(node, "Type").endswith("/officeDocument"):
            target = normpath(join("/", attribute(node, "Target"))).lstrip("/")
            if target in package.names:
                return target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise Unreadable("format", N_("这不是 Word 文件，请用 Word 或 WPS 另存为 .docx 后再交来。"))


class Paper:
    """One pass over the body from the top, counting paragraphs, tables and lists."""

    def __init__(self, lists: Numbering, looks: Styles) -> None:
        self.lists = lists
        self.styles = looks
        self.builder = Builder()
        self.paragraphs = 0
        self.tables = 0
        self.hidden = False
        self.held = ""  # words of a paragraph whose end was deleted: the next one goes on with them

    def blocks(self, node: Any) -> None:
        """Paragraphs and tables in the order of the page."""
        for one in node:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif name == "AlternateContent":
                self.blocks(chosen(one))
            elif name in WRAPS and not _is_contents(one):
                self.blocks(one)

    def _paragraph(self, node: Any) -> None:
        if self.styles.is_contents(node):
            return
        found = words(node)
        self.hidden = self.hidden or found.hidden
        text = self.held + (self._mark(node) if found.text.strip() and not self.held else "") + found.text
        self.held = text if is_on(child(node, "pPr", "rPr", "del")) else ""
        if text.strip() and not self.held:
            self.paragraphs += 1
            self.builder.put(text, {"paragraph": self.paragraphs})
        if not self.held:
            self.builder.put("\n")
        for box in found.boxes:
            self.blocks(box)

    def _mark(self, node: Any) -> str:
        number, depth, style = self.styles.list_of(node)
        return self.lists.mark(number, depth, style) if number else ""

    def lines(self, node: Any) -> Iterator[str]:
        """The words of all paragraphs below a node, numbered, tables and text boxes included."""
        for one in node if node is not None else ():
            if local(one) == "p":
                found = words(one)
                yield self._mark(one) + found.text
                for box in found.boxes:
                    yield from self.lines(box)
            elif local(one) == "AlternateContent":
                yield from self.lines(chosen(one))
            elif local(one) not in ("del", "moveFrom"):
                yield from self.lines(one)

    def _table(self, node: Any) -> None:
        self.tables += 1
        grid: list[list[Cell]] = []
        for row in _below(node, "tr"):
            if child(row, "trPr", "del") is None:
                grid.append(self._row(row, grid[-1] if grid else [], len(grid) + 1))
                self.builder.count(0 if len(grid[-1]) < WIDEST else WIDEST)
        write(self.builder, grid)

    def _row(self, node: Any, above: list[Cell], number: int) -> list[Cell]:
        row = [Cell() for _ in range(min(int(attribute(child(node, "trPr", "gridBefore"), "val", "0")), WIDEST))]
        for one in _below(node, "tc"):
            look = child(one, "tcPr")
            across = min(max(int(attribute(child(look, "gridSpan"), "val", "1")), 1), WIDEST)
            merged = child(look, "vMerge")
            at = len(row)
            if merged is not None and attribute(merged, "val", "continue") == "continue" and at < len(above):
                cell = above[at]
            elif attribute(child(look, "hMerge"), "val") == "continue" and row:
                cell = row[-1]
            else:
                cell = self._cell(one, {"table": self.tables, "row": number, "column": at + 1})
            row += [cell] * across
        return row

    def _cell(self, node: Any, where: dict[str, Any]) -> Cell:
        lines = [line for line in self.lines(node) if line.strip()]
        return Cell([("\n".join(lines), where)] if lines else [])


def _below(node: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also where something is wrapped round them."""
    for one in node:
        if local(one) == name:
            yield one
        elif local(one) in WRAPS:
            yield from _below(one, name)


def _is_contents(node: Any) -> bool:
    return "contents" in attribute(child(node, "sdtPr", "docPartObj", "docPartGallery"), "val").lower()
