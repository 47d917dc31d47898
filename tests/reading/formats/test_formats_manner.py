"""A file that is read apart: who watches hears how far it is and can end it; in a hurry, what may take long is put off."""

import os
import subprocess

import pytest

from lastmile.reading import Unreadable, read
from lastmile.reading.formats import apart
from lastmile.reading.formats.manner import LATER, manner
from tests.reading.formats import maker

PAPER = maker.PAPERS[-1]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LOOK", 0.01)


def test_who_watches_hears_how_many_pages_are_read(often: None) -> None:
    long = maker.Paper("long", PAPER.lines[:1] + PAPER.lines[3:] * 400)
    told: list[tuple[int, int]] = []
    with manner(lambda done, total: told.append((done, total))):
        assert read(maker.reportlab(long), "a.pdf").text
    pages = [said for said in told if said[1]]
    assert told[0] == (0, 0) and pages == sorted(pages) and pages[-1][0] < pages[-1][1]


def test_what_who_watches_raises_ends_the_other_process(often: None, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: object, **more: object) -> None:
            super().__init__(*given, **more)  # type: ignore[call-overload]
            begun.append(self.pid)

    monkeypatch.setattr(apart.subprocess, "Popen", Noted)

    def enough(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with manner(enough), pytest.raises(KeyboardInterrupt):
        read(maker.sheet(PAPER.table, PAPER.lines[0]), "a.xlsx")
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)


@pytest.mark.parametrize(("data", "name"), [
    (maker.archive(PAPER), "a.zip"), (b"{\\rtf1 words}", "a.rtf"), (b"x" * (1 << 20) + b"x", "a.txt"),
], ids=["archive", "another program", "large"])
def test_in_a_hurry_what_may_take_long_is_put_off(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    with manner(hurry=True), pytest.raises(Unreadable) as no:
        read(data, name)
    assert no.value.code == LATER


def test_in_a_hurry_the_usual_files_are_read_at_once() -> None:
    with manner(hurry=True):
        assert all(read(data, name).directives for data, name in (
            (PAPER.text.encode(), "a.txt"), (maker.docx(PAPER), "a.docx"), (maker.reportlab(PAPER), "a.pdf")))
