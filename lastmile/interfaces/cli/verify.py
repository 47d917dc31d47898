"""`lastmile verify`: recompute every chain of the journal and every seal."""
import argparse
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.act import verify
from lastmile.kernel.queries.journal import counts

FAULTS = {
    "changed": N_("台账记录被改动：{where}"), "missing": N_("台账记录缺失：{where}"),
    "seal": N_("封印与台账不符：第 {where} 次封印"),
    "seal-chain": N_("封印之间的链断了：第 {where} 次封印"), "unsealed": N_("有 {where} 条台账记录既没有封印也没有等待封印"),
}


def main(argv: Sequence[str]) -> int:
    """0 when everything fits; 1 with a line for each fault."""
    argparse.ArgumentParser(prog="lastmile verify", description=_("核对全部台账记录和封印")).parse_args(argv)
    faults = 0
    for fault in verify():
        faults += 1
        print(_(FAULTS[fault.what]).format(where=fault.where))
    entries, seals = counts()
    if faults:
        print(_("共 {faults} 处不符（台账 {entries} 条，封印 {seals} 次）。请保留现场，与备份比对。").format(
            faults=faults, entries=entries, seals=seals))
        return 1
    print(_("一切相符：台账 {entries} 条，封印 {seals} 次。").format(entries=entries, seals=seals))
    return 0
