"""From a reading to directives as they are proposed: what the text gives is filled in, all else stays empty or is a hint.

`suggestions` of a directive: "said" is what the text gave (lead, assisting, due, area), so that a page can tell what a person
changed; "lead" holds hints, each {"unit", "why": "text" or "history", "count"}, the text's first; "same" open items that ask for the
same already, {"item", "number", "score"}, the likest first; "second" is "found" for what only the second reading proposed, "also" for what
both did.
"""
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lastmile.kernel.act.speech import joined
from lastmile.kernel.rules.city import City
from lastmile.lib.chinese import simplify
from lastmile.lib.workdays import Calendar
from lastmile.reading import Directive as Read
from lastmile.reading import areas, labels
from lastmile.reading.dates import due_on
from lastmile.reading.repair import repair

from . import names, rules


@dataclass(frozen=True)
class Said:
    """What a span of the text says of itself, whoever found it: reading, or a person who marked it."""

    start: int
    end: int
    text: str
    speaker: str = ""
    group: str = ""
    area: str = ""
    lead: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    deadline: str = ""
    measure: str = ""
    actionable: bool = True
    confidence: float = 1.0
    plain: str = ""  # as one reads it: what a title is made of


@dataclass(frozen=True)
class Here:
    """Where and when it is read: the city, the office that reads, its calendar, the day of the paper."""

    city: City
    office: int
    calendar: Calendar
    issued_on: date | None = field(default=None)


def of_reading(read: Read) -> Said:
    return Said(read.start, read.end, read.text, read.speaker, read.group, read.domain, read.lead, read.assist, simplify(read.deadline),
                read.measure, read.actionable, read.confidence, read.plain)


def of_selection(text: str, span: rules.Span, found: Iterable[list[Any]]) -> Said:
    """What a person marked: labelled from its own words; speaker and group are those of the directive found at or before it."""
    words, plain = text[span[0]:span[1]], repair(text[span[0]:span[1]]).text
    before = [row for row in found if row[0] < span[1]]
    speaker, group = (before[-1][2], before[-1][3]) if before else ("", "")
    who = labels.subject_of([plain])
    area = areas.area(plain)
    if area == areas.OTHER and before and before[-1][1] > span[0]:
        area = before[-1][4]
    return Said(*span, words, speaker, group, area, who.units, who.helpers, labels.due_words([plain]), labels.measure(plain), plain=plain)


def proposal(said: Said, here: Here) -> dict[str, Any]:
    """The fields of a new directive."""
    leads, strange = names.units_called(said.lead, said.text, here.city, here.office)
    helpers, unknown = names.units_called(said.assist, said.text, here.city, here.office)
    assisting = [unit for unit in dict.fromkeys(leads[1:] + helpers) if unit not in leads[:1]]
    due = due_on(said.deadline, here.issued_on, here.calendar)
    rhythm = rules.rhythm_of(said.deadline)
    lead = leads[0] if leads else None
    told = {"lead": lead, "assisting": assisting, "due": due and due.isoformat(), "area": said.area}
    return {
        "start": said.start, "end": said.end, "text": said.text, "title": rules.in_one_line(said.plain), "speaker": said.speaker,
        "group_label": said.group, "area": said.area, "lead_id": lead, "assisting": assisting,
        "term": "day" if due else "standing" if rhythm != "once" else "", "due": due, "rhythm": rhythm,
        "deadline_words": said.deadline, "measure": said.measure, "actionable": said.actionable, "confidence": said.confidence,
        "doubt": doubt(said, len(leads), strange + unknown, here), "state": "proposed", "reason": "",
        "suggestions": {"said": told, "lead": hints_of_text(said, here, lead)},
    }


def hints_of_text(said: Said, here: Here, lead: int | None) -> list[dict[str, Any]]:
    """Units that a name in the text may mean, where the city has several of that name."""
    if lead:
        return []
    candidates = [unit for name in said.lead for unit in here.city.find(name, here.office)]
    return [{"unit": unit, "why": "text", "count": 0} for unit in dict.fromkeys(candidates)][:4]


def doubt(said: Said, leads: int, strange: list[str], here: Here) -> str:
    """Why a person should look twice, in words; "" when there is no reason to."""
    reasons = []
    if leads > 1:
        reasons.append(_("原文写了{n}个牵头单位，先按第一个填，其余列为配合。").format(n=leads))
    if strange:
        reasons.append(_("原文的“{names}”对不上唯一的单位。").format(names=joined(strange)))
    if said.deadline and here.issued_on is None and due_on(said.deadline, date(2000, 1, 3), here.calendar):
        reasons.append(no_day(said.deadline))
    if not said.actionable:
        reasons.append(_("像是原则要求，没有可以核对的结果。"))
    elif said.confidence < rules.SURE:
        reasons.append(unsure())
    return "".join(reasons)


def unsure() -> str:
    """The doubt about a sentence that is perhaps no directive at all."""
    return _("拿不准是不是要办的事。")


def no_day(words: str) -> str:
    """The doubt about a deadline that cannot be counted because nobody knows the day of the paper."""
    return _("期限写的是“{words}”，材料没有日期，推不出是哪一天。").format(words=words)
