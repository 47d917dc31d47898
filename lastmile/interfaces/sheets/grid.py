"""A file as rows of cells, numbered as the sheet numbers them, from 1."""
import csv
import io
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from lastmile.kernel.act import Refused

MOST = 50 * 2**20
MOST_ROWS = 200_000
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
Row = list[Any]


def grid(source: Path | str | bytes) -> list[Row]:
    """The rows of the first visible sheet of .xlsx, .xls or .ods, or of a .csv. Refused when it is none of them."""
    data = source if isinstance(source, bytes) else _read(Path(source))
    if len(data) > MOST:
        raise Refused("sheet.too-big", _("表格超过 {most} MB，请分成几个文件。").format(most=MOST // 2**20))
    rows = _book(data) if data.startswith(BOOKS) else _text(data)
    if len(rows) > MOST_ROWS:
        raise Refused("sheet.too-long", _("表格超过 {most} 行，请分成几个文件。").format(most=MOST_ROWS))
    return rows


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as no:
        raise Refused("sheet.file", _("文件 {file} 打不开，请检查文件名和权限。").format(file=path)) from no


def _book(data: bytes) -> list[Row]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible] or book.sheet_names
        return book.get_sheet_by_name(seen[0]).to_python(skip_empty_area=False) if seen else []
    except (CalamineError, OSError, ValueError) as no:
        raise Refused("sheet.unreadable", _("表格打不开，可能已损坏或设了密码。请另存为 .xlsx 后重试。")) from no


def _text(data: bytes) -> list[Row]:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = data.decode("gb18030")
        except UnicodeDecodeError as no:
            raise _not_a_sheet() from no
    if "\0" in words:
        raise _not_a_sheet()
    head = next((line for line in words.splitlines() if line.strip()), "")
    mark = max(",，;；\t", key=head.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(words, newline=""), delimiter=mark)]
    except csv.Error as no:
        raise _not_a_sheet() from no


def _not_a_sheet() -> Refused:
    return Refused("sheet.unreadable", _("这个文件不是表格。请用 .xlsx、.xls、.ods 或 .csv 文件。"))
