"""The ledger of many items, as long work."""
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext
from pydantic import BaseModel

from lastmile.interfaces.jobs import Result, Task, long_work
from lastmile.kernel.queries import items
from lastmile.kernel.queries.papers import columns_of

from . import ledger

NAME = "ledger.write"
EVERY = 200  # rows between two words about progress


class WriteLedger(BaseModel):
    filters: dict[str, Any] = {}
    office: int | None = None
    name: str


@long_work(NAME, N_("导出台账"), takes=WriteLedger)
def write_ledger(task: Task, given: WriteLedger) -> Result:
    """The sheet, kept in the store for who asked. Counted to a cap only, so that nobody waits for the number itself."""
    total, capped = items.total(task.actor, given.filters)

    def tick(row: int) -> None:
        if row % EVERY == 0:
            task.tell(_("逐件写入"), row, 0 if capped else total)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        count = ledger.write(path, task.actor, given.filters, columns_of(given.office or 0), tick=tick)
        says = ngettext("台账写好了，共{n}件。", "台账写好了，共{n}件。", count).format(n=count)
        return task.keep(chunks(path), given.name, says)


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            yield chunk
