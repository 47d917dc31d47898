"""Seals over what has been committed, and the proof that nothing was changed since."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from . import journal

TAKE = """
with q as (delete from kernel_entryunsealed where ctid = any(array(select ctid from kernel_entryunsealed limit %s)) returning entry_id)
select e.id, e.hash from q join kernel_entry e on e.id = q.entry_id order by e.id"""
CHAINS = """
select subject, n, act, action, at, interface, actor_id, actor, unit, data, hash from kernel_entry order by subject, n"""
LEAVES = """
select e.hash from unnest(%s::bigint[], %s::bigint[]) r(a, b) join kernel_entry e on e.id between r.a and r.b order by e.id"""


@dataclass(frozen=True)
class Fault:
    """Something that does not fit: what (missing, changed, seal, seal-chain, unsealed) and where."""

    what: str
    where: str


def merkle(leaves: list[bytes]) -> bytes:
    """RFC 6962 shape: leaves and nodes are marked apart; an odd node is carried up."""
    digest = journal.digest()
    level = [digest(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        up = [digest(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = up + level[-1:] if len(level) % 2 else up
    return level[0] if level else journal.ZERO


def runs(ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """[1, 2, 3, 7] -> ([1, 7], [3, 7])."""
    firsts: list[int] = []
    lasts: list[int] = []
    for i in ids:
        if lasts and lasts[-1] == i - 1:
            lasts[-1] = i
        else:
            firsts.append(i)
            lasts.append(i)
    return firsts, lasts


def seal(now: datetime, most: int = 1_000_000) -> int:
    """Seal all that is committed and in no seal yet; how many entries. One sealer at a time, writers do not wait."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('lastmile.seal'))")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(TAKE, [most])
        rows = cursor.fetchall()
        if not rows:
            return 0
        cursor.execute("select chained from kernel_seal order by id desc limit 1")
        last = cursor.fetchone()
        root, (firsts, lasts) = merkle([bytes(h) for _, h in rows]), runs(i for i, _ in rows)
        chained = journal.digest()((bytes(last[0]) if last else journal.ZERO) + root).digest()
        cursor.execute("insert into kernel_seal (at, count, firsts, lasts, root, chained) values (%s, %s, %s, %s, %s, %s)",
                       [now, len(rows), firsts, lasts, root, chained])
        return len(rows)


def verify() -> Iterator[Fault]:
    """Recompute every chain and every seal; what does not fit is yielded. All is read as of one moment, while others write and seal."""
    connection.ensure_connection()
    inside = connection.in_atomic_block
    with transaction.atomic():
        db = connection.connection
        if not inside:
            db.execute("set transaction isolation level repeatable read, read only")
        yield from verify_chains(db)
        yield from verify_seals(db)


def verify_chains(db: Any) -> Iterator[Fault]:
    hasher = journal.digest()
    with db.cursor("chains") as cursor:
        cursor.itersize = 20_000
        cursor.execute(CHAINS)
        for subject, lines in groupby(cursor, key=lambda row: row[0]):
            before, n = journal.ZERO, 0
            for *values, stored in lines:
                n += 1
                if values[1] != n:
                    yield Fault("missing", f"{subject} {n}")
                    n = values[1]
                if journal.link(hasher, before, *values) != bytes(stored):
                    yield Fault("changed", f"{subject} {n}")
                before = bytes(stored)


def verify_seals(db: Any) -> Iterator[Fault]:
    chained, sealed, digest = journal.ZERO, 0, journal.digest()
    for i, count, firsts, lasts, root, stored in db.execute(
            "select id, count, firsts, lasts, root, chained from kernel_seal order by id").fetchall():
        leaves = [bytes(h) for h, in db.execute(LEAVES, [firsts, lasts]).fetchall()]
        if len(leaves) != count or merkle(leaves) != bytes(root):
            yield Fault("seal", str(i))
        chained = digest(chained + bytes(root)).digest()
        if chained != bytes(stored):
            yield Fault("seal-chain", str(i))
        sealed += count
    total, waiting = db.execute("select (select count(*) from kernel_entry), (select count(*) from kernel_entryunsealed)").fetchone()
    if sealed + waiting != total:
        yield Fault("unsealed", str(total - sealed - waiting))
