"""What kind of paper it is stands in its head; a report of speech stays a report whatever it speaks of."""

import json

import pytest

from lastmile.reading.genre import genre
from lastmile.reading.repair import repair
from lastmile.reading.voice import find_names, reports_speech
from tests.reading.papers import CORPUS

OURS = {
    "meeting_news": {"report"}, "traditional_copy": {"report"}, "minutes": {"minutes"}, "plan": {"plan", "division"},
    "supervision": {"notice", "bulletin"}, "emergency": {"dispatch"}, "leader_note": {"instruction"}, "hotline_dispatch": {"hotline"},
    "project_session": {"session"},
}
GOLD = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("paper", GOLD, ids=lambda paper: paper["id"])
def test_every_paper_of_the_corpus_is_known_for_what_it_is(paper: dict) -> None:
    text = repair((CORPUS / "texts" / f"{paper['id']}.txt").read_text(encoding="utf-8")).text
    assert genre(text, reports_speech(text, find_names(text))) in OURS[paper["genre"]]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("青云市人民政府常务会议纪要\n三届〔2026〕7号", "minutes"),
        ("关于第三季度重点工作落实情况的督查通报\n各县（市、区）政府：", "bulletin"),
        ("青云市2026年政府工作报告重点任务分工方案", "division"),
        ("关于印发《青云市燃气安全整治实施方案》的通知", "plan"),
        ("关于做好寒潮天气防范工作的紧急通知", "dispatch"),
        ("督查通知单\n云溪区政府：", "notice"),
        ("各乡镇人民政府：\n请于3月5日前报送进度。", "notice"),
        ("春天来了", "other"),
    ],
)
def test_a_head_tells_the_genre(head: str, kind: str) -> None:
    assert genre(head, False) == kind


def test_a_report_about_a_plan_is_a_report() -> None:
    assert genre("全市推进城市更新实施方案落实\n周明远强调，要抓紧施工。", True) == "report"
