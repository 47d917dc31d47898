"""Which area of work a directive belongs to: its own words, weighed with its item, its topic and its paper."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lastmile.reading import vocabulary

OTHER = "other"
# An act's own words count fully; what it stands under counts less, and never more than a long word would.
WEIGHTS = (("own", 1.0, 12), ("near", 1.1, 6), ("item", 0.2, 6), ("block", 0.1, 6), ("topic", 0.7, 6), ("paper", 0.7, 6))
# Names of bodies and of what was studied say nothing of the topic.
FORMAL = re.compile(
    r"[市县区省]委常委会|中共中央|政治局|党中央|国务院|"
    r"(?:思想|认识)[^，。\n]{0,6}统一到[^，。\n]*|重要(?:讲话|指示|批示|论述)[^，。\n]{0,8}|[严强][肃守明化](?:[\u3400-\u9fff]{0,4})纪律|追责问责|"
    r"12345|[^，。；\n]{0,6}热线[^，。；\n]{0,6}|信访诉求|"
    r"政治(?:站位|责任|自觉|意识|高度)|责任担当|担当作为|作风|党的[^，。\n]{0,12}(?:精神|全会)|二十[大届][^，。\n]{0,10}精神|"
    r"习近平[^，。\n]{0,40}?(?:精神|指示|讲话|论述|思想|要求)|学习贯彻|[县市区]?党委|党组书记"
)
# Who acts says little of what about: 市财政局, 教育、民政等部门.
BODIES = re.compile(
    r"[省市县区州镇](?:委)?[^由将对把要与和会同，、。；：（）“”]{1,10}?(?:局|委员会|办公室|集团|公司|(?<![党市县区省常])委(?!托|派))|"
    r"(?:^|(?<=[，；：。请由 ]))[^，。；：要对把将由]{2,26}?部门(?!内|间)"
)
# Areas whose words stand in every list of tasks without making it mixed.
COMMON = (OTHER, "party", "economy")
ENOUGH = 1.0
AREAS = ("epidemic", "safety", "storms", "petitions", "order", "publicity", "projects", "economy", "party", OTHER)
WEAK = 0.3
RULES = 0.5
BONUS = 3.0


@dataclass(frozen=True)
class Row:
    """A row of the list: its area, what its words count, and those of its entries that are expressions."""

    area: str
    factor: float
    patterns: re.Pattern[str] | None


@cache
def _rows() -> tuple[Row, ...]:
    rows = vocabulary.table("areas").items()
    return tuple(Row(key.removesuffix(" weak"), WEAK if key.endswith(" weak") else 1.0, _compiled(words)) for key, words in rows)


def _compiled(entries: tuple[str, ...]) -> re.Pattern[str] | None:
    expressions = [entry for entry in entries if not entry.isalnum()]
    return re.compile("|".join(expressions)) if expressions else None


@cache
def _words() -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """The plain words of each row, the longest first, by the two characters that they begin with."""
    found: dict[str, dict[int, list[str]]] = {}
    for number, words in enumerate(vocabulary.table("areas").values()):
        for word in sorted(filter(str.isalnum, words), key=len, reverse=True):
            found.setdefault(word[:2], {}).setdefault(number, []).append(word)
    return {start: tuple((number, tuple(words)) for number, words in rows.items()) for start, rows in found.items()}


@lru_cache(maxsize=8192)
def scores(text: str, around: bool = False) -> dict[str, float]:
    """How many characters of the text speak of each area; longer words say more, places and persons less, who acts nothing.

    What stands `around` an act is first freed of the names of what was studied; it is weighed word by word between spaces.
    """
    if around and " " in text:
        points: dict[str, float] = dict.fromkeys(AREAS, 0.0)
        for part in text.split(" "):
            for area_name, count in scores(part, around=True).items():
                points[area_name] += count
        return points
    text = BODIES.sub("", text)
    return _weighed(FORMAL.sub("", text) if around else text)


@lru_cache(maxsize=8192)
def _weighed(text: str) -> dict[str, float]:
    points: dict[str, float] = dict.fromkeys(AREAS, 0.0)
    rows = _rows()
    for number, length in _lengths(text).items():
        points[rows[number].area] += rows[number].factor * length
    return points


def _lengths(text: str) -> dict[int, int]:
    """For each row of the list that has a word in the text, how many characters its words cover."""
    words = _words()
    lengths = {number: sum(map(len, pattern.findall(text))) for number, pattern in _expressions()}
    ends: dict[int, int] = {}
    for place, char in enumerate(text):
        for number, candidates in words.get(text[place : place + 2], ()) + words.get(char, ()):
            if ends.get(number, 0) <= place:
                for word in candidates:
                    if text.startswith(word, place):
                        ends[number] = place + len(word)
                        lengths[number] = lengths.get(number, 0) + len(word)
                        break
    return lengths


@cache
def _expressions() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((number, row.patterns) for number, row in enumerate(_rows()) if row.patterns)


def ruling(text: str) -> str:
    """The one area that a whole paper speaks of, or empty; what is other is never ruling."""
    points = scores(re.sub(r"[，。；：\n]", " ", text), around=True)
    whole = sum(points.values())
    best = max(AREAS[:-1], key=lambda name: points[name])
    return best if whole and points[best] > RULES * whole else ""


def area(own: str, near: str = "", item: str = "", block: str = "", topic: str = "", paper: str = "", ruled: str = "") -> str:
    """The area of a directive from its own words and from what it stands under; `ruled` is the area of the whole paper."""
    if mixed(own):
        return OTHER
    texts = {"own": own, "near": near, "item": item, "block": block, "topic": topic, "paper": paper}
    total: dict[str, float] = dict.fromkeys(AREAS, 0.0)
    for name, weight, cap in WEIGHTS:
        found = scores(texts[name], around=name != "own")
        whole = max(cap, sum(found.values()))
        for area_name, points in found.items():
            total[area_name] += weight * points * cap / whole
    if ruled:
        total[ruled] += BONUS
    best = max(total, key=lambda name: total[name])
    return best if total[best] >= ENOUGH else OTHER


def mixed(text: str) -> bool:
    """Whether one act lists three areas or more beside one another."""
    named = [name for name, points in scores(text).items() if points >= 2 and name not in COMMON]
    return len(named) >= 3 and "、" in text
