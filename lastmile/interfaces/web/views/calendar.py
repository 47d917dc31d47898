"""Holidays and office hours, and the limits of clocks with the day from which each holds."""
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from lastmile.kernel.act import can, snapshot
from lastmile.kernel.act.speech import amount
from lastmile.kernel.queries import calendar as queries
from lastmile.kernel.rules.clocks import Limit, Limits

from .. import words
from ..jinja import url
from ..page import render


def calendar(request: HttpRequest) -> HttpResponse:
    now, actor = timezone.localtime(), request.actor  # type: ignore[attr-defined]
    may = can("calendar.set_year", actor, now=now)
    rows = [SimpleNamespace(year=y.year, off=sorted(y.off), on=sorted(y.on), published=y.published,
                            href=url("do", "calendar.set_year", year=y.year) if may else "")
            for y in queries.years(now.year + 1)]
    return render(request, "calendar.html", "calendar", years=rows, hours=queries.hours()[::-1], recounts=queries.recounts(),
                  sheet_href=url("sheet", "calendar.set_year") if may else "", hours_href=url("do", "calendar.set_hours") if may else "")


def limits(request: HttpRequest) -> HttpResponse:
    """All limits by field: what holds now, on what basis, what held before and what is to hold."""
    now, actor = timezone.localtime(), request.actor  # type: ignore[attr-defined]
    known, may = snapshot(actor.revision or None).limits, can("rule.set", actor, now=now)
    groups: dict[str, list[SimpleNamespace]] = {}
    for code in known.box:
        one = known.at(code, now)
        line = SimpleNamespace(name=english(one.name_en, one.name), how=how(one), basis=english(one.basis_en, one.basis),
                               own=one is not known.box[code], versions=versions(known, code, now),
                               href=url("do", "rule.set", rule=code) if may else "")
        groups.setdefault(english(one.group_en, one.group), []).append(line)
    return render(request, "limits.html", "calendar", groups=list(groups.items()))


def versions(known: Limits, code: str, now: object) -> list[SimpleNamespace]:
    """Every version but the one that holds now, the newest first; the first is that of the box."""
    moments = [v.since for v in known.history(code)]
    all_of = [(None, known.box[code]), *((at, known.at(code, at)) for at in moments)]
    present = known.at(code, now)  # type: ignore[arg-type]
    return [SimpleNamespace(since=at, how=how(limit), basis=english(limit.basis_en, limit.basis), coming=at is not None and at > now)  # type: ignore[operator]
            for at, limit in reversed(all_of) if limit is not present]


def how(limit: Limit) -> str:
    """5个工作日; 每期第5天."""
    return amount(limit.allow, limit.unit) if limit.counts else words.word("counts", limit.unit) + (f" {limit.allow}" if limit.allow else "")


def english(said: str, plain: str) -> str:
    return said if (get_language() or "").startswith("en") else plain
