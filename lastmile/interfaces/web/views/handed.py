"""Files that come with a form: into the store before the act, only where the act takes files and would be allowed."""
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces import files
from lastmile.interfaces.perform import perform_many
from lastmile.kernel.act import Actor, Refused, can
from lastmile.kernel.act.refs import refs_of
from lastmile.kernel.queries import items
from lastmile.kernel.registry import Action

from ..asked import number


def take(request: HttpRequest, action: Action, typed: dict[str, Any], actor: Actor) -> None:
    """Add the hashes of new files to those that were handed in before. What was stored stays in `typed`, also when a later file is refused."""
    if not request.FILES:
        return
    if set(request.FILES) - set(files.taken_by(action)):
        raise Refused("file.unasked", _("这一步不收文件，没有保存。请去掉文件后重新提交。"))
    if not open_to(action, typed, actor):
        rehearsed(action, typed, actor)
    for name in request.FILES:
        for one in request.FILES.getlist(name):
            hash = files.keep(one.chunks(), one.name or "", actor)["hash"]
            several = refs_of(action.takes)[name].several
            typed[name] = list(dict.fromkeys([*typed.get(name, []), hash])) if several else hash


def open_to(action: Action, typed: dict[str, Any], actor: Actor) -> bool:
    """Would the act be allowed now?"""
    row: Any = None
    if action.field == "item":
        row = next(iter(items.some(actor, [number(typed.get("item")) or 0]).rows), None)
        if row is None:
            return False
    return can(action.name, actor, row, now=timezone.now())


def rehearsed(action: Action, typed: dict[str, Any], actor: Actor) -> None:
    """Refused in the act's own words, before anything of the file is kept."""
    wrong = perform_many(action.name, [typed], actor, dry=True).wrong
    if wrong:
        raise Refused(wrong[0].code, wrong[0].says, wrong[0].column)
