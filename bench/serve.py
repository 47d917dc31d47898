"""The real server on a seeded city: `lastmile up` with its database, two web processes and worker; stopped by its id."""
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import places

PATIENCE = 120.0


@dataclass(frozen=True)
class Server:
    """Where it listens, and the process that holds all others."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time spent so far, by kind of process."""
        spent: dict[str, float] = {"web": 0.0, "database": 0.0, "worker": 0.0}
        tick = os.sysconf("SC_CLK_TCK")
        for pid in family(self.process.pid):
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                words = Path(f"/proc/{pid}/cmdline").read_bytes()
                kind = "web" if b"granian" in words else "worker" if b"worker" in words else "database" if b"postgres" in words else ""
                if kind:
                    spent[kind] += (int(fields[11]) + int(fields[12])) / tick
        return spent


@contextmanager
def serving(size: int) -> Iterator[Server]:
    """Inside this block the city of this size is served on loopback, with the production settings."""
    from lastmile.project.database.access import free_port

    port = free_port()
    log = open(places.home() / f"{size}.log", "wb")
    process = subprocess.Popen([sys.executable, "-P", "-m", "lastmile.project.main", "up", "--empty", "--port", str(port)], stdout=log,
                               stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, env=places.environ(size), cwd=places.HERE.parent)
    try:
        _wait(process, port)
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def settle(link: Any) -> None:
    """Until the worker has caught up with the days since the seeding: no light is due, no change of counts waits."""
    until = time.monotonic() + 10 * PATIENCE
    waiting = "select (select count(*) from kernel_item where next_turn_at <= now()) + (select count(*) from kernel_tallydelta)"
    while link.execute(waiting).fetchone()[0] > 100 and time.monotonic() < until:
        time.sleep(1)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"the server did not start (status {process.returncode}); see the .log in {places.home()}")
        with suppress(OSError):
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/sign-in")
            if link.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the server did not answer in time")


def family(top: int) -> set[int]:
    """The process and all below it; PostgreSQL's own are found as children of the server that `up` started."""
    parents: dict[int, int] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError):
                parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
    found = {top}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found
