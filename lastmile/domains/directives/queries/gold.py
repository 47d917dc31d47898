"""Papers as people have confirmed them, in the form of corpus/gold.jsonl: what reading should have said."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import City
from lastmile.reading.scoring import matched

from .. import names
from ..models import Directive, Document, DocumentText
from .visible import papers

GENRES = {  # what the corpus calls them, where it calls them otherwise
    "report": "meeting_news", "notice": "supervision", "bulletin": "supervision", "dispatch": "emergency", "instruction": "leader_note",
    "hotline": "hotline_dispatch", "session": "project_session", "division": "plan",
}
CONFIRMED = ("accepted", "issued", "linked")
TOLD_ONLY = "只是说明情况，不是要求"  # the reason of a dismissal that says: this is no directive; the page offers it in these words
OVERLAP = 0.5


@dataclass(frozen=True)
class Gold:
    """A line of gold.jsonl, and the text beside it."""

    line: dict[str, Any]
    text: str


def reviewed(actor: Actor, documents: list[int] | None = None) -> list[Gold]:
    """The papers named, or all that the actor sees, of which every directive is decided. One that is named and is not is refused."""
    open_ones = set(Directive.objects.filter(state="proposed").values_list("document_id", flat=True))
    seen = papers(actor).order_by("pk")
    if documents is None:
        decided = set(Directive.objects.filter(state__in=CONFIRMED).values_list("document_id", flat=True)) - open_ones
        return [gold(paper, city_for(actor)) for paper in seen.filter(pk__in=decided)]
    found = {paper.pk: paper for paper in seen.filter(pk__in=documents)}
    for pk in documents:
        if pk not in found:
            raise Refused("corpus.unseen", _("没有编号为{id}的会议材料，或者您看不到它。").format(id=pk), "document")
        if pk in open_ones:
            raise Refused("corpus.open", _("《{title}》还有没定的事项，定完再导出。").format(title=found[pk].title), "document")
    return [gold(found[pk], city_for(actor)) for pk in sorted(found)]


def gold(paper: Document, city: City) -> Gold:
    """A paper with the directives that people confirmed. Whatever was dismissed for another reason is neither right nor wrong to find."""
    words = DocumentText.objects.get(pk=paper.pk)
    rows = list(Directive.objects.filter(document_id=paper.pk).exclude(state="replaced").order_by("start", "id"))
    rows = [row for row in rows if row.state in CONFIRMED or not told_only(row.reason)]
    read = words.reading.get("read", [])
    as_read = matched([{"start": row.start, "end": row.end} for row in rows], read, OVERLAP)
    line = {
        "id": f"paper-{paper.pk}", "genre": GENRES.get(paper.genre, paper.genre), "length": len(words.text), "title": paper.title,
        "issued_on": paper.issued_on.isoformat() if paper.issued_on else None, "issuer": "", "meeting": _meeting(paper), "damage": None,
        "directives": [_directive(row, read[as_read[n]] if n in as_read else None, paper, city) for n, row in enumerate(rows)],
    }
    return Gold(line, words.text)


def told_only(reason: str) -> bool:
    """Whether a dismissal says, in any language of the page, that the words ask for nothing."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            if reason.startswith(_(TOLD_ONLY)):
                return True
    return False


def _meeting(paper: Document) -> dict[str, Any]:
    told = paper.meeting
    return {"name": told.get("title", ""), "convenor": [told["convenor"]] if told.get("convenor") else [],
            "attendees": list(told.get("attendees", ())), "venues": list(told.get("venues", ())), "held_on": None}


def _directive(row: Directive, read: dict[str, Any] | None, paper: Document, city: City) -> dict[str, Any]:
    confirmed = row.state in CONFIRMED
    return {
        "start": row.start, "end": row.end, "core_start": row.start, "core_end": row.end, "tail_ok": False, "speaker": row.speaker,
        "group": row.group_label, "domain": row.area, "units": _units(row, read, paper, city), "deadline": row.deadline_words,
        "actionable": confirmed or row.actionable, "optional": not confirmed, "text": row.text,
    }


def _units(row: Directive, read: dict[str, Any] | None, paper: Document, city: City) -> list[str]:
    """The confirmed units as the paper writes them. A unit that a person chose and the paper does not name is no word of the paper."""
    given = list(read["units"]) if read else []
    said = row.suggestions.get("said", {})
    if row.lead_id == said.get("lead") and row.assisting == said.get("assisting", []):
        return given
    meant = {name: names.units_called([name], row.text, city, paper.unit_id)[0] for name in given}
    return list(dict.fromkeys(filter(None, (_as_named(unit, meant, row.text, city) for unit in [row.lead_id, *row.assisting] if unit))))


def _as_named(unit: int, meant: dict[str, list[int]], text: str, city: City) -> str:
    named: Iterable[str] = (name for name, units in meant.items() if unit in units)
    return next(iter(named), "") or names.as_written(text, unit, city)
