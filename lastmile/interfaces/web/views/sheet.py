"""A spreadsheet as many acts: looked at first, taken in when it is good, or its good rows alone."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.fields import columns
from lastmile.interfaces.sheets import Taken, take_in, template, wrong_rows
from lastmile.interfaces.sheets.grid import MOST
from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries.uploads import name_of
from lastmile.kernel.registry import Action, offered

from ..jinja import url
from ..page import render, tell
from .errors import not_found
from .form import HERE

SHOWN = 200  # wrong rows on a page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = {"item": "items", "unit": "units", "person": "people", "post": "people", "calendar": "calendar", "document": "documents"}


def sheet(request: HttpRequest, action: str) -> HttpResponse:
    declared = offered().get(action)
    if declared is None:
        return not_found(request)
    if request.method != "POST":
        return page(request, declared)
    try:
        return tried(request, declared) if request.POST.get("step") != "take" else taken(request, declared)
    except Refused as no:
        return page(request, declared, refused=SimpleNamespace(says=no.says, then=_("改好后重新选择文件。")), status=422)


def tried(request: HttpRequest, action: Action) -> HttpResponse:
    """What the sheet would do; nothing is kept but the file."""
    chosen: Any = request.FILES.get("file")
    if chosen is None:
        raise Refused("sheet.nothing", _("请先选择文件。"))
    if (chosen.size or 0) > MOST:
        raise Refused("sheet.too-big", _("表格超过 {most} MB，请分成几个文件。").format(most=MOST // 2**20))
    actor = request.actor  # type: ignore[attr-defined]
    kept = files.keep(chosen.chunks(), chosen.name or "", actor)
    seen = take_in(brought(kept["hash"], actor), action.name, actor, dry=True, key=kept["hash"])
    return page(request, action, tried=shown(seen, kept["hash"], actor))


def taken(request: HttpRequest, action: Action) -> HttpResponse:
    """All rows, or those that are good when the reader says so; the others are listed then, and given back as a sheet."""
    actor, hash = request.actor, request.POST.get("key", "")  # type: ignore[attr-defined]
    by_row = "by_row" in request.POST
    done = take_in(brought(hash, actor), action.name, actor, by_row=by_row, key=hash)
    if not done.outcome.done or (by_row and done.wrong):
        return page(request, action, tried=shown(done, hash, actor), notice=SimpleNamespace(
            says=done.says, bad=not done.outcome.done, href="", words=""), status=200 if done.outcome.done else 422)
    tell(request, done.says)
    return redirect(LISTS.get(action.noun, "inbox"))


def brought(hash: str, actor: Actor) -> bytes:
    """The sheet, if it is one that this person handed in; a hash alone opens nothing that somebody else did."""
    again = Refused("sheet.nothing", _("请重新选择文件。"))
    if not name_of(hash, actor.id):
        raise again
    try:
        with files.store().open(hash) as file:
            return file.read()
    except (OSError, ValueError) as no:
        raise again from no


def shown(seen: Taken, hash: str, actor: Actor) -> SimpleNamespace:
    wrong = len({w.row for w in seen.wrong})
    return SimpleNamespace(name=name_of(hash, actor.id), rows=seen.rows, good=seen.rows - wrong, key=hash, done=seen.outcome.done, bad=wrong,
                           wrong=[SimpleNamespace(row=w.row, column=w.column, says=w.says) for w in seen.wrong[:SHOWN]], wrong_total=len(seen.wrong))


def page(request: HttpRequest, action: Action, tried: Any = None, refused: Any = None, notice: Any = None, status: int = 200) -> HttpResponse:
    about = SimpleNamespace(
        title=_("用表格{title}").format(title=_(action.title)), action=url("sheet", action.name), back=url(LISTS.get(action.noun, "inbox")),
        template_href=url("sheet_template", action.name), wrong_href=url("sheet_wrong", action.name, key=tried.key) if tried else "",
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
