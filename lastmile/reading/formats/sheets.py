"""Spreadsheets (.xlsx .xls .ods): each sheet's rows between bars, each cell with its place; in a process of its own."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lastmile.reading.formats import apart, number_formats, open_merges
from lastmile.reading.formats.extract import CELLS, Builder, Extract
from lastmile.reading.formats.grid import EMPTY, Cell, Grid, write
from lastmile.reading.formats.open_merges import Range, merges
from lastmile.reading.model import N_, Note, Unreadable

SECONDS, MEMORY = 9, 450
SHEETS = 100


def extract(data: bytes, name: str) -> Extract:
    """The tables of a spreadsheet."""
    return apart.run("sheets", data, seconds=SECONDS, memory=MEMORY)


def work(data: bytes) -> Extract:
    """The same, here and now."""
    import io

    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable("encrypted", N_("文件加了密码，请去掉密码后再交来。")) from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable("damaged", N_("表格文件打不开，请用 Excel 或 WPS 另存为 .xlsx 后再交来。")) from error
    open_document = data.startswith(b"PK") and b"opendocument.spreadsheet" in data[:200]
    merged = merges(data) if open_document else {}
    words = open_merges.shown(data) if open_document else {}
    codes = number_formats.codes(data) if data.startswith(b"PK") and not open_document else {}
    builder, heads, notes = Builder(), [], []
    if len(book.sheets_metadata) > SHEETS:
        notes.append(Note(N_("只读了前{most}张工作表，后面的没有读。"), {"most": str(SHEETS)}))
    for about in book.sheets_metadata[:SHEETS]:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            notes.append(Note(N_("隐藏的工作表“{name}”没有读。"), {"name": about.name}))
            continue
        sheet = book.get_sheet_by_name(about.name)
        seen = Seen(words.get(about.name, {}), codes.get(about.name, {}))
        grid = _grid(sheet, about.name, builder, sheet.merged_cell_ranges or merged.get(about.name) or [], seen)
        heads.append("\n".join(cell.text for row in grid[:8] for cell in row if cell.text))
        write(builder, grid)
        builder.put("\n")
    return builder.done("xlsx", margin=heads, notes=notes)


@dataclass(frozen=True)
class Seen:
    """What cells show, by row and column from zero: in words, or by the format's code."""

    words: Mapping[tuple[int, int], str]
    codes: Mapping[tuple[int, int], str]

    def of(self, value: Any, where: tuple[int, int]) -> str:
        """The value as a person sees it in the sheet."""
        code = self.codes.get(where)
        return self.words.get(where) or (number_formats.shown(value, code) if code else "") or _words(value)


def _grid(sheet: Any, name: str, builder: Builder, merged: Iterable[Range], seen: Seen) -> Grid:
    """The cells of a sheet, without empty rows; a merged cell is one object at each place that it covers."""
    left = sheet.start[1] if sheet.start else 0
    rows: dict[int, list[Cell]] = {}
    used = 0
    for number, values in enumerate(sheet.iter_rows()):
        filled = sum(1 for value in values if value != "")
        if filled:
            used += filled
            builder.count(0 if used <= CELLS else used)
            rows[number] = [_cell(value, name, number + 1, at, seen) for at, value in enumerate(values, left + 1)]
    for (first, start), (last, end) in merged:
        _merge(rows, range(first, min(last, max(rows, default=0)) + 1), max(start - left, 0), end - left)
    return list(rows.values())


def _merge(rows: dict[int, list[Cell]], covered: range, start: int, end: int) -> None:
    cell = rows.get(covered.start, [EMPTY])[start : start + 1]
    for number in covered:
        if number in rows and cell:
            row = rows[number]
            row[start : end + 1] = cell * len(row[start : end + 1])


def _cell(value: Any, sheet: str, row: int, column: int, seen: Seen) -> Cell:
    words = seen.of(value, (row - 1, column - 1)) if value != "" else ""
    return Cell([(words, {"sheet": sheet, "cell": f"{column_letters(column)}{row}"})]) if words.strip() else EMPTY


def _words(value: Any) -> str:
    """A value as a person would write it: whole numbers without a point, days in characters."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        clock = f"{value.hour}时{value.minute:02}分" if value.hour or value.minute else ""
        return f"{value.year}年{value.month}月{value.day}日{clock}"
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02}"
    return str(value)


@cache
def column_letters(column: int) -> str:
    """A column as spreadsheets name it: A, Z, AA."""
    return "".join(reversed(list(_letters(column))))


def _letters(column: int) -> Iterator[str]:
    while column:
        column, rest = divmod(column - 1, 26)
        yield chr(65 + rest)
