"""The page of any action, and the one place that every form of the pages posts to."""
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces import files
from lastmile.interfaces.perform import perform
from lastmile.kernel.act import Actor, Outcome, Refused
from lastmile.kernel.queries import items
from lastmile.kernel.registry import Action, offered

from .. import forms
from ..jinja import url
from ..page import render, tell
from .errors import not_found
from .inbox import row_of
from .sign import local

DANGER = {"item.cancel", "unit.retire", "person.retire", "token.revoke"}
PAGES = {"item": "item", "unit": "unit", "person": "person", "document": "document"}


def do(request: HttpRequest, action: str) -> HttpResponse:
    declared = offered().get(action)
    if declared is None:
        return not_found(request)
    if request.method == "POST":
        return post(request, declared)
    given = {name: value for name, value in request.GET.items() if name in declared.takes.model_fields}
    return form_page(request, declared, given, {}, None, request.GET.get("next", ""), str(uuid4()))


def post(request: HttpRequest, action: Action) -> HttpResponse:
    """Do it; what went wrong comes back with what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    typed, wanted, key = forms.values(action, request), request.POST.get("next", ""), request.POST.get("key") or None
    try:
        typed |= uploaded(request, action, actor)
        done = perform(action.name, typed, actor, key=key)
    except Refused as no:
        return refused(request, action, typed, no, wanted, key)
    if in_place(request):
        return fragment(request, "fragments/row.html", row=row_of(actor, done.id), go=False, notice=said(action, done))
    tell(request, said(action, done).says)
    return leave(request, local(request, wanted, "") or page_of(action, done))


def uploaded(request: HttpRequest, action: Action, actor: Actor) -> dict[str, Any]:
    """Files that came with the form, put into the store; their hashes are what the action takes."""
    found: dict[str, Any] = {}
    for name in request.FILES:
        kept = [files.keep(one.chunks(), one.name or "", actor)["hash"] for one in request.FILES.getlist(name)]
        if kept and name in action.takes.model_fields:
            found[name] = kept if forms.several(action, name) else kept[0]
    return found


def in_place(request: HttpRequest) -> bool:
    """A step done in a list, where only its row is to change."""
    return request.headers.get("HX-Target", "").startswith("i") and request.headers.get("HX-Target", "")[1:].isdigit()


def refused(request: HttpRequest, action: Action, typed: dict[str, Any], no: Refused, wanted: str, key: str | None) -> HttpResponse:
    if in_place(request):
        answer = fragment(request, "fragments/refused.html", notice=SimpleNamespace(says=no.says, bad=True, href=request.headers.get(
            "HX-Current-URL", url("inbox")), words=_("刷新")))
        answer.status_code = 409
        answer["HX-Retarget"], answer["HX-Reswap"] = "#notice", "outerHTML"
        return answer
    if wanted and local(request, wanted, "") and not action_form(request):
        tell(request, no.says, bad=True)
        return leave(request, local(request, wanted))
    return form_page(request, action, typed, {no.column: no.says} if no.column else {}, no, wanted, key or str(uuid4()))


def action_form(request: HttpRequest) -> bool:
    """Did the post come from the action's own page, which shows errors beside the fields?"""
    return "key" in request.POST


def form_page(request: HttpRequest, action: Action, typed: dict[str, Any], errors: dict[str, str], no: Refused | None, wanted: str,
              key: str) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject, hidden = subject_of(action, actor, typed), {"next": wanted, "key": key}
    if action.field and action.field in typed:
        hidden[action.field] = typed[action.field]
    if subject is None and action.field == "item" and "item" in typed:
        return not_found(request)
    shown = forms.fields(action, actor, typed, errors, hidden)
    back = local(request, wanted, "") or (subject.href if subject else url("inbox"))
    form = SimpleNamespace(
        title=_(action.title), says=says(action), action=url("do", action.name), submit=_(action.title), danger=_("做了以后不能收回，请再看一遍。")
        if action.name in DANGER else "", fields=shown, hidden=hidden, files=any(f.kind in ("file", "files") for f in shown), back=back,
        back_words="")
    problem = SimpleNamespace(says=no.says, then=_("改好后再按一次“再提交一次”。") if errors else "") if no else None
    return render(request, "form.html", "inbox" if action.noun == "item" else "units", status=422 if no else 200, form=form, refused=problem,
                  subject=subject, aside=None)


def says(action: Action) -> str:
    """What the page says that the action does, where its title is not enough."""
    return _(HINTS[action.name]) if action.name in HINTS else ""


HINTS = {
    "item.report": N_("反馈后由其他单位的人核查，核查通过才能销号。"),
    "item.break_down": N_("每个单位一件子事项，各自计时、签收、反馈；都办结了，这件才能办结。"),
    "item.refuse": N_("写明为什么不属本单位职责，由交办单位重新定。"),
    "item.verify": N_("核查人不能是反馈的人，也不能在承办单位。"),
    "item.extend": N_("要在时限到期前批准；原时限保留在台账里。"),
}


def subject_of(action: Action, actor: Actor, typed: dict[str, Any]) -> SimpleNamespace | None:
    """The item that the form is about."""
    pk = typed.get("item")
    if action.field != "item" or not str(pk).isdigit():
        return None
    rows = items.some(actor, [int(str(pk))]).rows
    return SimpleNamespace(number=rows[0].number, title=rows[0].title, href=url("item", rows[0].id)) if rows else None


def said(action: Action, done: Outcome) -> SimpleNamespace:
    again = _("（这一步刚才已经做过，没有重复做。）") if done.already else ""
    return SimpleNamespace(says=_("“{title}”已经办好。").format(title=_(action.title)) + again, bad=False, href="", words="")


def page_of(action: Action, done: Outcome) -> str:
    noun, pk = done.subject.partition(":")[0], done.id
    return url(PAGES[noun], pk) if noun in PAGES else url("inbox")


def leave(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") and not request.POST.get("next"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def fragment(request: HttpRequest, template: str, **values: Any) -> HttpResponse:
    return HttpResponse(get_template(template).render(values | {"now": timezone.localtime()}, request))
