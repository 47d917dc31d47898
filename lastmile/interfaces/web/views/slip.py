"""One slip: why it was issued, until when it is to be answered, what was answered; printed, it is the paper."""
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from lastmile.kernel.act import Actor, snapshot
from lastmile.kernel.queries import chasing as queries
from lastmile.kernel.queries.journal import timeline
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules import clock_words
from lastmile.kernel.rules.books import Limit
from lastmile.kernel.rules.slips import answer_due

from .. import moments, words
from ..jinja import url
from ..page import render
from .chasing import colour, light_of, state, steps, why
from .errors import not_found
from .journal import SIZE, journal


def slip(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = queries.slip(actor, pk)
    if row is None:
        return not_found(request)
    now, city, language = timezone.localtime(), city_for(actor), get_language() or "zh"
    people = queries.names([row.signer_id, row.answerer_id])
    former = queries.slip(actor, row.former_id) if row.former_id else None
    derived = answer_due(row.signed_at, Limit(allow=row.allow, unit=row.within), snapshot(actor.revision or None).calendar) if row.signed_at else None
    shown = SimpleNamespace(
        id=row.id, number=row.number, colour=colour(row), colour_words=words.word("colour", colour(row)), light=light_of(row, now),
        state=state(row, now), why=why(row), source=row.source,
        item=SimpleNamespace(number=row.item_number, title=row.title, href=url("item", row.item_id)),
        unit=SimpleNamespace(name=city.units[row.unit_id].name, href=url("unit", row.unit_id)), issuer=city.units[row.issuer_id].name,
        former=SimpleNamespace(number=former.number, href=url("slip", former.id)) if former else None,
        signed_at=row.signed_at, signer=people.get(row.signer_id or 0, ""), due_at=row.due_at,
        due_steps=[SimpleNamespace(words=clock_words.words(s, language, "slip"), effect=clock_words.effect_words(s, language),
                                   basis=clock_words.authority_words(s, language)) for s in derived.steps] if derived else [],
        answer=row.answer, answered_at=row.answered_at, answerer=people.get(row.answerer_id or 0, ""))
    lines = timeline(f"slip:{pk}", size=SIZE)
    printed = f"{actor.name} {moments.full_day(now, now)} {now:%H:%M}"
    return render(request, "slip.html", "chasing", slip=shown, steps=steps("slip", row, actor, now),
                  journal=journal(request, f"slip:{pk}", city, lines), printed=printed)
