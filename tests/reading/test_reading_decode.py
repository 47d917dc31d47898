"""A paper is read in whatever encoding an office saved it, or refused with a sentence that helps."""

import io
import zipfile

import pytest
from docx import Document

from lastmile.reading import Unreadable, read
from lastmile.reading.decode import LIMIT
from tests.reading.papers import REPORT

TRADITIONAL = "沈若嵐強調,各級各部門要壓實責任,會議要求,市應急管理局要開展隱患排查。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert read(REPORT.encode(encoding), "report.txt").text == REPORT


def test_big5_is_told_from_gb18030() -> None:
    assert read(TRADITIONAL.encode("big5"), "report.txt").text == TRADITIONAL


def test_line_ends_of_windows_keep_offsets_literal() -> None:
    found = read(REPORT.replace("\n", "\r\n").encode("utf-8"), "report.txt")
    assert found.directives
    assert all(found.text[one.start : one.end] == one.text for one in found.directives)


def refusal(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert caught.value.says.endswith("。")
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n ", "a.txt", "empty"),
        (b"\x00\x01\x02\x03" * 50, "a.txt", "binary"),
        (b"%PDF-1.7 ...", "a.pdf", "pdf"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 64, "a.doc", "old-office"),
        (b"\x89PNG\r\n", "a.png", "image"),
        ("会议要求".encode(), "a.xyz", "format"),
        (b"a" * (LIMIT + 1), "a.txt", "too-large"),
        (b"PK\x03\x04broken", "a.docx", "damaged"),
        (b"\x81\xff\xfe\x80\x80\xff" * 20, "a.txt", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name).code == code


def test_no_replacement_character_appears_silently() -> None:
    broken = REPORT.encode("utf-8")[:-1] + b"\xe4"
    try:
        assert "\ufffd" not in read(broken, "report.txt").text
    except Unreadable as caught:
        assert caught.code == "damaged"


def word_paper() -> bytes:
    paper = Document()
    paper.add_paragraph("全市安全生产任务分解表")
    table = paper.add_table(rows=2, cols=4)
    for cell, words in zip(table.rows[0].cells, ("序号", "工作措施", "牵头单位", "完成时限"), strict=True):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("1", "更换老旧燃气管道", "市应急管理局", "6月底前"), strict=True):
        cell.text = words
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def test_a_word_table_gives_its_row_as_a_directive() -> None:
    (found,) = read(word_paper(), "tasks.docx").directives
    assert (found.text, found.group, found.lead, found.deadline) == (
        "更换老旧燃气管道",
        "1",
        ("市应急管理局",),
        "6月底前",
    )


def test_a_broken_spreadsheet_is_refused_with_advice() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refusal(kept.getvalue(), "a.xlsx").code == "damaged"
