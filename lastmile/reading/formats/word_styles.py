"""What a Word style says of its paragraphs: their list, and whether they are lines of a table of contents."""

from dataclasses import dataclass
from typing import Any

from lastmile.reading.formats.package import attribute, child, local

LONGEST_CHAIN = 12


@dataclass(frozen=True)
class Style:
    """One style, before what it is based on is looked up."""

    name: str
    based_on: str
    list: str
    depth: int | None


@dataclass(frozen=True)
class Styles:
    """All styles by their id, and the one of paragraphs that name none."""

    by_id: dict[str, Style]
    usual: str

    def list_of(self, paragraph: Any) -> tuple[str, int | None, str]:
        """The list, the level and the style that a paragraph is numbered by; an empty list when by none."""
        own = child(paragraph, "pPr", "numPr")
        style = self.of(paragraph)
        number, depth = _list(own)
        if number:
            return ("", None, "") if number == "0" else (number, depth if depth is not None else 0, style)
        for _ in range(LONGEST_CHAIN):
            held = self.by_id.get(style)
            if held is None:
                break
            if held.list:
                return ("", None, "") if held.list == "0" else (held.list, depth if depth is not None else held.depth, style)
            style = held.based_on
        return "", None, ""

    def of(self, paragraph: Any) -> str:
        """The id of a paragraph's style."""
        return attribute(child(paragraph, "pPr", "pStyle"), "val") or self.usual

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is a line of a table of contents, which only repeats the headings."""
        style = self.by_id.get(self.of(paragraph))
        return style is not None and style.name.lower().startswith(("toc ", "目录"))


def styles(root: Any) -> Styles:
    """What styles.xml says."""
    found: dict[str, Style] = {}
    usual = ""
    for node in root if root is not None else ():
        if local(node) == "style" and attribute(node, "type") == "paragraph":
            number, depth = _list(child(node, "pPr", "numPr"))
            name, based_on = attribute(child(node, "name"), "val"), attribute(child(node, "basedOn"), "val")
            found[attribute(node, "styleId")] = Style(name, based_on, number, depth)
            if attribute(node, "default") in ("1", "true"):
                usual = attribute(node, "styleId")
    return Styles(found, usual)


def _list(node: Any) -> tuple[str, int | None]:
    if node is None:
        return "", None
    depth = attribute(child(node, "ilvl"), "val")
    return attribute(child(node, "numId"), "val"), int(depth) if depth else None
