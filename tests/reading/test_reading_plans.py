"""Plans, bulletins and lists: what tells and asks by turns, phases with their time, parts of a paper, purposes, times that set none."""

import pytest

from tests.reading.papers import reading, texts

BULLETIN = "北岭县河道整治督查通报\n4月2日,县督查室对河道整治开展督查,现将有关情况通报如下:\n"
PLAN = "北岭县渡口整治工作方案\n结合全县实际,制定本方案。\n"


def told(text: str) -> list[str]:
    """What a bulletin with these lines asks for."""
    return texts(reading(BULLETIN + text, "bulletin.txt"))


def planned(text: str) -> list[str]:
    """What a plan with these lines asks for."""
    return texts(reading(PLAN + text, "plan.txt"))


def test_a_bulletin_asks_from_where_it_hopes() -> None:
    assert told("整体情况\n东河村有两处未清理。希望各村继续加大清理力度,克服畏难情绪。") == ["各村继续加大清理力度", "克服畏难情绪"]


def test_each_fault_is_told_anew_after_the_one_before_was_asked_to_be_mended() -> None:
    faults = "(一)清运不及时。东河镇垃圾桶满溢。请东河镇于4月10日前清运。\n(二)台账不全。有关单位开展培训较少。请西河镇补建台账。\n"
    assert told("二、存在问题\n" + faults) == ["请东河镇于4月10日前清运", "请西河镇补建台账"]


def test_what_a_fault_asks_is_asked_and_the_next_fault_is_none() -> None:
    first = "1.石料厂扬尘。该厂开展覆盖不及时。\n整改要求:镇政府要督促企业覆盖物料。\n"
    assert told("二、主要问题\n" + first + "2.河道垃圾。东河下游组织清运较少。\n整改要求:由县水利局负责清运。") == [
        "镇政府要督促企业覆盖物料", "由县水利局负责清运",
    ]


def test_a_bulletin_turns_to_asking_within_a_sentence() -> None:
    assert told("二、回访情况\n有8个单位满意率低于85%,请立即整改到位。\n三、热点问题\n(一)停水较多。办理工单25件。") == ["请立即整改到位"]


def test_headings_under_the_faults_are_faults_and_the_next_part_asks() -> None:
    assert told("一、存在问题\n(一)宣传发动\n开展宣讲只有两场。\n二、下步安排\n(一)宣传发动\n开展宣讲活动。") == ["开展宣讲活动"]


def test_what_a_round_looks_at_is_told_within_an_item() -> None:
    items = "(一)检查内容:各镇落实渡口责任制情况;有关单位开展船员培训,治理超载情况。\n(二)检查分工。市交通局检查渡船。\n"
    assert planned("一、检查安排\n" + items) == ["市交通局检查渡船"]


@pytest.mark.parametrize("name", ["(三)工作要求。", "1.主要任务。", "2.方法步骤。"])
def test_the_name_of_a_part_with_a_full_stop_is_none(name: str) -> None:
    assert planned(f"一、有关事项\n{name}\n") == []


def test_a_thing_that_opens_an_item_with_a_full_stop_is_what_its_text_is_about() -> None:
    assert planned("(一)防洪排涝工程。完成东河防渗工程。\n(二)工作重点是:抓好河道清淤。") == ["完成东河防渗工程", "抓好河道清淤"]


def test_names_parted_by_a_comma_of_lists_lead_and_assist() -> None:
    found = reading(PLAN + "(一)完成东河防渗。(县水务局牵头、各街办配合)", "plan.txt").directives
    assert [(one.lead, one.assist) for one in found] == [(("县水务局",), ("各街办",))]


@pytest.mark.parametrize(("time", "due"), [("2026年3月至4月", "2026年3月至4月"), ("3月1日—4月10日", "3月1日—4月10日")])
def test_the_time_of_a_phase_is_for_the_acts_after_it(time: str, due: str) -> None:
    found = reading(PLAN + f"一、目标\n建立船舶台账。\n二、步骤\n(一)动员阶段({time})。召开动员会。\n", "plan.txt").directives
    assert [(one.text, one.deadline) for one in found] == [("建立船舶台账", ""), ("召开动员会", due)]


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        ("用2个月左右时间,全面清理渡口杂物。", ["用2个月左右时间,全面清理渡口杂物"]),
        ("采取抽查方式对渡船质量进行检查,全年检验比例达到95%。", ["采取抽查方式对渡船质量进行检查", "全年检验比例达到95%"]),
        ("严格按照改革方案确定巡护职责,清理杂草。", ["严格按照改革方案确定巡护职责", "清理杂草"]),
        ("明晰渡口边界、强化巡查联动、确保水路畅通。", ["明晰渡口边界", "强化巡查联动"]),
        ("各村必须落实护河员制度,确保河有人巡,岸有人护。", ["各村必须落实护河员制度"]),
        ("持续清理杂草,渡口环境持续改善。", ["持续清理杂草"]),
        ("并组织经验丰富、责任心强的船员参加演练,要深入渡口检查。", ["组织经验丰富、责任心强的船员参加演练", "深入渡口检查"]),
        ("各单位需围绕渡口管理等环节,公开巡查记录。", ["需围绕渡口管理等环节,公开巡查记录"]),
        ("客流高峰就要到来,极易引发拥挤。各镇要增派船只。", ["各镇要增派船只"]),
        ("宣传对象为沿河群众。", []),
    ],
)
def test_what_is_an_act_of_its_own_in_a_plan(line: str, acts: list[str]) -> None:
    assert planned("1." + line) == acts


def test_the_first_of_a_list_within_a_clause_keeps_its_ordinal_and_who_is_asked() -> None:
    found = reading(PLAN + "一、要求\n各镇一要核对台账,二要清理渡船。\n各部门一要抽查渡口,二要公布结果。\n", "plan.txt").directives
    assert [(one.group, one.text) for one in found] == [
        ("一要", "各镇一要核对台账"), ("二要", "清理渡船"), ("一要", "抽查渡口"), ("二要", "公布结果"),
    ]
    assert found[0].lead == ("各镇",)


@pytest.mark.parametrize("line", ["把今年的任务细化。", "谋划好明年工作。", "全力冲刺四季度。", "明确每季度的进度。", "研究下半年经济工作。"])
def test_words_of_time_that_only_say_which_set_none(line: str) -> None:
    assert [one.deadline for one in reading(PLAN + "1." + line, "plan.txt").directives] == [""]


@pytest.mark.parametrize(("line", "due"), [("今年建成渡口。", "今年"), ("四季度完成验收。", "四季度"), ("每季度报送进度。", "每季度")])
def test_words_of_time_that_say_when_do(line: str, due: str) -> None:
    assert [one.deadline for one in reading(PLAN + "1." + line, "plan.txt").directives] == [due]


def test_a_town_is_known_before_a_word_that_the_tagger_guessed() -> None:
    assert [one.lead for one in reading(BULLETIN + "请东河镇于4月10日前清运。", "bulletin.txt").directives] == [("东河镇",)]
