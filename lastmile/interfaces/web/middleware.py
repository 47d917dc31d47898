"""Who asks: the actor of the session, in one statement; without one, only public pages answer."""
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from lastmile.kernel.queries import people

ALWAYS = ("/api/", "/static/")


class ActorMiddleware:
    """Sets request.actor, and sends on who is not signed in, or must change the password first."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if not request.path.startswith(ALWAYS):
            request.actor = signed_in(request)  # type: ignore[attr-defined]
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Every page needs a person, but for those marked public."""
        if request.path.startswith(ALWAYS) or getattr(view, "public", False):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return to("sign_in", request)
        return to("password", request) if actor.must_change and not getattr(view, "own", False) else None


def in_chosen_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Chinese, unless the reader has chosen otherwise: an office's browser often says English without anybody having asked for it."""
    def answered(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response
    return answered


def signed_in(request: HttpRequest) -> Any:
    """The session's person, unless their password was changed since."""
    pk = request.session.get(SESSION_KEY)
    if pk is None:
        return None
    actor, proof = people.actor_in_session(int(pk), "web")
    if actor is None or not constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), proof):
        request.session.flush()
        return None
    return actor


def to(route: str, request: HttpRequest) -> HttpResponse:
    """To another page, and back here afterwards; htmx is told to go there as a whole."""
    answer = redirect(route)
    if request.method == "GET" and request.path != "/":
        answer["Location"] += "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=200, headers={"HX-Redirect": answer["Location"]})
    return answer


def public(view: Any) -> Any:
    """A page for everybody."""
    view.public = True
    return view


def own(view: Any) -> Any:
    """A page that somebody who must change the password still reaches."""
    view.own = True
    return view
