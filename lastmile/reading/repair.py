"""Pass 2: a shadow of the text that is easy to read by rule, with every character mapped to the original."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lastmile.lib.chinese import is_traditional, narrow, simplify
from lastmile.reading import vocabulary

# A reading aid in brackets after its character, as some sites print it: 書(shū)記.
PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（]\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7}\s?[)）]")
PAGE = re.compile(r"^[\s\-—–]*\d{1,3}[\s\-—–]*$")
WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "．": "."}
MARKS = frozenset(",;:!?()")
SPACES = frozenset(" \t\u3000\xa0\ufeff\u200b")


@dataclass(frozen=True)
class Shadow:
    """Folded text; `origin[i]` is the offset in the original of the shadow's character i."""

    text: str
    origin: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a span of the shadow; what was taken out inside stays inside."""
        last = self.origin[end - 1] + 1
        aid = PINYIN.match(self.original, last)
        return self.origin[start], aid.end() if aid else last

    def verbatim(self, words: str, near: int) -> str:
        """Words of the shadow as the original writes them, without its reading aids: 衞生健康 for 卫生健康; those next before `near`."""
        place = self.text.rfind(words, 0, near)
        place = place if place >= 0 else self.text.find(words)
        return "".join(self.original[index] for index in self.origin[place : place + len(words)]) if place >= 0 else words

    @cached_property
    def title_line(self) -> str:
        """The first line that has words."""
        return next((line.strip() for line in self.text.split("\n") if line.strip()), "")


def repair(original: str) -> Shadow:
    """Take out reading aids, adverts and page numbers, mend broken lines, fold width and script."""
    dropped = _spans(PINYIN.finditer(original)) | _noise(original)
    keep = [index for index, char in enumerate(original) if index not in dropped and char != "\r"]
    keep = _mend(original, keep)
    text = _fold("".join(original[index] for index in keep))
    return Shadow(text, tuple(keep), original)


def _spans(matches: Iterable[re.Match[str]]) -> set[int]:
    return {index for match in matches for index in range(*match.span())}


def _noise(original: str) -> set[int]:
    """Offsets of lines that belong to the web page, not to the paper."""
    advert = vocabulary.pattern("adverts")
    dropped: set[int] = set()
    for match in re.finditer(r"[^\n]+", original):
        line = match.group()
        if PAGE.match(line) or (len(line) < 60 and advert.search(line)):
            dropped.update(range(*match.span()))
    return dropped


def _mend(original: str, keep: list[int]) -> list[int]:
    """Leave out the newlines that break a sentence in the middle of a line."""
    lines: list[list[int]] = [[]]
    for index in keep:
        lines[-1].append(index)
        if original[index] == "\n":
            lines.append([])
    mended: list[int] = []
    for line, following in zip(lines, lines[1:] + [[]], strict=True):
        here = "".join(original[index] for index in line)
        there = "".join(original[index] for index in following)
        mended += line[:-1] if here.endswith("\n") and _broken(here.strip(), there) else line
    return mended


def _broken(here: str, there: str) -> bool:
    """Whether a line stops inside a sentence that the next line goes on with."""
    if not here or not there.strip() or there[0] in SPACES or "|" in here or "|" in there:
        return False
    if here[-1] in "，、," and len(here) > 12:
        return True
    if not re.match(r"[\u3400-\u9fff]", there) or re.match(r"[一二三四五六七八九十]+[、是要]|会议|會議", there):
        return False
    running = len(here) > 24 and re.search(r"[，,。；]", here) and re.search(r"[，,。；！]", there)
    return bool(running and re.match(r"[\u3400-\u9fff]", here[-1]))


def _fold(text: str) -> str:
    text = "".join(narrow(char) for char in text)
    text = "".join(_mark(text, place) for place in range(len(text)))
    return simplify(text) if is_traditional(text) else text


def _mark(text: str, place: int) -> str:
    """A punctuation mark in its wide form, unless it stands inside a figure, a time or a Latin word."""
    char = text[place]
    if char not in MARKS:
        return "“" if char == "「" else "”" if char == "」" else char
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if char in ",:" and before.isdigit() and after.isdigit():
        return char
    return WIDE[char]
