"""The worker at long work: takes the next one, says every second that it is alive, and notes how the work ended (ADR 0017)."""
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from lastmile.kernel.act import Refused
from lastmile.kernel.actions import works
from lastmile.kernel.actions.works import End
from lastmile.kernel.queries import people
from lastmile.kernel.registry import WORKS

from .task import Cancelled, Lost, Stopped, Task

log = logging.getLogger(__name__)
BEAT = 1.0
LOST_AFTER = timedelta(seconds=30)  # without a beat a work is taken from its worker
TRIES = 3  # a work that ends its worker each time is given up
REST = 1.0  # between two looks for work


class Pulse:
    """A thread beside a work that tells how far it is, on a connection of its own: the work's may be in a long transaction."""

    def __init__(self, task: Task) -> None:
        self.task, self.over = task, threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def run(self) -> None:
        try:
            while not self.over.wait(BEAT):
                self.beat()
        finally:
            connection.close()

    def beat(self) -> None:
        """A beat that the database does not take is the next one's to make good; for too long, and another worker has the work."""
        try:
            self.task.beat()
        except Exception:
            log.exception("worker: long work %s: no beat", self.task.work.pk)
            connection.close()


@dataclass
class Desk:
    """Lanes of one worker, and what they have in hand."""

    clock: Callable[[], datetime]
    stopping: Callable[[], bool]
    pulse: Callable[[Task], AbstractContextManager[Any]] = Pulse
    in_hand: list[Any] = field(default_factory=list)

    def lane(self, stop: threading.Event) -> None:
        """One work after the other until told to stop."""
        while not stop.is_set():
            try:
                found = self.work_one()
            except Exception:
                log.exception("worker: long work failed")
                found = False
                connection.close()
            if not found:
                stop.wait(REST)
        connection.close()

    def work_one(self) -> bool:
        """Do the next work, if there is one."""
        now = self.clock()
        work = works.claim(now, now - LOST_AFTER)
        if work is None:
            return False
        self.in_hand.append(work)
        try:
            with translation.override(work.language):
                self.do(work)
        finally:
            self.in_hand.remove(work)
        return True

    def do(self, work: Any) -> None:
        """From the first step to the note of how it ended; what is to be begun anew goes back."""
        actor = people.actor(work.person_id, work.interface, work.by_token)
        if actor is None:
            works.finish(work, End("failed", _("交办人的账号已停用，没有处理。")), self.clock())
            return
        task = Task(work, actor, self.clock, self.stopping)
        try:
            with self.pulse(task):
                end = ended(work, task)
        except Lost:
            log.warning("worker: long work %s was taken over by another worker", work.pk)
            return
        except Stopped:
            works.give_back(work, spared=True)
            return
        except (psycopg.OperationalError, OperationalError):  # the database went away: so is what was not committed
            log.exception("worker: long work %s is begun anew", work.pk)
            connection.close()
            works.give_back(work, spared=False)
            return
        works.finish(work, end, self.clock())

    def let_go(self) -> None:
        """The worker ends: what its lanes could not leave in time is another one's, at once."""
        for work in list(self.in_hand):
            works.give_back(work, spared=True)


def ended(work: Any, task: Task) -> End:
    """Do it; how it ended, in words."""
    declared = WORKS.get(work.name)
    if declared is None:
        return End("failed", _("本版本没有这项处理，请重新提交。"))
    if work.attempts > TRIES:
        return End("failed", _("处理了{n}次，每次都中途中断，不再重试。请把文件拆小再交；还是不行，请把时间告诉系统管理员。").format(n=TRIES))
    try:
        task.tell(_("正在处理"))
        result = declared.run(task, declared.takes.model_validate(work.given))
    except Cancelled:
        return End("cancelled")
    except Refused as no:
        return End("failed", no.says)
    except (psycopg.OperationalError, OperationalError):
        raise
    except Exception:
        log.exception("worker: long work %s (%s) failed", work.pk, work.name)
        return End("failed", _("处理时出了意外的问题，没有办成。请再交一次；还是不行，请把时间告诉系统管理员。"))
    return End("done", result.says, result.href, result.file, result.name, result.outcome)
