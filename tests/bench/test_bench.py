"""A tiny run of what `make bench` does: the seeded city is true, and every kind of measurement works on it."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SIZE = "200"
VERIFY = """
from bench import places
with places.inside(200):
    from lastmile.kernel.act import verify
    print([str(fault) for fault in verify()])
    with places.owner() as link:
        print(link.execute("select count(*) from kernel_item where is_open").fetchone()[0] > 0,
              link.execute("select count(*) from kernel_entry where subject like 'item:%'").fetchone()[0],
              link.execute("select sum(n)::int from kernel_tally t join kernel_unit u on u.id = t.unit_id where u.parent_id is null").fetchone()[0])
"""
COUNT = """
from bench import places
with places.inside(200), places.owner() as link:
    print(link.execute("select count(*) from kernel_item").fetchone()[0])
"""


def run(folder: Path, *given: str) -> str:
    """What a process of the bench prints, working in this folder."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LASTMILE_", "DJANGO_"))}
    done = subprocess.run([sys.executable, *given], cwd=ROOT, env=environ | {"LASTMILE_BENCH_DATA": str(folder)}, capture_output=True, text=True,
                          timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    run(folder, "-m", "bench.seed", SIZE)
    return folder


@pytest.mark.slow
def test_the_journal_of_a_seeded_city_is_whole_and_its_board_counts_every_item(seeded):
    faults, counts = run(seeded, "-c", VERIFY).split("\n")
    assert faults == "[]"
    assert counts == "True 600 200"


@pytest.mark.slow
def test_every_page_and_the_action_are_measured_over_http(seeded):
    found = json.loads(run(seeded, "-m", "bench.http", SIZE, "10", "1").rpartition("\n")[2])
    assert len(found) == 13
    assert all(m["p50"] > 0 and m["rate"] > 0 and m["errors"] == 0 for m in found.values())


@pytest.mark.slow
def test_a_sheet_and_a_workbook_are_measured_and_leave_the_city_as_it_was(seeded):
    found = json.loads(run(seeded, "-m", "bench.many", SIZE, "50", "book").rpartition("\n")[2])
    assert found["sheet"]["rate"] > 0 and found["sheet"]["of_bare"] > 0 and found["workbook"]["rows"] == 50
    assert run(seeded, "-c", COUNT) == SIZE


@pytest.mark.slow
def test_the_parts_of_a_request_are_told(seeded):
    found = json.loads(run(seeded, "-m", "bench.split", SIZE, "8").rpartition("\n")[2])
    assert {"token and actor", "commit"} <= set(found["action by API (item.progress)"])


@pytest.mark.slow
def test_under_load_with_its_parts_killed_nothing_is_lost(tmp_path):
    said = run(tmp_path, "-m", "bench.soak", "--minutes", "0.3")
    figures = dict(line.rsplit(maxsplit=1) for line in said.splitlines() if line.startswith(("fault", "killed", "acknowledged")))
    assert figures["killed: web process"] == figures["killed: worker"] == "1" and int(figures["acknowledged acts"]) > 0
    assert {value for name, value in figures.items() if name.startswith("fault")} == {"0"}
