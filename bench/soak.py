"""A system under load whose parts are killed by plan: what was acknowledged is there afterwards, once, and the journal proves itself.

make soak ARGS="--minutes 2". All of it lives in a temporary folder and on loopback; who is killed is ours, and known by its number.
"""
import argparse
import http.client
import json
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from . import cast, places
from .mortal import LASTMILE, SIZE, ask, city, owner
from .serve import PATIENCE

CLIENTS = 6
ROWS = 25  # of a sheet: from 20 on they go by COPY
PLAN = ("web process", "worker", "database", "web server", "up")
BETWEEN = 8.0
ACTS = ("item.open", "item.sign", "item.progress", "item.report", "item.verify")
TALLIES = """
select unit_id, kind, area, state, light, late, sum(n)::int from {table} group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
order by 1, 2, 3, 4, 5, 6"""
ONCE = """
select count(*) from unnest(%s::text[]) k(key) where 1 <> (select count(*) from kernel_done d
  join kernel_entry e on e.act = d.act and e.subject = d.subject and e.action = d.action where d.key = k.key)"""
UNKEYED = """
select count(*) from kernel_entry e where e.id > %s and e.action = any(%s)
  and not exists (select 1 from kernel_done d where d.act = e.act and d.subject = e.subject and d.action = e.action)"""


class Client(threading.Thread):
    """Takes items from their opening to their end, each step with a key of its own, repeated until it is acknowledged."""

    def __init__(self, port: int, people: dict[str, int], over: threading.Event):
        super().__init__(daemon=True)
        self.port, self.people, self.over = port, people, over
        self.acknowledged: list[str] = []  # keys, as the database keeps them
        self.repeated, self.longest, self.refused = 0, 0.0, Counter[str]()

    def run(self) -> None:
        rounds = 0
        while not self.over.is_set():
            rounds += 1
            due = str(date.today() + timedelta(days=60))
            opening = {"title": f"排查第{rounds}处隐患", "area": "safety", "unit": "市应急管理局", "due": due, "issue": True}
            if rounds % 5 == 0:
                keys = [uuid.uuid4().hex for _row in range(ROWS)]
                rows = [opening | {"key": key} for key in keys]
                if self.until_acknowledged("zhaoyaqin", "/api/many/item.open", rows):
                    self.note("zhaoyaqin", "item.open", *keys)
                continue
            made = self.act("zhaoyaqin", "item.open", opening)
            steps = (("limin", "item.sign", {}), ("limin", "item.progress", {"done": "已排查三处"}), ("limin", "item.report", {"done": "整治完成"}),
                     ("sunjing", "item.verify", {"finding": "属实"}))
            for who, name, values in steps if made else ():
                if not self.act(who, name, {"item": json.loads(made)["id"], **values}):
                    break

    def act(self, who: str, name: str, values: dict[str, Any]) -> bytes:
        key = uuid.uuid4().hex
        done = self.until_acknowledged(who, f"/api/do/{name}", values, key)
        if done:
            self.note(who, name, key)
        return done

    def note(self, who: str, name: str, *keys: str) -> None:
        self.acknowledged += [f"{self.people[who]}:{name}:{key}" for key in keys]

    def until_acknowledged(self, who: str, path: str, values: Any, key: str = "") -> bytes:
        """What came back with 200; b"" when it was refused, or the time is over before there is an answer."""
        began = time.monotonic()
        headers = {"Authorization": f"Bearer {cast.secret(who)}", "Content-Type": "application/json", "Idempotency-Key": key}
        while True:
            with suppress(OSError, http.client.HTTPException):
                status, said = ask(self.port, "POST", path, values, **headers)
                if status < 500:
                    self.longest = max(self.longest, time.monotonic() - began)
                    self.refused.update([] if status == 200 else [f"{path} {status} {said.decode()[:120]}"])
                    return said if status == 200 else b""
            self.repeated += 1
            if self.over.wait(0.2) and time.monotonic() - began > PATIENCE:
                return b""


def soak(minutes: float) -> dict[str, Any]:
    """Load and kill for so long, then count; the figures, of which those of `faults` must be 0."""
    with city() as system:
        with owner() as link:
            people = dict(link.execute("select username, id from kernel_person").fetchall())
            top = link.execute("select max(id) from kernel_entry").fetchone()[0]
        over = threading.Event()
        clients = [Client(system.port, people, over) for _n in range(CLIENTS)]
        for client in clients:
            client.start()
        until, n = time.monotonic() + minutes * 60, 0
        while time.monotonic() + BETWEEN < until:
            time.sleep(BETWEEN)
            system.kill(PLAN[n % len(PLAN)])
            n += 1
        time.sleep(max(0.0, until - time.monotonic()))
        over.set()
        for client in clients:
            client.join()
        acknowledged = [key for client in clients for key in client.acknowledged]
        with owner() as link:
            faults = {"acknowledged, but not there once": link.execute(ONCE, [acknowledged]).fetchone()[0],
                      "there, but under no key": link.execute(UNKEYED, [top, list(ACTS)]).fetchone()[0]}
            counted = link.execute(TALLIES.format(table="kernel_tally_now")).fetchall()
            link.execute("select lastmile_recount()")
            faults["cells of the board that a recount changes"] = len(
                set(counted) ^ set(link.execute(TALLIES.format(table="kernel_tally")).fetchall()))
            entries = link.execute("select count(*) from kernel_entry where id > %s", [top]).fetchone()[0]
        system.stop()
        verified = subprocess.run([*LASTMILE, "verify"], env=places.environ(SIZE), cwd=places.HERE.parent, capture_output=True, text=True)
    faults["lastmile verify"] = verified.returncode
    refused = sum((client.refused for client in clients), Counter())
    faults["refused against expectation"] = refused.total()
    return {"minutes": minutes, **{f"killed: {whom}": system.killed[whom] for whom in PLAN}, "acknowledged acts": len(acknowledged),
            "repeated requests": sum(c.repeated for c in clients), "longest wait for an answer, s": round(max(c.longest for c in clients), 1),
            "entries": entries, "verify says": verified.stdout.strip() or verified.stderr.strip(), "faults": faults,
            "refusals": refused.most_common(5)}


def main(argv: list[str]) -> int:
    """0 when nothing was lost, nothing was done twice and the journal verifies."""
    if argv[:1] == ["year"]:
        from . import year
        return year.main(argv[1:])
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description="load, kills, and what is left")
    parser.add_argument("--minutes", type=float, default=10.0)
    figures = soak(parser.parse_args(argv).minutes)
    faults, refusals = figures.pop("faults"), figures.pop("refusals")
    for name, value in (figures | {f"fault: {name}": n for name, n in faults.items()}).items():
        print(f"{name:<48} {value}")
    for words, n in refusals:
        print(f"  {n} × {words}")
    return 1 if any(faults.values()) or not figures["acknowledged acts"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
