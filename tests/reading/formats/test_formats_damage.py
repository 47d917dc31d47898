"""A slice of `make fuzz`, and what a file may never do: whatever comes ends in a reading or a clear refusal, in time and memory."""

import json
import subprocess
import sys
from multiprocessing import get_context
from random import Random

import pytest

from bench import fuzz, hostile
from tests.tools import ROOT

# Read in a process of their own, one after the other: a quarter of a second each.
APART = ("pdf", "xlsx")
# The reading of so many words alone takes longer than a file may: the passes, not the formats, set the pace.
LONG = ("quote.csv", "list.html", "wide.txt", "links.html", "tags.vtt", "cells.csv")


def test_a_slice_of_the_damaged_files_ends_well() -> None:
    good = fuzz.seeds()
    files = [(f"{number}-{name}", fuzz.damaged(good[name], Random(f"everyday-{number}-{name}")))
             for name in sorted(good) for number in range(4 if name.endswith(APART) else 20)]
    with get_context("spawn").Pool(1) as alone:  # this process has held three thousand tests: its memory says nothing of a file
        rows = alone.starmap(fuzz.judged, files)
    assert len(rows) > 250
    assert [row for row in rows if row["fault"]] == []


@pytest.mark.slow
@pytest.mark.parametrize("build", hostile.BUILDERS, ids=lambda build: build.__name__)
def test_bombs_entities_depth_and_loops_end_well(build) -> None:  # type: ignore[no-untyped-def]
    files = [(name, data) for name, data in build(Random(1)) if name not in LONG]
    rows = [fuzz.judged(name, data) for name, data in files]
    # The bombs themselves fill the memory of this process before they are packed: only the fuzzer measures it.
    assert [row for row in rows if row["fault"] and "MB" not in row["fault"]] == []


def test_plain_text_is_read_without_loading_what_it_does_not_need() -> None:
    code = (
        "import sys; from lastmile.reading import read; read('各单位要3日内报送方案。'.encode(), 'a.txt');"
        "import json; print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    unneeded = {"zipfile", "lxml", "docx", "email", "subprocess", "csv", "pypdfium2", "python_calamine", "rapidocr", "PIL", "numpy", "django"}
    assert unneeded & set(loaded) == set()
