"""A sheet of 100,000 rows as one act, against plain COPY of the very same rows; each into a fresh copy of the seeded database."""
import gc
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from . import cast, places
from .words import Writer

COPY = "lastmile_sheet"
WRITTEN = {"kernel_item": "id > {top}", "kernel_itemtext": "item_id > {top}", "kernel_clockevent": "item_id > {top}",
           "kernel_entry": "act = '{act}'", "kernel_done": "act = '{act}'"}
AREAS = ("safety", "storms", "petitions", "projects", "economy")


@contextmanager
def copied() -> Iterator[None]:
    """Django works in a copy of the database, which goes afterwards: the next measurement finds the size it expects."""
    from django.db import connection

    original = connection.settings_dict["NAME"]

    def turn_to(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    turn_to(COPY)
    with places.owner("postgres") as link:
        link.execute(f"drop database if exists {COPY} with (force)")
        link.execute(f"create database {COPY} template {original} strategy file_copy")
        link.execute("checkpoint")
        try:
            yield
        finally:
            turn_to(original)
            link.execute(f"drop database {COPY} with (force)")


def rows(count: int) -> list[dict[str, Any]]:
    """What a sheet says: names of departments and counties, days, areas; told apart by nothing but their words."""
    writer, units = Writer(3), [*(f"市{name}" for name in cast.DEPARTMENTS), *cast.COUNTIES]
    today = date.today()
    return [{"title": writer.title(), "body": writer.body(), "area": AREAS[n % 5], "unit": units[n * 7 % len(units)],
             "due": today + timedelta(days=20 + n % 90), "issue": True} for n in range(count)]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def sheet(count: int) -> dict[str, Any]:
    """Seconds of the act, of its steps, and of both ways of COPY."""
    from lastmile.interfaces.perform import perform_many
    from lastmile.kernel.queries.people import actor_named

    given, keys, steps = rows(count), [f"sheet-{n}" for n in range(count)], {}
    last = [0.0]

    def tick(step: str, _rows: int) -> None:
        now = time.perf_counter()
        steps[step] = round(now - last[0], 2)
        last[0] = now

    with copied():
        actor = actor_named("zhaoyaqin", "sheet")
        top = _one("select max(id) from kernel_item")
        last[0] = time.perf_counter()
        took, outcome = timed(lambda: perform_many("item.open", given, actor, keys=keys, tick=tick))  # type: ignore[arg-type]
        steps["committed"] = round(time.perf_counter() - last[0], 2)
        if len(outcome.made) != count:
            raise SystemExit(f"the sheet was refused: {outcome.wrong[:3]}")
        again, _ = timed(lambda: perform_many("item.open", given, actor, keys=keys))  # type: ignore[arg-type]
        lines = _out({table: where.format(top=top, act=outcome.act) for table, where in WRITTEN.items()})
    with copied():
        indexed, _ = timed(lambda: _in(lines, ""))
        bare, _ = timed(lambda: _in(lines, "bare_"))
    return {"rows": count, "seconds": took, "rate": count / took, "steps": steps, "again": again, "copy_indexed": indexed,
            "copy_bare": bare, "of_indexed": took / indexed, "of_bare": took / bare}


def workbook(count: int) -> dict[str, Any]:
    """The same rows as an .xlsx file, from its bytes to the commit."""
    from lastmile.interfaces.sheets.take_in import take_in
    from lastmile.kernel.queries.people import actor_named

    data = _xlsx(rows(count))
    with copied():
        took, taken = timed(lambda: take_in(data, "item.open", actor_named("zhaoyaqin", "sheet")))  # type: ignore[arg-type]
        if len(taken.outcome.made) != count:
            raise SystemExit(f"the workbook was refused: {taken.wrong[:3]}")
    return {"rows": count, "bytes": len(data), "seconds": took, "rate": count / took}


def _xlsx(given: list[dict[str, Any]]) -> bytes:
    import xlsxwriter

    from lastmile.interfaces.fields import columns
    from lastmile.interfaces.sheets.heads import KEY
    from lastmile.kernel.registry import ACTIONS

    held, named = io.BytesIO(), {c.name: c for c in columns(ACTIONS["item.open"].takes)}
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for place, name in enumerate(given[0]):
            page.write_string(0, place, named[name].title)
        page.write_string(0, len(given[0]), KEY)
        for line, row in enumerate(given, start=1):
            said = row | {"area": named["area"].word(row["area"]), "issue": "是"}
            for place, (name, value) in enumerate(said.items()):
                page.write_datetime(line, place, value, day) if name == "due" else page.write_string(line, place, value)
            page.write_string(line, len(row), f"book-{line}")
    return held.getvalue()


def _one(sql: str) -> Any:
    with places.owner(COPY) as link:
        return link.execute(sql).fetchone()[0]


def _out(wheres: dict[str, str]) -> dict[str, tuple[str, bytes]]:
    """The rows of each table as COPY writes them, with their columns."""
    found = {}
    with places.owner(COPY) as link:
        for table, where in wheres.items():
            names = ", ".join(name for name, in link.execute(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and attgenerated = '' order by attnum", [table]))
            with link.cursor().copy(f"copy (select {names} from {table} where {where}) to stdout") as copy:
                found[table] = (names, b"".join(bytes(part) for part in copy))
    return found


def _in(lines: dict[str, tuple[str, bytes]], prefix: str) -> None:
    """COPY them back, in one transaction without triggers; with a prefix, into tables that have neither index nor constraint."""
    with places.owner(COPY) as link:
        link.execute("set session_replication_role = replica")
        for table in lines if prefix else ():
            link.execute(f"create table {prefix}{table} (like {table} including generated)")
        with link.transaction():
            for table, (names, content) in lines.items():
                with link.cursor().copy(f"copy {prefix}{table} ({names}) from stdin") as copy:
                    for at in range(0, len(content), 2**20):
                        copy.write(content[at:at + 2**20])


def figures(size: int, count: int, book: bool) -> dict[str, Any]:
    """The sheet at one size; the workbook too when asked for."""
    with places.inside(size):
        from django.db import connection

        found = {"sheet": sheet(count)} | ({"workbook": workbook(count)} if book else {})
        connection.close()
        return found


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]), "book" in sys.argv[3:]), ensure_ascii=False))
