"""The rows that were not taken in, as a sheet of their own: mended, it can be handed in as it is."""
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lastmile.interfaces.fields import columns
from lastmile.kernel.act import Actor
from lastmile.kernel.registry import ACTIONS

from .grid import grid
from .heads import WRONG, find
from .take_in import WrongCell, take_in
from .template import OPTIONS


def wrong_rows(source: bytes, action: str, actor: Actor, key: str = "", known: Sequence[WrongCell] | None = None) -> bytes:
    """An .xlsx with the head of the sheet, those of its rows that are refused now (or are known to be), and at the end of each what is wrong."""
    rows = grid(source)
    heads = find(rows, columns(ACTIONS[action].takes))
    said: dict[int, list[str]] = {}
    for wrong in take_in(source, action, actor, dry=True, key=key).wrong if known is None else known:
        said.setdefault(wrong.row, []).append(wrong.says)
    width = max([len(rows[heads.row]), *(len(rows[n - 1]) for n in said)])
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        sheet = book.add_worksheet(_("要改的行"))
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        line(sheet, 0, [*rows[heads.row], *[""] * (width - len(rows[heads.row])), _(WRONG)], day, bold)
        for place, (n, says) in enumerate(sorted(said.items()), 1):
            line(sheet, place, [*rows[n - 1], *[""] * (width - len(rows[n - 1])), "".join(says)], day)
        sheet.set_column(0, width - 1, 18)
        sheet.set_column(width, width, 60)
        sheet.freeze_panes(1, 0)
    return held.getvalue()


def line(sheet: Any, place: int, cells: Sequence[Any], day: Any, other: Any = None) -> None:
    """Numbers and days stay what they were; all else is text."""
    for column, cell in enumerate(cells):
        if isinstance(cell, datetime | date):
            sheet.write_datetime(place, column, cell, day)
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            sheet.write_number(place, column, cell)
        elif cell not in (None, ""):
            sheet.write_string(place, column, str(cell), other)
