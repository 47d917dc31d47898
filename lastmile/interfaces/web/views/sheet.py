"""A spreadsheet as many acts: looked at first, taken in when it is good, or its good rows alone; a long one by the worker."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.fields import columns
from lastmile.interfaces.jobs import ask
from lastmile.interfaces.sheets import take_in, template, wrong_rows
from lastmile.interfaces.sheets.grid import MOST
from lastmile.interfaces.sheets.handed_in import LISTS, brought, long, seen
from lastmile.interfaces.sheets.work import NAME
from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries.uploads import name_of
from lastmile.kernel.queries.works import result_of
from lastmile.kernel.registry import Action, offered

from ..asked import number
from ..jinja import url
from ..page import render, tell
from .errors import not_found
from .form import HERE
from .works import wait_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(request: HttpRequest, action: str) -> HttpResponse:
    declared = offered().get(action)
    if declared is None:
        return not_found(request)
    if request.method != "POST":
        return came(request, declared)
    try:
        return tried(request, declared) if request.POST.get("step") != "take" else taken(request, declared)
    except Refused as no:
        return page(request, declared, refused=SimpleNamespace(says=no.says, then=_("改好后重新选择文件。")), status=422)


def came(request: HttpRequest, action: Action) -> HttpResponse:
    """The page before anything was handed in; or what came of a long sheet (?work=17)."""
    work = number(request.GET.get("work"))
    found = result_of(request.actor, work) if work else None  # type: ignore[attr-defined]
    if found is None or found.name != NAME or found.given["action"] != action.name:
        return page(request, action)
    if found.outcome["says"]:
        request.session.pop("notice", None)  # the same was to be told to who waited
    return shown(request, action, found.outcome, found.outcome["says"], url("work_result", found.pk) if found.file else "")


def tried(request: HttpRequest, action: Action) -> HttpResponse:
    """What the sheet would do; nothing is kept but the file."""
    chosen: Any = request.FILES.get("file")
    if chosen is None:
        raise Refused("sheet.nothing", _("请先选择文件。"))
    if (chosen.size or 0) > MOST:
        raise Refused("sheet.too-big", _("表格超过 {most} MB，请分成几个文件。").format(most=MOST // 2**20))
    actor = request.actor  # type: ignore[attr-defined]
    hash = files.keep(chosen.chunks(), chosen.name or "", actor)["hash"]
    source = brought(hash, actor)
    if long(source):
        return later(request, action, hash, {"dry": True})
    return shown(request, action, seen(take_in(source, action.name, actor, dry=True, key=hash), hash, actor))


def taken(request: HttpRequest, action: Action) -> HttpResponse:
    """All rows, or those that are good when the reader says so; the others are listed then, and given back as a sheet."""
    actor, hash = request.actor, request.POST.get("key", "")  # type: ignore[attr-defined]
    by_row, source = "by_row" in request.POST, brought(hash, actor)
    if long(source):
        return later(request, action, hash, {"by_row": by_row})
    done = take_in(source, action.name, actor, by_row=by_row, key=hash)
    if not done.outcome.done or (by_row and done.wrong):
        return shown(request, action, seen(done, hash, actor), done.says, status=200 if done.outcome.done else 422)
    tell(request, done.says)
    return redirect(LISTS.get(action.noun, "inbox"))


def later(request: HttpRequest, action: Action, hash: str, how: dict[str, bool]) -> HttpResponse:
    """Hundreds of rows are the worker's: the page tells how far it is, and leads on to what came of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return wait_for(request, ask(NAME, {"action": action.name, "key": hash, **how}, actor, name_of(hash, actor.id), [hash]))


def shown(request: HttpRequest, action: Action, what: dict[str, Any], says: str = "", wrong_href: str = "", status: int = 200) -> HttpResponse:
    """The page with what the sheet would do, or did."""
    told = SimpleNamespace(**what | {"wrong": [SimpleNamespace(**wrong) for wrong in what["wrong"]]})
    notice = SimpleNamespace(says=says, bad=not told.done, href="", words="") if says else None
    return page(request, action, told, notice=notice, status=status, wrong_href=wrong_href)


def page(request: HttpRequest, action: Action, tried: Any = None, refused: Any = None, notice: Any = None, status: int = 200,
         wrong_href: str = "") -> HttpResponse:
    about = SimpleNamespace(
        title=_("用表格{title}").format(title=_(action.title)), action=url("sheet", action.name), back=url(LISTS.get(action.noun, "inbox")),
        template_href=url("sheet_template", action.name),
        wrong_href=wrong_href or (url("sheet_wrong", action.name, key=tried.key) if tried else ""),
        columns=[SimpleNamespace(name=_(c.title), required=c.required, hint=joined(map(c.word, c.choices))) for c in columns(action.takes)])
    here = HERE.get(action.noun, "inbox") if action.noun != "item" else "items"
    return render(request, "sheet.html", here, status=status, sheet=about, tried=tried, refused=refused, notice=notice)


def blank(request: HttpRequest, action: str) -> HttpResponse:
    """The empty sheet to fill in."""
    return book(f"{action}.xlsx", template(action)) if action in offered() else not_found(request)


def wrong(request: HttpRequest, action: str) -> HttpResponse:
    """The rows that cannot be taken in as they are, as a sheet of their own, each with what is wrong in it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if action not in offered():
        return not_found(request)
    try:
        return book(f"{action}-wrong.xlsx", wrong_rows(brought(request.GET.get("key", ""), actor), action, actor, request.GET.get("key", "")))
    except Refused as no:
        return page(request, offered()[action], refused=SimpleNamespace(says=no.says, then=""), status=422)


def book(name: str, content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
