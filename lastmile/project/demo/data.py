"""The files beside this one, read once: units, people, documents, stories and phrases."""
import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NO_DAY = date.max  # the document gives no day and nobody has set one
Count = tuple[str, str, str, int]


@dataclass(frozen=True)
class Story:
    """One thing owed and how it ends; `count` is what is done, to what, in which measure, how many.

    `first` is the unit it was wrongly given to; `on` the day of the last report; `turns` what happened between, with dates;
    `kids` how it was broken down; `reach` the figure at which an open part stands.
    """

    ref: str
    title: str
    end: str
    area: str
    lead: str = ""
    first: str = ""
    assisting: tuple[str, ...] = ()
    due: date = NO_DAY
    rhythm: str = "once"
    on: date | None = None
    turns: tuple[tuple[str, ...], ...] = ()
    count: Count | None = None
    problem: str = ""
    next: str = ""
    kids: dict[str, Any] = field(default_factory=dict)
    reach: int = 0
    says: str = ""
    why: str = ""
    opened: str = ""
    source: str = ""

    @property
    def document(self) -> int:
        """The number of the document it comes from, 0 for none."""
        return int(self.ref.split("-")[0])

    @property
    def until(self) -> date:
        """The due day in force at the end: the granted one, else the first."""
        granted = self.turn("extend")
        return day(granted[2]) if granted else self.due

    @property
    def measure(self) -> Count:
        """What is counted; an item without a count is one thing to be done."""
        return self.count or ("办理", "事项", "件", 1)

    def turn(self, name: str) -> tuple[str, ...]:
        """The turn of that name with its dates; empty if there is none."""
        return next((turn for turn in self.turns if turn[0] == name), ())


def day(text: str) -> date:
    """A date from its ISO words."""
    return date.fromisoformat(text)


@cache
def read(name: str) -> Any:
    """The content of a JSON file of this folder."""
    return json.loads((HERE / name).read_text("utf-8"))


def units() -> list[dict[str, Any]]:
    """The units in protocol order: key, name, short, sort, parent, aliases, pinyin, region, position."""
    return read("units.json")


def people() -> list[dict[str, Any]]:
    """The people: username, name, and posts (unit, role, scope, duty)."""
    return read("people.json")


def documents() -> list[dict[str, Any]]:
    """The documents in order of time: file, title, issued_on, genre, supervisor, and clauses that are no directives."""
    return read("documents/index.json")


def text(file: str) -> str:
    """The words of a document."""
    return (HERE / "documents" / file).read_text("utf-8")


@cache
def stories() -> tuple[Story, ...]:
    """Every directive, in the order of the documents; first those that come from no document."""
    return tuple(map(_story, read("stories.json")))


def _story(row: dict[str, Any]) -> Story:
    row = dict(row)
    turns = tuple(map(tuple, row.pop("turns", ())))
    lists: dict[str, Any] = {"count": tuple(row.pop("count", ())) or None, "assisting": tuple(row.pop("with", ()))}
    dates: dict[str, Any] = {name: day(row.pop(name)) for name in ("due", "on") if name in row}
    return Story(**row, **lists, **dates, turns=turns)


@cache
def unit(key: str) -> dict[str, Any]:
    """One unit."""
    return next(one for one in units() if one["key"] == key)


@cache
def below(key: str) -> tuple[str, ...]:
    """The governments directly below a unit: counties of the city, townships of a county, villages of a township."""
    return tuple(u["key"] for u in units() if u["parent"] == key and u["sort"] in ("county", "township", "village"))
