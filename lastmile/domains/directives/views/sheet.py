"""The check table of a paper as a workbook."""
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lastmile.interfaces.web.views.errors import not_found
from lastmile.interfaces.web.words import word
from lastmile.kernel.queries.visible import city_for

from ..queries import check_table, review
from ..queries.sheet import Table

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    seen = review(actor, pk, city_for(actor))
    if seen is None:
        return not_found(request)
    name = _("核对表_{title}.xlsx").format(title=seen.document.title)
    return HttpResponse(workbook(check_table(seen, word)), content_type=MEDIA, headers={
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"})


def workbook(tables: list[Table]) -> bytes:
    """The tables as sheets; every cell is text, so that nothing in a paper is taken for a formula."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            one = book.add_worksheet(table.name)
            one.freeze_panes(1, 0)
            for column, (title, width) in enumerate(zip(table.heads, table.widths, strict=True)):
                one.set_column(column, column, width)
                one.write_string(0, column, title, bold)
            for number, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    one.write_string(number, column, cell, plain)
    return kept.getvalue()
