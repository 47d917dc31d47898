"""A paper comes in: as a file or as pasted words. What was typed is not lost when it is refused."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.perform import perform
from lastmile.interfaces.web.jinja import url
from lastmile.interfaces.web.page import render, tell
from lastmile.interfaces.web.views.errors import denied
from lastmile.interfaces.web.views.works import wait_for
from lastmile.kernel.act import Actor, Refused, can
from lastmile.kernel.queries.uploads import name_of
from lastmile.reading.decode import LIMIT
from lastmile.reading.formats import ENDINGS

from ..taking import read_through, take_or_wait

ACCEPT = ",".join(f".{ending}" for ending in dict.fromkeys(ENDINGS))


def upload(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not can("document.take", actor, now=timezone.now()):
        return denied(request)
    if request.method != "POST":
        return page(request, {}, None)
    typed = {name: request.POST.get(name, "") for name in ("text", "title", "issued_on", "kept")}
    try:
        paper, work = take_or_wait(given(request, actor, typed), actor, lambda take: perform("document.take", take, actor).id)
    except Refused as no:
        return page(request, typed, no)
    if work:
        return wait_for(request, work)
    tell(request, read_through())
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url("document", paper)})
    return redirect("document", paper)


def given(request: HttpRequest, actor: Actor, typed: dict[str, str]) -> dict[str, Any]:
    """What the action takes: a file goes into the store first, unless it is too long to be a paper at all; one that is there already stays."""
    values = {name: value for name, value in typed.items() if value and name not in ("text", "kept")}
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > LIMIT:
            raise Refused("document.take.too-large", _("文件超过 20 MB，请拆分或只留正文后再交来。"), "file")
        typed["kept"] = files.keep(file.chunks(), file.name or "", actor)["hash"]
    return values | ({"file": typed["kept"]} if typed["kept"] else {"content": typed["text"]})


def page(request: HttpRequest, typed: dict[str, str], no: Refused | None) -> HttpResponse:
    """The form; a file that is not itself what was refused stays chosen."""
    refused = SimpleNamespace(says=no.says, then="") if no else None
    hash = typed.get("kept", "") if no and no.column != "file" else ""
    name = name_of(hash, request.actor.id) if hash else ""  # type: ignore[attr-defined]
    return render(
        request, "directives/upload.html", "documents", status=422 if no else 200, action=url("document_new"), text=typed.get("text", ""),
        title=typed.get("title", ""), issued_on=typed.get("issued_on", ""), kept=SimpleNamespace(hash=hash, name=name) if name else None,
        formats=_("Word、WPS、PDF、Excel、网页、邮件、纯文本或压缩包"), accept=ACCEPT, limit=LIMIT, refused=refused, back=url("documents"))
