"""Folding of Chinese text: width, script and display width, without Django and without slow imports."""

import re
import unicodedata
from functools import cache
from typing import Any

# Characters that only traditional text has and that an official paper of a page cannot avoid.
TRADITIONAL_MARKS = re.compile(
    "[們國會強調關實習書記產業務發經濟進認識責為與這個來對時間動員區縣鄉鎮組織領導聽點問題應該務處長門風險環級際總統穩續嚴"
    "礎據術還開學農電視訊報導議體現場參動機構檢測輸陽設備團隊黨員幹標準權線項規劃較積極優質驗從後將無專隱見傳達貫徹]"
)
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}


def narrow(text: str) -> str:
    """The text with full-width letters, digits, signs and spaces in half width; any other character unchanged."""
    return text.translate(NARROW)


def is_traditional(text: str) -> bool:
    """Whether the text is written in traditional characters, judged by those that simplified text never has."""
    return len(TRADITIONAL_MARKS.findall(text)) * 50 > len(text)


def simplify(text: str) -> str:
    """The text in simplified characters, the same length, so that offsets stay true."""
    whole = _converter().convert(text)
    if len(whole) == len(text):
        return str(whole)
    return "".join(_one(char) for char in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC  # 20 ms to load: paid only by traditional text

    return OpenCC("t2s")


@cache
def _one(char: str) -> str:
    simple = str(_converter().convert(char))
    return simple if len(simple) == 1 else char


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """The text filled with spaces up to a number of terminal columns."""
    return text + " " * max(0, columns - display_width(text))
