"""A decomposition table: two rows of heads, merged cells, two sheets, days and whole numbers; each directive knows its cell."""

import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from lastmile.reading import Unreadable, read
from lastmile.reading.formats import number_formats
from tests.reading.formats import maker
from tests.reading.formats.same import places, plain, told

TASKS = maker.PAPERS[-1]
BOOK = maker.sheet(TASKS.table, TASKS.lines[0])
ROWS = [row[1:] for row in plain(TASKS)]


def same_rows(data: bytes, name: str, paper: maker.Paper = TASKS) -> list[tuple[str, dict[str, object]]]:
    """The places, after the directives were found to be those of the plain text; the year is not in the table."""
    found = read(data, name)
    strip = [(text, group, lead, assist, deadline) for text, _, group, _, lead, assist, deadline, *_ in told(found)]
    assert strip == [(text, group, lead, assist, deadline) for text, _, group, _, lead, assist, deadline, *_ in plain(paper)]
    return places(found)


def table(name: str, *rows: tuple[str, str, str, str]) -> maker.Paper:
    return maker.Paper(name, TASKS.lines, (maker.TABLE[0], *((str(number), *row) for number, row in enumerate(rows, 1))))


TABLES = (
    TASKS,
    table("water", ("疏浚北河路排水管网8公里", "市水务局", "市城管局", "5月底前"), ("更换老旧泵站设备12台", "市水务局", "", "汛期前"),
          ("排查下穿立交积水点", "市城管局", "市公安局、市交通运输局", "4月20日前")),
    table("schools", ("整治校园周边停车秩序", "市公安局", "市教育局", "9月1日前"),
          ("建立食堂食材进货台账", "市教育局", "市市场监管局", "3月底前")),
    table("projects", ("完成产业园一期征地", "云溪区政府", "市自然资源局", "2026年8月31日"),
          ("开工建设污水处理厂二期", "市住房城乡建设局", "市发展改革委", "10月底前"),
          ("化解停工楼盘3个", "市住房城乡建设局", "各县（市、区）政府", "年底前"),
          ("核查欠薪线索，建立销号台账", "市人力资源社会保障局", "", "每月底前")),
    table("fires", ("安装独立式烟感报警器5000个", "市消防救援支队", "各县（市、区）政府", "11月底前"),
          ("拆除违规彩钢板", "市城管局", "市消防救援支队", "6月15日前")),
)


def test_a_workbook_gives_the_rows_of_all_its_sheets_with_their_cells() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    for text, place in same_rows(BOOK, "tasks.xlsx"):
        assert text in str(book[str(place["sheet"])][str(place["cell"])].value)


def test_a_workbook_of_another_writer() -> None:
    book = openpyxl.Workbook()
    for row in TASKS.table:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.active.title = "任务"
    kept = io.BytesIO()
    book.save(kept)
    assert same_rows(kept.getvalue(), "tasks.xlsx")[0][1] == {"sheet": "任务", "cell": "B2"}


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_between_commas(mark: str, encoding: str) -> None:
    data = "\r\n".join(mark.join(row) for row in TASKS.table).encode(encoding)
    assert same_rows(data, "tasks.csv")[1][1] == {"sheet": "", "cell": "B3"}


@pytest.mark.slow
@pytest.mark.skipif(not maker.SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
@pytest.mark.parametrize("paper", TABLES, ids=lambda paper: paper.name)
def test_workbooks_that_libreoffice_has_saved(paper: maker.Paper, kind: str) -> None:
    book = maker.sheet(paper.table, paper.lines[0])
    found = same_rows(maker.office(book, "xlsx", kind), f"tasks.{kind}", paper)
    assert [place for _, place in found] == [place for _, place in same_rows(book, "tasks.xlsx", paper)]
    assert found[0][1] == {"sheet": "分解表", "cell": "B4"} and found[-1][1]["sheet"] == ("续表" if len(paper.table) > 3 else "分解表")


HEADS = [
    ("牵头责任单位", "责任单位", "完成时限"), ("主办单位", "协办单位", "办结时限"), ("承办单位", "参与单位", "反馈时间"),
    ("牵头组织实施单位", "配合部门", "报送时限"), ("汇总单位", "配合单位", "整改时限"), ("责任部门", "配合单位", "完成节点"),
]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("act", ["整改措施", "工作任务", "具体举措", "督办事项", "议定事项"])
def test_columns_under_other_names(heads: tuple[str, str, str], act: str) -> None:
    rows = [("序号", act, heads[0], heads[1], "分管领导", heads[2]), ("1", "更换燃气管道20公里", "市住建局", "市城管局", "赵雅琴", "6月底前")]
    (one,) = read("\n".join(",".join(row) for row in rows).encode(), "a.csv").directives
    assert (one.text, one.lead, one.assist, one.deadline) == ("更换燃气管道20公里", ("市住建局",), ("市城管局",), "6月底前")


def test_days_are_written_out_hidden_sheets_are_told_and_a_line_between_rows_does_not_end_the_table() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ("序号", "工作任务", "责任单位", "完成时限"))
    sheet.merge_range(1, 0, 1, 3, "一、燃气安全")
    sheet.write_row(2, 0, (1, "更换燃气管道20公里", "市住建局"))
    sheet.write_datetime(2, 3, date(2026, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.merge_range(3, 0, 3, 3, "二、道路交通")
    sheet.write_row(4, 0, (2.5, "安装护栏15公里", "市交通局", "年底前"))
    book.add_worksheet("字典").hide()
    book.close()
    found = read(kept.getvalue(), "a.xlsx")
    assert [(one.group, one.deadline, one.due_on) for one in found.directives][0] == ("1", "2026年6月30日", date(2026, 6, 30))
    assert [one.lead for one in found.directives] == [("市住建局",), ("市交通局",)]
    assert "2.5" in found.text and [note.says for note in found.notes] == ["隐藏的工作表“字典”没有读。"]


def test_a_locked_workbook_says_so() -> None:
    with pytest.raises(Unreadable, match="密码"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")


SHOWN = [
    (0.95, "0%", "95%"), (0.955, "0.0%", "95.5%"), (0.125, "0%", "13%"), (1, "0%", "100%"), (-0.05, "0.00%", "-5.00%"),
    (0.5, "0.##%", "50%"), (95, '0"%"', "95%"), (20, '0"公里"', "20公里"), (12.5, '0.00"万元"', "12.50万元"), (3, '"第"0"批"', "第3批"),
    (0.95, "0.00", ""), (3, "General", ""), ("6月底", "0%", ""), (True, "0%", ""),
    (datetime(2026, 6, 1), 'yyyy"年"m"月"', "2026年6月"), (46174.0, 'yyyy"年"m"月"', "2026年6月"), (datetime(2026, 6, 1), "mmm-yy", "2026年6月"),
    (datetime(2026, 6, 30), "[$-804]m月d日;@", "6月30日"), (datetime(2026, 6, 30), "yyyy/m/d", ""),
]


@pytest.mark.parametrize(("value", "code", "words"), SHOWN)
def test_a_value_is_read_as_its_format_shows_it(value: object, code: str, words: str) -> None:
    assert number_formats.shown(value, code) == words


def formatted() -> bytes:
    """By xlsxwriter: shares as fractions, months and days as Excel keeps them."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet, percent, month, day = book.add_worksheet("表"), *(book.add_format({"num_format": code}) for code in (
        "0%", 'yyyy"年"m"月"', "yyyy-mm-dd"))
    sheet.write_row(0, 0, ("序号", "工作任务", "指标", "责任单位", "完成时限"))
    rows = (("提高隐患整改率", 0.95, date(2026, 6, 1), month), ("提高入户安检率", 0.985, date(2026, 6, 30), day),
            ("建立台账", 1, date(2026, 12, 1), month))
    for number, (act, share, when, how) in enumerate(rows, 1):
        sheet.write_row(number, 0, (number, act))
        sheet.write_number(number, 2, share, percent)
        sheet.write(number, 3, "市住建局")
        sheet.write_datetime(number, 4, when, how)
    book.close()
    return kept.getvalue()


def of_another_writer() -> bytes:
    """The same book, saved by openpyxl."""
    kept = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(formatted())).save(kept)
    return kept.getvalue()


def with_built_in_formats() -> bytes:
    """The same book as Chinese Excel and WPS write it: a month is format 57, which stands in no file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(formatted())) as whole, zipfile.ZipFile(kept, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/styles.xml":
                number = re.search(rb'numFmtId="(\d+)" formatCode="yyyy&quot;', data)
                assert number
                data = re.sub(rb'(<xf numFmtId=")' + number[1] + b'"', rb'\g<1>57"', data)
            made.writestr(name, data)
    return kept.getvalue()


def shares_and_days(data: bytes, name: str) -> None:
    """Shares as percentages, months without a day that nobody wrote."""
    found = read(data, name)
    assert [cell in found.text for cell in ("| 95% |", "| 99% |", "| 100% |", "| 2026年6月 |", "| 2026年6月30日 |", "| 2026年12月 |")] == [True] * 6
    assert [one.deadline for one in found.directives] == ["2026年6月", "2026年6月30日", "2026年12月"]


@pytest.mark.parametrize("make", [formatted, of_another_writer, with_built_in_formats])
def test_shares_and_months_are_read_as_the_sheet_shows_them(make) -> None:  # type: ignore[no-untyped-def]
    shares_and_days(make(), "a.xlsx")


@pytest.mark.slow
@pytest.mark.skipif(not maker.SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_shares_and_months_of_a_workbook_that_libreoffice_has_saved(kind: str) -> None:
    shares_and_days(maker.office(formatted(), "xlsx", kind), f"a.{kind}")
