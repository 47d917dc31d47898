"""Merged cells of an OpenDocument spreadsheet, which its reader does not tell."""

from typing import Any

from lastmile.reading.formats.package import Package, attribute, local

Range = tuple[tuple[int, int], tuple[int, int]]


def merges(data: bytes) -> dict[str, list[Range]]:
    """By sheet, the first and last row and column of each merged cell, from zero."""
    root = Package(data).part("content.xml")
    return {attribute(table, "name"): _ranges(table) for table in root.iter() if local(table) == "table"} if root is not None else {}


def _ranges(table: Any) -> list[Range]:
    found: list[Range] = []
    number = 0
    for row in (one for one in table.iter() if local(one) == "table-row"):
        at = 0
        for cell in row:
            down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if down > 1 or across > 1:
                found.append(((number, at), (number + down - 1, at + across - 1)))
            at += _number(cell, "number-columns-repeated")
        number += _number(row, "number-rows-repeated")
    return found


def _number(node: Any, name: str) -> int:
    words = attribute(node, name, "1")
    return min(int(words), 2_000_000) if words.isdigit() else 1
