"""Pass 2: a shadow of the text that is easy to read by rule, with every character mapped to the original."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lastmile.lib.chinese import NARROW, is_traditional, narrow, simplify
from lastmile.reading import vocabulary

# A reading aid in brackets after its character, as some sites print it: 書(shū)記.
PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（]\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7}\s?[)）]")
# What no reader sees: reading aids, and the first half of the line ends that Windows writes.
ASIDE = re.compile(rf"{PINYIN.pattern}|\r")
LINE = re.compile(r"[^\n]+")
SHORT = 60  # an advert is shorter
PAGE = re.compile(r"^[\s\-—–]*\d{1,3}[\s\-—–]*$")
# Full-width letters and digits become narrow, punctuation wide; a comma or a colon inside a figure or a time is narrow again.
FOLD = {code: text for code, text in NARROW.items() if chr(code) not in "，；：！？（）"} | {
    ord(mark): wide for mark, wide in zip(",;:!?()「」", "，；：！？（）“”", strict=True)
}
INSIDE = re.compile(r"(?<=\d)[，：](?=\d)")
SPACES = frozenset(" \t\u3000\xa0\ufeff\u200b")
HAN = re.compile(r"[\u3400-\u9fff]")
# A line that begins something of its own; marks that a line in the middle of a sentence has, and that the next one goes on to.
BEGINS = re.compile(r"[一二三四五六七八九十]+[、是要]|会议|會議")
CUT = re.compile(r"[，,。；]")
STOPS = re.compile(r"[，,。；！]")

Span = tuple[int, int]


@dataclass(frozen=True)
class Shadow:
    """Folded text; `origin[i]` is the offset in the original of the shadow's character i."""

    text: str
    origin: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a span of the shadow; what was taken out inside stays inside."""
        last = self.origin[end - 1] + 1
        aid = PINYIN.match(self.original, last) if self.original[last : last + 1] in "(（" else None
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
    aside = [match.span() for match in ASIDE.finditer(original)]
    text, origin = _without(original, range(len(original)), sorted(aside + _noise(original)))
    text, origin = _without(text, origin, list(_breaks(text)))
    return Shadow(_fold(text), tuple(origin), original)


def _without(text: str, origin: Sequence[int], spans: list[Span]) -> tuple[str, Sequence[int]]:
    """The text without these spans, with the origin of each character that is left."""
    if not spans:
        return text, origin
    kept: list[str] = []
    places: list[int] = []
    left = 0
    for start, end in [*spans, (len(text), len(text))]:
        kept.append(text[left:start])
        places += origin[left:start]
        left = max(left, end)
    return "".join(kept), places


def _noise(original: str) -> list[Span]:
    """Lines that belong to the web page, not to the paper."""
    advert = vocabulary.pattern("adverts")
    return [
        match.span() for match in LINE.finditer(original)
        if PAGE.match(line := match.group()) or (len(line) < SHORT and advert.search(line))
    ]


def _breaks(text: str) -> Iterator[Span]:
    """The newlines that break a sentence in the middle of a line."""
    lines = text.split("\n")
    place = 0
    for line, following in pairwise(lines):
        place += len(line) + 1
        if _broken(line.strip(), following):
            yield place - 1, place


def _broken(here: str, there: str) -> bool:
    """Whether a line stops inside a sentence that the next line goes on with."""
    if len(here) <= 12 or not there.strip() or there[0] in SPACES or "|" in here or "|" in there:
        return False
    if here[-1] in "，、,":
        return True
    if len(here) <= 24 or not HAN.match(here[-1]) or not HAN.match(there) or BEGINS.match(there):
        return False
    return bool(CUT.search(here) and STOPS.search(there))


def _fold(text: str) -> str:
    text = INSIDE.sub(lambda mark: narrow(mark.group()), text.translate(FOLD))
    return simplify(text) if is_traditional(text) else text
