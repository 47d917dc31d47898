"""Rule books (规则): what a city sets for lights, slips and the ladder, each in force from a day on. The presets say whose practice they are."""
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Days = Annotated[int, Field(ge=0, le=365)]
Points = Annotated[int, Field(ge=1, le=100)]
Unit = Literal["wd", "d", "h"]
Colour = Literal["blue", "yellow", "red"]
Happening = Literal["near", "late", "unsigned", "unreported", "behind", "far_behind", "unmet"]
Who = Literal["handler", "duty", "head", "leader"]
Level = Literal["office", "government", "leader"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Thresholds(Strict):
    """When a light turns: so many natural days before the due day, by what the clock is for; so many points behind the plan."""

    warn_days: Mapping[Literal["finish", "report", "sign"], Days]
    behind: Points
    far_behind: Points


class Lights(Thresholds):
    """Thresholds for all kinds, and in their place those of single kinds."""

    kinds: Mapping[str, Thresholds] = {}

    def of(self, kind: str) -> Thresholds:
        return self.kinds.get(kind, self)


class Limit(Strict):
    allow: Annotated[int, Field(ge=1, le=365)]
    unit: Unit


class SlipRule(Strict):
    """A slip of this colour is proposed when this happens; `at_once`: it goes out without a signature; `first`: without a former one."""

    code: str
    on: Happening
    colour: Colour
    answer: Limit
    at_once: bool = False
    first: bool = True
    source: str = ""


class Slips(Strict):
    """`orange`: the second colour is called 橙 here, not 黄."""

    rules: tuple[SlipRule, ...]
    orange: bool = False


class Rung(Strict):
    """Who is told, so long after the due time."""

    who: Who
    after: Annotated[int, Field(ge=0, le=365)]
    unit: Unit


class Help(Strict):
    """A blocker that nobody has solved goes on to the next level after so many working days; None: only by hand."""

    level: Level
    days: Annotated[int, Field(ge=1, le=365)] | None


class Ladder(Strict):
    """After the light, which tells who handles it: who is told next, by what the clock is for; and how long a blocker stays on a level."""

    finish: tuple[Rung, ...]
    report: tuple[Rung, ...]
    sign: tuple[Rung, ...]
    help: tuple[Help, ...]

    def rungs(self, sort: str) -> tuple[Rung, ...]:
        """Of a clock's sort: finish, report, sign."""
        return {"sign": self.sign, "report": self.report}.get(sort, self.finish)


SHAPES: Mapping[str, type[Strict]] = {"lights": Lights, "slips": Slips, "ladder": Ladder}


@dataclass(frozen=True, slots=True)
class Book:
    """One edition of a rule book."""

    name: str
    since: date
    content: Any
    basis: str


@cache
def presets() -> Mapping[str, Book]:
    """What holds as long as a city has set nothing of its own."""
    rows = json.loads(Path(__file__).with_name("book_presets.json").read_text(encoding="utf-8"))
    return {name: Book(name, date.min, SHAPES[name].model_validate(rows[name]["content"]), rows[name]["basis"]) for name in SHAPES}


def in_force(editions: Iterable[Book], name: str, day: date) -> Book:
    """The edition that holds on a day: the latest one that has begun."""
    begun = [book for book in editions if book.name == name and book.since <= day]
    return max(begun, key=lambda book: book.since, default=presets()[name])
