"""The worker: what happens by itself. Folds tallies, turns lights, seals the journal, tells people, keeps the search index short, clears
away; beside it what domains declare as jobs, and the long work that people asked for."""
import argparse
import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lastmile.interfaces.notices.post import send
from lastmile.interfaces.notices.tell import tell
from lastmile.kernel.act import seal
from lastmile.kernel.actions.recount import recount
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.registry import DOMAINS

from . import cleaning
from .desk import Desk

log = logging.getLogger(__name__)
IDLE = 2.0
FOLD = 50_000
RECOUNTS = 10  # batches of items in one round
BATCHES = 200  # of lights in one round, so that sealing and folding are not kept waiting
TIDY_EVERY = 300.0
SLOW_IDLE = 5.0
PATIENCE = 2.0  # for a thread that is waiting for somebody else's answer when the worker is told to stop
CLEAN_EVERY = timedelta(days=1)
LANES = 2  # of long work: a file of one person does not wait for the other's hundred thousand rows
# Waiting texts of the search index are merged into it.
TIDY = "select lastmile_clean_search()"


def main(argv: Sequence[str] = ()) -> int:
    """Run rounds until SIGTERM or SIGINT; an error in one step is logged, and the loop goes on."""
    argparse.ArgumentParser(prog="lastmile worker", description=_("后台任务：变灯、汇总、封印")).parse_args(argv)
    stop = threading.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_given: stop.set())
    desk = Desk(timezone.now, stop.is_set)
    beside = [threading.Thread(target=run, args=(stop,), daemon=True) for run in (slow, post, *[desk.lane] * LANES)]
    for thread in beside:
        thread.start()
    tidied, cleaned = time.monotonic(), None
    while not stop.is_set():
        now = timezone.now()
        once(now, stop.is_set)
        if cleaned is None or now - cleaned >= CLEAN_EVERY:
            clean(now)
            cleaned = now
        if time.monotonic() - tidied > TIDY_EVERY:
            guarded("tidy", tidy)
            tidied = time.monotonic()
        stop.wait(IDLE)
    until = time.monotonic() + PATIENCE
    for thread in beside:
        thread.join(max(0.0, until - time.monotonic()))
    desk.let_go()
    connection.close()
    return 0


def slow(stop: threading.Event) -> None:
    """What takes minutes, in a thread of its own, so that lights and seals never wait for it; told to stop, it ends when it can."""
    while not stop.is_set():
        jobs(timezone.now, stop.is_set)
        stop.wait(SLOW_IDLE)


def post(stop: threading.Event) -> None:
    """Messages on their way, in a thread of its own: a server that does not answer keeps only them."""
    while not stop.is_set():
        guarded("post", lambda: send(timezone.now, stop.is_set))
        connection.close()
        stop.wait(SLOW_IDLE)


def jobs(now: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False) -> dict[str, int]:
    """The jobs that domains have declared, one after the other: how much each did; -1 where it failed."""
    names = [name for domain in DOMAINS.values() for name in domain.jobs]
    done = {name: guarded(name, partial(import_string(name), now, stopping)) for name in names if not stopping()}
    if names and not connection.in_atomic_block:
        connection.close()
    return done


def once(now: datetime, stopping: Callable[[], bool] = lambda: False) -> dict[str, int]:
    """One round at this moment: how much each step did; -1 for a step that failed."""
    steps: dict[str, Callable[[], int]] = {
        "fold": lambda: fold(stopping), "sweep": lambda: turn(now, stopping), "recount": lambda: work_out(now, stopping),
        "seal": lambda: seal(now), "tell": lambda: tell(now, stopping)}
    return {name: guarded(name, step) for name, step in steps.items() if not stopping()}


def clean(now: datetime) -> dict[str, int]:
    """Clear away what nobody needs any more: how much of each kind; -1 where it failed."""
    return {name: guarded(f"clean {name}", partial(step, now)) for name, step in cleaning.STEPS.items()}


def guarded(name: str, step: Callable[[], int]) -> int:
    """Do a step; what goes wrong in it is logged, and stops nothing else. A lost connection is opened again by the next step."""
    try:
        return step()
    except Exception:
        log.exception("worker: %s failed", name)
        if not connection.in_atomic_block:
            connection.close()
        return -1


def fold(stopping: Callable[[], bool] = lambda: False) -> int:
    """Move the changes of counts into the tallies; how many."""
    total = 0
    while not stopping():
        with connection.cursor() as cursor:
            cursor.execute("select lastmile_fold(%s)", [FOLD])
            folded = cursor.fetchone()[0]
        total += folded
        if folded < FOLD:
            break
    return total


def turn(now: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Turn the lights whose time has come; how many."""
    total = 0
    for _batch in range(BATCHES):
        turned = 0 if stopping() else sweep(now)
        if not turned:
            break
        total += turned
    return total


def work_out(now: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Clocks worked out anew after a change of the calendar; how many batches. A few each round, so that lights and seals go on."""
    total = 0
    while total < RECOUNTS and not stopping() and recount(now):
        total += 1
    return total


def tidy() -> int:
    """Merge waiting texts into the search index."""
    with connection.cursor() as cursor:
        cursor.execute(TIDY)
    return 0
