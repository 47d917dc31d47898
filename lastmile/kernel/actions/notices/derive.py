"""Notices drawn from the journal: every sealed entry once, in the order of the seals; nothing of it burdens an act.

A seal names each committed entry exactly once, those that commit late in a later seal (act/seals.py). So one row that says how far we
are is enough to miss none and tell none twice, whatever dies when.
"""
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction

from ...act import Actor, PostHeld, snapshot
from ...rules.notices import INSTEAD, TELLS, Happened, Held, Posts, posts_of, told
from ...rules.posting import STALE, Choice, due

MOST = 2000  # entries in one transaction
ITEM = ("id", "unit_id", "issuer_id", "handler_id", "parent_id", "state", "issued_at", "reporter_id", "reporter_unit_id", "sign_due_at")
CURSOR = "select seal, entry from kernel_noticecursor where id = 1 for update skip locked"
BEGIN = "insert into kernel_noticecursor (id, seal, entry) values (1, 0, 0) on conflict do nothing"
MOVE = "update kernel_noticecursor set seal = %s, entry = %s where id = 1"
NEXT = "select id from kernel_seal where id > %s order by id limit 1"
# At most a hundred runs at a time, each cut short: a seal over a million entries is walked, never sorted.
ENTRIES = """
select e.* from (select r.a, r.b from kernel_seal s cross join lateral unnest(s.firsts, s.lasts) r(a, b)
                 where s.id = %(seal)s and r.b > %(entry)s order by r.a limit 100) r
cross join lateral (select id, subject, act, action, at, actor_id, data from kernel_entry
                    where id between greatest(r.a, %(entry)s + 1) and r.b order by id limit %(most)s) e
order by e.id limit %(most)s"""
POSTS = """
select o.person_id, o.role, o.unit_id, o.scope_id, o.duty from kernel_post o join kernel_person p on p.id = o.person_id
where o.ended_at is null and p.active order by o.id"""
PUT = """
insert into kernel_notice (person_id, subject, entry, act, kind, urgent, at)
select * from unnest(%s::bigint[], %s::text[], %s::bigint[], %s::uuid[], %s::text[], %s::bool[], %s::timestamptz[])
on conflict (act, subject, person_id) do nothing returning id, person_id, urgent, at, subject, kind"""
# Who did something to a subject knows what was told of it before.
KNOWN = """
update kernel_notice n set read_at = k.at from unnest(%s::bigint[], %s::text[], %s::bigint[], %s::timestamptz[]) k(person, subject, entry, at)
where n.person_id = k.person and n.subject = k.subject and n.entry < k.entry and n.read_at is null"""
OUTDONE = """
update kernel_notice n set read_at = o.at
from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::timestamptz[]) o(id, person, subject, kind, at)
where n.person_id = o.person and n.subject = o.subject and n.kind = o.kind and n.id < o.id and n.read_at is null"""
REACHED = """
select c.person_id, c.channel, h.digest_hour, h.quiet_from, h.quiet_until, h.urgent_at_once
from kernel_contact c left join kernel_noticechoice h on h.person_id = c.person_id where c.person_id = any(%s) and c.address <> ''
order by c.id"""
GATHER = """
insert into kernel_delivery (person_id, channel, urgent, notices, state, due_at, next_at, tries, reason)
values (%s, %s, %s, %s, 'waiting', %s, %s, 0, '')
on conflict (person_id, channel, urgent) where state = 'waiting' and tries = 0
do update set notices = kernel_delivery.notices || excluded.notices"""

Sees = Callable[[Actor, list[int]], set[int]]


def derive(now: datetime, sees: Sees, most: int = MOST) -> int:
    """Tell people of one batch of entries; how many entries were looked at, 0 when there is nothing new or another worker is at it.

    `sees(actor, items)` says which of the items the person may see: the one filter of every read.
    """
    with transaction.atomic():
        connection.ensure_connection()
        db = connection.connection
        if (at := db.execute(CURSOR).fetchone()) is None:
            db.execute(BEGIN)
            if (at := db.execute(CURSOR).fetchone()) is None:
                return 0
        rows, place = _next(db, at, most)
        if place != at:
            db.execute(MOVE, list(place))
        wanted = [row for row in rows if TELLS.get(row[3])]
        if wanted:
            put(db, notices(db, wanted, sees), now)
        if acts := [(row[5], row[1], row[0], row[4]) for row in rows if row[5]]:
            db.execute(KNOWN, [list(column) for column in zip(*acts, strict=True)])
    return len(rows)


def _next(db: Any, at: tuple[int, int], most: int) -> tuple[list[tuple], tuple[int, int]]:
    """The next entries, and where they end: in the seal in hand, else in the one after it."""
    seal, entry = at
    while True:
        rows = db.execute(ENTRIES, {"seal": seal, "entry": entry, "most": most}).fetchall() if seal else []
        if rows:
            return rows, (seal, rows[-1][0])
        after = db.execute(NEXT, [seal]).fetchone()
        if after is None:
            return [], (seal, entry)
        seal, entry = after[0], 0


def notices(db: Any, rows: list[tuple], sees: Sees) -> list[tuple]:
    """What to tell whom of these entries: (person, subject, entry, act, kind, urgent, at), nobody of what they may not see."""
    posts = posts_of(snapshot().city, (Held(*row) for row in db.execute(POSTS)))
    told_in = [json.loads(row[6]) for row in rows]
    rows = [(row[0], _about(row[1], data), *row[2:6], data) for row, data in zip(rows, told_in, strict=True)]
    ids = sorted({_id(row[1]) for row in rows if row[1].startswith("item:")})
    items = {row[0]: SimpleNamespace(**dict(zip(ITEM, row, strict=True))) for row in db.execute(
        f"select {', '.join(ITEM)} from kernel_item where id = any(%s)", [ids])} if ids else {}
    parts = defaultdict(list)
    for item, unit in db.execute("select item_id, unit_id from kernel_itempart where item_id = any(%s) order by id", [ids]) if ids else ():
        parts[item].append(unit)
    found = []
    for entry, subject, act, action, at, actor, data in rows:
        happened = _happened(subject, action, at, actor, data, items, parts)
        found += [(person, subject, entry, act, kind, urgent, at) for person, (kind, urgent) in told(happened, posts).items()]
    return seen(found, posts, sees)


def _about(subject: str, data: dict) -> str:
    """What a notice leads to: the item, where the entry is about its slip, its blocker, its breach."""
    return f"item:{data['told']['item']}" if "told" in data else subject


def _happened(subject: str, action: str, at: datetime, actor: int, told: dict, items: dict, parts: dict) -> Happened:
    noun, pk = subject.partition(":")[0], _id(subject)
    return Happened(action, at, actor, told.get("given", {}), told.get("was", {}).get(subject, {}), told.get("became", {}).get(subject, {}),
                    items.get(pk) if noun == "item" else None, tuple(parts.get(pk, ())) if noun == "item" else (),
                    pk if noun == "person" else None, tuple(told.get("told", {}).get("people", ())))


def _id(subject: str) -> int:
    return int(subject.partition(":")[2])


def seen(found: Iterable[tuple], posts: Posts, sees: Sees) -> list[tuple]:
    """Those about items that the person may see, and all about other subjects; people with the same reach are asked for once."""
    found = list(found)
    asked: dict[frozenset, set[int]] = defaultdict(set)
    reach = {person: frozenset((p.unit, p.scope) for p in posts.by_person.get(person, ())) for person, *_rest in found}
    for person, subject, *_rest in found:
        if subject.startswith("item:"):
            asked[reach[person]].add(_id(subject))
    known = {held: sees(Actor(0, "", "", "notices", tuple(PostHeld("", unit, scope) for unit, scope in held), posts.city.revision), sorted(ids))
             for held, ids in asked.items()}
    return [row for row in found if not row[1].startswith("item:") or _id(row[1]) in known[reach[row[0]]]]


def put(db: Any, rows: list[tuple], now: datetime) -> None:
    """Keep them, and gather them into the messages that wait for the person, by channel."""
    if not rows:
        return
    made = db.execute(PUT, [list(column) for column in zip(*rows, strict=True)]).fetchall()
    fresh: dict[tuple[int, bool], list[int]] = defaultdict(list)
    outdone = [(pk, person, subject, before, at) for pk, person, _urgent, at, subject, kind in made for before in INSTEAD.get(kind, ())]
    if outdone:
        db.execute(OUTDONE, [list(column) for column in zip(*outdone, strict=True)])
    for pk, person, urgent, at, *_rest in sorted(made):
        if now - at < STALE:
            fresh[person, urgent].append(pk)
    people = sorted({person for person, _urgent in fresh})
    for person, channel, *chosen in db.execute(REACHED, [people]).fetchall() if people else ():
        choice = Choice() if chosen[0] is None else Choice(*chosen)
        for urgent in (True, False):
            if ids := fresh.get((person, urgent)):
                at = due(now, urgent, choice, person)
                db.execute(GATHER, [person, channel, urgent, ids, at, at])
