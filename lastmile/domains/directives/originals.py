"""The originals of papers, as they came in, in the city's store of files."""
from django.conf import settings
from django.utils.translation import gettext as _

from lastmile.kernel.act import Refused
from lastmile.lib.store import NoRoom, Store


def keep(data: bytes) -> str:
    """Keep the bytes; their hash, by which they are found again. Refused when the disk is full."""
    try:
        return _store().put([data]).hash
    except NoRoom as no:
        raise Refused("file.no-room", _("服务器磁盘已满，文件没有保存。请联系系统管理员清理磁盘后重新上传。"), "file") from no


def fetch(hash: str) -> bytes:
    """The bytes kept under a hash. FileNotFoundError when there are none."""
    try:
        with _store().open(hash) as file:
            return file.read()
    except ValueError as no:
        raise FileNotFoundError(hash) from no


def discard(hash: str) -> None:
    """Leave nothing of what should never have come in."""
    _store().path(hash).unlink(missing_ok=True)


def _store() -> Store:
    return Store(settings.FILES)
