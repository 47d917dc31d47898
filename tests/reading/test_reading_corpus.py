"""The corpus as a floor: figures may rise, they may not fall; every span is literal."""

import json
from functools import cache
from pathlib import Path

import pytest

from lastmile.reading import Reading, read, uncovered
from lastmile.reading.scoring import ALL, evaluate
from tests.reading.papers import CORPUS

PAPERS = sorted((CORPUS / "texts").glob("*.txt"))
GOLD = (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()


@cache
def reading_of(path: Path) -> Reading:
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_span_is_literal_and_in_range(path: Path) -> None:
    found = reading_of(path)
    for one in found.directives:
        assert 0 <= one.start < one.end <= len(found.text)
        assert found.text[one.start : one.end] == one.text
    assert all(0 <= start < end <= len(found.text) for start, end in found.clauses)
    assert uncovered(found, [(0, len(found.text))]) == []


@cache
def figures() -> dict[str, dict[str, float]]:
    return evaluate(CORPUS, lambda path: reading_of(path).to_json()["directives"])


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    return {name: found[name] for name in floors if found[name] < floors[name]}


def test_meeting_reports_keep_their_floors() -> None:
    floors = {"F1": 0.965, "P": 0.96, "R": 0.965, "actionable": 0.96, "domain": 0.945, "units_F1": 0.88}
    assert below(figures()["meeting_news"], floors | {"speaker": 0.99, "group": 0.99, "deadline_F1": 0.98}) == {}


def test_all_papers_keep_their_floors() -> None:
    floors = {"F1": 0.95, "actionable": 0.965, "domain": 0.92, "speaker": 0.985, "group": 0.98, "units_F1": 0.915, "deadline_exact": 0.98}
    assert below(figures()[ALL], floors) == {}


@pytest.mark.parametrize("genre", sorted({json.loads(line)["genre"] for line in GOLD}))
def test_no_genre_is_read_worse_than_the_worst_may_be(genre: str) -> None:
    assert figures()[genre]["F1"] >= 0.85
