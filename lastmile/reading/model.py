"""What reading hands back: plain frozen data, offsets in code points of the decoded text."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lastmile.reading.places import Place, place_of


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return sentence


class Unreadable(Exception):
    """A paper that cannot be read: a stable code and a sentence a clerk can act on.

    `sentence` is as it stands in the code, `facts` are what belongs into its gaps; `says` is both together, in Chinese.
    """

    def __init__(self, code: str, sentence: str, **facts: str) -> None:
        self.code, self.sentence, self.facts = code, sentence, facts
        self.says = sentence.format(**facts)
        super().__init__(self.says)


@dataclass(frozen=True)
class Note:
    """What the clerk should know of a paper that was read all the same: what was left out, and why."""

    sentence: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The sentence with its facts, in Chinese."""
        return self.sentence.format(**self.facts)


@dataclass(frozen=True)
class City:
    """The city's own names: every alias of a unit with the unit's canonical name."""

    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """What the paper says of its meeting; whatever it does not say is empty."""

    title: str = ""
    issued_on: date | None = None
    convenor: str = ""
    attendees: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    conveys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directive:
    """One thing asked for: a literal span of the text with the labels that the text gives."""

    start: int
    end: int
    text: str
    speaker: str = ""
    group: str = ""
    domain: str = "other"
    lead: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    deadline: str = ""
    due_on: date | None = None
    measure: str = ""
    actionable: bool = False
    confidence: float = 0.0
    plain: str = ""  # the same words as one reads them: simplified, without reading aids and broken lines

    @property
    def area(self) -> str:
        """The area of work; papers on the wire call it the domain."""
        return self.domain


@dataclass(frozen=True)
class Clause:
    """A clause of the text and the part it plays: order, head, tail, note (clearly no order) or other."""

    start: int
    end: int
    role: str
    sentence: int


@dataclass(frozen=True)
class Reading:
    """A paper as read: its text, its meeting, its directives and all its clauses."""

    id: str
    text: str
    meeting: Meeting = Meeting()
    directives: tuple[Directive, ...] = ()
    parts: tuple[Clause, ...] = ()
    secrecy: str = ""
    encoding: str = ""
    kind: str = "txt"
    genre: str = "other"
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()

    def place_of(self, start: int, end: int) -> dict[str, Any] | None:
        """Where a span stands in the file: its line in plain text, else what the format knows."""
        if not self.places:
            return {"line": bisect_right(self._breaks, start) + 1}
        return place_of(self.places, start, end)

    @cached_property
    def _breaks(self) -> list[int]:
        return [place + 1 for place, char in enumerate(self.text) if char == "\n"]

    @property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Start and end of every clause, in the order of the text."""
        return tuple((part.start, part.end) for part in self.parts)

    def to_json(self) -> dict[str, Any]:
        """The reading as one JSON object: dates as ISO text, an unresolved date as null."""
        meeting = asdict(self.meeting)
        meeting["issued_on"] = _iso(self.meeting.issued_on)
        return {
            "id": self.id,
            "text": self.text,
            "genre": self.genre,
            "meeting": {key: _plain(value) for key, value in meeting.items()},
            "directives": [
                _directive_json(one) | {"place": self.place_of(one.start, one.end)} for one in self.directives
            ],
        }


def _directive_json(directive: Directive) -> dict[str, Any]:
    row = {key: _plain(value) for key, value in asdict(directive).items()}
    row["due_on"] = _iso(directive.due_on)
    return row


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
