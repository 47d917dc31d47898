"""Which area of work a directive belongs to: its own words, weighed with its item, its topic and its paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from lastmile.reading import vocabulary
from lastmile.reading.gate import Gated

OTHER = "other"
# An act's own words count fully; what it stands under counts less, and never more than a long word would.
WEIGHTS = (("own", 1.0, 12), ("near", 1.1, 6), ("item", 0.2, 6), ("block", 0.1, 6), ("topic", 0.7, 6), ("paper", 0.7, 6))
# Names of bodies and of what was studied say nothing of the topic.
FORMAL = Gated(
    r"[市县区省]委常委会|中共中央|政治局|党中央|国务院|"
    r"(?:思想|认识)[^，。\n]{0,6}统一到[^，。\n]*|重要(?:讲话|指示|批示|论述)[^，。\n]{0,8}|[严强][肃守明化](?:[\u3400-\u9fff]{0,4})纪律|追责问责|"
    r"12345|[^，。；\n]{0,6}热线[^，。；\n]{0,6}|信访诉求|"
    r"政治(?:站位|责任|自觉|意识|高度)|责任担当|担当作为|作风|党的[^，。\n]{0,12}(?:精神|全会)|二十[大届][^，。\n]{0,10}精神|"
    r"习近平[^，。\n]{0,40}?(?:精神|指示|讲话|论述|思想|要求)|学习贯彻|[县市区]?党委|党组书记"
)
# Who acts says little of what about: 市财政局, 教育、民政等部门.
BODIES = Gated(
    r"[省市县区州镇](?:委)?[^由将对把要与和会同，、。；：（）“”]{1,10}?(?:局|委员会|办公室|集团|公司|(?<![党市县区省常])委(?!托|派))|"
    r"(?:^|(?<=[，；：。请由 ]))[^，。；：要对把将由]{2,26}?部门(?!内|间)"
)
HEAD = re.compile(r"\w+(?![?*{])")
PARTS = re.compile("[，。；： \n]")
# Areas whose words stand in every list of tasks without making it mixed.
COMMON = (OTHER, "party", "economy")
ENOUGH = 1.0
AREAS = ("epidemic", "safety", "storms", "petitions", "order", "publicity", "projects", "economy", "party", OTHER)
WEAK = 0.3
RULES = 0.5
BONUS = 3.0


@dataclass(frozen=True)
class Row:
    """A row of the list: its area, and what its words count."""

    area: str
    factor: float


@dataclass(frozen=True)
class Words:
    """The plain words of all rows by the two characters that they begin with: row and words, the longest first."""

    starts: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]
    singles: re.Pattern[str]


Points = tuple[tuple[str, float], ...]


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(Row(key.removesuffix(" weak"), WEAK if key.endswith(" weak") else 1.0) for key in vocabulary.table("areas"))


@cache
def _words() -> Words:
    found: dict[str, dict[int, list[str]]] = {}
    for number, words in enumerate(vocabulary.table("areas").values()):
        for word in sorted(filter(str.isalnum, words), key=len, reverse=True):
            found.setdefault(word[:2], {}).setdefault(number, []).append(word)
    starts = {start: tuple((number, tuple(words)) for number, words in rows.items()) for start, rows in found.items()}
    return Words(starts, re.compile("[" + "".join(start for start in starts if len(start) == 1) + "]"))


@cache
def _expressions() -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """The entries that are expressions, row by row, with the word that each begins with."""
    entries = ((number, entry) for number, words in enumerate(vocabulary.table("areas").values()) for entry in words if not entry.isalnum())
    return tuple((number, head[0] if (head := HEAD.match(entry)) else "", re.compile(entry)) for number, entry in entries)


@lru_cache(maxsize=8192)
def scores(text: str, around: bool = False) -> Points:
    """How many characters of the text speak of each area, in the order of AREAS; longer words say more, places and persons less, who acts nothing.

    What stands `around` an act is first freed of the names of what was studied; it is weighed word by word between spaces.
    """
    if around and " " in text:
        return _together(text.split(" "))
    text = BODIES.sub("", text)
    return _weighed(FORMAL.sub("", text) if around else text)


def _together(texts: Iterable[str]) -> Points:
    points: dict[str, float] = {}
    for text in texts:
        for area_name, count in scores(text, around=True) if text else ():
            points[area_name] = points.get(area_name, 0.0) + count
    return _ordered(points)


def _ordered(points: dict[str, float]) -> Points:
    """In the order of AREAS, so that sums are the same whichever word came first."""
    return tuple((area_name, points[area_name]) for area_name in AREAS if area_name in points) if points else ()


@lru_cache(maxsize=8192)
def _weighed(text: str) -> Points:
    points: dict[str, float] = {}
    rows = _rows()
    for number, length in _lengths(text).items():
        area_name = rows[number].area
        points[area_name] = points.get(area_name, 0.0) + rows[number].factor * length
    return _ordered(points)


def _lengths(text: str) -> dict[int, int]:
    """For each row of the list that has a word in the text, how many characters its words cover."""
    lengths: dict[int, int] = {}
    for number, head, pattern in _expressions():
        if head in text and (held := pattern.findall(text)):
            lengths[number] = lengths.get(number, 0) + sum(map(len, held))
    starts, ends = _words().starts, dict[int, int]()
    for place in _starting(text):
        for number, candidates in starts.get(text[place : place + 2], ()) + starts.get(text[place], ()):
            if ends.get(number, 0) <= place:
                for word in candidates:
                    if text.startswith(word, place):
                        ends[number] = place + len(word)
                        lengths[number] = lengths.get(number, 0) + len(word)
                        break
    return lengths


def _starting(text: str) -> list[int]:
    """Where a word of the list may begin."""
    words = _words()
    places = [place for place, pair in enumerate(map(add, text, text[1:])) if pair in words.starts]
    if words.singles.search(text):
        places = sorted({*places, *(match.start() for match in words.singles.finditer(text))})
    return places


def ruling(text: str) -> str:
    """The one area that a whole paper speaks of, or empty; what is other is never ruling."""
    points = dict(_together(PARTS.split(text)))
    whole = sum(points.values())
    best = max(AREAS[:-1], key=lambda name: points.get(name, 0.0))
    return best if whole and points.get(best, 0.0) > RULES * whole else ""


def area(own: str, near: str = "", item: str = "", block: str = "", topic: str = "", paper: str = "", ruled: str = "") -> str:
    """The area of a directive from its own words and from what it stands under; `ruled` is the area of the whole paper."""
    if mixed(own):
        return OTHER
    total: dict[str, float] = dict.fromkeys(AREAS, 0.0)
    for text, (name, weight, cap) in zip((own, near, item, block, topic, paper), WEIGHTS, strict=True):
        if found := scores(text, name != "own"):
            whole = max(cap, sum(points for _, points in found))
            for area_name, points in found:
                total[area_name] += weight * points * cap / whole
    if ruled:
        total[ruled] += BONUS
    best = max(total, key=total.__getitem__)
    return best if total[best] >= ENOUGH else OTHER


def mixed(text: str) -> bool:
    """Whether one act lists three areas or more beside one another."""
    return "、" in text and len([name for name, points in scores(text) if points >= 2 and name not in COMMON]) >= 3
