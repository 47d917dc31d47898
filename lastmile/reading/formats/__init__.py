"""Pass 1: a file's bytes and name to its text, with the place of each run; one module a format, loaded when it is needed."""

from importlib import import_module

from lastmile.reading.decode import LIMIT
from lastmile.reading.formats.extract import Extract
from lastmile.reading.formats.kinds import KINDS, kind_of
from lastmile.reading.formats.manner import AT_ONCE, patient
from lastmile.reading.model import N_, Unreadable

__all__ = ["ENDINGS", "Extract", "extract"]

ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings if ending)


def extract(data: bytes, name: str) -> Extract:
    """The text of a file, or Unreadable with a sentence that helps."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty", N_("文件是空的，请检查后重新交来。"))
    if len(data) > LIMIT:
        raise Unreadable("too-large", N_("文件超过 20 MB，请拆分或只留正文后再交来。"))
    try:
        if len(data) > AT_ONCE:
            patient()
        kind = kind_of(data, name)
        found: Extract = import_module(f"{__name__}.{kind.module}").extract(data, name)
    except Unreadable:
        raise
    except Exception as error:  # parsers raise whatever broken bytes lead them to; the clerk needs a sentence
        raise Unreadable("damaged", N_("文件打不开或有损坏，请用原来的软件另存一次后再交来。")) from error
    return found
