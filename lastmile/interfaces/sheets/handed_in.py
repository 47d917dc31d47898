"""The sheet that somebody has handed in: theirs alone, short or long, and what of it is shown."""
from typing import Any

from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.queries.uploads import name_of

from .grid import grid
from .take_in import Taken

SHOWN = 200  # wrong rows on a page
AT_ONCE, SMALL = 500, 2**20  # rows and bytes that a page may wait for: a second
LISTS = {"item": "items", "unit": "units", "person": "people", "post": "people", "calendar": "calendar", "document": "documents",
         "paper": "papers", "letterhead": "papers", "ledger": "ledger"}


def brought(hash: str, actor: Actor) -> bytes:
    """The sheet, if it is one that this person handed in; a hash alone opens nothing that somebody else did."""
    again = Refused("sheet.nothing", _("请重新选择文件。"))
    if not name_of(hash, actor.id):
        raise again
    try:
        with files.store().open(hash) as file:
            return file.read()
    except (OSError, ValueError) as no:
        raise again from no


def long(source: bytes) -> bool:
    """Whether a page should not wait for it."""
    return len(source) > SMALL or len(grid(source)) > AT_ONCE


def seen(taken: Taken, hash: str, actor: Actor) -> dict[str, Any]:
    """What the page of sheets shows of it, as plain values."""
    bad = len({wrong.row for wrong in taken.wrong})
    return {"name": name_of(hash, actor.id), "rows": taken.rows, "good": taken.rows - bad, "key": hash, "done": taken.outcome.done, "bad": bad,
            "wrong": [{"row": wrong.row, "column": wrong.column, "says": wrong.says} for wrong in taken.wrong[:SHOWN]],
            "wrong_total": len(taken.wrong)}
