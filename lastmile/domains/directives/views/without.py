"""Items that no paper stands behind: the other way of coverage."""
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lastmile.interfaces.web.jinja import url
from lastmile.interfaces.web.page import render
from lastmile.interfaces.web.views.items import row_of
from lastmile.kernel.act import Actor
from lastmile.kernel.queries.visible import city_for

from ..queries import items_without_clause

MOST = 200


def without(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, now = city_for(actor), timezone.localtime()
    found = items_without_clause(actor, MOST + 1)
    rows = [row_of(one, city, now) for one in found[:MOST]]
    return render(request, "directives/without.html", "documents", rows=rows, capped=len(found) > MOST, back=SimpleNamespace(href=url("documents")))
