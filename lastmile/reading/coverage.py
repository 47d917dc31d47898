"""Two-way coverage: which clauses of a paper no directive covers."""

from collections.abc import Iterable

from lastmile.reading.model import Clause, Reading
from lastmile.reading.roles import HEAD, NOTE, TAIL


def uncovered(reading: Reading, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses that no span covers, without what is clearly no order; a purpose is covered with its act."""
    taken = list(spans)
    parts = reading.parts
    covered = [any(start < part.end and part.start < end for start, end in taken) for part in parts]
    for place, part in enumerate(parts):
        if part.role == TAIL and place and _same(parts[place - 1], part):
            covered[place] = covered[place] or covered[place - 1]
    for place in range(len(parts) - 2, -1, -1):
        if parts[place].role == HEAD and _same(parts[place], parts[place + 1]):
            covered[place] = covered[place] or covered[place + 1]
    return [(part.start, part.end) for part, done in zip(parts, covered, strict=True) if not done and part.role != NOTE]


def _same(left: Clause, right: Clause) -> bool:
    return left.sentence == right.sentence
