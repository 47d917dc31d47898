"""Which column is which: the heads of a sheet against the fields of an action."""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces.fields import Column
from lastmile.kernel.act import Refused
from lastmile.kernel.act.speech import joined

KEY = N_("唯一键")
NUMBERING = ("序号", "编序")  # counts the rows; says nothing of them
WRONG = N_("哪里不对")  # stands in the sheet of rows that were refused, which is handed in again
LOOK_IN = 20
FRILL = re.compile(r"[\s*＊：:]|[（(](?:必填|选填|可不填)[）)]")
SYNONYMS: dict[str, tuple[str, ...]] = {
    "item": ("事项编号", "督办编号", "编号", "件号"),
    "parent": ("上级事项编号", "上级单位名称"),
    "title": ("事项", "工作事项", "任务", "工作任务", "督办事项"),
    "body": ("具体要求", "工作要求", "目标要求"),
    "unit": ("单位", "单位名称", "责任单位", "承办单位", "主办单位", "牵头部门"),
    "assisting": ("协办单位", "配合部门"),
    "due": ("完成时限", "完成时间", "时限", "办理时限"),
    "area": ("分类", "工作领域"),
    "source": ("事项来源", "任务来源"),
    "name": ("名称", "单位名称", "姓名"),
    "username": ("用户名", "登录名"),
    "person": ("人员",),
    "role": ("岗位",),
    "reason": ("原因", "说明"),
    "done": ("进展", "进展情况", "落实情况", "办理情况"),
    "problem": ("存在问题",),
    "next": ("下步打算", "下一步计划"),
    "percent": ("完成比例", "进度"),
    "handler": ("承办人", "联系人"),
}


@dataclass(frozen=True)
class Heads:
    """Where the head stands (row from 0), and which column of the sheet holds which field; the sender's key, if there is one."""

    row: int
    columns: dict[int, Column]
    titles: dict[int, str]
    key: int | None = None


def plain(words: Any) -> str:
    """A head without the marks that offices put around it."""
    return FRILL.sub("", str(words))


def find(rows: Sequence[Sequence[Any]], columns: Sequence[Column]) -> Heads:
    """The row with the most known heads. Refused when there is none, or one of its heads is unknown or there twice."""
    meaning = _meanings(columns)
    scores = [sum(plain(cell) in meaning for cell in row) for row in rows[:LOOK_IN]]
    if not any(scores):
        raise Refused("sheet.head", _("没有找到表头。表头应当有这些列：{expected}。").format(expected=_expected(columns)))
    at = scores.index(max(scores))
    found: dict[int, Column] = {}
    key = None
    for place, cell in enumerate(rows[at]):
        words = plain(cell)
        if words in (plain(KEY), plain(_(KEY))):
            key = place
        elif words in meaning and meaning[words] not in found.values():
            found[place] = meaning[words]
        elif words and words not in (*NUMBERING, WRONG, plain(_(WRONG))):
            raise _unknown(str(cell).strip(), words in meaning, columns)
    return Heads(at, found, {place: str(rows[at][place]).strip() for place in found}, key)


def _meanings(columns: Sequence[Column]) -> dict[str, Column]:
    """What may stand at the head, for which field: its title in either language, its name, then what offices call it."""
    found: dict[str, Column] = {}
    for names in (lambda c: (c.title, _(c.title), c.name), lambda c: SYNONYMS.get(c.name, ())):
        for column in columns:
            for name in names(column):
                found.setdefault(plain(name), column)
    return found


def _unknown(head: str, twice: bool, columns: Sequence[Column]) -> Refused:
    if twice:
        return Refused("sheet.head.twice", _("“{head}”这一列与前面的某一列是同一个意思，请只留一列。").format(head=head), head)
    return Refused("sheet.head.unknown", _("不认识“{head}”这一列。可以有的列：{expected}。请改名或删去这一列后重试。").format(
        head=head, expected=_expected(columns)), head)


def _expected(columns: Sequence[Column]) -> str:
    return joined([*(_(column.title) for column in columns), _(KEY)])
