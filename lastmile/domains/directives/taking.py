"""A paper is read before its act begins, so that no transaction waits for another program; what may take long is long work."""
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import ValidationError

from lastmile.interfaces.jobs import Result, Task, ask, long_work
from lastmile.interfaces.web.jinja import url
from lastmile.kernel.act import Actor, Refused, can, snapshot
from lastmile.kernel.queries.uploads import name_of
from lastmile.reading.formats.manner import LATER, manner, nobody

from .actions.papers import TakeDocument, fetched, home, readable


def take_or_wait(values: dict[str, Any], actor: Actor, take: Callable[[Any], int]) -> tuple[int, int]:
    """Take a paper in at once (its id), or put it down as long work (0, and the work's number). The caller has asked who may."""
    try:
        given = TakeDocument.model_validate(values)
    except ValidationError:  # the act tells by field what is wrong
        return take(values), 0
    try:
        return take(in_advance(given, actor, hurry=True)), 0
    except Refused as no:
        if no.code != f"document.take.{LATER}":
            raise
    return 0, ask("document.take", given, actor, given.name or name_of(given.file, actor.id), [given.file])


def in_advance(given: TakeDocument, actor: Actor, watch: Callable[[int, int], None] = nobody, hurry: bool = False) -> TakeDocument:
    """What the act takes, with its file read already; pasted words are read within the act."""
    if not given.file:
        return given
    data, name = fetched(given, name_of(given.file, actor.id))
    city = snapshot(actor.revision or None)
    with manner(watch, hurry):
        return given.read(readable(data, name, home(actor), city.city, city.calendar))


@long_work("document.take", N_("读出要办的事"), takes=TakeDocument)
def take_slowly(task: Task, given: TakeDocument) -> Result:
    """The same by the worker: old office files, scans, archives, large files."""
    def watch(done: int, total: int) -> None:
        task.tell(_("读第{n}页").format(n=done + 1) if total else _("打开文件"), done, total)

    if can("document.take", task.actor, now=task.clock()):  # else the act says why not
        given = in_advance(given, task.actor, watch)
    done = task.perform("document.take", given)
    return Result(read_through(), url("document", done.id))


def read_through() -> str:
    """The sentence after a paper was taken in."""
    return _("已经读完，请逐条确认。没有您确认，不会交办任何事项。")
