"""Merged cells of an OpenDocument spreadsheet, and the words that its cells show, which its reader does not tell."""

import re
from collections.abc import Iterator
from typing import Any

from lastmile.reading.formats.package import Package, attribute, local

Range = tuple[tuple[int, int], tuple[int, int]]
SHOWN = re.compile(r"[\u4e00-\u9fff%]")
VALUES = ("float", "percentage", "currency", "date")
MOST = 200_000


def merges(data: bytes) -> dict[str, list[Range]]:
    """By sheet, the first and last row and column of each merged cell, from zero."""
    root = Package(data).part("content.xml")
    return {attribute(table, "name"): _ranges(table) for table in root.iter() if local(table) == "table"} if root is not None else {}


def shown(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the words that a number or a day is shown as, where characters or a percent sign are in them."""
    root = Package(data).part("content.xml")
    return {attribute(table, "name"): _words(table) for table in root.iter() if local(table) == "table"} if root is not None else {}


def _ranges(table: Any) -> list[Range]:
    found: list[Range] = []
    for number, at, cell in _cells(table):
        down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            found.append(((number, at), (number + down - 1, at + across - 1)))
    return found


def _words(table: Any) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for number, at, cell in _cells(table):
        if attribute(cell, "value-type") in VALUES:
            words = "".join("".join(one.itertext()) for one in cell if local(one) == "p")
            for more in range(_number(cell, "number-columns-repeated") if SHOWN.search(words) else 0):
                if len(found) < MOST:
                    found[number, at + more] = words
    return found


def _cells(table: Any) -> Iterator[tuple[int, int, Any]]:
    """Each cell that the file holds, with its row and column."""
    number = 0
    for row in (one for one in table.iter() if local(one) == "table-row"):
        at = 0
        for cell in row:
            yield number, at, cell
            at += _number(cell, "number-columns-repeated")
        number += _number(row, "number-rows-repeated")


def _number(node: Any, name: str) -> int:
    words = attribute(node, name, "1")
    return min(int(words), 2_000_000) if words.isdigit() else 1
