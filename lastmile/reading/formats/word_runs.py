"""The words of a Word paragraph: what a reader sees, without deletions, field codes, hidden words and reading aids."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lastmile.reading.formats.package import attribute, child, local

UNSEEN = frozenset(
    "del moveFrom pPr rPr instrText delText delInstrText rt footnoteReference endnoteReference annotationRef sdtPr sdtEndPr fldData".split()
)
SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
OFF = ("0", "false", "off", "none")


@dataclass
class Words:
    """A paragraph's own words, and the text boxes that hang on it."""

    text: str = ""
    hidden: bool = False
    boxes: list[Any] = field(default_factory=list)


def words(paragraph: Any) -> Words:
    """What stands in a paragraph."""
    found = Words()
    found.text = "".join(_seen(paragraph, found))
    return found


def _seen(node: Any, found: Words) -> Iterator[str]:
    for one in node:
        name = local(one)
        if name in ("t", "delText"):
            yield one.text or "" if name == "t" else ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "br":
            yield "" if attribute(one, "type") in ("page", "column") else "\n"
        elif name == "txbxContent":
            found.boxes.append(one)
        elif name in UNSEEN:
            continue
        elif name == "r" and is_on(child(one, "rPr", "vanish")):
            found.hidden = found.hidden or child(one, "t") is not None
        elif name == "AlternateContent":
            yield from _seen(chosen(one), found)
        else:
            yield from _seen(one, found)


def chosen(node: Any) -> Any:
    """The first way that a choice offers; the others say the same in other means."""
    choice, fallback = child(node, "Choice"), child(node, "Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def is_on(node: Any) -> bool:
    """Whether a switch is there and not turned off."""
    return node is not None and attribute(node, "val", "1") not in OFF
