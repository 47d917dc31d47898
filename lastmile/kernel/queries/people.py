"""Who somebody is, with their posts: one statement a request."""
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from ..act import Actor, PostHeld
from ..models import Person, Post, Token, hash_of
from .statements import Asked, rows

_ACTOR = """
select p.id, p.username, p.name, p.must_change, r.n,
  coalesce((select array_agg(array[o.role, o.unit_id::text, o.scope_id::text] order by o.id) from kernel_post o
            where o.person_id = p.id and o.ended_at is null), array[]::text[]),
  coalesce((select u.short from kernel_post o join kernel_unit u on u.id = o.unit_id
            where o.person_id = p.id and o.ended_at is null order by o.id limit 1), '')
from kernel_person p cross join kernel_revision r {token} where p.active and {which}"""
_UNREAD = "(select count(*) from (select 1 from kernel_notice n where n.person_id = p.id and n.read_at is null limit 100) few)"
_IN_SESSION = _ACTOR.format(token="", which="p.id = %s").replace("\nfrom kernel_person", f", {_UNREAD}, p.password\nfrom kernel_person", 1)
_BY_ID = _ACTOR.format(token="", which="p.id = %s")
_BY_NAME = _ACTOR.format(token="", which="p.username = %s")
_BY_TOKEN = _ACTOR.format(token="join kernel_token t on t.person_id = p.id",
                          which="t.hash = %s and t.revoked_at is null and t.expires_at > %s and not p.must_change")


def actor(person: int, interface: str, by_token: bool = False) -> Actor | None:
    """The person as an actor; None when there is no such active person."""
    found = _actor(_BY_ID, [person], interface)
    return replace(found, by_token=by_token) if found else None


def actor_in_session(person: int, interface: str) -> tuple[Actor | None, str, int]:
    """The person, what their session must carry as long as the password is the same, and how many notices are unread (100: or more)."""
    connection.ensure_connection()
    row = connection.connection.execute(_IN_SESSION, [person]).fetchone()
    if row is None:
        return None, "", 0
    return _made(row[:-2], interface), _proof(row[-1]), row[-2]


@lru_cache(4096)
def _proof(password: str) -> str:
    """Kept by the password's own hash: to make it takes 50 µs, on every page."""
    return Person(password=password).get_session_auth_hash()


def actor_named(username: str, interface: str) -> Actor | None:
    return _actor(_BY_NAME, [username], interface)


def actor_of_token(secret: str, interface: str, now: datetime) -> Actor | None:
    """The person to whom a token was issued, unless it is revoked or over, or they have a password to change first."""
    found = _actor(_BY_TOKEN, [hash_of(secret), now], interface)
    return replace(found, by_token=True) if found else None


def _actor(sql: str, params: list[Any], interface: str) -> Actor | None:
    connection.ensure_connection()
    row = connection.connection.execute(sql, params).fetchone()
    return _made(row, interface) if row else None


def _made(row: Sequence[Any], interface: str) -> Actor:
    id, username, name, must_change, revision, posts, unit = row
    held = tuple(PostHeld(role, int(unit_id), int(scope_id)) for role, unit_id, scope_id in posts)
    return Actor(id, username, name, interface, held, revision, unit, must_change=must_change)


def person_for_sign_in(username: str) -> Person | None:
    return Person.objects.filter(username=username, active=True).first()


_OF_A_PERSON = ("person_id", "person__username", "person__name", "role", "duty", "scope_id")
_PEOPLE = """
select o.person_id, p.username, p.name, o.role, o.duty, o.scope_id from kernel_post o join kernel_person p on p.id = o.person_id
where o.unit_id = %(unit)s and o.ended_at is null and p.active order by o.role, o.id"""


def people_of(unit: int) -> list[Any]:
    """The people with a post in a unit: id, username, name, role, duty."""
    found = rows(Asked(_PEOPLE, {"unit": unit}, fixed=True))
    return [dict(zip(_OF_A_PERSON, row, strict=True)) for row in found]


@dataclass(frozen=True)
class Whole:
    """A person with posts and tokens that are in force."""

    person: Person
    posts: list[Any]
    tokens: list[Any]


def whole(pk: int) -> Whole | None:
    """All that the page of one person shows. The caller has asked whether the actor may see it."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        return None
    posts = list(Post.objects.filter(person_id=pk, ended_at=None).order_by("id").values("unit_id", "scope_id", "role", "duty"))
    tokens = list(Token.objects.filter(person_id=pk, revoked_at=None).order_by("id").values("name", "issued_at", "expires_at"))
    return Whole(person, posts, tokens)


_LISTED = """
select p.id, p.username, p.name, p.active,
  json_agg(json_build_object('unit', o.unit_id, 'role', o.role, 'duty', o.duty) order by o.id)::text
from kernel_person p join kernel_post o on o.person_id = p.id and o.ended_at is null
where p.username > %(after)s and (%(words)s = '' or strpos(p.name, %(words)s) > 0 or strpos(p.username, %(words)s) > 0)
  and (%(all)s or exists (select 1 from kernel_post s where s.person_id = p.id and s.ended_at is null and s.unit_id = any(%(seen)s)))
group by p.id order by p.username limit %(size)s"""


def listed(seen: list[int] | None, words: str, after: str = "", size: int = 50) -> tuple[list[dict[str, Any]], str]:
    """People with a post in the units seen (None: all), by user name; and where the next page begins."""
    connection.ensure_connection()
    rows = connection.connection.execute(_LISTED, {"after": after, "words": words, "all": seen is None, "seen": seen or [], "size": size + 1},
                                         prepare=False).fetchall()
    found = [{"id": r[0], "username": r[1], "name": r[2], "active": r[3], "posts": json.loads(r[4])} for r in rows[:size]]
    return found, found[-1]["username"] if len(rows) > size else ""
