"""A spreadsheet as many acts: looked at first, taken in when it is good."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.fields import columns
from lastmile.interfaces.sheets import Taken, take_in, template
from lastmile.kernel.act import Refused
from lastmile.kernel.act.speech import joined
from lastmile.kernel.registry import Action, offered

from ..jinja import url
from ..page import render, tell
from .errors import not_found

SHOWN = 200  # wrong rows on a page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    chosen: Any = next(iter(request.FILES.values()), None)
    if chosen is None:
        raise Refused("sheet.nothing", _("请先选择文件。"))
    actor = request.actor  # type: ignore[attr-defined]
    kept = files.keep(chosen.chunks(), chosen.name or "", actor)
    seen = take_in(files.store().path(kept["hash"]), action.name, actor, dry=True, key=kept["hash"])
    return page(request, action, tried=shown(seen, kept))


def taken(request: HttpRequest, action: Action) -> HttpResponse:
    """All rows, or those that are good when the reader says so."""
    actor, hash = request.actor, request.POST.get("key", "")  # type: ignore[attr-defined]
    try:
        path = files.store().path(hash)
    except ValueError as no:
        raise Refused("sheet.nothing", _("请重新选择文件。")) from no
    done = take_in(path, action.name, actor, by_row="by_row" in request.POST, key=hash)
    if not done.outcome.done:
        return page(request, action, tried=shown(done, {"name": "", "hash": hash}), status=422)
    tell(request, done.says)
    return redirect("items" if action.noun == "item" else "inbox")


def shown(seen: Taken, kept: dict[str, Any]) -> SimpleNamespace:
    wrong_rows = len({w.row for w in seen.wrong})
    return SimpleNamespace(name=kept["name"], rows=seen.rows, good=seen.rows - wrong_rows, key=kept["hash"], all_or_nothing=True,
                           wrong=[SimpleNamespace(row=w.row, column=w.column, says=w.says) for w in seen.wrong[:SHOWN]], wrong_total=len(seen.wrong))


def page(request: HttpRequest, action: Action, tried: Any = None, refused: Any = None, status: int = 200) -> HttpResponse:
    about = SimpleNamespace(
        title=_("用表格{title}").format(title=_(action.title)), action=url("sheet", action.name), back=url("items"),
        template_href=url("sheet_template", action.name),
        columns=[SimpleNamespace(name=_(c.title), required=c.required, hint=joined(map(c.word, c.choices))) for c in columns(action.takes)])
    return render(request, "sheet.html", "items", status=status, sheet=about, tried=tried, refused=refused)


def blank(request: HttpRequest, action: str) -> HttpResponse:
    """The empty sheet to fill in."""
    if action not in offered():
        return not_found(request)
    return HttpResponse(template(action), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{action}.xlsx"'})
