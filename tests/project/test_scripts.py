"""The scripts by which everybody checks, as an office's technician and as the build machine meet them."""
import os
import shutil
import subprocess

import pytest

from tests.tools import ROOT


@pytest.fixture
def run(tmp_path):
    """scripts/test with stand-ins for what it calls: no Chromium is to be had, and pytest ends as told."""
    scripts, python = tmp_path / "scripts", tmp_path / ".venv/bin/python"
    scripts.mkdir()
    python.parent.mkdir(parents=True)
    shutil.copy(ROOT / "scripts/test", scripts / "test")
    for path, words in ((scripts / "setup", "exit 0"), (scripts / "browser", "exit ${NO_BROWSER:-1}"), (python, "echo tested; exit ${ENDS:-0}")):
        path.write_text(f"#!/bin/sh\n{words}\n")
        path.chmod(0o755)

    def ran(**environ: str) -> subprocess.CompletedProcess:
        clean = {name: value for name, value in os.environ.items() if name != "CI"}
        return subprocess.run([scripts / "test"], env=clean | environ, capture_output=True, text=True)
    return ran


def test_the_build_machine_does_not_pass_what_no_browser_has_seen(run):
    done = run(CI="true")
    assert done.returncode == 1 and "tested" not in done.stdout and "Chromium" in done.stderr


def test_at_a_desk_it_says_at_the_end_what_was_not_run(run):
    done = run()
    assert done.returncode == 0 and "tested" in done.stdout and "were not run" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("browser", ["0", "1"])
def test_a_failed_test_is_a_failure_with_or_without_a_browser(browser, run):
    done = run(ENDS="3", NO_BROWSER=browser)
    assert done.returncode == 3 and ("were not run" in done.stderr) == (browser == "1")
    assert run(CI="true", NO_BROWSER="0").returncode == 0
