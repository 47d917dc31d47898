"""Pass 3: the shadow cut into paragraphs, sentences and clauses; quotes and brackets are never cut inside."""

import re
from collections.abc import Iterator
from typing import NamedTuple

ENDS = frozenset("。！？")
BREAKS = frozenset("，；：")
PAIRS = {"“": "”", "《": "》", "（": "）", "【": "】", "‘": "’", "[": "]"}
# A quote longer than this was never closed: cut inside it rather than swallow the paper.
# An item that a crawl has put on the line of the item before it.
ORDINAL = re.compile(r" +(?=（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|[①-⑳●■◆]|——)")
LONGEST_QUOTE = 60
SPACES = re.compile(" +")
MARK = re.compile("[" + re.escape("".join([*ENDS, *BREAKS, *PAIRS, " ", "."])) + "]")


class Piece(NamedTuple):
    """A clause as punctuation gives it: offsets in the shadow, its paragraph, sentence and semicolon group."""

    start: int
    end: int
    text: str
    paragraph: int
    sentence: int
    group: int
    stop: str  # the mark that ends it, or empty at the end of a line


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that has words."""
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.span()


def pieces(text: str, start: int, end: int, paragraph: int, sentence: int) -> list[Piece]:
    """The clauses of one paragraph; sentences are numbered on from the number given."""
    found: list[Piece] = []
    group = 0
    left = start
    for place, stop in _cuts(text, start, end):
        piece = _piece(text, left, place, paragraph, sentence, group, stop)
        if piece:
            found.append(piece)
        left = place + len(stop)
        if stop in ENDS or stop in (".", " "):
            sentence, group = sentence + 1, 0
        elif stop == "；":
            group += 1
    return found


def _piece(text: str, left: int, right: int, paragraph: int, sentence: int, group: int, stop: str) -> Piece | None:
    raw = text[left:right]
    left += len(raw) - len(raw.lstrip(" \t”’》"))
    right -= len(raw) - len(raw.rstrip(" \t"))
    if left >= right:
        return None
    return Piece(left, right, text[left:right], paragraph, sentence, group, stop)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Places of the marks that cut, with the mark; the end of the line comes last with an empty mark."""
    place = start
    while found := MARK.search(text, place, end):
        place, char = found.start(), found.group()
        if char in PAIRS:
            close = text.find(PAIRS[char], place, min(end, place + LONGEST_QUOTE + 2))
            lost = char == "“" and text.find(char, place + 1, max(close, 0)) > 0
            place = close if close > 0 and not lost else place
        elif char == " ":
            run = SPACES.match(text, place, end)
            if run and ORDINAL.match(text, run.end() - 1):
                yield from ((at, " ") for at in range(place, run.end()))
            place = run.end() - 1 if run else place
        elif char != "." or _is_full_stop(text, place):
            yield place, char
        place += 1
    yield end, ""


def _is_full_stop(text: str, place: int) -> bool:
    """Whether a dot ends a Chinese sentence, as some crawls print it: after a character, before a space or another."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(before) and (before > "\u3400" or before in "%”）") and not (after.isascii() and after.isalnum())
