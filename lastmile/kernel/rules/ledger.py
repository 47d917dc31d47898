"""The fields that a ledger (台账) may show, and the columns it shows until an office has chosen its own."""
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LedgerField:
    """title: its usual head, in Chinese, since the ledger is an office's paper; shape: "text", "day", "moment" or "number"; width in characters."""

    title: str
    shape: str = "text"
    width: int = 14


# 台账字段 as offices keep them; the order is that of the list to choose from.
FIELDS: Mapping[str, LedgerField] = {
    "row": LedgerField("序号", "number", 6),
    "number": LedgerField("编号", width=16),
    "title": LedgerField("督办事项", width=44),
    "area": LedgerField("领域", width=12),
    "kind": LedgerField("类别", width=12),
    "source_title": LedgerField("任务来源", width=26),
    "source_text": LedgerField("来源原文", width=44),
    "issuer": LedgerField("交办单位", width=16),
    "unit": LedgerField("牵头单位", width=18),
    "assisting": LedgerField("配合单位", width=24),
    "handler": LedgerField("经办人", width=10),
    "duty": LedgerField("责任人", width=12),
    "opened_on": LedgerField("立项日期", "day", 12),
    "issued_on": LedgerField("交办日期", "day", 12),
    "signed_at": LedgerField("签收时间", "moment", 17),
    "due_on": LedgerField("办结时限", "day", 12),
    "first_due_on": LedgerField("原定时限", "day", 12),
    "extensions": LedgerField("延期次数", "number", 9),
    "rhythm": LedgerField("反馈频次", width=12),
    "state": LedgerField("办理状态", width=10),
    "light": LedgerField("亮灯", width=14),
    "percent": LedgerField("完成比例", "number", 9),
    "done": LedgerField("进展情况", width=44),
    "problem": LedgerField("存在问题", width=30),
    "plan": LedgerField("下一步措施", width=30),
    "reported_on": LedgerField("反馈日期", "day", 12),
    "finding": LedgerField("核查结论", width=26),
    "verified_on": LedgerField("核查日期", "day", 12),
    "closed_on": LedgerField("销号日期", "day", 12),
    "parent": LedgerField("上级编号", width=16),
}
USUAL = ("row", "number", "title", "source_title", "unit", "assisting", "issued_on", "due_on", "state", "light", "done", "problem", "plan",
         "closed_on")


def usual_columns() -> list[dict[str, object]]:
    return [{"field": name, "title": FIELDS[name].title, "width": FIELDS[name].width} for name in USUAL]
