"""Files on their way to being evidence. No action: nothing of the city changes before a report names the file."""
from datetime import datetime

from ..act import Actor
from ..models import Upload


def note_upload(actor: Actor, hash: str, name: str, media: str, size: int, now: datetime) -> None:
    """The actor has put this file into the store; a report of theirs may name its hash."""
    Upload.objects.create(hash=hash, name=name, media=media, size=size, at=now, person_id=actor.id)
