"""Ordinal marks at the head of a clause: 一要, 二是, 三、, (一), 2., 【问题1】, 首先."""

import re

HAN = "[一二三四五六七八九十]{1,3}"
# A bare number at the head of a line (1 加强巡查) is a mark, unless it counts something (12 月, 3 家).
NUMBER = r"\d{1,2} +(?=[\u3400-\u9fff]{3})(?![月日年时个家名亿万点分度项处户人米岁元周天次]|小时|公里|平方)"
MARK = re.compile(
    rf"(?:第?{HAN}\s?(?:要|是要|是|、|，要(?=\S)|则)|（\s?{HAN}\s?）|\d{{1,2}}\s?(?:[.、）](?!\d(?!\d?月\d))|是)|（\s?\d{{1,2}}\s?）|[①-⑳]|【问题\d+】|{NUMBER}|"
    rf"第[一二三四五六七八九十百\d]{{1,5}}条|首先|其次|再次|最后(?=，?要)|第{HAN}[，、])"
)
BEGINS = re.compile(r"[第一二三四五六七八九十（\d①-⑳【首其再最]")  # what a mark begins with: most clauses end here
BULLET = re.compile(r"(?:[—－-]{2,}|[●△○◆■▲·•※*])\s*")
SEQUENCE = {"首先": "一", "其次": "二", "再次": "三", "最后": ""}
MODAL = re.compile(r"是?要$")


def take_mark(text: str) -> tuple[str, int]:
    """The ordinal mark at the head of a clause and its length with the space after it, or an empty mark and 0."""
    found = MARK.match(text) if BEGINS.match(text) else None
    if not found or _counts(text, found):
        return "", 0
    mark = found.group()
    length = found.end()
    length += len(text[length:]) - len(text[length:].lstrip())
    return re.sub(r"\s", "", mark), length


def take_bullet(text: str) -> int:
    """The length of a dash or dot at the head of a clause."""
    found = BULLET.match(text)
    return found.end() if found else 0


def _counts(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a mark is a word: 一是一, 十要素, 1.2万, 一要 is always a mark."""
    mark = found.group()
    after = text[found.end() : found.end() + 1]
    return mark.endswith("是") and after in set(mark[:1]) or (mark in SEQUENCE and not after)


def is_modal(mark: str) -> bool:
    """Whether the mark itself says that something is asked for."""
    return mark.endswith("要")


def level(mark: str) -> int:
    """The depth of a mark in an outline: 一、 1, （一） 2, 1. 3, and 一要/一是 4."""
    if mark.startswith("【"):
        return 1
    if mark.startswith("（"):
        return 2 if not mark[1].isdigit() else 4
    if mark[:1].isdigit() or mark[:1] in "①②③④⑤⑥⑦⑧⑨⑩":
        return 3
    if mark.endswith("条"):
        return 2
    return 1 if mark.endswith("、") else 4
