"""People and their posts, for administrators; everybody's own page."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.queries import people as queries
from lastmile.kernel.queries.journal import timeline
from lastmile.kernel.queries.visible import city_for, seen_units

from ..jinja import url
from ..page import render
from .errors import not_found
from .journal import SIZE, journal

ACTS = ("post.give", "person.set_password", "token.issue", "person.retire")


def people(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, words, after = city_for(actor), request.GET.get("q", "").strip(), request.GET.get("after", "")
    found, more = queries.listed(seen_units(actor, city), words, after)
    rows = [SimpleNamespace(name=p["name"], href=url("person", p["id"]), username=p["username"], active=p["active"],
                            posts=[SimpleNamespace(unit=city.units[o["unit"]].short, href=url("unit", o["unit"]), role=o["role"], duty=o["duty"])
                                   for o in p["posts"]]) for p in found]
    may = can("person.add", actor, now=timezone.now())
    return render(request, "people.html", "people", q=words, rows=rows, total=len(rows), add_href=url("do", "person.add") if may else "",
                  sheet_href=url("sheet", "person.add") if may else "",
                  pager=SimpleNamespace(prev=url("people", q=words) if after else "", next=url("people", q=words, after=more) if more else ""))


def person(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, now = city_for(actor), timezone.localtime()
    one = queries.whole(pk)
    if one is None or not (pk == actor.id or can("person.retire", actor, one.person, now=now)):
        return not_found(request)
    lines = timeline(f"person:{pk}", size=SIZE)

    def chip(unit: int) -> SimpleNamespace:
        return SimpleNamespace(name=city.units[unit].short, href=url("unit", unit))
    may: list[Any] = [name for name in ACTS if can(name, actor, one.person, now=now)]
    return render(
        request, "person.html", "people", person=one.person,
        posts=[SimpleNamespace(unit=chip(p["unit_id"]), scope=chip(p["scope_id"]), role=p["role"], duty=p["duty"],
                               take_href=url("do", "post.take", person=pk, unit=p["unit_id"], role=p["role"]) if "post.give" in may else "")
               for p in one.posts],
        tokens=[SimpleNamespace(name=t["name"], issued_at=t["issued_at"], expires_at=t["expires_at"],
                                revoke_href=url("do", "token.revoke", person=pk, name=t["name"])) for t in one.tokens],
        acts=[SimpleNamespace(words=words_of(name), href=where_to(name, pk, actor), go=False) for name in may],
        journal=journal(request, f"person:{pk}", city, lines))


def where_to(name: str, pk: int, actor: Actor) -> str:
    """One's own password has a page of its own, after which one is still signed in."""
    return url("password") if name == "person.set_password" and pk == actor.id else url("do", name, person=pk)


def words_of(name: str) -> str:
    return {"post.give": _("任岗"), "person.set_password": _("重设密码"), "token.issue": _("发放接口令牌"), "person.retire": _("停用")}[name]
