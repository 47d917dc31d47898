"""What the text says of a directive is taken from the text; what it does not say stays empty."""

from datetime import date

import pytest

from lastmile.lib.workdays import standard
from lastmile.reading import City, Directive, read
from lastmile.reading.areas import area
from lastmile.reading.dates import due_on
from lastmile.reading.deadlines import deadline
from lastmile.reading.duties import duties
from lastmile.reading.labels import actionable, measure
from lastmile.reading.units import subject
from tests.reading.papers import REPORT, reading, spoken

FRIDAY = date(2026, 3, 6)


def one(sentence: str) -> Directive:
    return spoken(sentence).directives[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9月10日前完成整改", "9月10日前"),
        ("三日内办结", "三日内"),
        ("每周至少抽查一次", "每周"),
        ("立即停止作业", "立即"),
        ("年底前建成", "年底前"),
        ("于5个工作日内报送", "5个工作日内"),
        ("到2028年底改造260个", "到2028年底"),
        ("24小时内反馈", "24小时内"),
        ("每季度末月25日前报送", "每季度末月25日前"),
        ("及时发布信息", ""),
        ("加快建设", ""),
        ("长期坚持", ""),
    ],
)
def test_only_words_that_set_a_time_are_a_deadline(text: str, words: str) -> None:
    assert deadline(text) == words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3月底前", date(2026, 3, 31)),
        ("9月10日前", date(2026, 9, 10)),
        ("三日内", date(2026, 3, 9)),
        ("年底前", date(2026, 12, 31)),
        ("5个工作日内", date(2026, 3, 13)),
        ("2028年底", date(2028, 12, 31)),
        ("两个月内", date(2026, 5, 6)),
        ("本月25日前", date(2026, 3, 25)),
        ("明年3月1日前", date(2027, 3, 1)),
        ("每周", None),
        ("立即", None),
        ("节前", None),
        ("", None),
    ],
)
def test_a_deadline_counts_from_the_date_of_the_paper(words: str, day: date | None) -> None:
    assert due_on(words, FRIDAY, standard()) == day


def test_working_days_need_a_calendar_and_dates_a_paper_with_a_date() -> None:
    assert due_on("5个工作日内", FRIDAY, None) is None
    assert due_on("三日内", None, standard()) is None


def test_the_report_resolves_its_deadlines_by_working_days() -> None:
    found = {item.text: item for item in read(REPORT.encode(), "r.txt", calendar=standard()).directives}
    assert found["石桥镇要于5个工作日内报送整改方案"].due_on == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("卫健、市场监管部门每周联合抽查", ("卫健", "市场监管")),
        ("云溪区要完成签约", ("云溪区",)),
        ("各村(社区)要开展清洁", ("各村(社区)",)),
        ("教育部门督促学校落实", ("教育",)),
        ("各级各部门要压实责任", ()),
        ("落实推送人员排查", ()),
        ("各县区各部门要强化协同", ()),
    ],
)
def test_the_subject_names_the_units(text: str, units: tuple[str, ...]) -> None:
    assert subject(text.replace("(", "（").replace(")", "）")).units == tuple(
        u.replace("(", "（").replace(")", "）") for u in units
    )


def test_a_responsibility_line_names_who_leads_and_who_assists() -> None:
    line = "开展体检。（牵头单位：市住建局；配合单位：市应急管理局、云溪区政府；完成时限：6月底前）"
    (duty,) = duties(line, 0, len(line))
    assert (duty.lead, duty.assist, duty.deadline) == (("市住建局",), ("市应急管理局", "云溪区政府"), "6月底前")


def test_the_city_knows_its_units_by_their_short_names() -> None:
    city = City({"市应急局": "市应急管理局"})
    text = "会议要求,市应急局要每周通报进展。"
    assert read(text.encode(), "r.txt", city=city).directives[0].units == ("市应急管理局",)


@pytest.mark.parametrize(
    "text", ["逐户建立隐患台账", "开展拉网式排查", "严禁瞒报漏报", "新建充电端口3000个", "修订应急预案", "每周通报进展"]
)
def test_what_can_be_ticked_off_is_actionable(text: str) -> None:
    assert actionable(text)


@pytest.mark.parametrize(
    "text",
    ["提高政治站位", "压实责任", "高度重视", "形成工作合力", "牢固树立底线思维", "加强组织领导", "抓好各项工作落实"],
)
def test_attitude_alone_is_not(text: str) -> None:
    assert not actionable(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("抓好重点人群核酸检测", "epidemic"),
        ("开展消防隐患排查", "safety"),
        ("转移受威胁群众", "storms"),
        ("化解信访积案", "petitions"),
        ("严厉打击走私犯罪", "order"),
        ("加强舆论引导", "publicity"),
        ("推动重点项目落地", "projects"),
        ("加大招商力度", "economy"),
        ("加强基层党组织建设", "party"),
        ("清理河道垃圾", "other"),
    ],
)
def test_an_area_is_known_by_its_words(text: str, name: str) -> None:
    assert area(text) == name


def test_a_generic_act_takes_the_area_of_its_item() -> None:
    found = {item.text: item.domain for item in spoken("二要抓好信访维稳工作,压实工作责任。").directives}
    assert found["压实工作责任"] == "petitions"


def test_a_figure_says_how_much() -> None:
    assert measure("新建充电端口3000个以上") == "3000个以上"
    assert measure("3月20日前报送") == ""


def test_what_the_text_does_not_say_stays_empty() -> None:
    found = one("要开展隐患排查。")
    assert (found.units, found.lead, found.deadline, found.due_on, found.measure, found.group) == (
        (),
        (),
        "",
        None,
        "",
        "",
    )


def test_an_explicit_order_is_surer_than_a_slogan() -> None:
    assert one("要3月底前逐户建立隐患台账。").confidence > one("营造良好氛围。").confidence
    assert all(0 < item.confidence <= 1 for item in reading(REPORT).directives)
