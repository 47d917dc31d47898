"""Child processes that do not outlive their parent."""
import ctypes
import os
import signal
from collections.abc import Callable
from multiprocessing import parent_process

PR_SET_PDEATHSIG = 1


def end_with_parent(sent: int) -> Callable[[], None]:
    """For subprocess's preexec_fn: the kernel sends this signal to the child when we end, even by kill -9."""
    ask, parent = ctypes.CDLL(None, use_errno=True).prctl, os.getpid()

    def bind() -> None:
        ask(PR_SET_PDEATHSIG, sent, 0, 0, 0)
        _not_alone(parent)
    return bind


def end_with_server() -> None:
    """For a worker of the web server: it holds the port, so it must not outlive its server."""
    if server := parent_process():
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _not_alone(server.pid)


def _not_alone(parent: int | None) -> None:
    """The parent may have ended before the kernel was asked; then no signal comes any more."""
    if os.getppid() != parent:
        os._exit(1)
