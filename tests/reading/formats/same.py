"""What must be the same whatever file a paper comes in, and what is said of its place."""

import re
from typing import Any

from lastmile.reading import Reading, read
from tests.reading.formats.maker import Paper


def told(found: Reading) -> list[tuple[Any, ...]]:
    """The directives with all their labels; blanks are how a format breaks lines."""
    return [
        (bare(one.text), one.speaker, one.group, one.area, one.lead, one.assist, one.deadline, one.due_on, one.measure, one.actionable)
        for one in found.directives
    ]


def bare(text: str) -> str:
    """Words without blanks."""
    return re.sub(r"\s", "", text)


def plain(paper: Paper, dateline: str = "") -> list[tuple[Any, ...]]:
    """The directives of the paper as plain text."""
    text = "\n".join([paper.lines[0], dateline, *paper.lines[1:]]) if dateline else paper.text
    return told(read(text.encode(), "paper.txt"))


def places(found: Reading) -> list[tuple[str, dict[str, Any]]]:
    """Each directive with its place, and the places sound: in order, inside, apart."""
    end = 0
    for place in found.places:
        assert end <= place.start < place.end <= len(found.text)
        end = place.end
    return [(one.text, found.place_of(one.start, one.end) or {}) for one in found.directives]
