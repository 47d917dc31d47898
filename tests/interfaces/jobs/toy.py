"""Long work for tests: opens items, and says when it is at a place where something may happen to it."""
from collections.abc import Callable

from pydantic import BaseModel

from lastmile.interfaces.jobs import Result, Task, long_work
from lastmile.kernel.act import Refused
from lastmile.kernel.registry import WORKS

NAME = "test.open"


class OpenItems(BaseModel):
    titles: list[str]
    many: bool = False


def nothing(place: str, task: Task) -> None:
    """What happens at a place, unless a test says otherwise."""


AT: list[Callable[[str, Task], None]] = [nothing]


def values(title: str) -> dict[str, str]:
    return {"title": title, "area": "storms", "unit": "市应急管理局", "due": "2026-11-27"}


if NAME not in WORKS:
    @long_work(NAME, "立项", takes=OpenItems)
    def open_items(task: Task, given: OpenItems) -> Result:
        """Each title an act of its own, or all of them one act."""
        if not given.titles:
            raise Refused("test.nothing", "没有要立的事项。")
        AT[-1]("begun", task)
        if given.many:
            task.perform_many("item.open", [values(title) for title in given.titles])
        for n, title in enumerate([] if given.many else given.titles):
            task.tell("逐件立项", n, len(given.titles))
            AT[-1](f"before {n}", task)
            task.perform("item.open", values(title))
            AT[-1](f"after {n}", task)
        return Result(f"立了{len(given.titles)}件。", "/items")
