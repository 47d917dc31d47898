"""What somebody has read. No act: it is the reader's own mark, shown to nobody else and counted by nobody."""
from datetime import datetime

from django.db import connection

from ...act import Actor


def read(actor: Actor, now: datetime, notice: int | None = None) -> int:
    """The actor has read this notice, and all others about the same subject; all of them when none is named. How many were unread."""
    some = "" if notice is None else (
        " and subject = (select subject from kernel_notice where id = %(notice)s and person_id = %(person)s)")
    connection.ensure_connection()
    return connection.connection.execute(
        f"update kernel_notice set read_at = %(now)s where person_id = %(person)s and read_at is null{some}",
        {"now": now, "person": actor.id, "notice": notice}).rowcount


def forget(notices_before: datetime, deliveries_before: datetime) -> int:
    """Old notices that were read, and messages that are done with, go; the journal keeps what happened. How many."""
    connection.ensure_connection()
    db = connection.connection
    gone = db.execute("delete from kernel_notice where read_at is not null and at < %s", [notices_before]).rowcount
    return gone + db.execute("delete from kernel_delivery where done_at < %s", [deliveries_before]).rowcount
