"""Spans of a text and what they need, as pure functions; offsets in code points, [start, end)."""
import re
from collections.abc import Iterable, Sequence
from datetime import date

Span = tuple[int, int]
LONGEST = 500  # code points: what still fits as the title of an item
EDGES = " \t\r\n\u3000，,；;。.、：:！!"
RHYTHMS = (
    ("weekly", re.compile(r"每周|每星期|周调度|一周一")),
    ("monthly", re.compile(r"每月|按月|月调度|一月一")),
    ("quarterly", re.compile(r"每季|按季|一季一")),
)
ALL_COUNTIES = re.compile(r"各(?:县|地|级|区)")
SURE = 0.9


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the marks and spaces at its edges; empty when nothing is left."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def places(text: str, words: str) -> list[Span]:
    """Where the words stand in the text, whatever line breaks and spaces lie between."""
    letters = [re.escape(char) for char in words if not char.isspace()]
    return [match.span() for match in re.finditer(r"\s*".join(letters), text)] if letters else []


def overlapping(span: Span, others: Iterable[Span]) -> list[Span]:
    """Those of the others that share a character with the span."""
    return [other for other in others if other[0] < span[1] and span[0] < other[1]]


def cut(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """The two parts of a span broken `at` code points after its start, each without marks at its edges."""
    middle = span[0] + at
    return trimmed(text, span[0], middle), trimmed(text, middle, span[1])


def parts_of(text: str, span: Span, parts: Sequence[str]) -> list[Span]:
    """Where the parts stand inside the span, one after the other; [] when one of them is not there."""
    found, start = [], span[0]
    for part in parts:
        here = next(iter(places(text[start:span[1]], part)), None)
        if here is None:
            return []
        found.append((start + here[0], start + here[1]))
        start = found[-1][1]
    return found


def cuts(text: str) -> list[int]:
    """Where a directive may well be broken: after each comma or semicolon inside it."""
    return [mark.end() for mark in re.finditer(r"[，；、]", text) if 1 < mark.end() < len(text) - 1]


def in_one_line(text: str) -> str:
    """The words without the breaks and spaces of the page."""
    return re.sub(r"\s*[\r\n]+\s*", "", text).strip()


def rhythm_of(words: str) -> str:
    """How often a report is due, if the words say so; else "once"."""
    return next((rhythm for rhythm, pattern in RHYTHMS if pattern.search(words)), "once")


def headline(text: str) -> str:
    """The first line, when it is no sentence."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= 60 and "。" not in line and "，" not in line else ""


def lacks(area: str, lead: int | None, term: str) -> list[str]:
    """What must be said before a directive can be accepted: the names of the fields."""
    return [name for name, there in (("area", area), ("lead", lead), ("due", term)) if not there]


def term_after(term: str, due: date | None, given: dict) -> tuple[str, date | None]:
    """What `term` and `due` become: a day, the usual limit, a duty that goes on, or nothing where each was taken back."""
    if given.get("due"):
        return "day", given["due"]
    if given.get("usual"):
        return "default", None
    if given.get("standing"):
        return "standing", None
    taken_back = {"due": "day", "usual": "default", "standing": "standing"}
    if "due" in given or term in {taken_back[name] for name in given}:
        return "", None
    return term, due
