"""Who somebody is, with their posts: one statement a request."""
from datetime import datetime
from typing import Any

from django.db import connection

from ..act import Actor, PostHeld
from ..models import Person, Post

_ACTOR = """
select p.id, p.username, p.name, p.must_change, r.n,
  coalesce((select array_agg(array[o.role, o.unit_id::text, o.scope_id::text] order by o.id) from kernel_post o
            where o.person_id = p.id and o.ended_at is null), array[]::text[]),
  coalesce((select u.short from kernel_post o join kernel_unit u on u.id = o.unit_id
            where o.person_id = p.id and o.ended_at is null order by o.id limit 1), '')
from kernel_person p cross join kernel_revision r {token} where p.active and {which}"""
_BY_ID = _ACTOR.format(token="", which="p.id = %s")
_BY_NAME = _ACTOR.format(token="", which="p.username = %s")
_BY_TOKEN = _ACTOR.format(token="join kernel_token t on t.person_id = p.id",
                          which="t.hash = %s and t.revoked_at is null and t.expires_at > %s")


def actor(person: int, interface: str) -> Actor | None:
    """The person as an actor; None when there is no such active person."""
    return _actor(_BY_ID, [person], interface)


def actor_named(username: str, interface: str) -> Actor | None:
    return _actor(_BY_NAME, [username], interface)


def actor_of_token(hash: bytes, interface: str, now: datetime) -> Actor | None:
    """The person to whom a token was issued, unless it is revoked or over."""
    return _actor(_BY_TOKEN, [hash, now], interface)


def _actor(sql: str, params: list[Any], interface: str) -> Actor | None:
    connection.ensure_connection()
    row = connection.connection.execute(sql, params).fetchone()
    if row is None:
        return None
    id, username, name, must_change, revision, posts, unit = row
    held = tuple(PostHeld(role, int(unit_id), int(scope_id)) for role, unit_id, scope_id in posts)
    return Actor(id, username, name, interface, held, revision, unit, must_change=must_change)


def person_for_sign_in(username: str) -> Person | None:
    return Person.objects.filter(username=username, active=True).first()


def people_of(unit: int) -> list[dict[str, Any]]:
    """The people with a post in a unit: id, username, name, role, duty."""
    return list(Post.objects.filter(unit_id=unit, ended_at=None, person__active=True).order_by("role", "id").values(
        "person_id", "person__username", "person__name", "role", "duty", "scope_id"))
