"""Where a directive stands in its file, in words: 第3页; 工作表“分解表” B7; 第12段. What reading tells, see lastmile/reading/places.py."""
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lastmile.kernel.act.speech import CLAUSE, joined


def place_words(where: Mapping[str, Any] | None) -> str:
    """Where it begins, and how far it goes; "" when the file tells no place."""
    if not where:
        return ""
    return joined([part for part in (where.get("file", ""), _within(where)) if part], CLAUSE)


def _within(where: Mapping[str, Any]) -> str:
    last = where.get("last")
    if "cell" in where:
        cell = where["cell"]
        return _("工作表“{sheet}” {cell}").format(sheet=where["sheet"], cell=cell) if where.get("sheet") else _("单元格{cell}").format(cell=cell)
    if "row" in where and "table" in where:
        return _("第{table}个表格第{row}行").format(table=where["table"], row=where["row"])
    if "page" in where:
        more = where.get("also") or []
        return _("第{n}至{last}页").format(n=where["page"], last=more[-1]["page"]) if more else _("第{n}页").format(n=where["page"])
    if "paragraph" in where:
        return _("第{n}至{last}段").format(n=where["paragraph"], last=last) if last else _("第{n}段").format(n=where["paragraph"])
    if "from" in where:
        return _("{start}至{end}").format(start=where["from"], end=where.get("until", ""))
    if "line" in where:
        return _("第{n}至{last}行").format(n=where["line"], last=last) if last else _("第{n}行").format(n=where["line"])
    return ""
