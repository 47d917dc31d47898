"""会议议定事项落实情况报告: every clause of a meeting's paper, what became of it, and how it stands."""
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces.papers.drafting import Telling
from lastmile.interfaces.papers.structure import Annex, Block, Paper, to_json
from lastmile.interfaces.web import words
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.papers import Drafting
from lastmile.kernel.queries.boards import Figures
from lastmile.kernel.queries.items import Row, some
from lastmile.kernel.queries.journal import timeline
from lastmile.kernel.registry import Drafted, PaperKind

from .queries import review
from .queries.facts import Facts
from .queries.review import Review

TOLD = ("item.progress", "item.report")


def report(asked: Drafting) -> Drafted:
    """Drafted from the review of the paper and the items that it became."""
    seen = _review(asked)
    found = {row.id: row for row in some(asked.actor, [one.item.id for one in seen.directives if one.item]).rows}
    told = Telling()
    told.heading(1, "总体情况")
    _overall(told, seen, found)
    told.heading(1, "逐项落实情况")
    for one in seen.directives:
        row = found.get(one.item.id) if one.item else None
        if row is not None:
            told.heading(2, one.text)
            told.text(_progress(asked, one, row))
    clauses = Annex("原文各句处理情况", (Block("clauses", "table", head=("序号", "原文", "处理", "编号", "状态"), widths=(7, 50, 13, 18, 12),
                                      rows=tuple(_clauses(seen, found))),))
    meeting = seen.document.title.rstrip("。").removesuffix("召开")
    paper = Paper(title=f"关于{meeting}落实情况的报告", blocks=tuple(told.blocks), red_head=asked.head if asked.red else "",
                  signature=asked.head, sealed=asked.sealed, printed_by=asked.head, annexes=(clauses, *told.annex()), figures=tuple(told.figures))
    return Drafted(to_json(paper))


def _review(asked: Drafting) -> Review:
    noun, _colon, number = asked.source.partition(":")
    seen = review(asked.actor, int(number), asked.city) if noun == "document" and number.isascii() and number.isdecimal() else None
    if seen is None:
        raise Refused("paper.draft.source", _("没有找到这份会议材料，请从会议的页面进入。"), "source")
    if not any(one.item for one in seen.directives):
        raise Refused("paper.draft.nothing", _("这份材料还没有交办的事项，没有落实情况可写。"), "source")
    return seen


def _overall(told: Telling, seen: Review, found: dict[int, Row]) -> None:
    """How much of the paper became items, and how these stand by the board's own rule."""
    rows = list(found.values())
    waiting = [one for one in seen.directives if one.item is None]
    told.text("会议部署的工作逐句梳理，形成督办事项{all}件{waiting}。", all=told.count("会议的督办事项", rows),
              waiting=f"，另有{len(waiting)}项待交办" if waiting else "")
    figures = {key: told.count(name, [row for row in rows if _counts(row, key)]) for key, name in (
        ("landed", "已落地"), ("working", "正在办理"), ("reported", "已反馈待核查"), ("to_sign", "待签收"), ("late", "逾期未办结"))}
    told.text("目前已落地{landed}件，正在办理{working}件，已反馈待核查{reported}件，待签收{to_sign}件；逾期未办结{late}件。", **figures)


def _counts(row: Row, key: str) -> bool:
    one = Figures()
    one.take(row.state, row.light, row.late, 1)
    return bool(getattr(one, key))


def _progress(asked: Drafting, one: Facts, row: Row) -> str:
    """Who, until when, how it stands, and what was reported last, in the unit's own words."""
    units = asked.city.units
    due = timezone.localtime(row.due_at).date() if row.due_at and row.rhythm == "once" else None
    said = [f"编号{row.number}", f"牵头单位{units[row.unit_id].short}", *([f"配合单位{'、'.join(one.assisting)}"] if one.assisting else []),
            f"办结时限{due.year}年{due.month}月{due.day}日" if due else "长期坚持", _state(row)]
    last: dict[str, Any] = next((line.given for line in timeline(f"item:{row.id}") if line.action in TOLD), {})
    done, problem, plan = (str(last.get(name, "")).strip().rstrip("。") for name in ("done", "problem", "plan"))
    told = "".join(f"{head}{words}。" for head, words in (("进展：", done), ("问题：", problem), ("下一步：", plan)) if words)
    return "，".join(said) + "。" + told


def _state(row: Row) -> str:
    late = "，逾期" if row.light == "red" and row.late else "，曾逾期" if row.light == "was" else ""
    return words.TABLES["state"][row.state] + late


def _clauses(seen: Review, found: dict[int, Row]) -> list[tuple[str, ...]]:
    """Every clause: what became an item, what was found to be none and why, what nobody has looked at."""
    rows = []
    for one in seen.directives:
        row = found.get(one.item.id) if one.item else None
        how = {"issued": "已交办", "linked": "并入已有事项"}.get(one.state, "待交办")
        rows.append((one.source, how, row.number if row else "", _state(row) if row else ""))
    rows += [(one.text, f"不立项：{one.reason}", "", "") for one in seen.dropped]
    rows += [(gap.text, "尚未处理", "", "") for gap in seen.gaps]
    return [(str(n), *row) for n, row in enumerate(rows, 1)]


IMPLEMENTATION = PaperKind("implementation", N_("会议落实情况报告"), "落", report, asks=("source",))
