"""What is an order, what is none, and where a directive begins and ends."""

import pytest

from lastmile.reading import uncovered
from tests.reading.papers import REPORT, reading, spoken, texts


def test_each_act_of_an_item_is_a_directive_of_its_own() -> None:
    found = texts(spoken("一要立即封存台账,逐户核对数据,每周报送结果。"))
    assert found == ["立即封存台账", "逐户核对数据", "每周报送结果"]


def test_a_list_of_objects_is_one_directive() -> None:
    assert texts(spoken("要检查桥梁、涵洞、隧道。")) == ["检查桥梁、涵洞、隧道"]


def test_a_frame_goes_with_its_act() -> None:
    assert texts(spoken("要紧盯燃气、危化等重点领域,开展拉网式排查。"))[0].endswith("重点领域,开展拉网式排查")


def test_a_condition_goes_with_its_act() -> None:
    assert texts(spoken("要加强巡查,一旦发现险情,立即转移群众。"))[-1] == "一旦发现险情,立即转移群众"


def test_a_purpose_is_no_directive_of_its_own() -> None:
    assert texts(spoken("要开展隐患排查,确保社会大局稳定。")) == ["开展隐患排查"]


def test_a_purpose_with_a_figure_is_owed() -> None:
    assert texts(spoken("要加快采购,确保库存不少于15天用量。"))[-1] == "确保库存不少于15天用量"


@pytest.mark.parametrize(
    "fact",
    [
        "安全生产事关群众切身利益。",
        "今年以来全市事故起数同比下降12%。",
        "项目建设取得了明显成效。",
        "要清醒看到,我市基础设施欠账较多。",
        "换届是政治生活中的大事。",
    ],
)
def test_a_fact_a_reason_and_praise_are_none(fact: str) -> None:
    assert texts(spoken(fact)) == []


@pytest.mark.parametrize(
    "line",
    [
        "会议听取了市应急管理局工作汇报,去年要求整改的问题已全部销号。",
        "李敏表示,将认真落实会议要求。",
        "会前,周明远赴石桥镇调研,察看了防汛物资储备情况。",
        "市领导赵雅琴、李敏参加会议。",
    ],
)
def test_what_the_meeting_did_is_none(line: str) -> None:
    assert texts(spoken("要开展隐患排查。\n" + line)) == ["开展隐患排查"]


def test_a_ban_is_a_directive() -> None:
    assert texts(spoken("要加强值守,不得擅离职守,严禁瞒报漏报。"))[1:] == ["不得擅离职守", "严禁瞒报漏报"]


def test_speaker_and_ordinal_are_carried_forward() -> None:
    found = {one.text: (one.speaker, one.group) for one in reading(REPORT).directives}
    assert found["3月底前完成首轮排查"] == ("周明远", "一要")
    assert found["用心化解积案"] == ("周明远", "二要")
    assert found["石桥镇要于5个工作日内报送整改方案"] == ("沈若岚", "")


def test_the_lead_and_the_attendance_are_no_directives() -> None:
    lead, attendance = REPORT.index("传达学习"), REPORT.index("参加会议")
    assert not any(one.start <= place < one.end for one in reading(REPORT).directives for place in (lead, attendance))


def test_the_summary_in_the_lead_is_left_to_the_speech() -> None:
    text = "3月5日,市委书记周明远主持召开全市工作会议,强调要抓好安全防范。\n周明远强调,要开展隐患排查,逐户建立台账。"
    assert texts(reading(text)) == ["开展隐患排查", "逐户建立台账"]


def test_an_agenda_of_minutes_gives_its_decisions() -> None:
    text = (
        "会议纪要\n3月5日,副市长李敏主持召开专题会议。会议议定:\n"
        "一、关于资金问题。由市财政局牵头,3月20日前拨付到位。\n"
        "二、关于施工问题。施工单位夜间不得使用破碎锤。"
    )
    found = [(one.group, one.text) for one in reading(text).directives]
    assert found == [("一、", "由市财政局牵头,3月20日前拨付到位"), ("二、", "施工单位夜间不得使用破碎锤")]


def test_a_notice_speaks_for_itself() -> None:
    text = (
        "关于开展隐患排查的通知\n各镇街:\n现将有关事项通知如下:\n一、各镇街要开展全面排查。\n"
        "二、请于3月20日前报送台账。\n联系人:陈立新,电话:0000-000 0000。"
    )
    found = reading(text).directives
    assert [one.speaker for one in found] == ["文件", "文件"]
    assert "陈立新" not in "".join(texts(reading(text)))


def test_every_clause_that_asks_is_covered() -> None:
    found = reading(REPORT)
    left = [
        found.text[start:end] for start, end in uncovered(found, [(one.start, one.end) for one in found.directives])
    ]
    assert not any("要" in words for words in left)


def test_a_dropped_directive_shows_as_uncovered() -> None:
    found = reading(REPORT)
    kept = [(one.start, one.end) for one in found.directives if one.text != "3月底前完成首轮排查"]
    left = [found.text[start:end] for start, end in uncovered(found, kept)]
    assert "3月底前完成首轮排查" in left
    assert not any("参加会议" in words for words in left)


@pytest.mark.parametrize(
    "line",
    [
        "编辑:陈立新 审核:周海涛 监制:李敏",
        "记者 陈立新",
        "发布时间:2026-03-06 信息来源:江州市政府办",
        "【字体:大 中 小】 打印 关闭",
        "扫一扫在手机打开当前页",
        "会议现场",
        "(此件公开发布)",
    ],
)
def test_the_furniture_of_a_page_is_none(line: str) -> None:
    assert texts(spoken("要开展隐患排查。\n" + line)) == ["开展隐患排查"]


def test_a_salutation_addresses_and_asks_nothing() -> None:
    text = "关于开展排查的通知\n经开区管委会,各乡、镇人民政府,县直各有关单位:\n请于3月20日前报送台账。"
    assert texts(reading(text)) == ["请于3月20日前报送台账"]


def test_a_meeting_that_only_emphasises_speaks_too() -> None:
    text = "3月5日,市长沈若岚主持召开市政府常务会议。\n会议听取了消防工作汇报,强调要逐户建立台账。\n会后,与会人员作了交流。"
    assert [(one.speaker, one.text) for one in reading(text).directives] == [("会议", "逐户建立台账")]


@pytest.mark.parametrize(
    "words",
    [
        "做好渡口安全工作,事关群众出行。",
        "编好这份规划,意义十分重大。",
        "《实施细则》明确12项任务。",
        "督查室将不定期开展回访,并通报结果。",
        "今年是水网建设的开局之年。",
    ],
)
def test_a_reason_and_what_the_office_will_do_itself_are_none(words: str) -> None:
    text = "关于渡口整治的通知\n各镇街:\n一、各镇街要开展排查。" + words
    assert texts(reading(text)) == ["各镇街要开展排查"] or texts(reading(text)) == ["开展排查"]


def test_a_paragraph_that_has_begun_to_ask_goes_on_asking() -> None:
    text = "关于防汛的通知\n各责任单位要逐库落实巡查人员。备足编织袋和砂石料。\n联系人:陈立新。"
    assert texts(reading(text))[-1] == "备足编织袋和砂石料"


def test_a_list_of_faults_is_told_until_the_paper_asks_again() -> None:
    text = (
        "关于渡口检查的通报\n检查发现以下问题:一是巡查记录不规范。二是石桥镇未配备救生衣。三是整改缺乏闭环。\n"
        "下一步,各镇要限期配齐救生衣。"
    )
    assert len(texts(reading(text))) == 1
    assert texts(reading(text))[0].endswith("限期配齐救生衣")


def test_a_preamble_asks_nothing() -> None:
    text = "关于防冻的通知\n为做好防冻工作,全力保障供水,结合我市实际,现就有关事项通知如下:\n一、各镇要包扎水管。"
    assert [one.group for one in reading(text).directives] == ["一、"]


def test_names_before_a_comma_are_no_order_but_a_subject() -> None:
    text = "关于防冻的通知\n一、经开区、高新区,市直有关单位要包扎水管。\n二、请经开区、各镇,市水务局及时报告动态。"
    assert len(texts(reading(text))) == 2


def test_a_dot_may_end_a_sentence_and_a_number_may_open_an_item() -> None:
    text = "任务分解\n一、主要目标\n1 地区生产总值增长6%以上. 市发展改革委\n2 工业投资增长8%. 市工信局"
    found = [(one.group.strip(), one.text, one.domain, one.actionable) for one in reading(text).directives]
    assert found == [("1", "地区生产总值增长6%以上", "economy", True), ("2", "工业投资增长8%", "economy", True)]


def test_what_units_begin_with_is_not_taken_for_asking() -> None:
    text = "提示\n●应急管理、消防救援等部门要强化值班。"
    assert texts(reading(text))[0].startswith("应急管理")


def test_figures_told_within_a_speech_are_none() -> None:
    found = spoken("要肯定成绩。今年共清理河道12条,重点渡口4处,在各方支持下,经过不懈努力,完成率100%,成效明显。")
    assert [text for text in texts(found) if text != "肯定成绩"] == []


def test_an_item_on_the_line_of_another_is_cut() -> None:
    text = "渡口整治方案\n二、主要任务 (一)推进整治 1. 全面更换缆绳。 2. 配齐救生衣。"
    found = [(one.group, one.text) for one in reading(text).directives]
    assert found[-2:] == [("1.", "全面更换缆绳"), ("2.", "配齐救生衣")]


def test_an_address_within_an_order_is_no_furniture() -> None:
    text = "关于报送材料的通知\n一、各单位要填写附表,并将电子版发至dk2026@163.com邮箱。"
    assert len(texts(reading(text))) == 2


def test_a_stage_of_a_plan_is_a_heading() -> None:
    text = "渡口整治方案\n一、工作步骤\n动员部署阶段(3月):1.召开动员会。"
    assert texts(reading(text)) == ["召开动员会"]


def test_who_takes_which_part_leads_in_to_the_act() -> None:
    found = texts(spoken("一是突出“查”字,水利部门负责堤段,交通部门负责渡口,每日各巡查一次。"))
    assert found[-1].endswith("每日各巡查一次")
    assert not any(text.endswith("负责渡口") for text in found)


def test_hope_for_somebody_asks_him() -> None:
    assert texts(spoken("希望各承办单位逐户回访。")) == ["各承办单位逐户回访"] or texts(spoken("希望各承办单位逐户回访。")) == [
        "逐户回访"
    ]


def test_a_heading_of_two_parts_numbers_what_follows() -> None:
    text = (
        "关于防冻的通知\n一、加强领导,落实责任\n"
        "各学校主要负责人要在寒潮到来之前逐间检查教室门窗和取暖设备,对查出的问题当天登记、当天报修,并将结果报中心校。"
    )
    assert {one.group for one in reading(text).directives} == {"一、"}


def test_an_item_that_only_names_its_topic_is_none_and_keeps_its_number() -> None:
    text = "3月5日,市长沈若岚主持召开协调会。\n一、学校项目:\n1、东溪小学:会议要求月底前完成招标。"
    assert [(one.group, one.text) for one in reading(text).directives] == [("1、", "月底前完成招标")]


def test_whoever_speaks_at_the_head_of_a_sentence_is_a_person() -> None:
    text = "3月5日,我市召开防汛会议。\n巴特尔强调,要逐库巡查。"
    assert [(one.speaker, one.text) for one in reading(text).directives] == [("巴特尔", "逐库巡查")]


def test_a_paragraph_of_a_report_that_tells_of_events_ends_the_speech() -> None:
    found = spoken("要全力救治伤员。\n事故发生后,市领导赶赴现场,市卫健委派出两名专家支援救治。")
    assert texts(found) == ["全力救治伤员"]


def test_a_clerk_named_in_a_plan_is_told() -> None:
    text = "渡口整治方案\n一、组织领导\n成立领导小组,由副县长李敏任组长,办公室设在交通局,陈立新为联络员。"
    assert not any("陈立新" in words or "设在" in words for words in texts(reading(text)))


def test_spaces_in_ordinals_and_lost_quotes_do_no_harm() -> None:
    found = spoken("一 是要清点救生衣 ,更换缆绳 。二 是要抓好“渡口清零行动,逐户登记“三无船舶”。")
    assert [(one.group, one.text) for one in found.directives][:2] == [("一是要", "清点救生衣"), ("一是要", "更换缆绳")]
    assert [one.group for one in found.directives][2:] == ["二是要", "二是要"]


def test_acts_side_by_side_with_objects_of_their_own_are_several() -> None:
    assert texts(spoken("要修订完善渡运预案、组织夜间搜救演练、更换老旧渡船缆绳。")) == [
        "修订完善渡运预案",
        "组织夜间搜救演练",
        "更换老旧渡船缆绳",
    ]
    assert texts(spoken("要统一思想、提高认识。")) == ["统一思想、提高认识"]
    assert texts(spoken("要督促渡口更换老旧缆绳、配备足额救生衣。")) == ["督促渡口更换老旧缆绳、配备足额救生衣"]


def test_a_meeting_of_nobody_named_asks_by_its_items() -> None:
    text = "9月15日,石桥街道召开专题会议,部署渡口整治,要求各社区:一是要逐船登记;二是要张贴警示标志。"
    assert [(one.speaker, one.group) for one in reading(text).directives] == [("会议", "一是要"), ("会议", "二是要")]


def test_a_figure_already_reached_within_a_description_does_not_tell() -> None:
    text = "整治方案\n一、提升渡口\n对2025年已达标的部分渡口进行提档升级,5月底前开工改造渡口12个,涉及船只60艘。"
    assert texts(reading(text))[:2] == ["对2025年已达标的部分渡口进行提档升级", "5月底前开工改造渡口12个"]


def test_a_name_before_its_post_speaks_and_is_never_lost() -> None:
    text = "3月5日,我市召开防汛会议。\n杨伟副市长首先传达了省会议精神,他指出,各镇要逐库巡查。"
    assert [(one.speaker, one.text) for one in reading(text).directives] == [("杨伟", "各镇要逐库巡查")]


def test_titles_within_a_line_are_none() -> None:
    text = "渡口整治方案\n一、工作目标:全面更换缆绳。二、组织领导:成立领导小组,由李敏担任组长和总指挥。"
    assert texts(reading(text)) == ["全面更换缆绳", "成立领导小组"]


def test_what_the_office_does_itself_and_a_threat_go_on_to_the_end_of_the_sentence() -> None:
    text = (
        "关于值班的通知\n一、各镇要准备冲锋舟,可供紧急调用。\n"
        "二、市应急局将在节日期间采取暗访方式,抽检各镇值班情况。凡未按要求值班,对事件处置不力的,将给予通报批评。"
    )
    assert [one[-5:] for one in texts(reading(text))] == ["准备冲锋舟"]


def test_the_telephone_at_the_end_of_an_item_is_none() -> None:
    text = "关于值班的通知\n一、各镇要报送值班表。县政府值班室电话:0000-0000,传真:0000-0001。"
    assert len(texts(reading(text))) == 1


def test_a_holiday_is_told_and_a_described_body_is_a_subject() -> None:
    text = "关于放假的通知\n1.5月1日全县放假1天。\n2.县政府要求,商务、供销等与群众生活相关的部门,要备足蔬菜。"
    assert [one.group for one in reading(text).directives] == ["2."]


def test_what_an_inspection_covers_is_a_list_and_no_order() -> None:
    text = (
        "关于渡口专项督查的通知\n一、督查事项\n(一)渡口整治长效机制建设情况;\n(二)严肃查处非法渡运情况。\n"
        "二、督查安排\n(一)各县要于4月5日前将自查报告报送市政府督查室。"
    )
    assert [one.group for one in reading(text).directives] == ["(一)"] or len(texts(reading(text))) == 1
