"""The measures of a paper, from GB/T 9704-2012 (党政机关公文格式); numbers in brackets are its clauses. Millimetres, and points of type."""
from math import ceil

import rjieba

MM = 72 / 25.4  # points in a millimetre
PAGE = (210.0, 297.0)  # A4 (5.1)
TOP, LEFT = 37.0, 28.0  # 天头, 订口 (5.2.1)
TEXT = (156.0, 225.0)  # 版心, without the page number (5.2.1)
RIGHT, BOTTOM = PAGE[0] - LEFT - TEXT[0], PAGE[1] - TOP - TEXT[1]
LINES, CHARACTERS = 22, 28  # on a page, in a line (5.2.3)
BODY, TITLE, SMALL, CELL = 16.0, 22.0, 14.0, 12.0  # 三号, 二号 (7.3.1), 四号 (7.4, 7.5), 小四 for tables, which the standard leaves open
# 三号 of the type foundry is 15.75 pt; word processors say 16. A quarter point less between characters gives the 28 of the standard.
TIGHTER = 0.25
LINE = TEXT[1] * MM / LINES  # of a word processor, which gives each line its box: 28.99 pt
# The standard's own line (3.2) is a character and seven eighths of one: 29.53 pt, so that 22 of them end where the text area does.
PITCH = 15.75 * 15 / 8
HEAD_DOWN = 35.0  # 发文机关标志, from the top of the text area (7.2.4)
RULE_DOWN = 4.0  # the red line, below the number (7.2.7)
NUMBER_DOWN = 7.0  # the dash beside the page number, below the text area (7.5)
RED = "FF0000"
COLOURS = {"blue": "1F4E9E", "yellow": "B8860B", "orange": "D2691E", "red": "C00000"}  # of a slip's title; no rule gives them
FONTS = {"song": "宋体", "title": "方正小标宋简体", "hei": "黑体", "kai": "楷体_GB2312", "fang": "仿宋_GB2312"}
# What a machine without these has under another name; Word takes the second where the first is missing.
ALSO = {"方正小标宋简体": "华文中宋", "楷体_GB2312": "楷体", "仿宋_GB2312": "仿宋"}
FORM = (16, 34, 16, 34)  # shares of a slip's columns: label and value, twice
KEEP = 220  # characters of the last paragraph that stays on one page with the signature, so that this never stands alone (7.3.5.5)
HEADINGS = {1: "hei", 2: "kai", 3: "fang", 4: "fang"}  # 黑体, 楷体, 仿宋, 仿宋 (7.3.3)


def head_size(words: str) -> float:
    """Points of the red head: as large as the line takes, and no more than 22 mm high."""
    return min(62.0, TEXT[0] * MM / max(1, len(words)) * 0.98)


def title_lines(title: str, most: float = TEXT[0] * MM / TITLE) -> list[str]:
    """The lines of a title, of much the same length and broken between words (7.3.1)."""
    lines = ceil(width(title) / most)
    if lines < 2:
        return [title]
    cut, found, words = width(title) / lines, [""], rjieba.cut(title, False)
    for word in words:
        closer = abs(width(found[-1]) - cut) <= abs(width(found[-1] + word) - cut)
        if len(found) < lines and found[-1] and (closer or width(found[-1] + word) > most) and word not in "，。、；：）》”":
            found.append("")
        found[-1] += word
    return found


def width(words: str) -> float:
    """How many characters wide a line is; figures and Latin letters are half as wide."""
    return sum(0.5 if c.isascii() else 1.0 for c in words)


def signed(signature: str, date: str, sealed: bool) -> tuple[float, float]:
    """Characters to the right of signature and date: with a seal the date stands four in, the signature centred over it (7.3.5.1);
    without, two in, the date two further than the signature unless it is the longer one (7.3.5.2)."""
    long, short = width(signature), width(date)
    if sealed:
        return max(0.0, 4 + (short - long) / 2), 4 + max(0.0, (long - short) / 2 - 4)
    if short > long:
        return 2 + short - long + 2, 2.0
    return 2.0, max(0.0, 2 + long - short - 2)
