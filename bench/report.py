"""The figures as a table, beside what is aimed at and what another system needs; nothing that falls short is left out."""
from collections.abc import Iterator, Mapping
from typing import Any

from . import reading

Figures = Mapping[str, Any]
INBOX, BOARD, ACT, SHEET = "inbox", "board of the city, leader", "action by API (item.progress)", "sheet"
GROWS = ("search", "board")  # what may grow with the number of items
MOST = 1.5
# Redmine 5 with a million issues on the same kind of machine.
OTHER = {"inbox, handler of a department": "Redmine 8 lists/s", BOARD: "Redmine 3.4 s", ACT: "Redmine 31 updates/s, 39 creations/s",
         "search, middling word, city": "Redmine 5 s"}


def targets(found: Figures) -> Iterator[tuple[str, str, bool]]:
    """What is aimed at, at the largest size: (what, figure, met)."""
    largest, smallest = max(found["sizes"], key=int), min(found["sizes"], key=int)
    http, sheet = found["sizes"][largest].get("http", {}), found["sizes"][largest].get("sheet")
    for name, m in http.items():
        if name.startswith(INBOX):
            yield f"{name}: at least 300 pages/s", f"{m['rate']:.0f}", m["rate"] >= 300
        elif name == BOARD:
            yield f"{name}: p50 at most 20 ms", f"{m['p50']:.1f}", m["p50"] <= 20
        elif name == ACT:
            yield f"{name}: at least 600/s", f"{m['rate']:.0f}", m["rate"] >= 600
        elif name.startswith("search"):
            most = 10 if "common" in name else 50
            yield f"{name}: p50 at most {most} ms", f"{m['p50']:.1f}", m["p50"] <= most
    if smallest != largest:
        for name, m in http.items():
            if not name.startswith(GROWS) and (before := found["sizes"][smallest]["http"].get(name)):
                ratio = m["p50"] / before["p50"]
                yield f"{name}: p50 at most {MOST} times that at {int(smallest):,}", f"{ratio:.2f}", ratio <= MOST
    if sheet:
        yield "sheet: at least 5,000 rows/s", f"{sheet['rate']:,.0f}", sheet["rate"] >= 5000
    errors = sum(m["errors"] for one in found["sizes"].values() for m in one.get("http", {}).values())
    yield "answers other than 200", str(errors), errors == 0


def told(found: Figures) -> str:
    """The whole report as Markdown."""
    return "\n".join([*_head(found), "", *_requests(found), "", *_sheets(found), "", *_targets(found), "", *_cpu(found), "", *_splits(found), "",
                      *(reading.lines(found["reading"]) if "reading" in found else []), ""])


def _head(found: Figures) -> list[str]:
    machine = found["machine"]
    return ["# Bench", "", f"{found['at']}; {machine['cores']} cores, {machine['memory']} GB, load average {machine['load'][0]} before and "
            f"{machine['load'][1]} after; Python {machine['python']}, PostgreSQL {machine['postgresql']} embedded, fsync on. Client, server and "
            "database share the cores; loopback only.", "", "999 units; a quarter of the items open; three journal entries an item, chained and "
            "sealed. The measured units have at least 250 open items at every size, so that their first page is full at each. "
            f"`lastmile up`: two web processes of four threads, and the worker. One client: {found['count']} requests one after the other; "
            f"eight clients: {found['seconds']} s of {found['loader']}."]


def _requests(found: Figures) -> list[str]:
    sizes = sorted(found["sizes"], key=int)
    names = list(dict.fromkeys(name for size in sizes for name in found["sizes"][size].get("http", {})))
    head = "".join(f" {int(size):,}: p50 ms | p95 ms | 8 clients/s |" for size in sizes)
    lines = ["## Over HTTP", "", f"| |{head} p50 ratio | for comparison |", "|---|" + "---:|---:|---:|" * len(sizes) + "---:|---|"]
    for name in names:
        per = [found["sizes"][size]["http"].get(name) for size in sizes]
        cells = "".join(f" {m['p50']:.1f} | {m['p95']:.1f} | {m['rate']:.0f} |" if m else " | | |" for m in per)
        ratio = f"{per[-1]['p50'] / per[0]['p50']:.2f}" if len(per) > 1 and per[0] and per[-1] else ""
        lines.append(f"| {name} |{cells} {ratio} | {OTHER.get(name, '')} |")
    return lines


def _sheets(found: Figures) -> list[str]:
    lines = ["## A sheet as one act", "",
             "| into | rows | rows/s | times COPY, same indexes | times COPY, bare tables | the same sheet again | steps, s |",
             "|---|---:|---:|---:|---:|---:|---|"]
    for size in sorted(found["sizes"], key=int):
        if s := found["sizes"][size].get("sheet"):
            steps = ", ".join(f"{step} {took}" for step, took in s["steps"].items())
            lines.append(f"| {int(size):,} | {s['rows']:,} | {s['rate']:,.0f} | {s['of_indexed']:.1f} | {s['of_bare']:.1f} | "
                         f"{s['again']:.1f} s | {steps} |")
        if b := found["sizes"][size].get("workbook"):
            lines.append(f"| {int(size):,}, from an .xlsx of {b['bytes'] / 2**20:.0f} MB | {b['rows']:,} | {b['rate']:,.0f} | | | | |")
    return lines


def _targets(found: Figures) -> list[str]:
    return ["## Targets at the largest size", "", "| | figure | |", "|---|---:|---|",
            *(f"| {what} | {figure} | {'met' if met else '**not met**'} |" for what, figure, met in targets(found))]


def _cpu(found: Figures) -> list[str]:
    largest = max(found["sizes"], key=int)
    lines = [f"## Processor time a request at {int(largest):,}, eight clients, ms", "",
             "Pace: seconds of a fixed loop of Python beside each measurement; where it doubles, the machine was half as fast.", "",
             "| | web | database | worker | pace |", "|---|---:|---:|---:|---:|"]
    for name, m in found["sizes"][largest].get("http", {}).items():
        spent = " | ".join(f"{m['cpu'].get(kind, 0):.2f}" for kind in ("web", "database", "worker"))
        lines.append(f"| {name} | {spent} | {m.get('pace', 0):.3f} |")
    return lines


def _splits(found: Figures) -> list[str]:
    lines = ["## Where the time of one request goes, in one process, ms", ""]
    for size in sorted(found["sizes"], key=int):
        for name, parts in found["sizes"][size].get("split", {}).items():
            lines.append(f"- {int(size):,}, {name}: " + "; ".join(f"{part} {ms:.2f}" for part, ms in parts.items()))
    return lines
