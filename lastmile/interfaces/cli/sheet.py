"""`lastmile sheet NAME FILE` takes a sheet in, `lastmile sheet-template NAME FILE` writes an empty one."""
import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lastmile.interfaces.sheets import take_in, template
from lastmile.kernel.act import Refused

from .who import asker, told

SHOWN = 200


def main(argv: Sequence[str]) -> int:
    """0 when every row was done; 1 when one was refused, with its row and column."""
    parser = argparse.ArgumentParser(prog="lastmile sheet", description=_("导入表格，每行办一次"))
    parser.add_argument("name", metavar=pgettext("placeholder", "操作名"))
    parser.add_argument("file", type=Path, metavar=pgettext("placeholder", "文件"), help=_(".xlsx .xls .ods .csv"))
    parser.add_argument("--dry-run", action="store_true", help=_("只检查，不保存"))
    parser.add_argument("--by-row", action="store_true", help=_("有问题的行跳过，其余照办；不写时一行有问题就全部不办"))
    options = parser.parse_args(argv)
    return told(lambda: _take(options))


def blank(argv: Sequence[str]) -> int:
    """Write the empty sheet of an action, with its columns and what may stand in them."""
    parser = argparse.ArgumentParser(prog="lastmile sheet-template", description=_("生成一个操作的空白表格"))
    parser.add_argument("name", metavar=pgettext("placeholder", "操作名"))
    parser.add_argument("file", type=Path, metavar=pgettext("placeholder", "文件"), help=_("要写的 .xlsx 文件"))
    options = parser.parse_args(argv)

    def write() -> int:
        content = template(options.name)
        try:
            options.file.write_bytes(content)
        except OSError as no:
            raise Refused("sheet.file", _("文件 {file} 写不了（{why}）。").format(file=options.file, why=no.strerror)) from no
        print(_("已写好：{file}").format(file=options.file))
        return 0
    return told(write)


def _take(options: argparse.Namespace) -> int:
    taken = take_in(options.file, options.name, asker("sheet"), dry=options.dry_run, by_row=options.by_row)
    for wrong in taken.wrong[:SHOWN]:
        print(wrong.says, file=sys.stderr)
    if len(taken.wrong) > SHOWN:
        print(_("另有 {n} 处问题没有列出。").format(n=len(taken.wrong) - SHOWN), file=sys.stderr)
    print(taken.says)
    return 1 if taken.wrong else 0
