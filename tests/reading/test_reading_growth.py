"""Twice the text takes about twice the time, whatever it is made of: nothing holds the reader but its length."""

import time

import pytest

from lastmile.reading import Unreadable
from tests.reading.papers import REPORT, reading

MANY = {
    "empty lines": "\n", "blanks": " ", "wide blanks": "　", "clauses in one sentence": "要抓好落实,", "reasons in one sentence": "事关大局,",
    "brackets in one line": "(市财政局牵头,市民政局配合)", "open brackets": "(要", "open quotes": "“要", "ordinals": "一要办,", "items": "1.要办\n",
    "speakers": "会议强调,", "one line": "要",
}


@pytest.mark.parametrize("name", MANY)
def test_four_times_the_text_takes_no_more_than_eight_times_as_long(name: str) -> None:
    _took(MANY[name], 2_000)  # what is loaded and built once
    assert _took(MANY[name], 20_000) < 8 * max(_took(MANY[name], 5_000), 0.05)


def test_what_asks_for_ten_thousand_things_is_no_paper() -> None:
    with pytest.raises(Unreadable) as refused:
        reading("\n".join(f"{number}. 要办" for number in range(1, 10_201)))
    assert refused.value.code == "too-many"


def test_what_has_more_clauses_than_a_book_is_no_paper() -> None:
    with pytest.raises(Unreadable) as refused:
        reading("各单位要报送方案,抓好落实。" * 25_001)
    assert refused.value.code == "too-many"


def _took(unit: str, length: int) -> float:
    text = REPORT + unit * (length // len(unit)) + "要办。"
    began = time.process_time()
    reading(text)
    return time.process_time() - began
