"""Signing in and out, the password, the language."""
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from lastmile.interfaces.perform import perform
from lastmile.kernel.act import Refused
from lastmile.kernel.queries import people

from ..middleware import BEEN, BEEN_FOR, own, public
from ..page import render, tell


def local(request: HttpRequest, address: str | None, otherwise: str = "/") -> str:
    """The address if it is one of ours; nobody is led elsewhere."""
    return address if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()) else otherwise


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; after five wrong ones a pause."""
    wanted = local(request, request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST":
        return _sign_in_page(request, "", next((why for why in ("ended", "changed") if why in request.GET), ""), wanted)
    name = request.POST.get("username", "").strip()
    person = auth.authenticate(request, username=name, password=request.POST.get("password", ""))
    if person is None:
        return _sign_in_page(request, name, "wrong", wanted, 422)
    auth.login(request, person)
    answer = redirect(wanted)
    answer.set_cookie(BEEN, "1", BEEN_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return answer


@public
def locked(request: HttpRequest, response: HttpResponse | None = None, credentials: dict | None = None) -> HttpResponse:
    """After too many wrong passwords the pause is told in place of every answer (settings.AXES_LOCKOUT_CALLABLE)."""
    return _sign_in_page(request, request.POST.get("username", ""), "locked", local(request, request.POST.get("next")), 429)


def _sign_in_page(request: HttpRequest, username: str, problem: str, wanted: str, status: int = 200) -> HttpResponse:
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    return render(request, "sign_in.html", status=status, username=username, problem=problem, minutes=minutes, next=wanted)


@own
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    answer = redirect("sign_in")
    answer.delete_cookie(BEEN, samesite="Lax")
    return answer


@own
def password(request: Any) -> HttpResponse:
    """Change one's own password; the action asks for the old one, and a new session begins."""
    errors: dict[str, str] = {}
    actor = request.actor
    if request.method == "POST":
        old, new = request.POST.get("old", ""), request.POST.get("new", "")
        if new != request.POST.get("again", ""):
            errors["again"] = _("两次输入的新密码不一样。")
        else:
            try:
                perform("person.set_password", {"person": actor.id, "old": old, "password": new}, actor)
            except Refused as no:
                errors["old" if no.column == "old" else "new"] = no.says
        if not errors:
            fresh = people.person_for_sign_in(actor.username)
            auth.login(request, fresh, backend="django.contrib.auth.backends.ModelBackend")
            tell(request, _("密码已经改好。"))
            return redirect("inbox")
    return render(request, "password.html", status=422 if errors else 200, forced=actor.must_change, errors=errors,
                  rules=_("至少10个字符，不能只有数字，不能和账号相近。"))


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, for this browser, kept in a cookie."""
    return django_set_language(request)
