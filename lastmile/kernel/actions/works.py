"""The queue of long work. No action: what a work changes goes through acts; who has it, and how far it is, is nobody's record."""
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from ..act import Actor
from ..models import Work

CLAIM = """
update kernel_work set state = 'working', claim = %(claim)s, attempts = attempts + 1, beat_at = %(now)s,
  begun_at = coalesce(begun_at, %(now)s), step = '', done = 0, total = 0
where id = (
  select w.id from kernel_work w
  where (w.state = 'waiting' or w.state = 'working' and w.beat_at < %(lost)s) and not exists (
    select 1 from kernel_work o where o.person_id = w.person_id and o.state = 'working' and o.beat_at >= %(lost)s)
  order by w.id for update skip locked limit 1)
returning id"""
HELD = " where id = %(id)s and claim = %(claim)s and state = 'working' "
BEAT = "update kernel_work set beat_at = %(now)s, step = %(step)s, done = %(done)s, total = %(total)s" + HELD + "returning stop and not acted"
ACTED = "update kernel_work set acted = true, beat_at = %(now)s" + HELD + "and (acted or not stop) returning 1"
GIVE_BACK = "update kernel_work set state = 'waiting', claim = null, attempts = attempts - %(spared)s" + HELD
END = """update kernel_work set state = %(state)s, claim = null, ended_at = %(now)s, said = %(said)s, href = %(href)s, file = %(file)s,
  outcome = %(outcome)s, file_name = %(file_name)s, files = array_append(files, %(file)s)""" + HELD
FORGET = "delete from kernel_work where ended_at < %s returning files"


@dataclass(frozen=True)
class End:
    """How a work ended: done, failed or cancelled; in words; where its result is to be seen, with what is shown there; the hash and name of
    a file."""

    state: str
    said: str = ""
    href: str = ""
    file: str = ""
    file_name: str = ""
    outcome: Mapping[str, Any] = field(default_factory=dict)


def enqueue(name: str, given: Mapping[str, Any], actor: Actor, title: str, language: str, now: datetime, files: Iterable[str] = ()) -> int:
    """Put a work down for the worker; the same one that this person asked for and that is not finished is not asked for twice."""
    given = dict(given)
    known = Work.objects.filter(name=name, person_id=actor.id, given=given, state__in=("waiting", "working"), stop=False).order_by("id").first()
    if known:
        return int(known.pk)
    return int(Work.objects.create(
        name=name, given=given, title=title, person_id=actor.id, interface=actor.interface, by_token=actor.by_token, language=language,
        asked_at=now, files=list(files)).pk)


def claim(now: datetime, lost: datetime) -> Work | None:
    """The next work, now the caller's: the oldest that waits, or whose worker has not been heard of since `lost`.

    One person's works go one after the other, so that nobody's forty scans hold up the whole office.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"claim": uuid.uuid4(), "now": now, "lost": lost})
        row = cursor.fetchone()
    return Work.objects.get(pk=row[0]) if row else None


def beat(work: Work, step: str, done: int, total: int, now: datetime) -> bool | None:
    """Say that the work goes on, and how far it is: whether it is to be cancelled; None when it is no longer the caller's."""
    row = _one(BEAT, work, now=now, step=step, done=done, total=total)
    return row[0] if row else None


def acted(work: Work, now: datetime) -> bool:
    """Within the transaction of an act of the work: may it be committed? Not when the work was lost, or is to be cancelled."""
    return _one(ACTED, work, now=now) is not None


def give_back(work: Work, spared: bool) -> None:
    """Let another worker begin it again; `spared`: this try does not count, since the worker was told to stop."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, {"id": work.pk, "claim": work.claim, "spared": int(spared)})


def finish(work: Work, end: End, now: datetime) -> bool:
    """Note how it ended; False when it is no longer the caller's to say."""
    with connection.cursor() as cursor:
        cursor.execute(END, {"id": work.pk, "claim": work.claim, "now": now, **vars(end), "outcome": json.dumps(end.outcome)})
        return bool(cursor.rowcount)


def cancel(pk: int, now: datetime) -> Work:
    """Cancel what waits at once, and ask what is being done to stop; what is over stays so. The caller has asked who may."""
    with transaction.atomic():
        work = Work.objects.select_for_update().get(pk=pk)
        if work.state == "waiting":
            work.state, work.ended_at = "cancelled", now
        elif work.state == "working":
            work.stop = True
        work.save(update_fields=["state", "ended_at", "stop"])
    return work


def forget_works(before: datetime) -> set[str]:
    """Clear away what ended before; the hashes of files that were kept for it."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [before])
        return {hash for (files,) in cursor.fetchall() for hash in files if hash}


def _one(sql: str, work: Work, **values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"id": work.pk, "claim": work.claim, **values})
        return cursor.fetchone()
