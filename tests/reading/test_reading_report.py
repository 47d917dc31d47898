"""The real report that the project began with: outside the repository, tested where it is present."""

import os
from collections import Counter
from pathlib import Path

import pytest

from lastmile.reading import Reading, read
from tests.reading.papers import ROOT

PATH = Path(os.environ.get("LASTMILE_REPORT", ROOT.parent / "shared" / "inputs" / "meeting-report.txt"))
pytestmark = pytest.mark.skipif(not PATH.exists(), reason="the real report is not here")


@pytest.fixture(scope="module")
def report() -> Reading:
    return read(PATH.read_bytes(), PATH.name)


def test_both_speakers_and_six_ordinals_are_found(report: Reading) -> None:
    assert len({one.speaker for one in report.directives}) == 2
    assert {one.group for one in report.directives} >= {"一要", "二要", "三要", "四要", "五要", "六要"}


def test_each_ordinal_has_its_area(report: Reading) -> None:
    areas = {}
    for group in ("一要", "二要", "三要", "四要", "五要", "六要"):
        areas[group] = Counter(one.domain for one in report.directives if one.group == group).most_common(1)[0][0]
    assert list(areas.values()) == ["epidemic", "safety", "petitions", "order", "publicity", "projects"]


def test_the_lead_and_the_attendance_give_none(report: Reading) -> None:
    lines = report.text.splitlines(keepends=True)
    lead, last = len(lines[0]), len(report.text) - len(lines[-1])
    assert not any(one.start < lead or one.start >= last for one in report.directives)


def test_the_meeting_is_found(report: Reading) -> None:
    meeting = report.meeting
    assert len(meeting.convenor) == 3
    assert len(meeting.attendees) == 10  # the mayor and nine leaders
    assert meeting.venues and len(meeting.conveys) == 2
