"""Long work that one asked for: how far each is, cancelled, and its result."""
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.files import store
from lastmile.kernel.act import Actor
from lastmile.kernel.actions.works import cancel as ask_to_cancel
from lastmile.kernel.queries import works as queries
from lastmile.kernel.registry import WORKS

from ..asked import number
from ..jinja import url
from ..page import render, tell
from .errors import not_found

SIZE = 30


def works(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first; who administers the city may look at everybody's."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    may, older = queries.sees_all(actor), number(request.GET.get("older")) or 0
    everybody = may and "all" in request.GET
    found = queries.works_of(actor, everybody, older, SIZE)
    rows, asked = [shown(one, actor) for one in found[:SIZE]], {"all": "1"} if everybody else {}
    return render(
        request, "works.html", "works", works=rows, going=sum(one.going for one in rows), everybody=everybody, may_all=may,
        pager=SimpleNamespace(prev=url("works", **asked) if older else "",
                              next=url("works", older=found[SIZE - 1].pk, **asked) if len(found) > SIZE else ""))


def work(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them. Who waits for it (?wait=1) is taken on to its result; htmx asks every two seconds for its line alone (?line=1)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.work_of(actor, pk)
    if found is None:
        return not_found(request)
    one = shown(found, actor, "wait" in request.GET)
    if "wait" in request.GET and found.state == "done" and found.href:
        tell(request, found.said)
        return HttpResponse(headers={"HX-Redirect": found.href}) if request.headers.get("HX-Request") else redirect(found.href)
    if "line" in request.GET:
        return render(request, "fragments/work.html", w=one)
    return render(request, "work.html", "works", w=one)


def wait_for(request: HttpRequest, pk: int) -> HttpResponse:
    """From a form that has become long work to the page that tells how far it is, and leads on to the result."""
    address = url("work", pk, wait=1)
    return HttpResponse(headers={"HX-Redirect": address}) if request.headers.get("HX-Request") else redirect(address)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST" or queries.work_of(actor, pk) is None:
        return not_found(request)
    found = ask_to_cancel(pk, timezone.now())
    over = found.state in ("done", "failed")
    tell(request, says(found), bad=over)
    return redirect("works")


def says(found: Any) -> str:
    """What became of the wish to cancel."""
    if found.state == "cancelled":
        return _("已取消：{title}。").format(title=found.title)
    if found.state == "working" and not found.acted:
        return _("正在取消：{title}。没有改动任何数据。").format(title=found.title)
    return _("已经开始保存，取消不了：{title}。").format(title=found.title)


def result(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that came of it, for who asked."""
    found = queries.result_of(request.actor, pk)  # type: ignore[attr-defined]
    if found is None or not found.file:
        return not_found(request)
    try:
        content = store().open(found.file)
    except FileNotFoundError:
        return not_found(request)
    answer = FileResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def shown(found: Any, actor: Actor, waits: bool = False) -> SimpleNamespace:
    """A work as its line shows it."""
    own, going = found.person_id == actor.id, found.state in queries.UNFINISHED
    declared = WORKS.get(found.name)
    return SimpleNamespace(
        id=found.pk, href=url("work", found.pk), title=found.title, sort=_(declared.title) if declared else "", state=found.state,
        going=going, waits=waits, step=found.step, done=found.done, total=found.total, says=found.said, who="" if own else found.person.name,
        asked_at=found.asked_at, ended_at=found.ended_at, stopping=going and found.stop,
        cancel_href=url("work_cancel", found.pk) if going and not found.stop and not found.acted else "",
        open_href=found.href if own and found.state == "done" else "",
        file_href=url("work_result", found.pk) if own and found.file else "", file_name=found.file_name)
