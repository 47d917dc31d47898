"""Fill a city with n items in minutes: rows by COPY from two processes past the triggers, then indexes, tallies, seals.

What the triggers would have done is done afterwards by the functions they use, and `verify` finds the journal whole.
"""
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from . import cast, places

PROCESSES = 2
BLOCK = 1000
# Nothing is lost that could not be made again; the measurements themselves run with the defaults.
HURRIED = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "32GB", "maintenance_work_mem": "1GB", "autovacuum": "off",
           "max_parallel_maintenance_workers": "2", "checkpoint_timeout": "1h"}
TABLES = ("kernel_item", "kernel_itemtext", "kernel_clockevent", "kernel_entry")
_INDEXES = """
select pg_get_indexdef(i.indexrelid), 'drop index ' || i.indexrelid::regclass from pg_index i
where i.indrelid = any(%(t)s::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
union all
select format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
  format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname)
from pg_constraint c where c.conrelid = any(%(t)s::regclass[]) and c.contype = 'u'"""
# What is seeded happened long ago, and is told to nobody: three million entries would keep the worker busy for hours.
TOLD = """
insert into kernel_noticecursor (id, seal, entry) select 1, id, (select max(b) from unnest(lasts) b) from kernel_seal order by id desc limit 1
on conflict (id) do update set seal = excluded.seal, entry = excluded.entry"""


def stamp(size: int) -> str:
    """What the seeded city depends on: another stamp, and it is made anew."""
    made = hashlib.sha256(str(size).encode())
    for name in ("words", "cast", "city", "items", "seed"):
        made.update((places.HERE / f"{name}.py").read_bytes())
    return made.hexdigest()


def ready(size: int) -> bool:
    """Is there a whole city of this size, made by this code?"""
    mark = places.folder(size) / "seeded.json"
    return mark.exists() and json.loads(mark.read_text())["stamp"] == stamp(size)


def seed(size: int, say: Any = print) -> dict[str, float]:
    """Make the city anew in its folder; seconds by step. Runs in a process of its own."""
    shutil.rmtree(places.folder(size), ignore_errors=True)
    times, began = {}, time.monotonic()

    def step(name: str) -> None:
        times[name] = round(time.monotonic() - began - sum(times.values()), 1)
        say(f"  {size:>9,} {name} {times[name]} s", flush=True)

    with places.inside(size, HURRIED):
        now = _found(step)
        with places.owner() as link:
            again = link.execute(_INDEXES, {"t": list(TABLES)}).fetchall()
            for _make, drop in again:
                link.execute(drop)
        _rows(size, now)
        step("rows")
        _together([[make for make, _drop in again if "itemtext" in make], [make for make, _drop in again if "itemtext" not in make]])
        step("indexes")
        _count_and_seal(size, now)
        step("tallies and seals")
        with places.owner() as link:
            link.execute("vacuum (analyze, freeze)")
            link.execute("checkpoint")
        step("vacuum")
    os.sync()
    times["all"] = round(time.monotonic() - began, 1)
    (places.folder(size) / "seeded.json").write_text(json.dumps({"stamp": stamp(size), "at": now.isoformat(), "seconds": times}))
    return times


def _found(step: Any) -> datetime:
    """Tables, units, people."""
    from django.utils import timezone

    from lastmile.project import prepare

    from . import city

    prepare.main([])
    step("tables")
    now = timezone.localtime()
    city.found(now)
    step("units and people")
    return now


def _rows(size: int, now: datetime) -> None:
    """Each process writes its stretch of ids."""
    from django.db import connection

    bounds, known = [size * n // PROCESSES for n in range(PROCESSES + 1)], _known()
    connection.close()
    children = []
    for low, high in zip(bounds, bounds[1:], strict=False):
        child = os.fork()
        if not child:
            try:
                _stretch(low + 1, high, size, now, known)
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        raise SystemExit("seeding failed")


def _stretch(first: int, last: int, size: int, now: datetime, known: tuple) -> None:
    from lastmile.kernel.act import journal
    from lastmile.kernel.act.copying import copy_text
    from lastmile.kernel.act.writer import columns

    from .items import MODELS, Maker

    maker = Maker(*known, now, size, first)
    names = {table: [n for n in columns(model) if (table, n) != ("kernel_clockevent", "id")] for table, model in MODELS.items()}
    gathered: dict[str, list[str]] = {table: [] for table in TABLES}

    def put(table: str, row: Mapping[str, Any]) -> None:
        gathered[table].append("\t".join([copy_text(row[n]) for n in names[table]]) + "\n")

    with _pipes({**{t: [columns(m)[n].column for n in names[t]] for t, m in MODELS.items()}, "kernel_entry": list(journal.COLUMNS)}) as pipes:
        for n, made in enumerate(maker.make(first, last), start=1):
            put("kernel_item", _whole(made.item))
            put("kernel_itemtext", made.text)
            for event in made.clocks:
                put("kernel_clockevent", event)
            gathered["kernel_entry"].extend(["\t".join(map(copy_text, line)) + "\n" for line in made.entries])
            if n % BLOCK == 0 or n == last - first + 1:
                for table, lines in gathered.items():
                    pipes[table].write("".join(lines))
                    lines.clear()


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    from lastmile.kernel.act.writer import columns, defaults
    from lastmile.kernel.models import Item

    made = dict.fromkeys(columns(Item)) | defaults(Item)
    return made | row


def _known() -> tuple[Any, list[int], dict[int, tuple[int, str]]]:
    """The city, the measured units, and who handles for each unit."""
    from lastmile.kernel.act import snapshot
    from lastmile.kernel.models import Post

    found = snapshot().city
    people = {u: (p, n) for u, p, n in Post.objects.filter(role="handler").values_list("unit_id", "person_id", "person__name")}
    return found, [found.find(name)[0] for name in cast.MEASURED], people


class _pipes:
    """A COPY into each table, all open at once."""

    def __init__(self, columns: dict[str, list[str]]):
        self.columns = columns

    def __enter__(self) -> dict[str, Any]:
        import psycopg
        from django.conf import settings

        self.open: list[Any] = []
        made = {}
        for table, names in self.columns.items():
            link = psycopg.connect(**settings.PLACE.owner.libpq())
            link.execute("set session_replication_role = replica")
            copy = link.cursor().copy(f"copy {table} ({', '.join(names)}) from stdin")
            made[table] = copy.__enter__()
            self.open.append((link, copy))
        return made

    def __exit__(self, *failed: Any) -> None:
        for link, copy in self.open:
            copy.__exit__(*failed)
            link.commit() if failed[0] is None else link.rollback()
            link.close()


def _together(lists: list[list[str]]) -> None:
    """Statements of each list one after the other, the lists side by side."""
    from concurrent.futures import ThreadPoolExecutor

    def run(statements: list[str]) -> None:
        with places.owner() as link:
            for statement in statements:
                link.execute(statement)

    with ThreadPoolExecutor(len(lists)) as pool:
        list(pool.map(run, lists))


def _count_and_seal(size: int, now: datetime) -> None:
    """What the triggers would have left behind: sequences, serials, tallies, the queue of the seals; then the seals."""
    from lastmile.kernel.act import seal

    with places.owner() as link, link.transaction():
        link.execute("set local session_replication_role = replica")
        link.execute("select setval(pg_get_serial_sequence('kernel_item', 'id'), %s)", [size])
        link.execute("insert into kernel_serial (letter, year, last) select '督', y, %s from generate_series(2020, %s) y"
                     " on conflict (letter, year) do update set last = excluded.last", [size, now.year + 1])
        link.execute("insert into kernel_entryunsealed (entry_id) select id from kernel_entry where subject like 'item:%'")
        link.execute("select lastmile_recount()")
    while seal(now):
        pass
    with places.owner() as link:
        link.execute(TOLD)


if __name__ == "__main__":
    seed(int(sys.argv[1]))
