"""The second reading of papers: which wait for it, and what came of it in one line."""
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from lastmile.kernel.act.speech import CLAUSE, day, joined
from lastmile.lib.workdays import SHANGHAI

from ..models import Document, DocumentText

MOST = 50
CAUSES = {
    "unreachable": N_("连不上服务器"), "time": N_("等不到答复"), "busy": N_("服务器忙或出错"), "refused": N_("服务器拒绝"),
    "redirect": N_("服务器转向别处，没有跟去"), "size": N_("答复过大"), "protocol": N_("答复看不懂"), "given-up": N_("后面的段没有再问"),
}


def waiting() -> list[int]:
    """Papers in review that were not read a second time, the oldest first; for the system itself, which names no actor."""
    return list(Document.objects.filter(state="review", second={}).order_by("pk").values_list("pk", flat=True)[:MOST])


def words_of(document: int) -> str:
    """The text of a paper; for the system itself."""
    return DocumentText.objects.values_list("text", flat=True).get(pk=document)


def second_line(second: Mapping[str, Any]) -> str:
    """When, by which model, what came of it and how much was thrown away; "" when there was no second reading."""
    if not second:
        return ""
    on = day(datetime.fromisoformat(second["at"]).astimezone(SHANGHAI).date())
    head = _("另一读法（{model}，{day}）").format(model=second["model"], day=on)
    return _("{head}：{said}").format(head=head, said=joined(_parts(second), CLAUSE))


def _parts(second: Mapping[str, Any]) -> list[str]:
    thrown, failed = sum(second["thrown"].values()), sum(second["failed"].values())
    why = joined(_(CAUSES[cause]) for cause in second["failed"] if cause in CAUSES)
    if failed and failed == second["windows"]:
        return [_("没有读成"), why]
    parts = [ngettext("另外提出{n}条", "另外提出{n}条", second["found"]).format(n=second["found"]),
             ngettext("两种读法都有的{n}条", "两种读法都有的{n}条", second["also"]).format(n=second["also"]),
             ngettext("弃用答复{n}处", "弃用答复{n}处", thrown).format(n=thrown)]
    if failed:
        parts.append(_("{all}段里有{n}段没有读成（{why}）").format(all=second["windows"], n=failed, why=why))
    return parts
