"""A paper with everything that the standard lays out, for renderers that need no database."""
from dataclasses import replace
from datetime import date

from lastmile.interfaces.papers.structure import Annex, Block, Paper

SENTENCE = "各承办单位对照任务分工逐项核对进度查清卡点拿出办法按时反馈办理情况和佐证材料对逾期未办结的说明原因并提出新的完成时间"
CIRCULAR = Paper(
    title="关于全市会议部署事项落实情况的通报", number="青督通〔2026〕3号", red_head="中共青云市委督查室", urgency="特急",
    to="各县（市、区），市直各有关单位",
    blocks=(
        Block("b1", "text", "现将会议部署事项落实情况通报如下。"), Block("b2", "1", "总体情况"), Block("b3", "2", "分领域看"),
        Block("b4", "3", "安全生产"), Block("b5", "4", "燃气"), Block("b6", "text", SENTENCE + "。"),
        Block("b7", "table", head=("序号", "单位", "应办", "逾期"), widths=(10, 50, 20, 20),
              rows=tuple((str(n), "市应急管理局", "12", "1") for n in range(1, 61))),
        Block("b8", "1", "下一步要求"), Block("b9", "text", "一件一件抓到底。\n按时反馈。")),
    signature="中共青云市委督查室", dated=date(2026, 11, 20), copies="各副市长", printed_by="中共青云市委督查室",
    annexes=(Annex("数据对应的事项编号", (Block("a1", "table", head=("数据", "件数", "事项编号"), widths=(20, 10, 70),
                                        rows=(("逾期", "3", "2026-督-0001、0003、0007"),)),)),))
# Nothing but one long paragraph: pages two and three are full.
LONG = replace(CIRCULAR, blocks=(Block("b1", "text", SENTENCE * 40),), annexes=())
# What somebody might write so that it is read as something else.
HOSTILE = ("=HYPERLINK(\"http://x\",\"y\")", "#import \"x\": *", "*粗* _斜_ $a$ `c` @d", "<w:p/>&amp;<b>", "{{ 7*7 }} {% x %}",
           "\\u{1F600} \\n", "[[x]] ~ //注",
           "@SUM(A1)", "+1+1", "-2+3")
