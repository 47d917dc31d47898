"""Messages on their way: who takes which, and what became of them. No acts: nothing of the city changes when a message goes out."""
from datetime import datetime, timedelta

from django.db import connection, transaction

from ...rules.posting import LEASE, STALE, again

BATCH = 20
# Whoever dies while sending keeps a message no longer than LEASE; another then takes it, and it may go out a second time.
TAKE = """
update kernel_delivery d set state = 'sending', tries = d.tries + 1, next_at = %(lease)s
from (select id from kernel_delivery where state in ('waiting', 'sending') and next_at <= %(now)s
      order by next_at limit %(most)s for update skip locked) due
where d.id = due.id returning d.id, d.person_id, d.channel, d.urgent, d.notices, d.tries, d.due_at"""
DONE = "update kernel_delivery set state = %s, reason = %s, done_at = %s where id = %s and state = 'sending' and tries = %s"
LATER = "update kernel_delivery set state = 'waiting', next_at = %s, reason = %s where id = %s and state = 'sending' and tries = %s"
DROP = """
update kernel_delivery set state = 'dropped', reason = 'stale', done_at = %s where state in ('waiting', 'sending') and due_at < %s"""


def take(now: datetime, most: int = BATCH) -> list[tuple]:
    """Messages that are due, for this worker alone: (id, person, channel, urgent, notices, tries, due_at)."""
    with transaction.atomic():
        connection.ensure_connection()
        db = connection.connection
        db.execute(DROP, [now, now - STALE])
        return sorted(db.execute(TAKE, {"now": now, "lease": now + LEASE, "most": most}).fetchall())


def done(message: int, tries: int, state: str, now: datetime, reason: str = "") -> None:
    """It is sent, delivered, failed or dropped; nothing happens when another worker has taken it over."""
    connection.ensure_connection()
    connection.connection.execute(DONE, [state, reason, now, message, tries])


def later(message: int, tries: int, now: datetime, reason: str, asked: timedelta | None = None) -> bool:
    """It is tried again after a pause; False when it has been tried often enough, and has failed."""
    at = again(tries, now, asked)
    if at is None:
        done(message, tries, "failed", now, reason)
        return False
    connection.ensure_connection()
    connection.connection.execute(LATER, [at, reason, message, tries])
    return True
