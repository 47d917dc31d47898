"""One long work while it is done: how far it is, whether it is to end, and the only way in which it changes anything."""
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.perform import perform, perform_many
from lastmile.kernel.act import Actor, Outcome
from lastmile.kernel.actions import works

from .declare import Result


class Ended(BaseException):
    """The work ends here. Not an Exception, so that who catches whatever broken files raise lets it pass."""


class Cancelled(Ended):
    """Who asked for it does not want it any more."""


class Stopped(Ended):
    """The worker is told to stop; another one begins anew."""


class Lost(Ended):
    """Another worker has it: this one was not heard of for too long."""


class Task:
    """What a work is given by the worker. `actor` is who asked for it, with the posts of now."""

    def __init__(self, work: Any, actor: Actor, clock: Callable[[], datetime], stopping: Callable[[], bool]) -> None:
        self.work, self.actor, self.clock, self.stopping = work, actor, clock, stopping
        self.step, self.done, self.total = "", 0, 0
        self.lost, self.cancelled = False, work.stop and not work.acted
        self.acts = 0

    def tell(self, step: str = "", done: int = 0, total: int = 0) -> None:
        """What is being done, in words, and how many of how many; costs nothing. Raises when the work is to end."""
        self.step, self.done, self.total = step or self.step, done, total
        if self.lost:
            raise Lost
        if self.stopping():
            raise Stopped
        if self.cancelled:
            raise Cancelled

    def beat(self) -> None:
        """Write down how far it is, and hear whether it is to end; done every second beside the work."""
        said = works.beat(self.work, self.step, self.done, self.total, self.clock())
        self.lost, self.cancelled = said is None, bool(said)

    def perform(self, name: str, values: Any, seen: int | None = None) -> Outcome:
        """Do an action as who asked. A work that is begun anew finds it done, as long as it does the same acts in the same order."""
        key = self._next_key()
        return self._kept(lambda: perform(name, values, self.actor, key, seen))

    def perform_many(self, name: str, rows: Sequence[Any], keys: Sequence[str | None] | None = None, dry: bool = False, **options: Any) -> Outcome:
        """Do an action on many rows as one act, telling how far it is; a row without a key of its own gets one."""
        own, given = self._next_key(), keys or [None] * len(rows)
        keys = [key or f"{own}:{n}" for n, key in enumerate(given)]
        words = {"parsed": _("逐行核对"), "row": _("逐行核对"), "ruled": _("保存"), "written": _("保存")}

        def tick(step: str, n: int) -> None:
            self.tell(words.get(step, ""), n if step == "row" else 0, len(rows) if step in ("parsed", "row") else 0)
        return self._kept(lambda: perform_many(name, rows, self.actor, keys=keys, dry=dry, tick=tick, **options))

    def keep(self, chunks: Iterable[bytes], name: str, says: str) -> Result:
        """A result that is a file, kept for a month for who asked."""
        with files.in_words():
            return Result(says, file=files.store().put(chunks).hash, name=name)

    def _next_key(self) -> str:
        self.acts += 1
        return f"work:{self.work.pk}:{self.acts}"

    def _kept(self, do: Callable[[], Outcome]) -> Outcome:
        """The act, and in its transaction that it is done: not when the work was cancelled or lost before the last moment."""
        self.tell(self.step, self.done, self.total)
        with transaction.atomic():
            outcome = do()
            if outcome.done and not works.acted(self.work, self.clock()):
                self.beat()
                raise Lost if self.lost else Cancelled
        if outcome.done:
            self.work.acted, self.cancelled = True, False
        return outcome
