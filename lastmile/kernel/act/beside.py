"""Rows written while the rules of the next ones are worked out: half of a sheet's time is the database's own."""
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from django.db import connections

_HANDS = ThreadPoolExecutor(4, "lastmile-writer")


class Busy:
    """Stands in the place of a thread's connection while rows are written through it. Whoever touches it, by the ORM or below, first waits
    until they are; so a statement never comes between, and sees what was written before it."""

    def __init__(self, write: Callable[[Any], None]):
        self._holder = connections["default"]
        self._raw = self._holder.connection
        self._writing: Future[None] = _HANDS.submit(write, self._raw)
        self._holder.connection = self

    def __getattr__(self, name: str) -> Any:
        self.result()
        return getattr(self._raw, name)

    def rest(self) -> None:
        """Wait, and give the connection back; what went wrong is not told, for who rolls back anyway."""
        wait([self._writing])
        if self._holder.connection is self:
            self._holder.connection = self._raw

    def result(self) -> None:
        """Wait, give the connection back, and raise what the database refused."""
        self.rest()
        self._writing.result()
