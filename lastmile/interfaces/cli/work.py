"""`lastmile work`: the long work that one asked for, how far it is; `--cancel N` cancels one."""
import argparse
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lastmile.interfaces.web.words import word
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.works import cancel
from lastmile.kernel.queries.works import UNFINISHED, sees_all, work_of, works_of

from .who import asker, told


def main(argv: Sequence[str]) -> int:
    """0, or 1 when there is no such work."""
    parser = argparse.ArgumentParser(prog="lastmile work", description=_("看后台处理的进度，或取消一项"))
    parser.add_argument("--all", action="store_true", help=_("看所有人的（全市管理员）"))
    parser.add_argument("--cancel", type=int, metavar=pgettext("placeholder", "编号"), help=_("取消这一项"))
    options = parser.parse_args(argv)
    return told(lambda: _cancelled(options.cancel) if options.cancel is not None else _listed(options.all))


def _listed(everybody: bool) -> int:
    actor = asker()
    if everybody and not sees_all(actor):
        raise Refused("work.all", _("只有全市管理员能看所有人的。"))
    for one in works_of(actor, everybody):
        print(line(one, everybody))
    return 0


def line(one: Any, everybody: bool) -> str:
    """Number, state, how far or what came of it, and what it is done to."""
    so_far = f" {one.step} {one.done}/{one.total}" if one.total else f" {one.step}" if one.step else ""
    after = so_far.rstrip() if one.state in UNFINISHED else f" {one.said}" if one.said else ""
    who = f"{one.person.name}  " if everybody else ""
    return f"{one.pk}  {timezone.localtime(one.asked_at):%Y-%m-%d %H:%M}  {who}{word('work', one.state)}{after}  {one.title}"


def _cancelled(pk: int) -> int:
    if work_of(asker(), pk) is None:
        raise Refused("work.unknown", _("没有编号为{n}的处理，请用 lastmile work 查看。").format(n=pk))
    found = cancel(pk, timezone.now())
    if found.state in ("done", "failed") or found.acted:
        raise Refused("work.over", _("编号为{n}的处理已经保存或结束，取消不了。").format(n=pk))
    print(_("已取消。") if found.state == "cancelled" else _("正在取消；没有改动任何数据。"))
    return 0
