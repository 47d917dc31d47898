"""What every answer carries, and when an idle session ends."""
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
          "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
STEP = 600
Answer = Callable[[HttpRequest], HttpResponse]


def headers(answer: Answer) -> Answer:
    """Only our own scripts, styles and pictures; pages of people at work are kept by no cache on the way."""
    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
    return answered


def idle(answer: Answer) -> Answer:
    """A session ends SESSION_COOKIE_AGE after the last request, told to ten minutes so that not every request writes."""
    def answered(request: HttpRequest) -> HttpResponse:
        step = int(time.time()) // STEP
        if getattr(request, "actor", None) and request.session.get("step") != step:
            request.session["step"] = step
        return answer(request)
    return answered
