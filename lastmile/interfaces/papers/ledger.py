"""The ledger (台账) as an Excel sheet, with the columns that the office has chosen."""
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone

from lastmile.interfaces.web import words
from lastmile.kernel.act import Actor
from lastmile.kernel.queries.ledger import Beside, Line, lines
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import KINDS
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.ledger import FIELDS

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_000  # Excel takes 32,767 characters in a cell, and the library would drop a longer one without a word
CUT = "……（全文见系统）"
NAME = "督办事项台账"
FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "number": "0", "text": "@"}
Cell = str | int | datetime | None


def here(at: datetime | None) -> datetime | None:
    """The moment on the wall clock: Excel knows no zones."""
    return timezone.localtime(at).replace(tzinfo=None) if at else None


def day(at: datetime | None) -> datetime | None:
    found = here(at)
    return found.replace(hour=0, minute=0, second=0, microsecond=0) if found else None


def cells(line: Line, row: int, city: City, beside: Beside) -> dict[str, Callable[[], Cell]]:
    """What each field says of an item; only those that are shown are asked."""
    def unit(pk: int) -> str:
        return city.units[pk].short if pk in city.units else ""

    def source(what: str) -> str:
        found = beside.source(line.source) if line.source else None
        return str(getattr(found, what)) if found else line.source if what == "title" else ""
    table = words.TABLES
    return {
        "row": lambda: row, "number": lambda: line.number, "title": lambda: line.title, "area": lambda: table["area"].get(line.area, line.area),
        "kind": lambda: KINDS[line.kind].title if line.kind in KINDS else line.kind, "source_title": lambda: source("title"),
        "source_text": lambda: source("text"), "issuer": lambda: unit(line.issuer), "unit": lambda: unit(line.unit),
        "assisting": lambda: "、".join(unit(pk) for pk in line.assisting), "handler": lambda: line.handler, "duty": lambda: beside.duty(line.unit),
        "opened_on": lambda: day(line.opened_at), "issued_on": lambda: day(line.issued_at), "signed_at": lambda: here(line.signed_at),
        "due_on": lambda: day(line.due_at), "first_due_on": lambda: day(line.first_due_at), "extensions": lambda: line.extensions,
        "rhythm": lambda: table["rhythm"][line.rhythm], "state": lambda: table["state"][line.state], "light": lambda: table["light"][line.light],
        "percent": lambda: line.percent, "done": lambda: line.told.get("done"), "problem": lambda: line.told.get("problem"),
        "plan": lambda: line.told.get("plan"), "reported_on": lambda: day(line.reported_at), "finding": lambda: line.found.get("finding"),
        "verified_on": lambda: day(line.verified_at), "closed_on": lambda: day(line.closed_at),
        "parent": lambda: beside.number(line.parent) if line.parent else None}


def write(path: Path, actor: Actor, filters: dict[str, Any], columns: Sequence[dict[str, Any]], title: str = NAME,
          tick: Callable[[int], None] = lambda rows: None) -> int:
    """Write the ledger to a file; how many items. `tick` is told after each row."""
    city, beside, count = city_for(actor), Beside(actor), 0
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        sheet = book.add_worksheet(NAME)
        shapes = {shape: book.add_format({"num_format": form, "valign": "top", "text_wrap": shape == "text", "border": 1})
                  for shape, form in FORMATS.items()}
        _head(book, sheet, columns, title)
        for count, line in enumerate(lines(actor, filters), 1):
            told = cells(line, count, city, beside)
            for place, column in enumerate(columns):
                _cell(sheet, count, place, told[column["field"]](), shapes[FIELDS[column["field"]].shape])
            tick(count)
        sheet.autofilter(0, 0, max(1, count), len(columns) - 1)
    return count


def _head(book: Any, sheet: Any, columns: Sequence[dict[str, Any]], title: str) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column["width"])
    sheet.set_row(0, 30)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column["title"], bold)
    sheet.freeze_panes(1, min(2, len(columns) - 1))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&16" + title.replace("&", "&&"))
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _cell(sheet: Any, row: int, place: int, value: Cell, form: Any) -> None:
    """Days stay days and numbers numbers; all else is written as text, whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(row, place, None, form)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, value, form)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, form)
    else:
        sheet.write_string(row, place, value if len(value) <= LONGEST else value[:LONGEST] + CUT, form)
