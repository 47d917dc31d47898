"""The papers that were taken in, newest first."""
from dataclasses import asdict
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lastmile.interfaces.web.asked import number
from lastmile.interfaces.web.jinja import url
from lastmile.interfaces.web.page import render
from lastmile.kernel.act import Actor, can

from ..queries import documents as papers
from ..queries.papers import PaperPage, PaperRow


def documents(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page = papers(actor, _number(request, "older"), _number(request, "newer"))
    may = can("document.take", actor, now=timezone.now())
    return render(
        request, "directives/documents.html", "documents", rows=[_row(one) for one in page.rows], total=page.total,
        pager=_pager(page), without_href=url("documents_without"), upload_href=url("document_new") if may else "")


def _number(request: HttpRequest, name: str) -> int:
    return number(request.GET.get(name)) or 0


def _row(one: PaperRow) -> SimpleNamespace:
    href = url("document", one.id)
    return SimpleNamespace(**asdict(one), href=href, items_href=href, late_href=href)


def _pager(page: PaperPage) -> SimpleNamespace:
    return SimpleNamespace(prev=url("documents", newer=page.newer) if page.newer else "",
                           next=url("documents", older=page.older) if page.older else "")
