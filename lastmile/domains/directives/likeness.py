"""How alike two duties are, from their words: plain functions, no database. Figures and the threshold: docs/adr/0013."""
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations, product

from lastmile.lib.chinese import is_traditional, narrow, simplify
from lastmile.reading import vocabulary
from lastmile.reading.words import tagged

ENOUGH = 0.65  # from here on the two are offered as the same duty
COMMON = 0.35  # weight of a word that stands in many duties, beside 1 for one that tells them apart
AREA, LEAD = (0.02, -0.08), (0.05, -0.1)  # what the same one adds, what another one takes
PLACE, ORDINAL, FIGURE, DAY = -0.5, -0.5, -0.15, -0.04  # what a difference takes
ORDINALS = frozenset({"季度", "号线", "号", "期"})
MOST = 4  # pairs by which a directive is looked for: six couples, each a look at the search index
SUBJECT = re.compile(
    r"(?:^|(?<=[，；。]))[由请]?(?:[^，；。]{1,24}?(?:[局委办]|部门|单位|公司|中心|政府|街道)|[^，；。]{2}[省市县区镇乡]|[各全][省市县区镇乡]{1,3})(?:负责)?(?:要|$)")
BODY = re.compile(r"[省市县区][\u4e00-\u9fff]{2,10}?局")
TIME = re.compile(
    r"(?:在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底)?(?:之?前|底|内)?|\d{1,2}日(?:之?前)?|(?:今年|明年|本月|下月|年)[底内](?:之?前)?|明年|今年")
NUMBER = re.compile(r"(\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[季号期]))(百分点|万亩|亿元|万元|人次|季度|号线|[%％件个部户人家处台条亩辆号期次])")
EMPTY = frozenset("的地得了着过在对把将由请和与及或从向为以要被所之等各并也都再就有是")
NAMED = re.compile(r"[^各全本我该\W\d][^\W\d各全市省县区乡校园景林矿片社小库灾疫辖发城返](?=[镇乡县区](?![域级别内分]))")


@dataclass(frozen=True)
class Duty:
    """What is compared: the words, and the evidence beside them."""

    text: str
    area: str = ""
    lead: int | None = None


@dataclass(frozen=True)
class Trace:
    """A text as it is compared: weighted pairs of characters, figures by their unit, days, places."""

    pairs: dict[str, float]
    figures: dict[str, frozenset[str]] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        return sum(self.pairs.values())


def alike(one: Duty, other: Duty) -> float:
    """From 0 to 1: whether both ask for the same thing. Words first; area, lead unit, figures and days for and against."""
    a, b = trace(one.text), trace(other.text)
    found = shared(a, b) + evidence(one.area, other.area, "other", AREA) + evidence(one.lead, other.lead, None, LEAD)
    found += differing(a, b) + DAY * apart(a.days, b.days) + PLACE * apart(a.places, b.places)
    return round(min(1.0, max(0.0, found)), 3)


def telling(text: str) -> list[tuple[str, str]]:
    """Two pairs of characters each, as the text writes them: an item of the same duty has one such couple at least.

    A pair that tells duties apart is in each; the common ones (整治, 检查) only beside one, where the text has few others.
    """
    weights = _pairs(without_bodies(re.sub(r"\s", "", text)))
    own = _spread([pair for pair, weight in weights.items() if weight == 1.0], MOST)
    more = _spread([pair for pair, weight in weights.items() if weight < 1.0], max(MOST - len(own), 0))
    return [*combinations(own, 2), *product(own, more)] or list(combinations(more, 2))


def _spread(pairs: list[str], most: int) -> list[str]:
    """So many of them, from all over the text."""
    return [pairs[place * len(pairs) // most] for place in range(most)] if len(pairs) > most else pairs


def shared(a: Trace, b: Trace) -> float:
    """The weight of what both say: of both together, and of the shorter one."""
    shorter, both = min(a.weight, b.weight), sum(weight for pair, weight in a.pairs.items() if pair in b.pairs)
    return 0.65 * (2 * both / (a.weight + b.weight)) + 0.35 * both / shorter if shorter > 1 else 0.0


def differing(a: Trace, b: Trace) -> float:
    """What figures of the same unit take that are not the same: the most of them counts."""
    units = [unit for unit in a.figures.keys() & b.figures.keys() if apart(a.figures[unit], b.figures[unit])]
    return min((ORDINAL if unit in ORDINALS else FIGURE for unit in units), default=0.0)


def apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both say something and agree in nothing."""
    return bool(some and others) and some.isdisjoint(others)


def evidence(one: object, other: object, says_nothing: object, counts: tuple[float, float]) -> float:
    """What the same, or another, value adds; nothing where one of them is not known."""
    if not one or not other or says_nothing in (one, other):
        return 0.0
    return counts[0] if one == other else counts[1]


@lru_cache(maxsize=8192)
def trace(text: str) -> Trace:
    """The text without width, script, filler, subject, time and figures; what it says in numbers apart."""
    plain = narrow(text)
    plain = simplify(plain) if is_traditional(plain) else plain
    plain = re.sub(r"[\s“”‘’《》]", "", plain.replace(",", "，").replace(";", "；"))
    plain = _synonyms().sub(lambda match: _stands_for()[match.group()], plain)
    figures: dict[str, set[str]] = {}
    for number, unit in NUMBER.findall(TIME.sub("", plain)):
        figures.setdefault(unit, set()).add(number)
    days = frozenset(words.strip("在前内之") for words in TIME.findall(plain))
    rest = NUMBER.sub("，", without_bodies(plain))
    return Trace(_pairs(rest), {unit: frozenset(found) for unit, found in figures.items()}, days, frozenset(NAMED.findall(plain)))


def without_bodies(text: str) -> str:
    """The words without who is to act, and until when."""
    return TIME.sub("，", BODY.sub("，", SUBJECT.sub("", text)))


def _pairs(text: str) -> dict[str, float]:
    """Pairs of characters within the words, with their weight; pairs across two words are noise."""
    common, found = _row("common"), dict[str, float]()
    for run in re.findall(r"[\u4e00-\u9fff]+", _filler().sub("，", text)):
        for word in _words(run):
            weight = COMMON if word in common else 1.0
            for place in range(len(word) - 1):
                pair = word[place:place + 2]
                found[pair] = max(found.get(pair, 0.0), COMMON if pair in common else weight)
    return found


def _words(run: str) -> Iterator[str]:
    """The words of a run; characters that stand alone one after the other are a word the dictionary does not know: 电诈, 河砂."""
    alone = ""
    for word, _kind in tagged(run):
        if len(word) == 1 and word not in EMPTY:
            alone += word
            continue
        yield from (alone, word)
        alone = ""
    yield alone


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(vocabulary.table("likeness")[name])


@cache
def _filler() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_row("filler"), key=len, reverse=True)))


@cache
def _stands_for() -> dict[str, str]:
    rows = vocabulary.table("likeness").items()
    return {word: name for name, words in rows if name not in ("filler", "common") for word in words}


@cache
def _synonyms() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_stands_for(), key=len, reverse=True)))
