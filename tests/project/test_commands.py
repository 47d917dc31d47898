"""The table of commands: each can be found, says what it is for, and helps without a database."""
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from lastmile.project import main
from lastmile.project.main import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_and_a_line_of_what_it_is_for(name):
    command = COMMANDS[name]
    assert find_spec(command.where.split(":")[0]) and command.says and command.says in main.overview()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_without_a_database(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LASTMILE_DATA", str(tmp_path / "data"))
    try:
        status = main.main([name, "--help"])
    except SystemExit as ended:
        status = ended.code
    assert status == 0 and f"lastmile {name}" in capsys.readouterr().out
    assert not (tmp_path / "data").exists()


def test_an_unknown_command_is_told_with_those_there_are(capsys):
    assert main.main(["upp"]) == 2
    assert "upp" in (says := capsys.readouterr().err) and "backup" in says


def test_help_and_reading_a_paper_do_without_django(tmp_path):
    paper = tmp_path / "纪要.txt"
    paper.write_text("市应急管理局要在6月30日前完成隐患排查。", "utf-8")
    for arguments in (["--help"], ["read", str(paper)]):
        code = (f"import sys; from lastmile.project.main import main; main({arguments!r}); "
                "sys.exit('django' in sys.modules or 'psycopg' in sys.modules)")
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        assert subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, cwd=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == [paper]
