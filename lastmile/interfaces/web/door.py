"""Turned away before anything of it is read: more than may come in at once, and addresses that no page has."""
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from lastmile.lib.store import MOST

from .asked import LONGEST
from .middleware import ALWAYS
from .views import errors

FORM = 4 * 2**20  # what a form holds beside its files: its words, and the marks between its parts


class Door:
    """Asked before a form is read, since reading it already fills the disk."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ALWAYS):
            return self.answer(request)
        if length(request) > MOST + FORM:
            return errors.too_big(request)
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return errors.bad(request)
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponse | None:
        """No row has a number of twenty digits."""
        odd = any(isinstance(one, int) and one >= 10**LONGEST for one in kwargs.values())
        return errors.not_found(request) if odd and not request.path.startswith(ALWAYS) else None


def length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdecimal() else 0
