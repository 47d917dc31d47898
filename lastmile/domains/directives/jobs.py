"""What the worker does for this package by itself: second readings by the city's own engine, one paper after the other."""
import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from lastmile.kernel.act import Refused, clock, perform, revision
from lastmile.reading.engine import Engine, Limits
from lastmile.reading.second import Second, read_again

from .queries.second import waiting, words_of

log = logging.getLogger(__name__)
TRIES = 3  # then it stands with the paper that no answer came
REST = timedelta(minutes=10)
LIMITS = Limits()
TRIED: dict[int, tuple[int, datetime]] = {}  # by paper: how often no answer came, and when to ask again


def engine() -> Engine | None:
    """The city's server, if it has set one."""
    return Engine(settings.ENGINE_URL, settings.ENGINE_MODEL, settings.ENGINE_KEY) if settings.ENGINE_URL else None


def second_readings(now: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False) -> int:
    """Read again what waits for it; how many. The engine is asked outside of any transaction, with no connection held."""
    asked, done = engine(), 0
    for paper in waiting() if asked else ():
        tries, rest = TRIED.get(paper, (0, None))
        if stopping():
            break
        if asked and (rest is None or now() >= rest):
            done += _read(paper, asked, tries + 1, now, stopping)
    return done


def _read(paper: int, asked: Engine, tries: int, now: Callable[[], datetime], stopping: Callable[[], bool]) -> int:
    text = words_of(paper)
    if not connection.in_atomic_block:
        connection.close()
    found = read_again(text, asked, limits=LIMITS, stopping=stopping)
    if stopping():
        return 0
    if not found.answered and tries < TRIES:
        log.warning("second reading of document %s: no answer (%s)", paper, ", ".join(found.failed))
        TRIED[paper] = (tries, now() + REST)
        return 0
    return _keep(paper, found, tries, now())


def _keep(paper: int, found: Second, tries: int, now: datetime) -> int:
    try:
        perform("document.second_reading", {
            "document": paper, "model": found.model, "windows": found.windows, "thrown": dict(found.thrown), "failed": dict(found.failed),
            "quotes": [{name: value for name, value in asdict(quote).items() if name != "text"} for quote in found.quotes],
        }, clock(revision()), now=now)
    except Refused as no:
        log.warning("second reading of document %s: %s", paper, no.says)
        TRIED[paper] = (tries, now + REST)
        return 0
    TRIED.pop(paper, None)
    return 1
