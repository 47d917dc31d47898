"""The review of a paper: its words on the left, what they ask for on the right."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.perform import perform
from lastmile.interfaces.web import forms
from lastmile.interfaces.web.asked import number
from lastmile.interfaces.web.jinja import url
from lastmile.interfaces.web.page import render, tell
from lastmile.interfaces.web.views import edits
from lastmile.interfaces.web.views.errors import not_found
from lastmile.interfaces.web.views.rows import state_word
from lastmile.kernel.act import Actor, Refused, can, snapshot
from lastmile.kernel.act.speech import amount
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import ACTIONS
from lastmile.kernel.rules.city import City

from .. import rules
from ..domain import DIRECTIVE
from ..papers import IMPLEMENTATION
from ..queries import review as reviewed
from ..queries.facts import Facts
from ..queries.review import Review
from . import panels


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a paper; the form that is open in it is posted here too, so that a refusal finds it as it was."""
    if request.method == "POST":
        return posted(request, pk)
    what, one = panels.asked(request.GET)
    seen = edits.seen(ACTIONS["directive.change"], {"directive": one}) if what == "edit" else None
    return page(request, pk, panels.Open(what, one, seen=seen))


def posted(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the open form says; refused, the form stays open with all that was typed, and the sentence."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    what, one = panels.asked(request.GET)
    if what not in panels.ACTIONS:
        return not_found(request)
    action, seen = ACTIONS[panels.ACTIONS[what]], number(request.POST.get("seen"))
    typed = forms.values(action, request)
    try:
        done = perform(action.name, panels.with_reason(what, typed, request.POST), actor, seen=seen)
    except Refused as no:
        says = no.says
        if no.code.endswith(".changed"):
            says += edits.meanwhile(action, typed, seen, actor) + _("核对后再存一次，就以您填的为准。")
            seen = edits.seen(action, typed)
        return page(request, pk, panels.Open(what, one, says, request.POST, seen), 422)
    tell(request, _("“{title}”已经办好。").format(title=_(action.title)))
    at = done.id if what != "cover" else ""
    return redirect(url("document", pk, at=at) + (f"#r{at}" if at else "#gaps"))


def page(request: HttpRequest, pk: int, opened: panels.Open, status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city = city_for(actor)
    seen = reviewed(actor, pk, city)
    if seen is None:
        return not_found(request)
    may = can("document.cover", actor, seen.document, now=timezone.now())
    known = {one.id for one in seen.directives}
    return render(
        request, "directives/review.html", "documents", status=status, address=url("document", pk), at=opened.one if opened.one in known else 0,
        document=head(seen, may), paragraphs=seen.paragraphs, directives=[shown(one, city) for one in seen.directives], gaps=seen.gaps,
        dropped=seen.dropped, notes=seen.notes, panel=panels.panel(seen, opened, city) if may else None,
        usual=usual(actor))


def usual(actor: Actor) -> str:
    """The kind's own limit in force now, where the paper names no day."""
    limit = snapshot(actor.revision or None).limits.at(DIRECTIVE.finish_within, timezone.now())
    return _("按规定{within}办结").format(within=amount(limit.allow, limit.unit))


def head(seen: Review, may: bool) -> SimpleNamespace:
    """The figures above the page. `accepted` is what would be issued now; once all is issued, what was."""
    states = [one.state for one in seen.directives]
    adrift = [one for one in seen.directives if is_adrift(one)]
    open = may and (seen.document.state == "review" or bool(seen.gaps) or bool(adrift))
    ready = [one for one in seen.directives if one.state == "ok"]
    lacking = [one for one in seen.directives if lacks(one)]
    return SimpleNamespace(
        id=seen.document.pk, title=seen.document.title, file=seen.document.file, issued_on=seen.document.issued_on, open=open,
        total=len(states), accepted=len(ready) if open else states.count("issued"), issued=states.count("issued"),
        linked=states.count("linked"), doubt=states.count("doubt"), todo=states.count("todo"), units=len({one.lead_id for one in ready}),
        lacking=len(lacking), first_lacking=lacking[0].id if lacking else 0, sheet_href=url("document_sheet", seen.document.pk),
        report_href=url("do", "paper.draft", paper_kind=IMPLEMENTATION.code, source=f"document:{seen.document.pk}") if may and any(
            one.item for one in seen.directives) else "",
        second=seen.second, adrift=len(adrift), first_adrift=adrift[0].id if adrift else 0)


def is_adrift(one: Facts) -> bool:
    """Whether it was linked to an item that was cancelled since: nobody does it any more."""
    return one.state == "linked" and one.item is not None and one.item.state == "cancelled"


def lacks(one: Facts) -> list[str]:
    """What only a person can say of it before it can be confirmed: the lead, until when; of what is decided, nothing."""
    term = "said" if one.due_on or one.standing or one.usual else ""
    return rules.lacks(one.area, one.lead_id, term) if one.state in ("todo", "doubt") else []


def shown(one: Facts, city: City) -> SimpleNamespace:
    """A directive, with the item it became, and those that may ask for the same already."""
    item = SimpleNamespace(number=one.item.number, href=url("item", one.item.id)) if one.item else None
    plain: dict[str, Any] = {name: getattr(one, name) for name in one.__dataclass_fields__ if name not in ("item", "same")}
    same = [SimpleNamespace(id=it.item.id, number=it.item.number, href=url("item", it.item.id), title=it.item.title,
                            unit=city.units[it.item.unit_id].short, state=state_word(it.item)) for it in one.same]
    return SimpleNamespace(**plain, item=item, same=same, lacks=lacks(one), adrift=is_adrift(one))
