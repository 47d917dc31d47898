"""A name of a unit begins and ends where a clerk would say it does; what only looks like one is none."""

import pytest

from lastmile.reading.duties import duties
from lastmile.reading.names import is_one, listed, names, split
from lastmile.reading.units import subject
from tests.reading.papers import reading


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("市工业和信息化局要公布清单", ("市工业和信息化局",)),
        ("市住房和城乡建设局、市文化和旅游局要联合检查", ("市住房和城乡建设局", "市文化和旅游局")),
        ("公安、交通运输等部门要完善机制", ("公安", "交通运输")),
        ("市安委办负责统筹", ("市安委办",)),
        ("今年在云溪区、松江县各建成一个站", ("云溪区", "松江县")),
        ("乡镇、村、组要层层签订责任书", ("乡镇", "村", "组")),
        ("各级三防责任人要立即上岗", ("各级三防责任人",)),
        ("云溪、松江、北川三县各打造两个示范点", ("云溪", "松江", "北川")),
        ("养老机构、福利机构继续实行封闭管理", ("养老机构", "福利机构")),
        ("镇村干部、民兵逐户敲门叫醒", ("镇村干部", "民兵")),
        ("督查整改办要实行销号管理", ("督查整改办",)),
    ],
)
def test_the_subject_is_named_whole(text: str, units: tuple[str, ...]) -> None:
    assert subject(text).units == units


@pytest.mark.parametrize(
    "text",
    [
        "财政收入增长8%左右", "年底前向市政府报告落实情况", "雨停后须经技术人员核查", "教育引导党员干部筑牢防线", "实现镇村主干道监控全覆盖",
        "落实河道保洁员", "组织一次综合演练", "任何单位不得擅自动用", "各县区各部门要强化协同", "全市上下要保持清醒", "结果全市通报",
    ],
)
def test_an_act_a_place_a_time_or_everybody_is_no_unit(text: str) -> None:
    assert subject(text).units == ()


def test_a_generic_addressee_followed_by_的_is_part_of_the_thing() -> None:
    assert subject("各牵头单位的实施方案务于2月3日前报送").length == 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("市发展和改革局、市财政局", ["市发展和改革局", "市财政局"]),
        ("市公安局和市交通运输局", ["市公安局", "市交通运输局"]),
        ("各县（市、区）政府（管委会）", ["各县（市、区）政府（管委会）"]),
        ("各县、市、区政府", ["各县、市、区政府"]),
        ("市委、市政府督查室", ["市委、市政府督查室"]),
    ],
)
def test_a_list_is_parted_only_between_names(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_role_alone_is_no_name() -> None:
    assert names("主要负责人") == () and not is_one("牵头单位") and is_one("企业主要负责人", sure=True)


def test_a_responsibility_list_loses_the_words_of_how() -> None:
    assert listed("市应急局、各县（市、区）政府按职责分工负责") == ("市应急局", "各县（市、区）政府")


def test_responsibility_lines_one_below_the_other_are_one() -> None:
    paper = reading("一、主要目标\n1. 工业增加值增长8%以上。\n牵头领导：周明远。\n牵头单位：市工信局。\n协同责任单位：市财政局、各县、市、区政府。\n"
                    "2. 财政收入增长6%。\n牵头单位：市财政局。\n")
    first, second = paper.directives
    assert (first.lead, first.assist) == (("市工信局",), ("市财政局", "各县、市、区政府"))
    assert (second.lead, second.assist) == (("市财政局",), ())


def test_brackets_of_every_shape_hold_a_responsibility_line() -> None:
    text = "推进一网通办。〔责任单位：市政数局、市市场监管局按职责分工负责〕"
    assert duties(text, 0, len(text))[0].lead == ("市政数局", "市市场监管局")


def test_a_unit_that_the_city_does_not_know_is_given_as_the_paper_writes_it() -> None:
    paper = reading("會議要求，衛生健康部門每月至少檢查一次養老院，發現問題立即整改，確保老年人安全過冬，切實維護社會穩定。")
    assert paper.directives[0].units == ("衛生健康",)
