"""Files handed in as evidence: put into the store, and noted under the person who brought them."""
import mimetypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.act.refs import refs_of
from lastmile.kernel.actions.uploads import note_upload
from lastmile.kernel.registry import Action
from lastmile.lib.store import MOST, NoRoom, Store, Stored, TooBig

LONGEST_NAME = 200
UNKNOWN = "application/octet-stream"


def store() -> Store:
    """The city's store of files."""
    return Store(settings.FILES)


def keep(chunks: Iterable[bytes], name: str, actor: Actor) -> dict[str, Any]:
    """Put a file into the store: {"hash", "name", "size"}. Refused when it is too big or the disk is full."""
    with in_words():
        stored = store().put(chunks)
    return note(stored, name, actor)


def note(stored: Stored, name: str, actor: Actor) -> dict[str, Any]:
    """Note who brought a stored file, and under which name; the media type follows from the name, not from the sender's word."""
    plain = clean(name)
    note_upload(actor, stored.hash, plain, mimetypes.guess_type(plain)[0] or UNKNOWN, stored.size, timezone.now())
    return {"hash": stored.hash, "name": plain, "size": stored.size}


def taken_by(action: Action) -> list[str]:
    """The fields of an action that take files. Whoever stores files before the action is done asks this first, and brings no others."""
    return [name for name, place in refs_of(action.takes).items() if place.to == "file"]


def clean(name: str) -> str:
    """The bare name of a file, without folders and without what no file name shows."""
    bare = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    return bare[-LONGEST_NAME:] or _("未命名文件")


@contextmanager
def in_words() -> Iterator[None]:
    """Inside this block, what the store cannot do becomes a refusal in words."""
    try:
        yield
    except TooBig as no:
        raise too_big() from no
    except NoRoom as no:
        raise Refused("file.no-room", _("服务器磁盘已满，文件没有保存。请联系系统管理员清理磁盘后重新上传。"), "file") from no


def too_big() -> Refused:
    """The sentence about a file that is over the limit."""
    says = _("文件超过 {most} MB，没有保存。请压缩或分成几个文件后重新上传。").format(most=MOST // 2**20)
    return Refused("file.too-big", says, "file")
