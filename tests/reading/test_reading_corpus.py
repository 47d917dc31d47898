"""The corpus as a floor: figures may rise, they may not fall; every span is literal."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from lastmile.reading import Reading, read, uncovered
from tests.reading.papers import CORPUS

PAPERS = sorted((CORPUS / "texts").glob("*.txt"))
NEWS = [path.stem for path in PAPERS if path.stem.startswith("news")]


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


def score(folder: Path, ids: list[str]) -> dict[str, float]:
    predicted = folder / "predicted.jsonl"
    rows = [reading_of(CORPUS / "texts" / f"{name}.txt").to_json() for name in ids]
    predicted.write_text(
        "\n".join(json.dumps({"id": row["id"], "directives": row["directives"]}) for row in rows), encoding="utf-8"
    )
    command = [
        sys.executable,
        str(CORPUS / "score.py"),
        str(CORPUS / "gold.jsonl"),
        str(predicted),
        "--json",
        "--ids",
        ",".join(ids),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(shown)["ALL"])


def test_meeting_reports_keep_their_floors(tmp_path: Path) -> None:
    figures = score(tmp_path, NEWS)
    floors = {"F1": 0.95, "P": 0.945, "R": 0.945, "actionable": 0.96, "domain": 0.94, "units_F1": 0.81}
    floors |= {"speaker": 0.99, "group": 0.99, "deadline_F1": 0.98}
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}
    assert min(figures["F1"], figures["actionable"], figures["domain"]) >= 0.85


def test_the_other_papers_keep_their_floors(tmp_path: Path) -> None:
    figures = score(tmp_path, [path.stem for path in PAPERS])
    floors = {"F1": 0.93, "actionable": 0.96, "domain": 0.885, "speaker": 0.985, "units_F1": 0.795, "deadline_F1": 0.94}
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}
