"""`lastmile act NAME --field value …`: one action, its options made from its declaration."""
import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lastmile.interfaces.fields import Column, columns
from lastmile.interfaces.perform import known, perform
from lastmile.kernel.act import Refused
from lastmile.kernel.act.speech import HALF, joined, of
from lastmile.kernel.registry import Action, offered

from .who import asker, told

SHAPES = {"text": of("placeholder", "文字"), "number": of("placeholder", "数"), "day": "2026-11-27", "yes": of("placeholder", "是/否"),
          "json": "JSON", "ref": of("placeholder", "名称或编号")}
OWN = {"key": "own_key", "seen": "own_seen", "json": "own_json"}


def main(argv: Sequence[str]) -> int:
    """0 when it was done, 1 when it was refused, 2 when it was not understood."""
    says = _("做一个操作；lastmile act 操作名 --help 看它的选项")
    chooser = argparse.ArgumentParser(prog="lastmile act", description=says, add_help=False)
    chooser.add_argument("name", nargs="?", metavar=pgettext("placeholder", "操作名"), help=_("如 item.sign；lastmile actions 列出全部"))
    name, rest = chooser.parse_known_args(argv[:1])[0].name, list(argv[1:])
    if name is None:
        chooser.print_help()
        return 0 if any(word in ("-h", "--help") for word in argv) else 2
    return told(lambda: _do(name, rest))


def listed(argv: Sequence[str]) -> int:
    """`lastmile actions`: every action and what it is called."""
    argparse.ArgumentParser(prog="lastmile actions", description=_("列出全部操作")).parse_args(argv)
    actions = offered(by_token=True)
    width = max(map(len, actions), default=0) + 2
    for action in actions.values():
        print(f"{action.name:<{width}}{_(action.title)}")
    return 0


def _do(name: str, rest: list[str]) -> int:
    known(name)
    action = offered()[name]
    given = vars(parser(action).parse_args(rest))
    key, seen, whole = (given.pop(OWN[own]) for own in ("key", "seen", "json"))
    values = _object(whole) | {column.name: column.read(_joined(column, given[column.name]))
                               for column in columns(action.takes) if given[column.name] is not None}
    outcome = perform(name, values, asker(), key, seen)
    words = _("以前已经办过：{subject}") if outcome.already else _("已办：{subject}")
    print(words.format(subject=outcome.subject))
    return 0


def parser(action: Action) -> argparse.ArgumentParser:
    """The options of an action. None is required here: --json may hold the values, and the action itself says what is missing."""
    found = argparse.ArgumentParser(prog=f"lastmile act {action.name}", description=_(action.title), allow_abbrev=False)
    for column in columns(action.takes):
        found.add_argument(f"--{column.name}", metavar=pgettext("placeholder", SHAPES.get(column.shape, SHAPES["text"])), help=_help(column),
                           action="append" if column.several else "store")
    found.add_argument("--json", dest=OWN["json"], metavar="JSON", help=_("以 JSON 对象给出各项的值；写“-”从标准输入读"))
    found.add_argument("--key", dest=OWN["key"], metavar=pgettext("placeholder", "键"), help=_("同一个键再次执行时什么也不做"))
    found.add_argument("--seen", dest=OWN["seen"], type=int, metavar=pgettext("placeholder", "数"),
                       help=_("您看到的是这条记录的第几条台账；之后有人改过，就不办"))
    return found


def _help(column: Column) -> str:
    says = _(column.title) + (_("（必填）") if column.required else "") + (_("，可写多次或用顿号隔开") if column.several else "")
    choices = joined((f"{key} {column.word(key)}" for key in column.choices), HALF)
    return (_("{title}：{said}").format(title=says, said=choices) if choices else says).replace("%", "%%")


def _joined(column: Column, given: Any) -> Any:
    return "、".join(given) if column.several else given


def _object(words: str | None) -> dict[str, Any]:
    if words is None:
        return {}
    try:
        found = json.loads(sys.stdin.read() if words == "-" else words)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        example = '{"item": "2026-督-0147"}'
        raise Refused("body.json", _("--json 后面应当是一个 JSON 对象，例如 '{example}'。").format(example=example))
    return found
