"""A new domain is one folder and one settings line: every interface then offers its action, and every loop covers it."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOOPS = ("tests/kernel/test_every_action.py", "tests/interfaces/api/test_every_interface.py")


@pytest.mark.slow
def test_a_domain_of_one_folder_is_covered_by_the_loops_over_the_registry(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "lamp.take or has_an_example", *LOOPS]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.domains.toy_settings", "LASTMILE_TEST_DATA": ""}
    environment.pop("LASTMILE_DATA", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert int(done.stdout.split(" passed")[0].split()[-1]) >= 5
