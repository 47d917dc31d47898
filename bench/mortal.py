"""A system that may be killed: `lastmile up` on a seeded city in a temporary folder, by parts or as a whole."""
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import places
from .serve import PATIENCE, family

SIZE = 200  # items that are there before
LASTMILE = (sys.executable, "-P", "-m", "lastmile.project.main")


@dataclass
class System:
    """`lastmile up` on a folder of its own, started again whenever it was killed."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    killed: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        """Start it, and wait until it answers; what a killed one still holds is waited for."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with open(self.folder / "up.log", "ab") as log:
                self.process = subprocess.Popen([*LASTMILE, "up", "--empty", "--port", str(self.port)], stdin=subprocess.DEVNULL, stdout=log,
                                                stderr=log, start_new_session=True, env=places.environ(SIZE), cwd=places.HERE.parent)
            while self.process.poll() is None and time.monotonic() < until:
                with suppress(OSError, http.client.HTTPException):
                    if ask(self.port, "GET", "/sign-in")[0] == 200:
                        return
                time.sleep(0.2)
        raise SystemExit(f"the system does not start; see {self.folder / 'up.log'}")

    def kill(self, whom: str) -> None:
        """kill -9 of one of our own processes."""
        found = self.victim(whom)
        if found is None:
            return
        self.killed[whom] += 1
        os.kill(found, signal.SIGKILL)
        if whom == "up" and self.process:
            self.process.wait()
            self.start()

    def victim(self, whom: str) -> int | None:
        """The process so called, if it runs now."""
        from lastmile.project.database import server
        from lastmile.project.folder import Folder

        assert self.process
        if whom in ("up", "database"):
            return self.process.pid if whom == "up" else server.live(Folder(places.folder(SIZE)))
        word = b"worker" if whom == "worker" else b"granian"
        called = sorted(pid for pid in family(self.process.pid) if word in words_of(pid))  # a web process bears its server's words
        server_of_pages = next((pid for pid in called if family(pid) & set(called) - {pid}), None)
        found = [pid for pid in called if (pid == server_of_pages) == (whom == "web server")]
        return found[0] if found else None

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)


def words_of(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        link.request(method, path, None if body is None else json.dumps(body).encode(), headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


@contextmanager
def city() -> Iterator[System]:
    """A seeded city in a temporary folder, served; both go at the end."""
    from lastmile.project.database.access import free_port

    with tempfile.TemporaryDirectory(prefix="lastmile-soak-") as folder:
        os.environ["LASTMILE_BENCH_DATA"] = folder
        subprocess.run([sys.executable, "-m", "bench.seed", str(SIZE)], check=True, cwd=places.HERE.parent, stdout=subprocess.DEVNULL)
        system = System(Path(folder), free_port())
        try:
            system.start()
            yield system
        finally:
            system.stop()


@contextmanager
def owner() -> Iterator[Any]:
    import psycopg

    from lastmile.project.database.access import OWNER, keys
    from lastmile.project.folder import Folder

    with psycopg.connect(**keys(Folder(places.folder(SIZE))).access(OWNER).libpq(), autocommit=True) as link:
        yield link
