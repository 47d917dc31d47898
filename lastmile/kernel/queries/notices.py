"""What somebody has been told, how they want to be told, and what became of the messages."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from lastmile.lib.sealed import Unreadable, masked, opened

from ..act import Actor
from ..models import Channel, Contact, Feed, NoticeChoice, hash_of
from ..rules.posting import CHANNELS, Choice
from .items import run
from .people import actor as actor_of
from .visible import visible

SIZE = 50
_TOLD = """
select n.id, n.subject, n.kind, n.urgent, n.at, n.read_at, case when e.actor_id <> 0 then e.actor else '' end,
       coalesce(e.unit, ''), i.id, i.number, i.title, i.kind, i.state, i.light, i.due_at, i.sign_due_at
from kernel_notice n left join kernel_entry e on e.id = n.entry
left join kernel_item i on n.subject like 'item:%%' and i.id = split_part(n.subject, ':', 2)::bigint
where n.person_id = %(person)s and (n.subject not like 'item:%%' or {seen}) and {which} order by n.id desc limit %(size)s"""


@dataclass(frozen=True, slots=True)
class Told:
    """One notice, with what it is about as that stands now; item and all after it are None when it is about no item."""

    id: int
    subject: str
    kind: str
    urgent: bool
    at: datetime
    read_at: datetime | None
    who: str
    unit: str
    item: int | None
    number: str | None
    title: str | None
    item_kind: str | None
    state: str | None
    light: str | None
    due_at: datetime | None
    sign_due_at: datetime | None


def listed(actor: Actor, before: int | None = None, unread: bool = False, size: int = SIZE) -> tuple[list[Told], int | None]:
    """The newest notices, as far as the reader may still see what they are about; and before which the next page begins."""
    which = ("n.id < %(before)s" if before else "true") + (" and n.read_at is null" if unread else "")
    rows = _told(actor, which, size + 1, before=before)
    return rows[:size], rows[size - 1].id if len(rows) > size else None


def some(actor: Actor, ids: list[int]) -> list[Told]:
    """Of these notices those that are the actor's, the oldest first."""
    return _told(actor, "n.id = any(%(ids)s)", len(ids), ids=ids)[::-1]


def _told(actor: Actor, which: str, size: int, **params: Any) -> list[Told]:
    where = visible(actor)
    sql = _TOLD.format(seen=where.sql, which=which)
    return [Told(*row) for row in run(sql, where.params | params | {"person": actor.id, "size": size})]


def reader(person: int) -> Actor | None:
    """Who is to be told; None when they have left."""
    return actor_of(person, "notices")


def address(person: int, channel: str) -> str:
    """Where the person is reached by the channel, "" when nowhere. Unreadable when the place has another key than then."""
    found = Contact.objects.filter(person_id=person, channel=channel).values_list("address", flat=True).first()
    return opened(settings.SECRET_KEY, "contact", bytes(found)) if found else ""


@dataclass(frozen=True)
class Reach:
    """How somebody is reached by a channel: the address as far as it is shown, and the last message: state, reason, when."""

    channel: str
    address: str
    state: str = ""
    reason: str = ""
    at: datetime | None = None


def choice_of(person: int) -> Choice:
    """When the person wants to be told."""
    row = NoticeChoice.objects.filter(pk=person).values_list("digest_hour", "quiet_from", "quiet_until", "urgent_at_once").first()
    return Choice(*row) if row else Choice()


_LAST = """
select c.channel, c.address, d.state, d.reason, coalesce(d.done_at, d.next_at) from kernel_contact c
left join lateral (select state, reason, done_at, next_at from kernel_delivery d
                   where d.person_id = c.person_id and d.channel = c.channel and (d.tries > 0 or d.state <> 'waiting')
                   order by d.id desc limit 1) d on true
where c.person_id = %(person)s and c.address <> ''"""


def reached(person: int) -> list[Reach]:
    """By which channels the person is reached, in the order of CHANNELS."""
    rows = {row[0]: row for row in run(_LAST, {"person": person})}
    return [Reach(name, _shown(bytes(rows[name][1])), rows[name][2] or "", rows[name][3] or "", rows[name][4])
            for name in CHANNELS if name in rows]


def _shown(sealed: bytes) -> str:
    try:
        return masked(opened(settings.SECRET_KEY, "contact", sealed))
    except Unreadable:
        return ""


_COUNTS = """
select channel, count(*) filter (where state in ('waiting', 'sending')), count(*) filter (where state in ('sent', 'delivered')),
       count(*) filter (where state = 'failed')
from kernel_delivery where state in ('waiting', 'sending') or done_at > %(since)s group by 1"""


@dataclass(frozen=True)
class Traffic:
    """A channel: since when it is dead and why, what waits, what went out and what failed since yesterday."""

    channel: str
    dead_since: datetime | None
    reason: str
    waiting: int
    sent: int
    failed: int


def traffic(now: datetime) -> list[Traffic]:
    """Every channel, for those who administer the city."""
    dead = {name: (since, why) for name, since, why in Channel.objects.values_list("name", "dead_since", "reason")}
    counts = {row[0]: row[1:] for row in run(_COUNTS, {"since": now - timedelta(days=1)})}
    return [Traffic(name, *dead.get(name, (None, "")), *counts.get(name, (0, 0, 0))) for name in CHANNELS]


def feed_since(person: int) -> datetime | None:
    """Since when the person's calendar address is in force; None when there is none."""
    return Feed.objects.filter(person_id=person, revoked_at=None).values_list("issued_at", flat=True).first()


def feed_reader(secret: str) -> Actor | None:
    """Whose calendar the secret opens; None when it opens none, or they have left."""
    found = Feed.objects.filter(hash=hash_of(secret), revoked_at=None).values_list("person_id", flat=True).first()
    return actor_of(found, "calendar") if found else None
