"""A made-up year of a city: what its people do with each item, and when; the same for the same numbers, so that two runs can be compared."""
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AT = (timedelta(hours=8, minutes=30), timedelta(hours=12), timedelta(hours=17, minutes=31))  # when the worker comes round, each day


@dataclass(frozen=True)
class Cast:
    """Who acts: actors by what they do; the handlers by unit; the pairs (issuer, unit) that may be issued to."""

    supervisor: Any
    verifier: Any
    handlers: dict[int, Any]
    pairs: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does; `life` numbers the item."""

    at: datetime
    action: str
    who: Callable[[Cast, int], Any]
    life: int
    values: dict[str, Any]


def supervisor(cast: Cast, unit: int) -> Any:
    return cast.supervisor


def verifier(cast: Cast, unit: int) -> Any:
    return cast.verifier


def handler(cast: Cast, unit: int) -> Any:
    return cast.handlers[unit]


def moments(start: datetime, days: int) -> Iterator[datetime]:
    for day in range(days):
        for at in AT:
            yield start + DAY * day + at


def lives(cast: Cast, count: int, start: datetime, days: int, seed: int = 1) -> tuple[list[Deed], dict[int, int]]:
    """All deeds in order of time, and the unit of each life. Signed late or never, reported late or never, sent back, reported each week or not."""
    deeds: list[Deed] = []
    units: dict[int, int] = {}
    for n in range(count):
        chance = random.Random(seed * 1_000_003 + n)
        issuer, unit = cast.pairs[n % len(cast.pairs)]
        units[n] = unit
        opened = start + DAY * chance.randrange(max(1, days - 30)) + timedelta(hours=9, minutes=chance.randrange(300))
        due = opened.date() + DAY * chance.randrange(4, 45)
        weekly = chance.random() < 0.1
        given = {"title": f"排查第{n}处隐患", "area": "safety", "unit": unit, "issuer": issuer, "source": f"life {n}", "issue": True}
        deeds.append(Deed(opened, "item.open", supervisor, n, given | ({"rhythm": "weekly"} if weekly else {"due": due.isoformat()})))
        deeds += handled(chance, n, opened, (due - opened.date()).days, weekly, start + DAY * days)
    return sorted(deeds, key=lambda deed: (deed.at, deed.life, deed.action)), units


def handled(chance: random.Random, n: int, opened: datetime, days: int, weekly: bool, end: datetime) -> list[Deed]:
    """What the unit does with it, and who checks."""
    if chance.random() < 0.05:
        return []  # nobody ever signs
    signed = opened + (HOUR * chance.randrange(1, 8) if chance.random() < 0.8 else DAY * chance.randrange(2, 5))
    found = [Deed(signed, "item.sign", handler, n, {})]
    if weekly:
        weeks = (signed + DAY * (7 * week + chance.randrange(5)) for week in range((end - signed).days // 7))
        return found + [Deed(at, "item.progress", handler, n, {"done": "已巡查"}) for at in weeks if chance.random() < 0.8]
    if chance.random() < 0.15:
        return found  # nothing is ever reported
    late = chance.random() < 0.3
    reported = opened + DAY * (days + chance.randrange(1, 20) if late else chance.randrange(1, max(2, days)))
    found.append(Deed(max(reported, signed + HOUR), "item.report", handler, n, {"done": "整治完成"}))
    checked = found[-1].at + DAY * chance.randrange(1, 4)
    if chance.random() < 0.2:
        found += [Deed(checked, "item.return", verifier, n, {"reason": "没有现场照片"}),
                  Deed(checked + DAY * chance.randrange(1, 8), "item.report", handler, n, {"done": "照片已补"})]
        checked = found[-1].at + DAY
    return [*found, Deed(checked, "item.verify", verifier, n, {"finding": "属实"})]


def by_moment(deeds: Sequence[Deed], start: datetime, days: int) -> dict[datetime, list[Deed]]:
    """Which deeds have happened when the worker comes round."""
    found: dict[datetime, list[Deed]] = defaultdict(list)
    rounds, place = list(moments(start, days)), 0
    for deed in deeds:
        while place < len(rounds) and rounds[place] < deed.at:
            place += 1
        if place < len(rounds):
            found[rounds[place]].append(deed)
    return found
