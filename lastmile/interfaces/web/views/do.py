"""The page of any action, and the one place that every form of the pages posts to."""
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.perform import perform
from lastmile.kernel.act import Actor, Outcome, Refused
from lastmile.kernel.actions.tokens import new_secret
from lastmile.kernel.registry import Action, offered

from .. import forms
from ..asked import number
from ..jinja import url
from ..page import render, tell
from . import edits, handed
from .errors import IN_PLACE, not_found
from .form import HERE, Sent, form_page
from .rows import row_of
from .sign import local

PAGES = {"item": "item", "unit": "unit", "person": "person", "document": "document", "paper": "paper", "slip": "slip"}
PLACES = {  # subjects without a page of their own
    "calendaryear": "calendar", "officehours": "calendar", "clockrule": "limits", "letterhead": "papers", "ledgermap": "ledger"}
MADE = {"token.issue": "secret", "feed.issue": "secret"}  # made by the system, and shown once


def do(request: HttpRequest, action: str) -> HttpResponse:
    declared = offered().get(action)
    if declared is None:
        return not_found(request)
    if request.method == "POST":
        return post(request, declared)
    given: dict[str, Any] = {name: value for name, value in request.GET.items() if name in declared.takes.model_fields}
    seen = edits.seen(declared, given)
    now: dict[str, Any] = edits.current(declared, given, request.actor)  # type: ignore[attr-defined]
    return form_page(request, declared, Sent(now | given, request.GET.get("next", ""), str(uuid4()), seen))


def post(request: HttpRequest, action: Action) -> HttpResponse:
    """Do it; what went wrong comes back with what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sent = Sent(forms.values(action, request), request.POST.get("next", ""), request.POST.get("key", ""), number(request.POST.get("seen")))
    made = {MADE[action.name]: new_secret()} if action.name in MADE and MADE[action.name] not in sent.typed else {}
    try:
        handed.take(request, action, sent.typed, actor)
        done = perform(action.name, sent.typed | made, actor, key=sent.key or None, seen=sent.seen)
    except Refused as no:
        return refused(request, action, sent, no)
    if in_place(request):
        row = row_of(actor, done.id, timezone.localtime())
        return fragment(request, "fragments/row.html", row=row, go=False, notice=said(action, done))
    if made:
        return shown_once(request, action, sent, done, made[MADE[action.name]])
    tell(request, said(action, done).says)
    return leave(request, local(request, sent.wanted, "") or page_of(action, done))


def in_place(request: HttpRequest) -> bool:
    """A step done in a list, where only its row is to change."""
    target = request.headers.get("HX-Target", "")
    return target.startswith("i") and number(target[1:]) is not None


def refused(request: HttpRequest, action: Action, sent: Sent, no: Refused) -> HttpResponse:
    """In a list above it; on the page one came from; or beside the fields of the form, where all that was typed still stands."""
    if in_place(request):
        answer = fragment(request, "fragments/refused.html", notice=SimpleNamespace(
            says=no.says, bad=True, href=request.headers.get("HX-Current-URL", url("inbox")), words=_("刷新")))
        answer.status_code = 409
        answer["HX-Retarget"], answer["HX-Reswap"] = IN_PLACE["HX-Retarget"], "outerHTML"
        return answer
    if local(request, sent.wanted, "") and not sent.key:  # the form of another page: only an action's own page gives a key
        tell(request, no.says, bad=True)
        return leave(request, sent.wanted)
    sent.errors = {no.column: no.says} if no.column else {}
    sent.key = sent.key or str(uuid4())
    then = ""
    if no.code.endswith(".changed"):
        then = edits.meanwhile(action, sent.typed, sent.seen, request.actor) + _(  # type: ignore[attr-defined]
            "核对后再提交一次，就以您填的为准。")
        sent.seen = edits.seen(action, sent.typed)
    return form_page(request, action, sent, no, then)


def shown_once(request: HttpRequest, action: Action, sent: Sent, done: Outcome, secret: str) -> HttpResponse:
    """What the system made and keeps no copy of. A form sent twice shows nothing the second time: that secret was never in force."""
    back, name = local(request, sent.wanted, "") or page_of(action, done), sent.typed.get("name", "")
    if action.noun == "feed":
        address = "" if done.already else request.build_absolute_uri(url("calendar_feed", secret))
        return render(request, "feed.html", "notices", address=address, back=back)
    return render(request, "secret.html", HERE.get(action.noun, ""), name=name, secret="" if done.already else secret, back=back)


def said(action: Action, done: Outcome) -> SimpleNamespace:
    again = _("（这一步刚才已经做过，没有重复做。）") if done.already else ""
    return SimpleNamespace(says=_("“{title}”已经办好。").format(title=_(action.title)) + again, bad=False, href="", words="")


def page_of(action: Action, done: Outcome) -> str:
    noun, pk = done.subject.partition(":")[0], done.id
    if noun in PLACES:
        return url(PLACES[noun])
    return url(PAGES[noun], pk) if noun in PAGES else url("inbox")


def leave(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") and not request.POST.get("next"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def fragment(request: HttpRequest, template: str, **values: Any) -> HttpResponse:
    return HttpResponse(get_template(template).render(values | {"now": timezone.localtime()}, request))
