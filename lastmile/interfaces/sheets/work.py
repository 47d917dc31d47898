"""A sheet of many rows as long work: looked at, or taken in; what came of it is shown by the page of sheets."""
from typing import Any

from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel

from lastmile.interfaces.jobs import Result, Task, long_work
from lastmile.interfaces.web.jinja import url
from lastmile.kernel.act import Actor, Outcome

from .handed_in import LISTS, brought, seen
from .take_in import take_in
from .wrong import wrong_rows

NAME = "sheet.take"


class TakeSheet(BaseModel):
    """The sheet by its hash in the store, the action, and what is to be done: only looked at, all rows or none, or the good ones alone."""

    action: str
    key: str
    dry: bool = False
    by_row: bool = False


@long_work(NAME, N_("用表格办理"), takes=TakeSheet)
def take_sheet(task: Task, given: TakeSheet) -> Result:
    """Its good end is the list of what was made; where rows are wrong it is the page that lists them, with a sheet of those rows."""
    def many(action: str, rows: Any, _actor: Actor, **options: Any) -> Outcome:
        return task.perform_many(action, rows, **options)

    source = brought(given.key, task.actor)
    taken = take_in(source, given.action, task.actor, given.dry, given.by_row, given.key, many)
    good = taken.outcome.done and not taken.wrong
    href = url(LISTS.get(given.action.partition(".")[0], "inbox")) if good else url("sheet", given.action, work=task.work.pk)
    outcome = seen(taken, given.key, task.actor) | {"says": "" if given.dry else taken.says}
    if not taken.wrong:
        return Result(taken.says, href, outcome=outcome)
    task.tell()
    made = wrong_rows(source, given.action, task.actor, given.key, taken.wrong)
    kept = task.keep([made], f"{given.action}-wrong.xlsx", taken.says)
    return Result(kept.says, href, kept.file, kept.name, outcome)
