"""Child processes that do not outlive their parent."""
import ctypes
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def end_with_parent(sent: int) -> Callable[[], None]:
    """For subprocess's preexec_fn: the kernel sends this signal to the child when the parent ends, even by kill -9."""
    library = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        library.prctl(PR_SET_PDEATHSIG, sent, 0, 0, 0)
    return ask
