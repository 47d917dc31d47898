"""A city year under the injected clock: every breach caught in the sweep after it, none twice; killed again and again, the end is the same.

make soak ARGS="year --items 5000 --days 365 --kills 200", or python -m bench.year with the same options. Two databases in a temporary folder:
one lives through the year undisturbed, in the other the process is killed by its own id at moments of a fixed seed, and started again.
"""
import argparse
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from . import lives, places

BEGIN = datetime.fromisoformat("2026-01-04T00:00:00+08:00")
END_STATE = {
    "items": "select source, state, light, late, due_at, next_turn_at, reported_at from kernel_item order by source",
    "breaches": "select i.source, b.clock, b.due_at, b.at, b.since, b.rung, b.next_at, b.stuck from kernel_breach b join kernel_item i"
                " on i.id = b.item_id order by 1, 2",
    "slips": "select i.source, s.number, s.colour, s.state, s.late, s.due_at, s.answered_at from kernel_slip s join kernel_item i"
             " on i.id = s.item_id order by 1, s.proposed_at, s.colour",
    "entries": "select action, at, actor, count(*) from kernel_entry group by 1, 2, 3 order by 1, 2, 3",
}


class Year:
    """Lives through the year, a round at a time; what was done in a round that was cut short is known by its key."""

    def __init__(self, cast: lives.Cast, items: int, start: datetime, days: int):
        self.cast, self.start, self.days = cast, start, days
        deeds, self.units = lives.lives(cast, items, start, days)
        self.planned = lives.by_moment(deeds, start, days)
        self.ids: dict[int, int] = {}
        self.spent: list[tuple[float, int]] = []  # seconds of each sweep, and how much was due

    def round(self, now: datetime) -> None:
        """What people have done since the last one, slips, then the sweep."""
        for (action, _who), group in self.grouped(self.planned.get(now, [])).items():
            self.act(action, group, now)
        self.slips(now)
        began, due = time.perf_counter(), 0
        while n := sweep(now):
            due += n
        self.spent.append((time.perf_counter() - began, due))

    def grouped(self, deeds: list[lives.Deed]) -> dict[tuple[str, int], list[lives.Deed]]:
        found = defaultdict(list)
        for deed in deeds:
            found[deed.action, deed.who(self.cast, self.units[deed.life]).id].append(deed)
        return found

    def act(self, action: str, deeds: list[lives.Deed], now: datetime) -> None:
        from lastmile.kernel.act import perform_many
        rows = [deed.values | ({} if action == "item.open" else {"item": self.item(deed.life)}) for deed in deeds]
        done = perform_many(action, rows, deeds[0].who(self.cast, self.units[deeds[0].life]), now=now, all_or_nothing=False,
                            keys=[f"{deed.at.isoformat()} {deed.life}" for deed in deeds])
        if action == "item.open":
            for place, subject in (done.made | done.already).items():
                self.ids[deeds[place].life] = int(subject.partition(":")[2])

    def item(self, life: int) -> int:
        if life not in self.ids:
            self.ids[life] = read("select id from kernel_item where source = %s", [f"life {life}"])[0][0]
        return self.ids[life]

    def slips(self, now: datetime) -> None:
        """In the morning all proposals are signed; of the units two in three answer the next day; an answer is accepted at noon."""
        from lastmile.kernel.act import perform_many
        due = [pk for pk, in read("select id from kernel_slip where state = 'proposed' order by item_id", [])] if now.hour == 8 else []
        for pk in due:
            perform_many("slip.sign", [{"slip": pk}], self.cast.supervisor, now=now, all_or_nothing=False, keys=[f"slip {pk}"])
        for pk, source, unit in read("select s.id, i.source, s.unit_id from kernel_slip s join kernel_item i on i.id = s.item_id"
                                     " where s.state = 'open' and not s.late and s.signed_at <= %s order by s.item_id", [now - lives.DAY]):
            if int(source.partition(" ")[2]) % 3:
                perform_many("slip.answer", [{"slip": pk, "answer": "已增派人手"}], self.cast.handlers[unit], now=now, all_or_nothing=False)
        if now.hour == 12:
            for pk, in read("select id from kernel_slip where state = 'answered' and answered_at < %s order by item_id", [now]):
                perform_many("slip.accept", [{"slip": pk}], self.cast.verifier, now=now, all_or_nothing=False)


def read(sql: str, given: list[Any]) -> list[tuple]:
    from django.db import connection
    connection.ensure_connection()
    return connection.connection.execute(sql, given, prepare=False).fetchall()


def sweep(now: datetime) -> int:
    from lastmile.kernel.actions.sweep import sweep as once
    return once(now)


def faults(start: datetime, days: int) -> dict[str, int]:
    """What must be 0: breaches that a recount of the clocks finds and the sweep did not, or the other way, or late, or twice."""
    from lastmile.kernel.act import snapshot, verify
    from lastmile.kernel.act.journal import loads
    from lastmile.kernel.rules.clocks import Event, derive, sort_of
    rounds = list(lives.moments(start, days))
    ledgers: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for item, clock, what, at, data in read("select item_id, clock, what, at, data::text from kernel_clockevent order by id", []):
        ledgers[item, clock].append(Event(what, at, loads(data)))
    told = {pk: (state, reported) for pk, state, reported in read("select id, state, reported_at from kernel_item", [])}
    expected = set()
    for (item, clock), events in ledgers.items():
        derived, (state, reported) = derive(events, snapshot().calendar), told[item]
        met = derived.met_at or (reported if sort_of(clock) == "finish" and state in ("reported", "verified", "closed") else None)
        if derived.due <= min([rounds[-1], *([met] if met else [])]):
            expected.add((item, clock))
    rows = {(item, clock): (since, at) for item, clock, since, at in read("select item_id, clock, since, at from kernel_breach", [])}
    late = sum(at > next(one for one in rounds if one >= since) for since, at in rows.values())
    entries = read("select count(*) from kernel_entry where action = 'item.breach'", [])[0][0]
    climbed = Counter()
    for subject, data in read("select subject, data from kernel_entry where action = 'breach.climb'", []):
        for person in loads(data).get("told", {}).get("people", ()):
            climbed[subject, person] += 1
    rungs = dict(read("select 'breach:' || id, rung::int from kernel_breach", []))
    return {"breaches missed": len(expected - rows.keys()), "breaches that were none": len(rows.keys() - expected),
            "breaches caught later than in the next sweep": late, "breaches told twice": entries - len(rows),
            "people told more often than there are rungs": sum(n > rungs[subject] for (subject, _person), n in climbed.items()),
            "faults of the journal": sum(1 for _fault in verify())}


def digests() -> dict[str, str]:
    """The end state by natural keys: ids may differ, since a number drawn by who was killed is never given out again."""
    return {name: hashlib.sha256(repr(read(sql, [])).encode()).hexdigest()[:16] for name, sql in END_STATE.items()}


def cast_of_city() -> lives.Cast:
    from lastmile.kernel.queries.people import actor_named
    units = read("select id, parent_id, sort from kernel_unit where sort in ('county', 'department', 'village') order by id", [])
    names = {"limin", "zhouhaitao", "chenlixin"}
    people = dict(read("select unit_id, p.username from kernel_post o join kernel_person p on p.id = o.person_id where role = 'handler'"
                       " order by (p.username = any(%s)), o.id", [list(names)]))
    pairs = sorted(((parent, unit) for unit, parent, _sort in units if unit in people), key=lambda pair: hashlib.md5(repr(pair).encode()).digest())
    return lives.Cast(actor_named("zhaoyaqin", "year"), actor_named("sunjing", "year"),
                      {unit: actor_named(people[unit], "year") for _parent, unit in pairs}, pairs)


def live(asked: argparse.Namespace, folder: Path, kills: int) -> dict[str, Any]:
    """One life of the city in a database of its own."""
    os.environ["LASTMILE_BENCH_DATA"] = str(folder)
    with places.inside(asked.items):
        from django.db import connection

        from lastmile.project import prepare

        from . import city
        prepare.main([])
        city.found(BEGIN)
        connection.close()
        connection.close_pool()
        began, done, killed = time.monotonic(), folder / "round", 0
        chance = random.Random(asked.seed)
        while True:
            child = os.fork()
            if not child:
                guarded(lambda: through(asked, done))
            if killed < kills:
                killed += killed_in_time(child, chance.uniform(asked.least, asked.most))
                if not done.exists() or done.read_text() != "end":
                    os.waitpid(child, 0)
                    continue
            _pid, status = os.waitpid(child, 0)
            if done.exists() and done.read_text() == "end":
                break
            if status:
                raise SystemExit("the year could not be lived through")
        found = {"seconds": round(time.monotonic() - began), "killed": killed, "faults": faults(BEGIN, asked.days), "digests": digests(),
                 "counts": dict(read("select 'breaches', count(*) from kernel_breach union all select 'slips', count(*) from kernel_slip"
                                     " union all select 'items', count(*) from kernel_item union all select 'entries', count(*) from kernel_entry"
                                     " union all select 'red list', count(*) from kernel_breach where stuck <> ''", []))}
        if not kills:
            found["sweeps"] = json.loads((folder / "sweeps").read_text())
        connection.close()
        connection.close_pool()
        return found


def killed_in_time(child: int, after: float) -> int:
    """Kill our own child after so many seconds; 0 when it had ended before."""
    until = time.monotonic() + after
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return 0
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return 1


def through(asked: argparse.Namespace, done: Path) -> None:
    """From the round after the last one that was finished to the end."""
    year = Year(cast_of_city(), asked.items, BEGIN, asked.days)
    last = datetime.fromisoformat(done.read_text()) if done.exists() else BEGIN
    for now in lives.moments(BEGIN, asked.days):
        if now > last:
            year.round(now)
            put(done, now.isoformat())
    put(done.with_name("sweeps"), json.dumps(year.spent))
    put(done, "end")


def put(path: Path, words: str) -> None:
    """Whole or not at all."""
    path.with_suffix(".new").write_text(words)
    path.with_suffix(".new").replace(path)


def guarded(work: Callable[[], None]) -> None:
    """In the child: it never returns."""
    try:
        work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def main(argv: list[str]) -> int:
    """0 when no breach was missed or doubled, the journal verifies, and both lives ended alike."""
    parser = argparse.ArgumentParser(prog="python -m bench.year", description="a city year under the injected clock, undisturbed and killed")
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--least", type=float, default=1.0, help="seconds that a process lives at least, from its start")
    parser.add_argument("--most", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=20)
    asked = parser.parse_args(argv)
    found = {}
    for name, kills in (("undisturbed", 0), ("killed", asked.kills)):
        with tempfile.TemporaryDirectory(prefix="lastmile-year-") as folder:
            child, told = os.fork(), Path(folder) / "told.json"  # a process of its own: Django is set up once in each
            if not child:
                guarded(lambda folder=folder, kills=kills, told=told: put(told, json.dumps(live(asked, Path(folder), kills))))
            os.waitpid(child, 0)
            found[name] = json.loads(told.read_text())
    same = found["undisturbed"]["digests"] == found["killed"]["digests"]
    spent = found["undisturbed"].pop("sweeps")
    due = sum(n for _seconds, n in spent)
    for name, one in found.items():
        print(name, json.dumps(one, ensure_ascii=False))
    idle = sorted(seconds for seconds, n in spent if not n) or [0.0]
    print(f"sweeps {len(spent)}, due {due}, {1000 * sum(s for s, n in spent if n) / max(1, due):.2f} ms for each; nothing due: "
          f"{1000 * idle[len(idle) // 2]:.2f} ms; the same end: {same}")
    return 0 if same and not any(n for one in found.values() for n in one["faults"].values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
