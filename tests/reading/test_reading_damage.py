"""However a paper is damaged, it ends in a reading or in a refusal, never in a crash."""

import pytest

from lastmile.reading import Unreadable, read
from tests.reading.papers import CORPUS, REPORT

TRADITIONAL = (CORPUS / "texts" / "trad01.txt").read_bytes()
PAPERS = {"report": REPORT.encode("utf-8"), "gb": REPORT.encode("gb18030"), "traditional": TRADITIONAL}


def outcome(data: bytes) -> None:
    try:
        found = read(data, "report.txt")
    except Unreadable as refused:
        assert refused.code and refused.says
        return
    assert "\ufffd" not in found.text
    assert all(found.text[one.start : one.end] == one.text for one in found.directives)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_cut_off_anywhere(name: str) -> None:
    data = PAPERS[name]
    for length in range(0, len(data), 50):
        outcome(data[:length])


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_with_a_flipped_byte(name: str) -> None:
    data = PAPERS[name]
    for place in range(0, len(data), 37):
        outcome(data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "要" * 5000,
        "“" * 3000,
        "（" * 3000 + "要整改",
        "一、" * 2000,
        "会议强调，" * 2000,
        "|" * 4000,
        "，；。：" * 2000,
        "1.2.3.4." * 1000,
        "市" * 20000,
    ],
)
def test_a_paper_of_one_kind_of_character_is_read_in_time(text: str) -> None:
    outcome(text.encode("utf-8"))


def test_text_that_is_no_chinese_has_no_directives() -> None:
    assert read(b"Hello world. Please do this by Friday.", "a.txt").directives == ()
