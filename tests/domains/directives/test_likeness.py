"""The same duty in other words is told from another duty that looks alike."""
import pytest

from lastmile.domains.directives.likeness import ENOUGH, Duty, alike, telling
from tests.domains.directives import pairs

GAS, AGAIN = "市应急管理局要在12月10日前完成燃气经营站点排查", "对全市燃气经营站点进行一次全面摸排"


def figures(same, different):
    """Precision and recall of what is offered."""
    hits = [sum(alike(Duty(one), Duty(other)) >= ENOUGH for one, other in rows) for rows in (same, different)]
    return hits[0] / sum(hits), hits[0] / len(same)


def test_most_of_what_is_offered_is_the_same_duty_and_most_that_is_the_same_is_offered():
    precision, recall = figures(pairs.SAME, pairs.DIFFERENT)
    assert precision >= 0.85 and recall >= 0.9


def test_so_it_is_on_pairs_for_which_nothing_was_chosen():
    precision, recall = figures(pairs.LATER_SAME, pairs.LATER_DIFFERENT)
    assert precision >= 0.95 and recall >= 0.8


@pytest.mark.parametrize(("one", "other"), [*pairs.SAME, *pairs.DIFFERENT])
def test_it_does_not_matter_which_is_compared_with_which(one, other):
    assert alike(Duty(one), Duty(other)) == alike(Duty(other), Duty(one))
    assert 0 <= alike(Duty(one), Duty(other)) <= 1


def test_area_and_lead_unit_speak_for_and_against():
    known = alike(Duty(GAS[:-2] + "普查", "safety", 7), Duty(AGAIN, "safety", 7))
    assert known > alike(Duty(GAS[:-2] + "普查"), Duty(AGAIN)) > alike(Duty(GAS[:-2] + "普查", "economy", 8), Duty(AGAIN, "safety", 7))


@pytest.mark.parametrize(("one", "other"), [
    ("化解欠薪积案20件", "化解欠薪积案35件"), ("轨道3号线拆迁", "轨道5号线拆迁"), ("石桥镇危房拆除", "青山镇危房拆除"),
    ("12月10日前完成校车检查", "12月20日前完成校车检查"),
])
def test_figures_places_and_days_that_differ_count_against(one, other):
    assert alike(Duty(one), Duty(other)) < alike(Duty(one), Duty(one))


def test_traditional_characters_and_wide_figures_are_the_same():
    assert alike(Duty("化解欠薪积案20件"), Duty("化解欠薪積案２０件，維護農民工權益，確保穩定")) >= ENOUGH


@pytest.mark.parametrize("words", ["", "。", "进一步加强", "2026", "a" * 5000, "要" * 300])
def test_words_that_say_nothing_are_like_nothing(words):
    assert alike(Duty(words), Duty(GAS)) == 0 == alike(Duty(words), Duty(""))


def test_an_item_is_looked_for_by_the_words_that_tell_it_apart():
    assert telling(GAS) and all({"燃气", "经营", "站点"} & set(couple) for couple in telling(GAS))
    assert not {"应急", "完成"} & {word for couple in telling(GAS) for word in couple}
    assert telling("进一步加强管理") == [("加强", "管理")] and telling("进一步") == []


def test_nearly_every_same_duty_is_found_by_them():
    rows = [*pairs.SAME, *pairs.LATER_SAME]
    found = sum(any(all(word in other for word in couple) for couple in telling(one)) for one, other in rows)
    assert found >= 0.9 * len(rows)
