"""The embedded server of one data folder: start, wait, stop, and come back after a kill."""
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from lastmile.project.folder import Folder
from lastmile.project.processes import end_with_parent
from lastmile.project.words import Stop, _

from . import sizes
from .access import OWNER, Keys, keys, move_port, taken
from .account import account, as_account
from .binaries import programs
from .cluster import add_roles, create, through

PATIENCE = 60.0
LOG_LIMIT = 10_000_000


def live(folder: Folder) -> int | None:
    """The id of the server of this very folder, if one runs.

    postmaster.pid alone is not believed: after a crash its number may belong to any other program.
    """
    try:
        written = int((folder.pg / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return written if _is_ours(Path("/proc") / str(written), folder) else None


def _is_ours(process: Path, folder: Folder) -> bool:
    """PostgreSQL's processes stand in the folder they serve."""
    try:
        return (process / "comm").read_text().strip() == "postgres" and os.path.samefile(process / "cwd", folder.pg)
    except OSError:
        return False


def start(folder: Folder, options: dict[str, str] | None = None, mortal: bool = False) -> int:
    """The id of the running server; a new one is made where there is none, one that runs already is used.

    A mortal server ends with the process that started it, however that ends.
    """
    if found := live(folder):
        _wait(found, keys(folder), folder)
        return found
    who = account()
    bin_folder = programs(folder.make(), who)
    if not folder.pg.exists():
        create(folder, bin_folder, who, keys(folder).owner)
    _clear_stale(folder)
    known = move_port(folder) if taken(keys(folder).port) else keys(folder)
    server = _launch(folder, bin_folder, sizes.settings(known.port, sizes.memory()) | (options or {}), mortal)
    _wait(server, known, folder)
    add_roles(known)
    return server


def stop(folder: Folder, patience: float = PATIENCE) -> None:
    """Fast shutdown of this folder's server: open transactions are rolled back, all that was committed is on disk."""
    if (server := live(folder)) is None:
        return
    os.kill(server, signal.SIGINT)
    until = time.monotonic() + patience
    while _is_ours(Path("/proc") / str(server), folder):
        if time.monotonic() > until:
            os.kill(server, signal.SIGQUIT)
        _reap(server)
        time.sleep(0.02)


def _clear_stale(folder: Folder) -> None:
    """After a kill: wait for the dead server's children, then take away its mark, which PostgreSQL would believe too readily."""
    until = time.monotonic() + PATIENCE
    while any(_is_ours(process, folder) for process in Path("/proc").iterdir() if process.name.isdigit()):
        if time.monotonic() > until:
            raise Stop(_("上次的数据库还有进程没有退出，请稍候再启动。"))
        time.sleep(0.05)
    (folder.pg / "postmaster.pid").unlink(missing_ok=True)


def _launch(folder: Folder, bin_folder: Path, options: dict[str, str], mortal: bool) -> int:
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with through(folder.pg) as (handle, path), open(_log(folder), "ab") as log:
        # A session of its own: Ctrl-C at the terminal is for us, we stop the database last.
        server = subprocess.Popen([bin_folder / "postgres", "-D", path, *arguments], pass_fds=[handle], start_new_session=True,
                                  stdout=log, stderr=log, preexec_fn=end_with_parent(signal.SIGINT) if mortal else None,
                                  **as_account(account()))
    server.returncode = 0  # It outlives this object on purpose; _reap() collects it.
    return server.pid


def _log(folder: Folder) -> Path:
    path = folder.logs / "database.log"
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return path


def _wait(server: int, known: Keys, folder: Folder) -> None:
    """Until it answers; recovery after a kill may take a while, so only a dead server is an error before the time is up."""
    until = time.monotonic() + PATIENCE * 10
    while time.monotonic() < until:
        _reap(server)
        if not (Path("/proc") / str(server)).exists():
            raise Stop(_("内置数据库没有启动成功，原因见 {log} 的最后几行：{why}").format(
                log=folder.logs / "database.log", why=_last_line(folder)))
        with suppress(psycopg.OperationalError):
            psycopg.connect(**known.access(OWNER, "postgres").libpq()).close()
            return
        time.sleep(0.02)
    raise Stop(_("内置数据库十分钟内没有就绪，请看 {log}。").format(log=folder.logs / "database.log"))


def _reap(server: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(server, os.WNOHANG)


def _last_line(folder: Folder) -> str:
    with suppress(OSError):
        return (folder.logs / "database.log").read_text("utf-8", "replace").strip().rpartition("\n")[2]
    return ""
