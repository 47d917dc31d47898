"""Reading: a document's bytes in, its text and its directives out. Plain Python; nothing is invented."""

from pathlib import PurePath

from lastmile.lib.workdays import Calendar
from lastmile.reading.coverage import uncovered
from lastmile.reading.dates import due_on
from lastmile.reading.decode import decode
from lastmile.reading.find import Found, find
from lastmile.reading.meeting import convenor, meeting, meeting_title
from lastmile.reading.model import City, Clause, Directive, Meeting, Reading, Unreadable
from lastmile.reading.repair import Shadow, repair
from lastmile.reading.secrecy import secrecy_mark
from lastmile.reading.voice import find_names

__all__ = ["City", "Clause", "Directive", "Meeting", "Reading", "Unreadable", "read", "uncovered"]


def read(data: bytes, name: str, *, city: City | None = None, calendar: Calendar | None = None) -> Reading:
    """Read a paper: its text, its meeting and its directives; raises Unreadable with a sentence for the clerk."""
    original, encoding = decode(data, name)
    shadow = repair(original)
    names = find_names(shadow.text)
    chair = convenor(shadow.text, names)
    findings = find(shadow, names, chair)
    about = meeting(shadow, names, meeting_title(shadow.text, shadow.title_line))
    clauses = tuple(
        Clause(*shadow.span(part.start, part.end), role, part.piece.sentence)
        for part, role in zip(findings.parts, findings.roles, strict=True)
    )
    directives = tuple(_directive(found, shadow, about, city or City(), calendar) for found in findings.found)
    return Reading(PurePath(name).stem, original, about, directives, clauses, secrecy_mark(shadow.text), encoding)


def _directive(found: Found, shadow: Shadow, about: Meeting, city: City, calendar: Calendar | None) -> Directive:
    start, end = shadow.span(found.start, found.end)
    lead = tuple(_named(unit, found, shadow, city) for unit in found.lead)
    assist = tuple(_named(unit, found, shadow, city) for unit in found.assist)
    return Directive(
        start, end, shadow.original[start:end], found.speaker, found.group, found.domain,
        lead, assist, tuple(dict.fromkeys(lead + assist)), found.deadline,
        due_on(found.deadline, about.issued_on, calendar), found.measure, found.actionable, found.confidence,
    )


def _named(unit: str, found: Found, shadow: Shadow, city: City) -> str:
    """A unit by the city's own name for it; one that the city does not know as the paper writes it."""
    return city.units.get(unit) or shadow.verbatim(unit, found.end)
