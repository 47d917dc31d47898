"""`lastmile read`: a table for people, JSON for programs, a sentence for what cannot be read; at once."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from lastmile.interfaces.cli.read import main
from lastmile.lib.chinese import display_width
from tests.reading.papers import REPORT, ROOT


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_table_names_the_meeting_and_every_directive(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(paper)]) == 0
    shown = capsys.readouterr().out
    assert "主持：周明远" in shown and "石桥镇要于5个工作日内报送整改方案" in shown and "2026-03-13" in shown


def test_columns_stand_under_one_another(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(paper)])
    lines = capsys.readouterr().out.splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("----"))
    places = {display_width(line[: line.index("周明远")]) for line in lines[rule + 1 :] if "  周明远  " in line}
    assert len(places) == 1


def test_json_is_one_object_a_file_with_every_field(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", str(paper), str(paper)]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == second
    assert set(first) == {"id", "text", "genre", "meeting", "directives"} and first["id"] == "report" and first["genre"] == "report"
    assert set(first["meeting"]) == {"title", "issued_on", "convenor", "attendees", "venues", "conveys"}
    assert set(first["directives"][0]) == {
        "start", "end", "text", "plain", "speaker", "group", "domain", "lead", "assist", "units", "deadline", "due_on", "measure", "actionable",
        "confidence", "place",
    }
    assert first["directives"][0]["place"] == {"line": 5}


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "空的"), (b"%PDF-1.4", "PDF"), ("机密★1年\n通知".encode(), "涉密")]
)
def test_what_cannot_be_read_goes_to_the_error_channel(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(content)
    assert main([str(path)]) == 1
    shown = capsys.readouterr()
    assert words in shown.err and shown.out == ""


def test_a_missing_file_says_so_and_the_others_are_read(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(paper.with_name("none.txt")), str(paper)]) == 1
    shown = capsys.readouterr()
    assert "打不开" in shown.err and "周明远" in shown.out


def test_it_starts_within_a_second_and_without_django(paper: Path) -> None:
    code = (
        f"import sys; from lastmile.interfaces.cli.read import main; main([{str(paper)!r}]); "
        "assert 'django' not in sys.modules"
    )
    took = []
    while len(took) < 3 and min(took, default=1.0) >= 1.0:  # the best of three: what else runs on the machine is not ours
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        took.append(time.monotonic() - began)
        assert done.returncode == 0, done.stderr
    assert min(took) < 1.0


def test_what_was_left_out_of_an_archive_is_told_on_the_error_channel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", REPORT)
        archive.writestr("b.xyz", "?")
    assert main([str(path)]) == 0
    shown = capsys.readouterr()
    assert "b.xyz" in shown.err and "石桥镇" in shown.out
