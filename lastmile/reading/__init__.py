"""Reading: a document's bytes in, its text and its directives out. Plain Python; nothing is invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from lastmile.lib.workdays import Calendar
from lastmile.reading.coverage import uncovered
from lastmile.reading.dates import due_on
from lastmile.reading.find import Found, find
from lastmile.reading.formats import extract
from lastmile.reading.genre import genre
from lastmile.reading.meeting import convenor, meeting, meeting_title
from lastmile.reading.model import City, Clause, Directive, Meeting, Reading, Unreadable
from lastmile.reading.repair import Shadow, repair
from lastmile.reading.secrecy import secrecy_mark
from lastmile.reading.voice import find_names, reports_speech

__all__ = ["City", "Clause", "Directive", "Meeting", "Reading", "Unreadable", "read", "uncovered"]


def read(data: bytes, name: str, *, city: City | None = None, calendar: Calendar | None = None) -> Reading:
    """Read a paper: its text, its meeting and its directives; raises Unreadable with a sentence for the clerk."""
    paper = extract(data, name)
    found: list[Reading] = []
    for start, end in paper.parts or ((0, len(paper.text)),):
        issued = next((one.meeting.issued_on for one in found if one.meeting.issued_on), None)
        found.append(_read_part(paper.text[start:end], city or City(), calendar, issued))
    marks = [one.secrecy for one in found] + [secrecy_mark(repair(words).text) for words in paper.margin]
    return Reading(
        PurePath(name).stem, paper.text, found[0].meeting,
        tuple(_moved(found, paper.parts, "directives")), tuple(_moved(found, paper.parts, "parts")),
        next(filter(None, marks), ""), paper.encoding, paper.kind, found[0].genre, paper.places, paper.notes,
    )


def _read_part(text: str, city: City, calendar: Calendar | None, issued: date | None) -> Reading:
    """The passes over one text; a part of a bundle without a date of its own has the date of the parts before it."""
    shadow = repair(text)
    names = find_names(shadow.text)
    chair = convenor(shadow.text, names)
    news = reports_speech(shadow.text, names)
    findings = find(shadow, names, chair, news)
    about = meeting(shadow, names, meeting_title(shadow.text, shadow.title_line))
    about = replace(about, issued_on=about.issued_on or issued)
    clauses = tuple(
        Clause(*shadow.span(part.start, part.end), role, part.piece.sentence)
        for part, role in zip(findings.parts, findings.roles, strict=True)
    )
    directives = tuple(_directive(found, shadow, about, city, calendar) for found in findings.found)
    kind = genre(shadow.text, news)
    return Reading("", text, about, directives, clauses, secrecy_mark(shadow.text), genre=kind)


def _moved(found: list[Reading], parts: tuple[tuple[int, int], ...], what: str) -> Iterator[Any]:
    """Directives, or clauses, of all parts with offsets into the whole text; sentences are numbered on."""
    sentences = 0
    for one, (by, _) in zip(found, parts or ((0, 0),), strict=True):
        for row in getattr(one, what):
            more = {"sentence": row.sentence + sentences} if isinstance(row, Clause) else {}
            yield replace(row, start=row.start + by, end=row.end + by, **more) if by else row
        sentences += one.parts[-1].sentence + 1 if one.parts else 0


def _directive(found: Found, shadow: Shadow, about: Meeting, city: City, calendar: Calendar | None) -> Directive:
    start, end = shadow.span(found.start, found.end)
    lead = tuple(_named(unit, found, shadow, city) for unit in found.lead)
    assist = tuple(_named(unit, found, shadow, city) for unit in found.assist)
    return Directive(
        start, end, shadow.original[start:end], found.speaker, found.group, found.domain,
        lead, assist, tuple(dict.fromkeys(lead + assist)), shadow.verbatim(found.deadline, found.end),
        due_on(found.deadline, about.issued_on, calendar), found.measure, found.actionable, found.confidence,
        shadow.text[found.start : found.end],
    )


def _named(unit: str, found: Found, shadow: Shadow, city: City) -> str:
    """A unit by the city's own name for it; one that the city does not know as the paper writes it."""
    return city.units.get(unit) or shadow.verbatim(unit, found.end)
