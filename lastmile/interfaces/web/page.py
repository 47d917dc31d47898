"""What every page carries beside its own: who reads it, what they may open, what was just done."""
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input
from django.template.loader import get_template
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.act import Actor
from lastmile.kernel.registry import DOMAINS

from .jinja import url

PLACES = (("inbox", N_("收件箱"), ()), ("items", N_("全部事项"), ()), ("documents", "", ("supervisor", "leader", "verifier")),
          ("chasing", N_("督办"), ()), ("papers", N_("文件"), ()),
          ("units", N_("单位"), ()), ("board", N_("全市一页"), ()), ("people", N_("人员"), ("administrator",)),
          ("calendar", N_("日历"), ("administrator",)))


def render(request: HttpRequest, template: str, here: str = "", status: int = 200, **values: Any) -> HttpResponse:
    """A page, with what base.html takes; all its forms share one token, which takes 0.1 ms to draw."""
    common = {
        "site": settings.SITE_NAME, "here": here, "me": me(request), "now": timezone.localtime(),
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in ("light", "dark") else "",
        "notice": values.pop("notice", None) or told(request), "request": request, "csrf_input": csrf_input(request),
    }
    return HttpResponse(get_template(template).render(common | values), status=status)


def me(request: HttpRequest) -> SimpleNamespace | None:
    """The reader, as the head of the page shows them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return None
    return SimpleNamespace(name=actor.name, unit=actor.unit, unread=getattr(request, "unread", 0), nav=nav(actor))


def nav(actor: Actor) -> list[SimpleNamespace]:
    """The places that the reader's roles open, the domains' own among them."""
    roles = {post.role for post in actor.posts}
    own = {route: words for domain in DOMAINS.values() for route, words in domain.nav}
    entries = []
    for route, words, needed in PLACES:
        said = words or own.pop(route, "")
        if said and (not needed or roles & set(needed)) and (href := address(route)):
            entries.append(SimpleNamespace(key=route, words=gettext(said), href=href))
    return entries


def address(route: str) -> str:
    try:
        return url(route)
    except NoReverseMatch:
        return ""


def tell(request: HttpRequest, says: str, bad: bool = False) -> None:
    """A sentence for the next page."""
    request.session["notice"] = {"says": says, "bad": bad}


def told(request: HttpRequest) -> SimpleNamespace | None:
    if not hasattr(request, "session") or "notice" not in request.session:
        return None
    return SimpleNamespace(href="", words="", **request.session.pop("notice"))
