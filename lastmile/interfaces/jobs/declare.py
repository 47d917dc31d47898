"""Declaring long work, and asking for it."""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from pydantic import BaseModel

from lastmile.kernel.act import Actor
from lastmile.kernel.actions.works import enqueue
from lastmile.kernel.registry import WORKS, LongWork


@dataclass(frozen=True)
class Result:
    """What came of a work: a sentence; where it is to be seen, with plain values that are shown there; a file in the store (its hash) under
    a name."""

    says: str
    href: str = ""
    file: str = ""
    name: str = ""
    outcome: Mapping[str, Any] = field(default_factory=dict)


def long_work(name: str, title: str, *, takes: type[BaseModel]) -> Callable:
    """Mark a function `(task, given) -> Result` as long work: the worker does it, in the name and the language of who asked for it.

    It may be begun anew at any moment: the worker is told to stop, or is killed. So it keeps nothing but by `task.perform` and
    `task.perform_many`, which do nothing twice, and calls `task.tell` every second or so, which ends it when it is to end. Refused
    ends it with a sentence for who asked.
    """

    def mark(run: Callable[..., Result]) -> Callable[..., Result]:
        if name in WORKS:
            raise ValueError(f"long work {name} is declared twice")
        WORKS[name] = LongWork(name, title, takes, run)
        return run

    return mark


def ask(name: str, given: BaseModel | dict[str, Any], actor: Actor, about: str, files: Iterable[str] = ()) -> int:
    """Put down long work for the worker; its number, of which the page `work` tells. The caller has asked whether the actor may.

    `about` says in words what it is done to, such as the file's name; `files` are hashes in the store that must stay until it is done.
    """
    values = WORKS[name].takes.model_validate(given)
    plain, language = values.model_dump(mode="json", exclude_defaults=True), get_language() or settings.LANGUAGE_CODE
    return enqueue(name, plain, actor, about, language, timezone.now(), files)
