"""Holidays and days worked in exchange, by year; the years that are not published yet are marked."""
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lastmile.kernel.act import can
from lastmile.kernel.queries.calendar import years

from ..jinja import url
from ..page import render


def calendar(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    may = can("calendar.set_year", request.actor, now=now)  # type: ignore[attr-defined]
    rows = [SimpleNamespace(year=y.year, off=sorted(y.off), on=sorted(y.on), published=y.published,
                            href=url("do", "calendar.set_year", year=y.year) if may else "")
            for y in years(now.year + 1)]
    return render(request, "calendar.html", "calendar", years=rows, sheet_href=url("sheet", "calendar.set_year") if may else "")
