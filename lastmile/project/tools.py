"""pg_dump and pg_restore: the wheel's for the embedded database; for the city's own, the machine's if they are new enough."""
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import psycopg

from .database.access import Access
from .database.binaries import wheel
from .place import Place
from .words import Stop, _

NEW_SETTING = b"SET transaction_timeout = 0;\n"


def server_version(access: Access) -> int:
    """The main version of PostgreSQL there."""
    with psycopg.connect(**access.libpq()) as link:
        return link.info.server_version // 10000


def tool(name: str, here: Place, dumped: int = 0) -> Path:
    """The program to use; one older than the server or the dump cannot read it, and the wheel's cannot speak TLS."""
    wheels = wheel() / "pginstall" / "bin" / name
    if here.embedded:
        return wheels
    needed = max(server_version(here.owner), dumped)
    for path in (shutil.which(name), wheels):
        if path and _version(Path(path)) >= needed:
            return Path(path)
    raise Stop(_("数据库是 PostgreSQL {version}，本机没有配套的 {tool}：请安装 postgresql-client-{version}。").format(
        version=needed, tool=name))


def _version(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else 0


def environ(access: Access) -> dict[str, str]:
    """For a program of PostgreSQL that is to work as that role; nothing else of our own environment counts."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | access.environ()


def dump(here: Place, target: Path) -> None:
    """The whole database as one file in pg_dump's own format, without roles, which differ from place to place."""
    done = subprocess.run([tool("pg_dump", here), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"],
                          env=environ(here.owner), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Stop(_("备份没有完成，没有留下半份备份。数据库导出时说：{why}").format(why=complaint(done.stderr, done.returncode)))


def load(here: Place, source: Path, dumped: int) -> None:
    """Into an empty database, whole or not at all.

    Through psql and not by pg_restore alone: its first lines set what servers before 17 do not know, and that would be an error.
    """
    reader, writer, place = tool("pg_restore", here, dumped), tool("psql", here, dumped), environ(here.owner)
    with tempfile.TemporaryFile() as words:
        into = subprocess.Popen([writer, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"],
                                env=place, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words)
        out = subprocess.Popen([reader, "--no-owner", "--no-privileges", "--file=-", source], env=place, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=words)
        assert into.stdin and out.stdout
        with suppress(BrokenPipeError), into.stdin, out.stdout:
            if not _carry(out.stdout, into.stdin, lambda: out.wait() == 0):
                into.kill()
        failed = out.wait() or into.wait()
        words.seek(0)
        if failed:
            raise Stop(_("恢复没有完成，数据库说：{why}").format(why=complaint(words.read().decode("utf-8", "replace"), failed)))


def _carry(source: IO[bytes], target: IO[bytes], whole: Callable[[], bool]) -> bool:
    """All but the setting; True when the source was whole. psql commits at the end of its input, so it must not end too early."""
    head = source.readline()
    while head and head != NEW_SETTING and not head.startswith(b"CREATE"):
        target.write(head)
        head = source.readline()
    target.write(b"" if head == NEW_SETTING else head)
    shutil.copyfileobj(source, target, 1 << 20)
    return whole()


def complaint(words: str, status: int) -> str:
    """The first line that tells of an error, else the last, else the exit status."""
    lines = words.strip().splitlines() or [str(status)]
    return next((line for line in lines if "error" in line.lower()), lines[-1])
