"""The empty sheet of an action: its columns, what may stand in them, and a page that explains."""
import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces.fields import Column, columns
from lastmile.interfaces.perform import known
from lastmile.kernel.act.speech import HALF, joined
from lastmile.kernel.registry import ACTIONS

from .heads import KEY

ROWS = 1000  # so many rows get a list to choose from
LIST_LIMIT = 255  # Excel's, for the choices written into a cell's rule
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FORMS = {"text": N_("文字"), "number": N_("数字"), "day": N_("日期，如 2026-11-27"), "yes": N_("是 或 否"), "json": "JSON",
         "ref": N_("名称或编号")}


def template(action: str) -> bytes:
    """An .xlsx for the action: fields that must be filled are marked with a star."""
    known(action)
    found = columns(ACTIONS[action].takes)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        _form(book, found)
        _notes(book, found)
    return held.getvalue()


def _form(book: Any, found: tuple[Column, ...]) -> None:
    sheet = book.add_worksheet(_("填写"))
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    day, text = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "@"})
    for place, column in enumerate(found):
        sheet.write_string(0, place, _(column.title) + ("*" if column.required else ""), head)
        sheet.write_comment(0, place, said_of(column))
        sheet.set_column(place, place, 30 if column.shape == "text" else 18, {"day": day, "text": text}.get(column.shape))
        words = [column.word(key) for key in column.choices]
        if words and not column.several and len(",".join(words)) <= LIST_LIMIT:
            sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": words})
    sheet.write_string(0, len(found), _(KEY), head)
    sheet.write_comment(0, len(found), _("可不填。填了以后，同一个键的行重复导入时不会办两次。"))
    sheet.freeze_panes(1, 0)


def _notes(book: Any, found: tuple[Column, ...]) -> None:
    sheet = book.add_worksheet(_("说明"))
    for row, column in enumerate(found):
        sheet.write_string(row, 0, _(column.title))
        sheet.write_string(row, 1, said_of(column))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)


def said_of(column: Column) -> str:
    """What to fill in, in a line."""
    parts = [_("必填") if column.required else _("可不填"), _(FORMS.get(column.shape, FORMS["text"]))]
    if column.several:
        parts.append(_("多个用顿号隔开"))
    if column.choices:
        parts.append(_("可选：{choices}").format(choices=joined(map(column.word, column.choices))))
    return joined(parts, HALF)
