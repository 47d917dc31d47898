"""What papers from practice do beyond the corpus: bodies that speak, narration, forms of asking, headings, goals with their owners."""

import pytest

from tests.reading.papers import reading, spoken, texts

NOTICE = "关于做好冬季检查工作的通知\n各镇街、市直有关单位:\n现将有关事项通知如下:\n"


def noticed(text: str) -> list[str]:
    """What a notice with these lines asks for."""
    return texts(reading(NOTICE + text, "notice.txt"))


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("督查组强调,各镇要清理沟渠。", "督查组"),
        ("市安委办要求,各企业要排查粉尘隐患。", "市安委办"),
        ("沈若岚市长强调,要复核台账。", "沈若岚"),
    ],
)
def test_a_body_or_a_name_with_its_post_speaks(said: str, speaker: str) -> None:
    lead = "3月5日,市长沈若岚带队检查,市安委办派出督查组随行。\n"
    assert [one.speaker for one in reading(lead + said).directives] == [speaker]


def test_a_rare_family_name_is_known_by_the_post_before_it_elsewhere() -> None:
    found = reading("3月8日,专班会议召开。宣传部长萨家和出席会议。\n萨家和强调,要修订例会制度。")
    assert [one.speaker for one in found.directives] == ["萨家和"]


def test_a_report_of_an_office_on_its_own_rounds_holds_no_order() -> None:
    text = "市城管局开展巡查\n3月5日,市城管局根据会议要求,充分发挥牵头作用,对两处点位进行巡查。采取边走边看方式,向镇里反馈3个问题。"
    assert texts(reading(text)) == []


def test_orders_go_on_after_a_sentence_of_the_meeting_itself() -> None:
    found = texts(spoken("一要学习文件。会议结束后,要把精神传达到基层。二要整改问题。"))
    assert found == ["学习文件", "会议结束后,要把精神传达到基层", "整改问题"]


@pytest.mark.parametrize("fact", ["全市工期正在逐步追回。", "市项目会规格高、内容较多,充分展示了全市决心。", "检查工作点多面广、难度大。"])
def test_how_things_stand_is_no_order_even_under_a_speaker(fact: str) -> None:
    assert texts(spoken(fact)) == []


def test_what_kind_of_county_it_is_is_no_order_under_an_ordinal() -> None:
    assert noticed("一、明确任务\n我市是全省粮食大市。各镇要复核面积。") == ["各镇要复核面积"]


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("各单位名单于3月1日前报送市政府办。", "名单于3月1日前报送市政府办"),
        ("确需外出的,需提前向社区报备。", "确需外出的,需提前向社区报备"),
        ("非必要不举办大型活动。", "非必要不举办大型活动"),
        ("将符合条件的事项全部纳入清单管理。", "将符合条件的事项全部纳入清单管理"),
        ("发现火情及时上报。", "发现火情及时上报"),
        ("对不能按期整改的,移交市纪委。", "对不能按期整改的,移交市纪委"),
    ],
)
def test_these_ask(line: str, act: str) -> None:
    assert noticed("一、有关要求\n" + line) == [act]


def test_a_day_that_an_order_begins_with_belongs_to_it() -> None:
    assert noticed("一、有关要求\n各责任单位要于3月1日前,将方案报送市督查室。") == ["于3月1日前,将方案报送市督查室"]


@pytest.mark.parametrize("line", ["二、禁止时间:\n2026年3月1日至4月11日。", "二、防护区域:\n林地边缘100米范围以内。", "二、学校项目:"])
def test_a_line_that_only_names_what_follows_is_none(line: str) -> None:
    assert noticed(line) == []


def test_a_goal_that_a_line_names_somebody_for_is_owed() -> None:
    found = reading("任务分工方案\n1.用电负荷增长8%左右。\n牵头单位:市发改局\n2.居民收入与经济同步。\n牵头单位:市人社局\n", "division.txt")
    assert [(one.text, one.lead) for one in found.directives] == [("用电负荷增长8%左右", ("市发改局",)), ("居民收入与经济同步", ("市人社局",))]


@pytest.mark.parametrize("list_", ["明确各项工作内容、完成时间节点、分管负责人及部门", "紧紧扭住重点领域、重点地域和重点案件"])
def test_things_listed_are_no_acts_side_by_side(list_: str) -> None:
    assert texts(spoken(f"要{list_}。")) == [list_]


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("各镇(街道)、国有林场要巡护林区。", ("各镇(街道)", "国有林场")),
        ("市政府各部门要明确一名联络员。", ("市政府各部门",)),
        ("各地区、各有关部门和单位要清查库存。", ()),
        ("相关部门和粮食企业要清查库存。", ("粮食企业",)),
        ("县领导要坐镇指挥调度。", ("县领导",)),
        ("望各校长要逐间核对。", ("各校长",)),
    ],
)
def test_who_is_asked(line: str, lead: tuple[str, ...]) -> None:
    assert [one.lead for one in reading(NOTICE + line, "notice.txt").directives] == [lead]


def test_a_place_that_all_build_is_nobody() -> None:
    assert [one.units for one in spoken("要凝聚力量,建设美好家园。").directives] == [(), ()]


def test_the_frame_does_not_make_an_act_an_attitude() -> None:
    assert spoken("要按照从严原则,将地块划入保护区。").directives[0].actionable


@pytest.mark.parametrize(
    "line",
    [
        "1.台账的准备。",
        "1.核对台账是一项基础工作,是摸清家底、算清总账的重要一环。",
        "1.台账工作看似简单,却有着很大影响。",
    ],
)
def test_what_something_is_is_no_order(line: str) -> None:
    assert noticed(line) == []


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("由督办科拟出清单。", "由督办科拟出清单"),
        ("水库管理单位应建立监测台账。", "水库管理单位应建立监测台账"),
        ("第四条 市水务局负责牵头巡查工作。", "市水务局负责牵头巡查工作"),
        ("积极主动作为,配强人手。", "配强人手"),
    ],
)
def test_rules_order_by_what_bodies_do(line: str, act: str) -> None:
    assert noticed("一、职责\n" + line)[-1] == act


def test_all_places_and_all_offices_are_everybody() -> None:
    assert spoken("各乡镇、各部门要核对台账。").directives[0].units == ()


def test_a_report_of_a_meeting_on_the_hotline_is_a_report() -> None:
    assert reading("市长热线工作会召开\n3月5日,市长热线工作会召开。会议指出,各单位要回访群众。").genre == "report"


def test_what_a_round_found_is_none_but_what_follows_is() -> None:
    found = noticed("检查中发现了一些问题,一是资金保障有难度,二是手续办理缓慢。\n下一步,为确保进度,各项目单位要核对清单。")
    assert found == ["为确保进度,各项目单位要核对清单"]


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("暂时不能立即整改的,要指定专人盯守。", "暂时不能立即整改的,要指定专人盯守"),
        ("沿江的东镇、西镇等地,要巡查堤防。", "沿江的东镇、西镇等地,要巡查堤防"),
    ],
)
def test_whom_or_which_case_belongs_to_the_order_after_it(line: str, act: str) -> None:
    assert noticed("一、巡查要求\n各镇要巡查堤防设施。" + line)[-1] == act


def test_words_before_a_list_on_the_same_line_only_announce_it() -> None:
    assert noticed("三、后续跟进:1.市水利局要核对台账。") == ["市水利局要核对台账"]


def test_labels_parted_by_a_comma_keep_their_lists_apart_and_the_time_is_no_unit() -> None:
    line = "(一)推行承诺办理。(牵头单位:县甲局,责任单位:县乙局、各镇政府,6月底完成)"
    found = reading("工作方案\n" + line, "plan.txt").directives
    assert [(one.lead, one.assist, one.deadline) for one in found] == [(("县甲局",), ("县乙局", "各镇政府"), "6月底")]


def test_who_wrote_a_report_owes_nothing() -> None:
    assert [one.units for one in spoken("要核对台账。(县政府办)").directives] == [()]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [("《通知》强调,要核对台账。", "通知"), ("萧人杰主持会议并强调,各镇要核对台账。", "萧人杰")],
)
def test_a_quoted_notice_speaks_and_so_does_who_presides(said: str, speaker: str) -> None:
    assert [one.speaker for one in reading("3月5日,有关会议召开。\n" + said).directives] == [speaker]


@pytest.mark.parametrize(
    "purpose", ["提高项目对接的精准度", "不断增强群众防范意识", "切实预防溺水事故发生", "降低企业经营风险", "逐步改善空气质量"]
)
def test_what_an_act_betters_is_its_purpose(purpose: str) -> None:
    assert texts(spoken(f"要定期复盘信息,{purpose}。")) == ["定期复盘信息"]


def test_to_see_why_it_matters_is_asked_for_to_see_how_bad_it_is_is_not() -> None:
    assert texts(spoken("要清醒认识到这次考核的重要意义。")) == ["清醒认识到这次考核的重要意义"]
    assert texts(spoken("要清醒认识到基础设施欠账较多。")) == []


def test_a_plan_asks_from_where_it_says_that_it_is_made() -> None:
    assert texts(reading("禁放方案\n结合街道实际,制定本方案。\n组建街道巡查队。\n", "plan.txt")) == ["组建街道巡查队"]


def test_a_list_of_works_for_the_people_is_a_table_of_acts() -> None:
    rows = "序号\t民生实事\t责任单位\t完成时限\n1\t新建2座人行天桥\t县住建局\t9月底前\n"
    assert [(one.text, one.lead, one.deadline) for one in reading(rows).directives] == [("新建2座人行天桥", ("县住建局",), "9月底前")]


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("对事故易发路段,按标准安装护栏。", "对事故易发路段,按标准安装护栏"),
        ("各镇政府要对挂牌事项,明确包抓领导。", "各镇政府要对挂牌事项,明确包抓领导"),
        ("通过举办讲座等方式,普及防火常识。", "通过举办讲座等方式,普及防火常识"),
        ("校长作为第一责任人,需定期组织检查。", "校长作为第一责任人,需定期组织检查"),
        ("镇执法队将加大检查力度,各村要核对台账。", "各村要核对台账"),
        ("专题分析研判校园形势和存在的问题。", "专题分析研判校园形势和存在的问题"),
    ],
)
def test_what_an_act_is_for_or_by_leads_in_to_it(line: str, act: str) -> None:
    assert noticed("一、有关要求\n" + line) == [act]


def test_a_time_with_an_act_of_its_own_is_an_order_of_its_own() -> None:
    assert noticed("一、有关要求\n各校要在开学前进行自查,第一天将报告交市教育局。") == ["各校要在开学前进行自查", "第一天将报告交市教育局"]


def test_what_is_hoped_at_the_end_is_no_order() -> None:
    assert noticed("一、有关要求\n我们相信,在各方努力下,一定能完成任务。") == []


def test_no_name_is_made_of_what_was_done_by_request() -> None:
    assert reading("3月5日,督查组暗访。路面整洁,庄内按要求新建了垃圾池。").directives == ()
