"""Words and their part of speech, for the passes that must know whether a clause begins with a verb."""

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from lastmile.reading import vocabulary

VERBAL = frozenset({"v", "vd", "vn", "vq", "ad", "d", "p", "zg"})
# Tags that the dictionary gives to verbs of office language it does not know (细化 as a noun).
MISTAKEN = frozenset({"x", "n", "nr", "nz"})
# Particles that the tagger calls adverbs but that open a statement of fact.
STATING = ("已", "曾", "仍", "正", "均", "都", "也", "还", "又", "才", "就", "很", "较", "将")

# Things counted or pointed to, which no act opens: (对明确推广的)12项举措.
COUNTED = re.compile(r"\d|[一二三四五六七八九十两]+[项个条类批处家件]|各|有关|相关")


@cache
def _tagger() -> Any:
    import rjieba  # 180 ms with its dictionary: paid once, by the first clause that a word list cannot decide

    return rjieba


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a clause with their part of speech (jieba's tags)."""
    return tuple(_tagger().tag(text))


def begins_with_verb(text: str) -> bool:
    """Whether a clause without a subject begins here: a verb, or adverbs that lead to one."""
    if not text or text.startswith(STATING):
        return False
    if vocabulary.head("verbs").match(text):
        return True
    word, kind = tagged(text[:12])[0]
    return kind in VERBAL and len(word) > 1


def begins_with_act(text: str) -> bool:
    """Whether a clause begins with a verb itself, not with an adverb or a preposition that a description may begin with too."""
    found = vocabulary.head("verbs").match(text)
    if found and found.group() not in _role("prepositions"):
        return True
    return bool(text) and tagged(text[:12])[0][1] in {"v", "vd", "vn"}


def has_act(text: str) -> bool:
    """Whether a clause that opens with 对 holds an act after its object: 对隐患逐一登记 does, 对逾期未改的 does not."""
    after = text.rpartition("的")[2]
    words = tagged(after)[0 if after != text else 1 :]
    if after == text and words and words[0][0] in _role("qualify"):
        words = words[2:]
    if after != text and COUNTED.match(after):
        return False
    acts = (word for word, kind in words if kind in {"v", "vd", "vn", "i", "l"} and not word.startswith(("每", "各", "一", "任何")))
    return any(word not in _nouns() and word not in _role("states") for word in acts)


def does(text: str) -> bool:
    """Whether the text holds a verb that takes a piece of work as its object: 开展行动, 推进工作."""
    return any(word in _role("does") for word, _ in tagged(text))


def has_second_verb(text: str) -> bool:
    """Whether a clause that opens with a frame (围绕, 通过) goes on to an act of its own."""
    rest = [pair for before, pair in pairwise(tagged(text)) if before[0] != "的"]
    placed = text.startswith(("在", "从", "于"))
    for place, (word, kind) in enumerate(rest):
        following = rest[place + 1][0] if place + 1 < len(rest) else ""
        if following in _role("doings") and word not in _role("does"):
            continue
        verbal = kind in ({"v", "vd", "vn"} if placed else {"v", "vd"}) or (kind in MISTAKEN and word not in _nouns())
        if verbal and following and not following.startswith(("的", "、")) and _is_act(word):
            return True
    return False


def holds_act(text: str) -> bool:
    """Whether any word of the text is an act of the word list, or a verb that is not in it."""
    return any((_is_act(word) or kind in {"v", "vn"}) and len(word) > 1 and word not in _nouns() for word, kind in tagged(text))


@cache
def _role(name: str) -> frozenset[str]:
    return frozenset(vocabulary.table("word_roles")[name])


@cache
def _acts() -> frozenset[str]:
    return frozenset(vocabulary.words("verbs")) - {"对", "以", "在", "为", "与", "从", "向", "于", "由", "就", "把", "将", "用"}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(vocabulary.words("verbal_units") + vocabulary.words("noun_like"))


def _is_act(word: str) -> bool:
    return word in _acts()
