"""Keeping the child processes and the database running: who dies is started again, ever more slowly if it keeps dying."""
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

from .database.access import Access
from .database.use import keep_running
from .place import Place
from .processes import end_with_parent
from .words import _

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 1.0
PATIENCE = 15.0
SLOWEST = 30.0
SETTLED = 60.0


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
            self.pause = 0.5 if now - self.started_at > SETTLED else min(max(self.pause * 2, 0.5), SLOWEST)
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
    told, reached = False, here.application
    try:
        while True:
            reached = _keep_database(here, reached, children)
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


def _keep_database(here: Place, reached: Access, children: list[Child]) -> Access:
    """Start the embedded server again if it died; if that moved its port, the children must learn of it by a new start."""
    if not here.embedded or not keep_running(here.folder):
        return reached
    print(_("数据库意外停止，已重新启动。"), flush=True)
    if here.application != reached:
        for child in children:
            child.stop()
    return here.application

