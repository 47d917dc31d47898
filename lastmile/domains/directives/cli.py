"""`lastmile corpus export DIR`: reviewed papers as texts with gold beside them, which `lastmile read --eval DIR` scores."""
import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lastmile.interfaces.cli.who import asker, told
from lastmile.kernel.act import Refused

from .queries.gold import Gold, reviewed


def main(argv: Sequence[str]) -> int:
    """0 when it was written; 1 when it was refused."""
    parser = argparse.ArgumentParser(prog="lastmile corpus", description=_("导出审定过的材料，用来评测和改进读法"))
    parts = parser.add_subparsers(dest="part", required=True, metavar=pgettext("placeholder", "做什么"))
    export = parts.add_parser("export", help=_("写出全文（texts）和人工审定的结果（gold.jsonl）"))
    export.add_argument("folder", type=Path, metavar=pgettext("placeholder", "文件夹"), help=_("一个新的文件夹"))
    export.add_argument("--document", type=int, action="append", metavar=pgettext("placeholder", "编号"),
                        help=_("只导出这份材料，可写多次；不写就导出看得到的、每条都定了的全部材料"))
    options = parser.parse_args(argv)
    return told(lambda: _export(options.folder, options.document))


def _export(folder: Path, documents: list[int] | None) -> int:
    found = reviewed(asker(), documents)
    if not found:
        raise Refused("corpus.none", _("没有可以导出的材料：先把一份材料的每一条都定下来。"))
    print(ngettext("将把{n}份材料的全文和其中的人名写到 {folder}。这是本市的内部文字，请放在安全的地方，不要外传，不要提交到公开的代码库。",
                   "将把{n}份材料的全文和其中的人名写到 {folder}。这是本市的内部文字，请放在安全的地方，不要外传，不要提交到公开的代码库。",
                   len(found)).format(n=len(found), folder=folder.absolute()), file=sys.stderr, flush=True)
    try:
        _write(folder, found)
    except FileExistsError as no:
        raise Refused("corpus.there", _("文件夹 {folder} 里已经有东西，请换一个新的文件夹。").format(folder=folder)) from no
    except OSError as no:
        raise Refused("corpus.file", _("文件 {file} 写不了（{why}）。").format(file=folder, why=no.strerror)) from no
    print(_("已写好：{file}").format(file=folder / "gold.jsonl"))
    return 0


def _write(folder: Path, found: list[Gold]) -> None:
    """For this account's eyes alone, into a folder that holds nothing yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError
    (folder / "texts").mkdir(mode=0o700)
    for one in found:
        (folder / "texts" / f"{one.line['id']}.txt").write_bytes(one.text.encode())
    lines = "".join(json.dumps(one.line, ensure_ascii=False) + "\n" for one in found)
    (folder / "gold.jsonl").write_text(lines, "utf-8")
