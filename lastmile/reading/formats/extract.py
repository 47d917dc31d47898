"""What a format hands over: the text that the passes read, and where each run of it stands in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lastmile.reading.model import N_, Note, Unreadable
from lastmile.reading.places import Place

CHARACTERS = 2_000_000
CELLS = 200_000
PAGES = 2_000
UNPACKED = 200 * 1024 * 1024
# What no text holds and a database refuses; tabs and line ends stay.
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])

Run = tuple[str, Mapping[str, Any] | None]


@dataclass(frozen=True)
class Extract:
    """A file as text; `margin` is what stands beside the text, `parts` are the papers of a bundle."""

    text: str
    kind: str
    encoding: str = ""
    places: tuple[Place, ...] = ()
    margin: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values, to come back from a process of its own."""
        return {
            "text": self.text, "kind": self.kind, "encoding": self.encoding, "margin": self.margin, "parts": self.parts,
            "places": [[place.start, place.end, dict(place.where)] for place in self.places],
            "notes": [[note.sentence, dict(note.facts)] for note in self.notes],
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Extract":
        """What `to_json` gave."""
        return cls(
            row["text"], row["kind"], row["encoding"], tuple(Place(*place) for place in row["places"]),
            tuple(row["margin"]), tuple((start, end) for start, end in row["parts"]),
            tuple(Note(sentence, facts) for sentence, facts in row["notes"]),
        )


class Builder:
    """Text put together run by run, each with its place; refuses what no person could check."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.places: list[Place] = []
        self.length = 0
        self.cells = 0

    def put(self, text: str, where: Mapping[str, Any] | None = None) -> None:
        """A run of text and where it stands."""
        text = text.translate(CONTROLS)
        if not text:
            return
        start, self.length = self.length, self.length + len(text)
        if self.length > CHARACTERS:
            raise too_long()
        self.pieces.append(text)
        if where is not None and text.strip():
            self.places.append(Place(start, self.length, where))

    def line(self, runs: Iterable[Run]) -> None:
        """A paragraph."""
        for text, where in runs:
            self.put(text, where)
        self.put("\n")

    def row(self, cells: Iterable[Iterable[Run]]) -> None:
        """A row of a table, between bars."""
        self.put("|")
        for cell in cells:
            self.count(1)
            self.put(" ")
            for text, where in cell:
                self.put(" ".join(text.replace("|", "｜").split(" ")).replace("\n", " "), where)
            self.put(" |")
        self.put("\n")

    def count(self, cells: int) -> None:
        """Refuses a table that is too large to be a list of tasks."""
        self.cells += cells
        if self.cells > CELLS:
            raise Unreadable("too-large", N_("表格超过 20 万格，请只留任务清单后再交来。"))

    def done(self, kind: str, encoding: str = "", margin: Iterable[str] = (), notes: Iterable[Note] = ()) -> Extract:
        """All that was put in; a file without words is refused."""
        text = "".join(self.pieces)
        if not text.strip():
            raise Unreadable("empty", N_("文件里没有文字，请检查后重新交来。"))
        beside = tuple(words[:2000] for words in margin if words.strip())
        return Extract(text, kind, encoding or kind, tuple(self.places), beside[:100], (), tuple(notes))


def moved(extract: Extract, by: int, file: str) -> tuple[Place, ...]:
    """The places of a member of a bundle, further down and under the member's name."""
    rows = extract.places or tuple(_lines(extract.text))
    return tuple(replace(place, start=place.start + by, end=place.end + by, where=_under(file, place.where)) for place in rows)


def _under(file: str, where: Mapping[str, Any]) -> dict[str, Any]:
    inner = where.get("file")
    return {"file": f"{file}/{inner}" if inner else file} | {key: value for key, value in where.items() if key != "file"}


def _lines(text: str) -> Iterable[Place]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Place(start, start + len(line), {"line": number})
        start += len(line) + 1


def too_long() -> Unreadable:
    """The refusal of a text that no person could read through."""
    return Unreadable("too-large", N_("文字超过 200 万字，请拆分或只留正文后再交来。"))
