"""The command `lastmile`: a table of names; what a command needs is loaded when it is called."""
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from .domains import DOMAINS
from .words import _


@dataclass(frozen=True)
class Command:
    """Where it is ("module:function", taking the arguments after the name, returning the exit status), and what it is for."""

    where: str
    says: str
    # With the database running and Django set up; otherwise the command sees to what it needs.
    django: bool = False


COMMANDS = {
    "up": Command("lastmile.project.up:main", _("启动系统：数据库、网页和后台任务")),
    "read": Command("lastmile.interfaces.cli.read:main", _("读文件，列出其中的任务事项（不需要数据库）")),
    "clock": Command("lastmile.interfaces.cli.clock:main", _("推算时限：哪天到期，为什么（不需要数据库）")),
    "migrate": Command("lastmile.project.prepare:main", _("把数据库更新到本版本"), django=True),
    "worker": Command("lastmile.interfaces.jobs.worker:main", _("后台任务：变灯、汇总、封印（由 up 启动）"), django=True),
    "found": Command("lastmile.project.found:main", _("在空的系统里建立本市和第一位管理员"), django=True),
    "act": Command("lastmile.interfaces.cli.act:main", _("做一个操作，名称和字段同网页；身份由 LASTMILE_TOKEN 给出"), django=True),
    "actions": Command("lastmile.interfaces.cli.act:listed", _("列出全部操作"), django=True),
    "sheet-template": Command("lastmile.interfaces.cli.sheet:blank", _("生成一个操作的空白表格"), django=True),
    "sheet": Command("lastmile.interfaces.cli.sheet:main", _("用表格批量做一个操作"), django=True),
    "token": Command("lastmile.interfaces.cli.token:main", _("发放一个接口令牌"), django=True),
    "work": Command("lastmile.interfaces.cli.work:main", _("看后台处理的进度，取消一项"), django=True),
    "verify": Command("lastmile.interfaces.cli.verify:main", _("核对台账：每条记录的链和封印"), django=True),
    "backup": Command("lastmile.project.backup:main", _("备份到一个新目录")),
    "restore": Command("lastmile.project.restore:main", _("从备份恢复")),
}
# A domain's own stand in its commands.py, by name: where, and what for; all of them work with the database.
COMMANDS |= {
    name: Command(where, _(says), django=True)
    for package in DOMAINS if find_spec(f"{package}.commands")
    for name, (where, says) in import_module(f"{package}.commands").COMMANDS.items()
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when it is not, 2 when it was not understood."""
    name, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in ("-h", "--help", "help"):
        print(overview())
        return 0
    if name == "--version":
        print(release())
        return 0
    if name not in COMMANDS:
        print(_("没有“{name}”这个命令。").format(name=name) + "\n\n" + overview(), file=sys.stderr)
        return 2
    try:
        return run(COMMANDS[name], rest)
    except KeyboardInterrupt:
        return 130


def run(command: Command, rest: list[str]) -> int:
    """Load and call it, with the database running around it if it needs one."""
    if not command.django:
        return _load(command)(rest) or 0
    if any(word in ("-h", "--help") for word in rest):
        set_up()
        return _load(command)(rest) or 0
    from .database import running
    from .place import place

    with running(place()):
        set_up()
        return _load(command)(rest) or 0


def set_up() -> None:
    """Django, with the settings of this place."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lastmile.project.settings")
    django.setup()


def _load(command: Command):  # type: ignore[no-untyped-def]
    module, function = command.where.split(":")
    return getattr(import_module(module), function)


def overview() -> str:
    """All commands, a line each."""
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:<{width}}{command.says}" for name, command in COMMANDS.items()]
    return "\n".join([_("用法：lastmile 命令 [选项]；lastmile 命令 --help 看选项"), "", *lines])


def release() -> str:
    """The version of this system."""
    try:
        return version("lastmile")
    except PackageNotFoundError:
        return "0"


if __name__ == "__main__":
    sys.exit(main())
