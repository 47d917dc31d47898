"""Sheets as offices send them in."""
import io
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from lastmile.interfaces.fields import columns
from lastmile.interfaces.sheets import take_in, template
from lastmile.kernel.act import Refused
from lastmile.kernel.models import CalendarYear, Item, ItemPart, Unit
from lastmile.kernel.registry import offered
from tests.world import World, entries, last_entry

pytestmark = pytest.mark.django_db
HEAD = ["事项内容", "领域", "牵头单位", "配合单位", "办结时限", "立即交办"]
GOOD = ["整治积水点", "三防应急", "云溪区", "市公安局、市应急局", date(2026, 11, 27), "是"]


def book(*rows: list, at: int = 0) -> bytes:
    """An .xlsx with these rows, from row `at` on (from 0)."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        for n, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(at + n, place, cell)
    return held.getvalue()


def taken(world: World, data: bytes, action: str = "item.open", who: str = "赵雅琴", **how):
    return take_in(data, action, world.actor(who, "sheet"), **how)


def test_a_sheet_in_the_words_of_the_office(world):
    found = taken(world, book(HEAD, GOOD))
    assert found.says == "共 1 行：办成 1 行，以前办过 0 行，有问题 0 行。"
    item = Item.objects.get()
    assert (item.title, item.area, item.unit_id, item.state) == ("整治积水点", "storms", world.units["云溪区"], "assigned")
    assert set(ItemPart.objects.values_list("unit_id", flat=True)) == {world.units["市公安局"], world.units["市应急管理局"]}
    assert entries()[-1]["interface"] == "sheet"


def test_headlines_numbering_synonyms_and_frills(world):
    rows = [["2026年11月重点事项表"], [], ["序号", "工作任务*", "领域（必填）", "责任单位", "完成 时限", None],
            [1.0, "整治积水点", "storms", "云溪区", "2026.11.27", ""], ["", "", "", "", "", ""],
            [2.0, "整治边坡", "三防应急", "市公安局", datetime(2026, 11, 30), ""]]
    assert len(taken(world, book(*rows)).outcome.made) == 2
    assert [item.due_at.astimezone().date().isoformat() for item in Item.objects.order_by("id")] == ["2026-11-27", "2026-11-30"]


def test_an_unknown_column_is_named_with_those_that_may_be_there(world):
    with pytest.raises(Refused) as no:
        taken(world, book(["事项内容", "牵头单位", "颜色"], ["整治积水点", "云溪区", "红"]))
    assert no.value.says.startswith("不认识“颜色”这一列。可以有的列：类别、事项内容、要求、领域、牵头单位") and no.value.column == "颜色"


def test_the_same_column_twice_is_refused(world):
    with pytest.raises(Refused) as no:
        taken(world, book(["事项内容", "牵头单位", "责任单位"], ["整治积水点", "云溪区", "石桥镇"]))
    assert no.value.code == "sheet.head.twice" and "责任单位" in no.value.says


@pytest.mark.parametrize(("rows", "code"), [
    ([["甲", "乙"], ["一", "二"]], "sheet.head"), ([HEAD], "sheet.empty"), ([HEAD, ["", " "]], "sheet.empty"), ([], "sheet.head"),
])
def test_a_sheet_without_head_or_rows(rows, code, world):
    with pytest.raises(Refused) as no:
        taken(world, book(*rows))
    assert no.value.code == code


def test_errors_have_the_rows_and_columns_of_the_sheet(world):
    rows = [HEAD, GOOD, ["", "三防应急", "云溪区", "", "哪天", "是"], ["整治边坡", "天气", "没有的局", "", "", ""],
            ["整治边坡", "三防应急", "石桥镇", "", "", "是"]]
    start = last_entry()
    found = taken(world, book(*rows, at=2))
    assert not entries(start) and "一行也没有办" in found.says
    assert [(w.row, w.column) for w in found.wrong] == [(5, "事项内容"), (5, "办结时限"), (6, "牵头单位")]
    assert found.wrong[0].says == "第 5 行，“事项内容”列：“事项内容”还没有填。"
    whole = taken(world, book(*rows, at=2), dry=True)
    assert (7, "牵头单位") in [(w.row, w.column) for w in whole.wrong] and not entries(start)


def test_by_row_the_good_rows_are_done(world):
    found = taken(world, book(HEAD, GOOD, ["整治边坡", "三防应急", "没有的局", "", "", "是"], GOOD), by_row=True)
    assert len(found.outcome.made) == 2 and [w.row for w in found.wrong] == [3]


def test_the_senders_keys(world):
    rows = book([*HEAD, "唯一键"], [*GOOD, 1.0], [*GOOD, 2.0])
    assert len(taken(world, rows).outcome.made) == 2
    assert taken(world, rows).says == "共 2 行：办成 0 行，以前办过 2 行，有问题 0 行。"
    assert Item.objects.count() == 2


def test_whole_numbers_days_and_lists(world):
    rows = [["年份", "放假的工作日", "调休上班的周末", "国务院办公厅已公布"], [2027.0, "2027-01-01、2027年1月4日", "2027/1/3", "否"]]
    assert not taken(world, book(*rows), "calendar.set_year", "王建国").wrong
    year = CalendarYear.objects.get(pk=2027)
    assert (year.off, year.on, year.published) == ([date(2027, 1, 1), date(2027, 1, 4)], [date(2027, 1, 3)], False)


def test_choices_in_words_and_numbers_that_are_text(world):
    rows = [["单位全称", "简称", "类型", "上级单位", "行政区划代码", "排列顺序"], ["桥头村", "", "村（社区）", "石桥镇", 440103.0, 7.0]]
    assert not taken(world, book(*rows), "unit.add", "王建国").wrong
    unit = Unit.objects.get(name="桥头村")
    assert (unit.sort, unit.region, unit.position) == ("village", "440103", 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_every_encoding(encoding, mark, world):
    lines = [HEAD[:3] + HEAD[4:5], ["整治“积水点”\n和边坡", "三防应急", "云溪区", "2026-11-27"]]
    words = "\r\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    assert not taken(world, words.encode(encoding)).wrong
    assert Item.objects.get().title == "整治“积水点”\n和边坡"


@pytest.mark.parametrize("data", [b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0nonsense", b"\x00\x01\x02", b"\xff\xfe\xff\xff\x80", b""])
def test_what_is_no_sheet_is_refused_in_words(data, world):
    with pytest.raises(Refused) as no:
        taken(world, data)
    assert no.value.code in ("sheet.unreadable", "sheet.head")


def test_a_stranger_does_nothing_by_a_sheet(world):
    item = world.item("assigned", "云溪区")
    found = taken(world, book(["编号"], [str(Item.objects.get(pk=item).number)]), "item.sign", "何晓棠")
    assert [w.code for w in found.wrong] == ["not-allowed"] and Item.objects.get(pk=item).state == "assigned"


@pytest.mark.parametrize("name", sorted(offered()))
def test_the_empty_sheet_of_every_action_is_understood_when_filled_in(name, world):
    made = openpyxl.load_workbook(io.BytesIO(template(name)))
    heads = [cell.value for cell in made.worksheets[0][1]]
    assert len(heads) == len(columns(offered()[name].takes)) + 1 and heads[-1] == "唯一键"
    made.worksheets[0].append(["某"] * len(heads))
    held = io.BytesIO()
    made.save(held)
    found = take_in(held.getvalue(), name, world.actor("何晓棠", "sheet"))
    assert found.wrong and not found.outcome.done


def test_choices_are_offered_and_nothing_is_a_formula(world):
    made = openpyxl.load_workbook(io.BytesIO(template("unit.add")))
    rules = made.worksheets[0].data_validations.dataValidation
    assert any("村（社区）" in rule.formula1 for rule in rules)
    assert all(not str(cell.value).startswith("=") for sheet in made for row in sheet for cell in row)
