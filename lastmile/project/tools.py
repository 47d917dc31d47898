"""pg_dump and pg_restore: the wheel's for the embedded database; for the city's own, the machine's if they are new enough."""
import re
import shutil
import subprocess
from pathlib import Path

import psycopg

from .database.access import Access
from .database.binaries import wheel
from .place import Place
from .words import Stop, _


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


def run(arguments: list[str | Path], access: Access, why: str) -> None:
    """Run it as that role; when it fails, `why` is the sentence, with its last line of complaint."""
    environ = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | access.environ()
    done = subprocess.run(arguments, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Stop(why.format(why=(done.stderr.strip().splitlines() or [str(done.returncode)])[-1]))
