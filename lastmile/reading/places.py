"""Where a span of the text stands in the file that it was read from."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = Sequence[float]


@dataclass(frozen=True, slots=True)
class Place:
    """A run of the text and where it stands: paragraph; page and box; sheet and cell; time; a member's file in front.

    Paragraphs are counted where they have words, tables, rows and columns from one; a box is left, top, right, bottom in points (pixels of a
    picture) from the upper left corner of the page as it is shown.
    """

    start: int
    end: int
    where: Mapping[str, Any]


def place_of(places: Sequence[Place], start: int, end: int) -> dict[str, Any] | None:
    """The place of a span: where it begins, and how far it goes. None when no part of it has a place."""
    first = max(bisect_right(places, start, key=lambda place: place.start) - 1, 0)
    inside = []
    for place in places[first:]:
        if place.start >= end:
            break
        if place.end > start:
            inside.append(place.where)
    return _joined(inside) if inside else None


def _joined(inside: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One place for all runs of a span: boxes of a page united, the last paragraph and the end of the time kept."""
    found = dict(inside[0])
    last = inside[-1]
    if "box" in found:
        found |= _boxes(inside)
    if "until" in found:
        found["until"] = last.get("until", found["until"])
    for key in ("paragraph", "line"):
        if key in found and last.get(key, found[key]) != found[key]:
            found["last"] = last[key]
    return found


def _boxes(inside: list[Mapping[str, Any]]) -> dict[str, Any]:
    pages: dict[int, Box] = {}
    for where in inside:
        if "box" in where:
            page, box = where["page"], where["box"]
            pages[page] = _union(pages[page], box) if page in pages else box
    (page, box), *more = pages.items()
    also = [{"page": other, "box": list(held)} for other, held in more]
    return {"page": page, "box": list(box)} | ({"also": also} if also else {})


def _union(one: Box, two: Box) -> Box:
    return (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
