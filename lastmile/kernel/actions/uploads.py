"""Files on their way to being evidence. No action: nothing of the city changes before a report names the file."""
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from ..act import Actor
from ..models import Upload
from ..registry import held

OLD = """
select u.id, u.hash from kernel_upload u where u.at < %s
  and not exists (select 1 from kernel_evidence e where e.hash = u.hash and e.person_id = u.person_id) for update skip locked"""


def note_upload(actor: Actor, hash: str, name: str, media: str, size: int, now: datetime) -> None:
    """The actor has put this file into the store; a report of theirs may name its hash."""
    Upload.objects.create(hash=hash, name=name, media=media, size=size, at=now, person_id=actor.id)


def brought(hash: str, person: int) -> Upload | None:
    """The person's own upload, None when they brought no such file. Locked, so that it is not forgotten while the act names it."""
    return Upload.objects.select_for_update().filter(hash=hash, person_id=person).order_by("-id").first()


def forget_uploads(before: datetime, ready: Callable[[str], bool]) -> set[str]:
    """Uploads that no act has named until now; the hashes of those that were forgotten. `ready` says whether the file may go."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OLD, [before])
        old = dict(cursor.fetchall())
        hashes = {hash for hash in set(old.values()) - held(set(old.values())) if ready(hash)}
        cursor.execute("delete from kernel_upload where id = any(%s)", [[pk for pk, hash in old.items() if hash in hashes]])
    return hashes
