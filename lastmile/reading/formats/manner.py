"""How a file is read just now: in a hurry, because somebody's page waits; or patiently, with somebody who watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from lastmile.reading.model import N_, Unreadable

LATER = "later"
AT_ONCE = 1 << 20  # bytes: up to here every format but the patient ones is read within a second or two


def nobody(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Manner:
    """`watch` is told every half second, with pages done and in all where they are known (0, 0 else); what it raises ends the reading."""

    watch: Callable[[int, int], None] = nobody
    hurry: bool = False


ORDINARY = Manner()
_now: ContextVar[Manner] = ContextVar("manner", default=ORDINARY)


@contextmanager
def manner(watch: Callable[[int, int], None] = nobody, hurry: bool = False) -> Iterator[None]:
    """Within this block files are read in this manner. In a hurry, what may take long is refused as `later`."""
    token = _now.set(Manner(watch, hurry))
    try:
        yield
    finally:
        _now.reset(token)


def watch(done: int = 0, total: int = 0) -> None:
    """Tell whoever watches."""
    _now.get().watch(done, total)


def patient() -> None:
    """Here begins what may take long: other programs, recognition, files in files."""
    if _now.get().hurry:
        raise Unreadable(LATER, N_("这份文件要处理一会儿，请稍后再来看结果。"))
