"""What a cell of a workbook shows: a fraction as a percentage, a month without the day that nobody wrote, a number with its measure."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from posixpath import join, normpath
from typing import Any

from lastmile.reading.formats.extract import CELLS
from lastmile.reading.formats.package import Package, attribute, child, local
from lastmile.reading.model import Unreadable

Where = tuple[int, int]  # row and column, from zero
# ECMA-376 part 1, 18.8.30: formats that stand in no file; from 27 on as Chinese Excel and WPS have them.
YEAR_MONTH, MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN = {9: "0%", 10: "0.00%", 16: "d-mmm", 17: "mmm-yy"} | dict.fromkeys((27, 36, 50, 52, 57), YEAR_MONTH) | dict.fromkeys(
    (28, 29, 51, 53, 54, 58), MONTH_DAY)
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
BRACKETS = re.compile(r"\[[^\]]*\]")
HAN = re.compile(r"[\u4e00-\u9fff%℃]")
DAY_ZERO = datetime.datetime(1899, 12, 30)


def shown(value: Any, code: str) -> str:
    """The value as the format shows it; "" where the usual words say the same. Days in characters, as far as they are shown."""
    first = BRACKETS.sub("", code.split(";")[0])
    bare = LITERAL.sub("", first).lower()
    if isinstance(value, bool) or not isinstance(value, int | float | datetime.date):
        return ""
    if re.search(r"[yd]|m(?![^hs]*[hs])", bare) and "general" not in bare:
        return _day(value, bare)
    return _number(value, first, bare) if isinstance(value, int | float) else ""


def _day(value: Any, bare: str) -> str:
    if isinstance(value, int | float):
        if not 1 <= value < 200_000:
            return ""
        value = DAY_ZERO + datetime.timedelta(days=value)
    parts = [("y", f"{value.year}年"), ("m", f"{value.month}月"), ("d", f"{value.day}日")]
    seen = [words for sign, words in parts if sign in bare]
    return "".join(seen) if len(seen) < len(parts) and "h" not in bare else ""


def _number(value: float, first: str, bare: str) -> str:
    digits = re.search(r"[0#?][0#?,]*(?:\.([0#?]+))?", LITERAL.sub(lambda found: "\0" * len(found.group()), first))
    around = "".join(re.findall(r'"([^"]*)"', first)) + "".join(re.findall(r"\\(.)", first))
    if digits is None or not ("%" in bare or HAN.search(around) or HAN.search(re.sub(r"[0#?.,]", "", bare))):
        return ""
    places = digits.group(1) or ""
    try:
        exact = Decimal(repr(value)) * (100 if "%" in bare else 1)
        words = f"{exact.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP):f}"
    except InvalidOperation:
        return ""
    spare = len(places) - len(places.rstrip("#?"))
    for _ in range(spare):
        words = words.removesuffix("0")
    return _words(first[: digits.start()]) + words.rstrip(".") + _words(first[digits.end() :])


def _words(part: str) -> str:
    """What a format writes around the digits."""
    found = re.findall(r'"([^"]*)"|\\(.)|([^\s"\\_*#?0.,])', re.sub(r"[_*].", "", part))
    return "".join(one for parts in found for one in parts)


def codes(data: bytes) -> dict[str, dict[Where, str]]:
    """By sheet of an .xlsx, the format of each cell that shows something else than its value; what is broken there tells nothing."""
    with suppress(Unreadable, ValueError, KeyError, TypeError, SyntaxError, OSError):  # the reader of the values judges the file
        return _codes(Package(data))
    return {}


def _codes(package: Package) -> dict[str, dict[Where, str]]:
    telling = _telling(package.part("xl/styles.xml"))
    found: dict[str, dict[Where, str]] = {}
    if telling:
        for name, part in _sheets(package):
            with package.open(part) as file:
                found[name] = dict(_cells(file, telling))
    return found


def _telling(styles: Any) -> dict[str, str]:
    """The formats, by the number of a cell's style, that may show something else than the value."""
    if styles is None:
        return {}
    formats = BUILT_IN | {int(attribute(one, "numFmtId", "0")): attribute(one, "formatCode") for one in child(styles, "numFmts") or ()}
    wanted = [formats.get(int(attribute(one, "numFmtId", "0")), "") for one in child(styles, "cellXfs") or ()]
    return {str(number): code for number, code in enumerate(wanted) if code and (shown(0.5, code) or shown(45_000.0, code))}


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet."""
    targets = {attribute(one, "Id"): attribute(one, "Target") for one in package.part("xl/_rels/workbook.xml.rels")}
    for sheet in child(package.part("xl/workbook.xml"), "sheets") or ():
        part = normpath(join("/xl", targets.get(attribute(sheet, "id"), ""))).lstrip("/")
        if part in package.names:
            yield attribute(sheet, "name"), part


def _cells(file: Any, telling: dict[str, str]) -> Iterator[tuple[Where, str]]:
    """The cells of a sheet with such a format, read as it streams by: no tree is kept."""
    from lxml import etree

    found = 0
    for _, one in etree.iterparse(file, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False):
        name = local(one)
        if name == "c" and (code := telling.get(one.get("s", ""))) and (where := _where(one.get("r", ""))):
            found += 1
            if found > CELLS:
                return
            yield where, code
        if name == "row":
            one.clear()
            while one.getprevious() is not None:
                del one.getparent()[0]


def _where(reference: str) -> Where | None:
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
