"""The review of a paper: its words on the left, what they ask for on the right."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from lastmile.interfaces.web.jinja import url
from lastmile.interfaces.web.page import render
from lastmile.interfaces.web.views.errors import not_found
from lastmile.kernel.act import Actor, can
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import City

from .. import rules
from ..domain import DIRECTIVE
from ..queries import review as reviewed
from ..queries.facts import Facts
from ..queries.review import Review

REASONS = (N_("原则要求，没有可以核对的结果"), N_("已有事项在办"), N_("只是说明情况，不是要求"), N_("不属本级督办范围"))
PANELS = {"edit": "directive.change", "split": "directive.split", "dismiss": "directive.dismiss"}


def review(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city = city_for(actor)
    seen = reviewed(actor, pk, city)
    if seen is None:
        return not_found(request)
    chosen = _asked(request, seen)
    may = can("document.cover", actor, seen.document, now=timezone.now())
    return render(
        request, "directives/review.html", "documents", address=url("document", pk), at=chosen[1] if chosen else 0,
        document=head(seen, may), paragraphs=seen.paragraphs, directives=[shown(one) for one in seen.directives], gaps=seen.gaps,
        dropped=seen.dropped, panel=panel(seen, chosen, city) if may else None,
        usual=ngettext("按规定{n}天办结", "按规定{n}天办结", DIRECTIVE.finish_within.n).format(n=DIRECTIVE.finish_within.n))


def _asked(request: HttpRequest, seen: Review) -> tuple[str, int] | None:
    """Which directive is asked for, and to do what: ("at" or a panel, its id)."""
    known = {one.id for one in seen.directives}
    for name in (*PANELS, "at"):
        given = request.GET.get(name, "")
        if given.isdigit() and int(given) in known:
            return name, int(given)
    return None


def head(seen: Review, may: bool) -> SimpleNamespace:
    """The figures above the page. `accepted` is what would be issued now; once all is issued, what was."""
    states = [one.state for one in seen.directives]
    open = may and (seen.document.state == "review" or bool(seen.gaps))
    ready = [one for one in seen.directives if one.state == "ok"]
    return SimpleNamespace(
        id=seen.document.pk, title=seen.document.title, file=seen.document.file, issued_on=seen.document.issued_on, open=open,
        total=len(states), accepted=len(ready) if open else states.count("issued"), issued=states.count("issued"),
        doubt=states.count("doubt"), todo=states.count("todo"), units=len({one.lead_id for one in ready}),
        sheet_href=url("document_sheet", seen.document.pk))


def shown(one: Facts) -> SimpleNamespace:
    """A directive, with the item it became."""
    item = SimpleNamespace(number=one.item.number, href=url("item", one.item.id)) if one.item else None
    return SimpleNamespace(**{name: getattr(one, name) for name in one.__dataclass_fields__ if name != "item"}, item=item)


def panel(seen: Review, chosen: tuple[str, int] | None, city: City) -> SimpleNamespace | None:
    """The form that is open in the chosen directive."""
    if chosen is None or chosen[0] not in PANELS:
        return None
    what, pk = chosen
    one = next(one for one in seen.directives if one.id == pk)
    if one.state == "issued":
        return None
    return SimpleNamespace(id=pk, what=what, action=url("do", PANELS[what]), problem="", **FILLED[what](one, city))


def _edit(one: Facts, city: City) -> dict[str, Any]:
    lead = city.units[one.lead_id].name if one.lead_id and one.lead_id in city.units else ""
    assisting = joined(city.units[unit].name for unit in one.assisting_ids if unit in city.units)
    due = one.due_on.isoformat() if one.due_on else ""
    return {"title": one.text, "area": one.area, "lead": lead, "assisting": assisting, "due": due, "standing": one.standing,
            "usual": one.usual, "rhythm": one.rhythm}


def _split(one: Facts, city: City) -> dict[str, Any]:
    return {"cuts": [SimpleNamespace(offset=at, before=one.source[:at], after=one.source[at:]) for at in rules.cuts(one.source)]}


def _dismiss(one: Facts, city: City) -> dict[str, Any]:
    return {"reasons": [_(reason) for reason in REASONS]}


FILLED = {"edit": _edit, "split": _split, "dismiss": _dismiss}
