"""Who asks: the actor of the session, in one statement; without one, only public pages answer, and signing in says why."""
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from lastmile.kernel.queries import people

ALWAYS = ("/api/", "/static/")
BEEN = "been"  # a cookie that outlives the session's: whoever brings it was signed in here, and has not signed out
BEEN_FOR = 30 * 24 * 3600


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
            request.LANGUAGE_CODE = language
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response
    return answered


def signed_in(request: HttpRequest) -> Any:
    """The session's person, unless they were retired or their password was changed since."""
    pk = request.session.get(SESSION_KEY)
    if pk is None:
        return None
    actor, proof, request.unread = people.actor_in_session(int(pk), "web")  # type: ignore[attr-defined]
    if actor is None or not constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), proof):
        request.session.flush()
        request.changed = True  # type: ignore[attr-defined]
        return None
    return actor


def to(route: str, request: HttpRequest) -> HttpResponse:
    """To another page, and back to where one was afterwards; htmx is told to go there as a whole."""
    asked = {"next": came_from(request)} if came_from(request) != "/" else {}
    if route == "sign_in" and (why := why_out(request)):
        asked[why] = "1"
    answer = redirect(route)
    if asked:
        answer["Location"] += "?" + urlencode(asked)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=200, headers={"HX-Redirect": answer["Location"]})
    return answer


def came_from(request: HttpRequest) -> str:
    """The page that was asked for; of a form that was sent, or of a part of a page, the page on which it stands."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    seen = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/")
    return urlunsplit(("", "", seen.path or "/", seen.query, "")) if seen.netloc in ("", request.get_host()) else "/"


def why_out(request: HttpRequest) -> str:
    """Why somebody who was signed in no longer is: the session ran out, or the account was changed; "" for who comes anew."""
    if getattr(request, "changed", False):
        return "changed"
    return "ended" if request.COOKIES.get(BEEN) else ""


def public(view: Any) -> Any:
    """A page for everybody."""
    view.public = True
    return view


def own(view: Any) -> Any:
    """A page that somebody who must change the password still reaches."""
    view.own = True
    return view
