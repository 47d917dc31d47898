"""`make fuzz`: damaged and hostile papers from a fixed seed; each must end in time and memory, in a reading or a clear refusal."""

import argparse
import io
import json
import os
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import gettempdir
from typing import Any

from lastmile.reading import Reading, Unreadable, read

from . import hostile

COUNT, SEED = 20_000, 20260306
SECONDS, MEMORY = 10.0, 500
RESULTS = Path(__file__).parent / "results"


def seeds(chosen: str = "") -> dict[str, bytes]:
    """Good files of each format, by name."""
    from tests.reading.formats import maker, pages

    paper, tasks = maker.corpus("sup01"), maker.PAPERS[-1]
    files = {
        "a.txt": paper.text.encode(), "gb.txt": paper.text.encode("gb18030"), "big.txt": maker.corpus("trad01").text.encode("big5", "ignore"),
        "a.docx": maker.docx(paper), "tasks.docx": maker.docx(tasks), "a.xlsx": maker.sheet(tasks.table, "分解表"),
        "a.srt": maker.cues(paper, "srt").encode(),
        "a.vtt": maker.cues(paper, "vtt").encode(), "a.pdf": maker.typst(paper), "tasks.pdf": maker.typst(tasks), "r.pdf": maker.reportlab(paper),
        "a.csv": "\n".join(",".join(row) for row in tasks.table).encode(), "a.eml": maker.mail(paper, tasks), "a.zip": maker.archive(paper, tasks),
    }
    files |= {f"{name}.html": make(paper.lines[0], list(paper.lines[1:])).encode() for name, make in list(pages.SITES.items())[:3]}
    return {name: data for name, data in files.items() if not chosen or name.rpartition(".")[2] in chosen.split(",")}


def damaged(data: bytes, random: Random) -> bytes:
    """The file after something has happened to it; archives are also damaged inside and closed again."""
    if data.startswith(b"PK") and random.random() < 0.6:
        return _inside(data, random)
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(WAYS)(data, random)
    return data


def _inside(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(members))
    content = members[name]
    assert isinstance(content, bytes)
    members[name] = random.choice(WAYS)(content, random)
    if random.random() < 0.1:
        del members[random.choice(sorted(members))]
    return hostile.packed(members)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20, 200)) if data else 0):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _blank(data: bytes, random: Random) -> bytes:
    start, length = random.randrange(len(data) + 1), random.randrange(1, 600)
    return data[:start] + bytes(min(length, len(data) - start)) + data[start + length :]


def _move(data: bytes, random: Random) -> bytes:
    start, end, to = sorted(random.randrange(len(data) + 1) for _ in range(3))
    return data[:start] + data[end:to] + data[start:end] + data[to:]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    part = data[start : start + random.randrange(1, 400)]
    return data[:start] + part * random.choice((2, 10, 300)) + data[start:]


def _noise(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.randbytes(random.randrange(1, 300)) + data[start:]


def _number(data: bytes, random: Random) -> bytes:
    """A number in it becomes one that nobody expects."""
    found = list(re.finditer(rb"\d+", data[:200_000]))
    if not found:
        return data
    match = random.choice(found)
    return data[: match.start()] + random.choice((b"0", b"-1", b"99999999", b"4294967296", b"1e309")) + data[match.end() :]


WAYS = (_cut, _flip, _blank, _move, _repeat, _noise, _number)


def inputs(count: int, seed: int, kinds: str = "") -> Iterator[tuple[str, bytes]]:
    """The hostile files, and damaged ones up to the number."""
    files = [] if kinds else hostile.all_files(Random(seed))
    yield from files
    del files[:]
    good = seeds(kinds)
    names = sorted(good)
    for number in range(max(0, count - (0 if kinds else len(files)))):
        random = Random(f"{seed}-{number}")
        name = names[number % len(names)]
        yield f"{number}-{name}", damaged(good[name], random)


def judged(name: str, data: bytes) -> dict[str, Any]:
    """How the reading of one file ended: what was wrong is in "fault"."""
    _reset_peak()
    began = time.monotonic()
    fault = ""
    try:
        end = told(read(data, name))
        fault = end.removeprefix("read") if end != "read" else ""
    except Unreadable as refusal:
        end = "refused: " + refusal.code
        fault = "" if refusal.says.endswith("。") else "a refusal without a sentence"
    except BaseException as error:  # noqa: BLE001  whatever comes is the finding
        end, fault = "crash", f"{type(error).__name__}: {error}"[:200]
    took, peak = time.monotonic() - began, _peak()
    fault = fault or (f"{took:.1f} s" if took > SECONDS else "") or (f"{peak} MB" if peak > MEMORY else "")
    return {"name": name, "end": end.partition(" ")[0] if end.startswith("read") else end, "fault": fault, "took": took, "peak": peak}


def told(found: Reading) -> str:
    """`read`, or what of the reading is not in the text."""
    bare = re.sub(r"\s", "", found.text)
    for one in found.directives:
        if found.text[one.start : one.end] != one.text or not one.text.strip():
            return f"read a directive that is no span of the text: {one.text[:40]}"
        if one.deadline and re.sub(r"\s", "", one.deadline) not in bare:
            return f"read a time that is not in the text: {one.deadline[:40]}"
        if strange := [unit for unit in one.units if re.sub(r"\s", "", unit) not in bare]:
            return f"read a unit that is not in the text: {strange[0][:40]}"
    ends = [0, *(place.end for place in found.places)]
    if any(place.start < end or place.end > len(found.text) for place, end in zip(found.places, ends, strict=False)):
        return "read places that overlap or lie outside"
    return "read"


def _reset_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass


def _peak() -> int:
    """Megabytes of this process at most since the reset; what a process apart may use is bounded by its limits."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024 if found else 0


def guard(event: str, given: tuple[Any, ...]) -> None:
    """No connection, and nothing written outside the folder of temporary files."""
    if event == "socket.connect":
        raise AssertionError(f"connects to {given[1]}")
    if event == "open" and isinstance(given[0], str) and given[1] and set(given[1]) & set("wax+"):
        path = os.path.abspath(given[0])
        if not path.startswith((gettempdir(), "/proc/", "/dev/null")):
            raise AssertionError(f"writes {path}")


def _share(share: int, of: int, count: int, seed: int, kinds: str) -> list[dict[str, Any]]:
    sys.addaudithook(guard)
    rows = []
    for number, (name, data) in enumerate(inputs(count, seed, kinds)):
        if number % of == share:
            rows.append(judged(name, data))
            if rows[-1]["fault"] or len(rows) % 500 == 0:
                print(f"{share}: {len(rows)} done", rows[-1]["name"], rows[-1]["fault"], file=sys.stderr, flush=True)
    return rows


def main() -> int:
    """0 when every file ended well."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="damaged and hostile papers; ARGS=… passes options")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kinds", default="", help="only these endings, with commas")
    asked = parser.parse_args()
    began = time.monotonic()
    with get_context("spawn").Pool(asked.jobs) as pool:
        shares = pool.starmap(_share, [(n, asked.jobs, asked.count, asked.seed, asked.kinds) for n in range(asked.jobs)], 1)
    rows = [row for share in shares for row in share]
    faults = [row for row in rows if row["fault"]]
    slowest, largest = max(rows, key=lambda row: row["took"]), max(rows, key=lambda row: row["peak"])
    found = {
        "files": len(rows), "seconds": round(time.monotonic() - began), "ends": dict(Counter(row["end"] for row in rows).most_common()),
        "slowest": [slowest["name"], round(slowest["took"], 1)], "largest": [largest["name"], largest["peak"]],
        "faults": [[row["name"], row["end"], row["fault"]] for row in faults],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "fuzz.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
