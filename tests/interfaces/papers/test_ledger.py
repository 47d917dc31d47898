"""The ledger as Excel: the office's own columns, days as days, numbers as numbers, and nothing in a field that becomes a formula."""
import io
import re
import shutil
import subprocess
import zipfile
from contextlib import nullcontext
from datetime import datetime

import openpyxl
import pytest

from lastmile.interfaces.jobs.desk import Desk
from lastmile.interfaces.papers import ledger
from lastmile.kernel.act import Refused
from lastmile.kernel.queries import items
from lastmile.kernel.queries.papers import columns_of
from lastmile.kernel.rules.ledger import FIELDS, usual_columns
from tests.interfaces.papers.sample import HOSTILE
from tests.interfaces.web.desk import at, words
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def write(world: World, path, who: str = "赵雅琴", columns=None, **filters):
    ledger.write(path, world.actor(who), filters, columns or usual_columns())
    return openpyxl.load_workbook(path).active


def told(sheet) -> list[dict]:
    """Each row by the heads of its columns."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_row_tells_what_the_journal_knows_of_an_item(world, tmp_path):
    item = world.item("working", assisting=[world.units["市公安局"]], source="市长办公会")
    world.do("李敏", "item.report", item=item, done="整治完成", problem="缺排水泵", plan="年内购置")
    columns = [{"field": name, "title": one.title, "width": one.width} for name, one in FIELDS.items()]
    (row,) = told(write(world, tmp_path / "l.xlsx", columns=columns))

    def says(*heads):
        return [row[head] for head in heads]
    assert says("序号", "编号", "督办事项", "牵头单位", "配合单位") == [1, "2026-督-0001", "北河路积水点排查整治", "市应急管理局", "市公安局"]
    assert says("进展情况", "存在问题", "下一步措施", "办理状态", "亮灯") == ["整治完成", "缺排水泵", "年内购置", "已反馈", "正常"]
    assert says("任务来源", "责任人", "延期次数", "核查结论") == ["市长办公会", "李敏", 0, None]
    assert row["办结时限"] == datetime(2026, 11, 27) and row["签收时间"] == datetime(2026, 11, 20, 9, 0)


def test_the_office_chooses_fields_order_heads_and_widths(world, tmp_path):
    world.item()
    office = world.units["市委督查室"]
    world.do("赵雅琴", "ledger.set_columns", unit=office, columns=[
        {"field": "title", "title": "督查内容", "width": 60}, {"field": "number"}, {"field": "due_on", "title": "办复要求", "width": 11}])
    sheet = write(world, tmp_path / "l.xlsx", columns=columns_of(office))
    assert [cell.value for cell in sheet[1]] == ["督查内容", "编号", "办复要求"]
    assert [round(sheet.column_dimensions[name].width) for name in "ABC"] == [61, 15, 12]
    assert columns_of(world.units["市政府督查室"]) == usual_columns()


@pytest.mark.parametrize(("columns", "code"), [
    ([{"field": "salary"}], "ledger.set_columns.field"), ([{"field": "title", "title": "事项"}, {"field": "number", "title": "事项"}],
                                                         "ledger.set_columns.twice")])
def test_a_field_that_is_not_there_and_two_columns_of_one_name_are_refused(columns, code, world):
    with pytest.raises(Refused) as no:
        world.do("赵雅琴", "ledger.set_columns", unit=world.units["市委督查室"], columns=columns)
    assert no.value.code == code


def test_what_begins_like_a_formula_stays_text(world, tmp_path):
    for said in HOSTILE:
        world.item(title=said, source=said)
    path = tmp_path / "l.xlsx"
    sheet = write(world, path)
    assert [row["督办事项"] for row in told(sheet)] == list(HOSTILE)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    with zipfile.ZipFile(path) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml") and not [name for name in book.namelist() if "rels" in name and "sheet" in name]


def test_a_text_that_no_cell_holds_says_that_it_goes_on(world, tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "LONGEST", 7)
    world.item("assigned")
    (row,) = told(write(world, tmp_path / "l.xlsx"))
    assert row["督办事项"] == "北河路积水点排……（全文见系统）"


def test_nobody_gets_rows_of_another_unit(world, tmp_path):
    world.item("assigned", "云溪区")
    assert told(write(world, tmp_path / "a.xlsx", "何晓棠")) == []
    assert len(told(write(world, tmp_path / "b.xlsx", "周海涛"))) == 1


def test_a_department_sees_the_number_of_the_whole_only_where_it_may(world, tmp_path):
    whole = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=whole, children=[{"unit": world.units["石桥镇"], "title": "排查本镇挡墙", "due": "2026-11-26"}])
    columns = [{"field": "number", "title": "编号", "width": 12}, {"field": "parent", "title": "上级编号", "width": 12}]
    of_county = told(write(world, tmp_path / "a.xlsx", "周海涛", columns))
    of_town = told(write(world, tmp_path / "b.xlsx", "陈立新", columns))
    assert [row["上级编号"] for row in of_county] == [None, "2026-督-0001"] and [row["上级编号"] for row in of_town] == [None]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_an_office_program_opens_it_with_filter_frozen_head_widths_and_days(world, tmp_path):
    world.item(title="=1+1")
    assert write(world, tmp_path / "l.xlsx").freeze_panes == "C2"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to", "fods", "--outdir", tmp_path,
                    tmp_path / "l.xlsx"], check=True, capture_output=True, timeout=180)
    seen = (tmp_path / "l.fods").read_text("utf-8")
    assert 'table:display-filter-buttons="true"' in seen and "table:formula" not in seen
    assert 'office:date-value="2026-11-27"' in seen and "<text:p>=1+1</text:p>" in seen and "table-header-rows" in seen
    widths = [float(found) for found in re.findall(r'style:column-width="([\d.]+)in"', seen)]
    assert widths[2] > 3 * widths[0], widths


def test_the_page_says_how_many_and_hands_out_the_sheet(world):
    world.item("assigned", "云溪区")
    world.item()
    browser = at(world, "赵雅琴")
    assert "台账：2件" in re.sub(r"<[^>]*>", "", browser.get("/ledger").content.decode())
    answer = browser.post("/ledger/write", {"unit": "云溪区"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [row["牵头单位"] for row in told(book.active)] == ["云溪区"]
    assert "filename*=utf-8''" in answer["Content-Disposition"]


def test_a_long_ledger_is_written_by_the_worker_for_who_asked(world, monkeypatch, settings, tmp_path):
    settings.FILES = tmp_path
    monkeypatch.setattr(items, "CAP", 1)
    world.item()
    world.item("assigned", "云溪区")
    browser = at(world, "赵雅琴")
    answer = browser.post("/ledger/write", {})
    assert answer.status_code == 302 and answer["Location"].startswith("/works/")
    Desk(lambda: NOW, lambda: False, lambda task: nullcontext()).work_one()
    assert "台账写好了，共2件。" in words(browser.get(answer["Location"]))
    result = browser.get(f"{answer['Location']}/result")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(result.streaming_content)))
    assert [row["牵头单位"] for row in told(book.active)] == ["市应急管理局", "云溪区"]
    assert at(world, "何晓棠").get(f"{answer['Location']}/result").status_code == 404
