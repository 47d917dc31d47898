"""Who needs the embedded server: it is started by the first and stopped by the last, whichever process that is."""
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lastmile.project.folder import Folder
from lastmile.project.words import Stop, _

from . import server


@contextmanager
def embedded(folder: Folder, options: dict[str, str] | None = None) -> Iterator[None]:
    """The server runs inside this block; a lock that a killed process loses by itself tells whether others still need it."""
    folder.make()
    users = os.open(folder.root / "database.users", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        with _turn(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start(folder, options)
        yield
    finally:
        with _turn(folder), suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            server.stop(folder)
        os.close(users)


def keep_running(folder: Folder) -> bool:
    """Start the server again if it died; True when it had."""
    if server.live(folder):
        return False
    with _turn(folder):
        server.start(folder)
    return True


def quiet(folder: Folder) -> None:
    """Stop a server that a killed process left behind; Stop when somebody still uses it."""
    with suppress(BlockingIOError):
        users = os.open(folder.root / "database.users", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            with _turn(folder):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop(folder)
            return
        finally:
            os.close(users)
    raise Stop(_("另一个 lastmile 命令正在使用 {path} 的数据库：请等它结束再试。").format(path=folder.root))


@contextmanager
def _turn(folder: Folder) -> Iterator[None]:
    """One process at a time starts or stops."""
    turn = os.open(folder.root / "database.turn", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)
