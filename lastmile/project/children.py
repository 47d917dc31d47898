"""Keeping the child processes and the database running: who dies is started again, ever more slowly if it keeps dying."""
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg

from .database.use import keep_running
from .place import Place
from .processes import end_with_parent
from .words import Stop, _

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 1.0
PATIENCE = 15.0
FIRST = 0.5
SLOWEST = 30.0
SETTLED = 60.0


def longer(pause: float, held: float) -> float:
    """The pause before the next try: short again when what was started has held for a while, else twice the last one."""
    return FIRST if held > SETTLED else min(max(pause * 2, FIRST), SLOWEST)


class Child:
    """One program of ours; it ends when we end, however we end."""

    def __init__(self, says: str, arguments: list[str], address: tuple[str, int] | None = None) -> None:
        self.says, self.arguments, self.address = says, arguments, address
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = self.next_at = self.pause = 0.0

    def start(self) -> None:
        """A session of its own: Ctrl-C at the terminal is for us, who stop in order."""
        unblock, bind = signal.pthread_sigmask, end_with_parent(signal.SIGKILL)
        self.process = subprocess.Popen(self.arguments, stdin=subprocess.DEVNULL, start_new_session=True,
                                        preexec_fn=lambda: (unblock(signal.SIG_SETMASK, ()), bind()))
        self.started_at = time.monotonic()

    def look(self) -> None:
        """Start it again if it is dead and its pause is over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self.pause = longer(self.pause, now - self.started_at)
            print(_("{name}意外停止（{status}），{pause:g} 秒后重新启动。").format(
                name=self.says, status=self.process.returncode, pause=self.pause), flush=True)
            self.process, self.next_at = None, now + self.pause
        if self.process is None and now >= self.next_at:
            self.start()

    def answers(self) -> bool:
        """Can it be reached? What has no address is taken to be there."""
        if self.address is None:
            return True
        with suppress(OSError):
            socket.create_connection(self.address, timeout=1).close()
            return True
        return False

    def stop(self) -> None:
        """Ask it to finish what it is doing; who does not is ended."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def supervise(here: Place, children: list[Child], ready: Callable[[], None]) -> None:
    """Run until SIGINT, SIGTERM or SIGHUP; then stop in the order of the list. ready() is called once, when all can be reached.

    The signals stay blocked afterwards: a second Ctrl-C must not cut the stopping short.
    """
    waited_for = {*STOPS, signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, waited_for)
    told, database = False, Database(here)
    try:
        while True:
            database.look(children)
            for child in children:
                child.look()
            if not told and all(child.process and child.answers() for child in children):
                told = True
                ready()
            came = signal.sigtimedwait(waited_for, LOOK_EVERY if told else 0.05)
            if came and came.si_signo in STOPS:
                return
    finally:
        for child in children:
            child.stop()


class Database:
    """The embedded server, started again when it died. A full disk keeps it from starting: then it is tried again, ever more slowly."""

    def __init__(self, here: Place) -> None:
        self.here, self.reached = here, here.application
        self.tried_at, self.next_at, self.pause = float("-inf"), 0.0, 0.0

    def look(self, children: list[Child]) -> None:
        """Start it if it is dead and its pause is over; if that moved its port, the children must learn of it by a new start."""
        if not self.here.embedded or time.monotonic() < self.next_at:
            return
        try:
            if not keep_running(self.here.folder):
                return
        except (Stop, OSError, psycopg.Error) as error:
            self._wait()
            print(_("数据库没有恢复，{pause:g} 秒后再试：{why}").format(pause=self.pause, why=error), flush=True)
            return
        self._wait()
        print(_("数据库意外停止，已重新启动。"), flush=True)
        if self.here.application != self.reached:
            self.reached = self.here.application
            for child in children:
                child.stop()

    def _wait(self) -> None:
        """No look for a while: twice as long as after the last try, unless that was long ago."""
        now = time.monotonic()
        self.pause = longer(self.pause, now - self.tried_at)
        self.tried_at, self.next_at = now, now + self.pause

