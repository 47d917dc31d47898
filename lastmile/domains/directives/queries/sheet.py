"""The check table of a paper: what was found, what was decided, and what nobody covered."""
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import pgettext

from lastmile.kernel.act.speech import joined

from .review import Review

HEADS = (N_("序号"), N_("讲话人"), N_("位置"), N_("原文"), N_("事项"), N_("领域"), N_("牵头单位"), N_("配合单位"), N_("办结时限"), N_("报告周期"),
         N_("状态"), N_("存疑"), N_("编号"))


@dataclass(frozen=True)
class Table:
    """A sheet: its name, the heads of its columns, how wide each is, its rows."""

    name: str
    heads: list[str]
    widths: list[int]
    rows: list[list[str]]


def check_table(seen: Review, word: Callable[[str, str], str]) -> list[Table]:
    """Three sheets, to be checked against the paper on a desk; word(table, key) gives the office's words."""
    states = {"ok": _("已确认"), "issued": _("已交办"), "linked": pgettext("state", "已并入已有事项"), "doubt": _("存疑"), "todo": _("待确认")}
    rows = [[
        str(d.n), d.speaker, d.place, d.source, d.text, word("area", d.area), joined(d.lead), joined(d.assisting),
        d.due_on.isoformat() if d.due_on else _("长期坚持") if d.standing else _("按规定时限") if d.usual else "",
        word("rhythm", d.rhythm), states[d.state], d.doubt, d.item.number if d.item else "",
    ] for d in seen.directives]
    return [
        Table(_("事项"), [_(head) for head in HEADS], [6, 10, 14, 50, 40, 12, 16, 24, 14, 12, 10, 30, 14], rows),
        Table(_("未覆盖语句"), [_("序号"), _("原文")], [6, 80], [[str(n), gap.text] for n, gap in enumerate(seen.gaps, 1)]),
        Table(pgettext("state", "不立项"), [_("序号"), _("原文"), _("理由")], [6, 60, 40],
              [[str(n), one.text, one.reason] for n, one in enumerate(seen.dropped, 1)]),
    ]
