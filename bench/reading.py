"""How fast papers are read: plain text after start, a two-page report from cold, and the memory of a PDF of 500 pages."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "texts"
PAGES = 500


def measured() -> dict[str, Any]:
    """All figures."""
    return {"text": text(), "cold": cold(), "pdf": pdf()}


def text() -> dict[str, Any]:
    """Megabytes of plain text a second on one core, papers of usual length one after the other; and what the format took of it.

    What was remembered of clauses is forgotten before each round: the next paper has clauses of its own.
    """
    from lastmile.reading import read
    from lastmile.reading.formats import extract

    papers = [path.read_bytes() for path in sorted(CORPUS.glob("*.txt"))]
    size = sum(map(len, papers)) / 1e6
    for paper in papers:
        read(paper, "paper.txt")
    times = {name: min(_time(work, papers) for _ in range(3)) for name, work in (("read", read), ("extract", extract))}
    return {"MB/s": round(size / times["read"], 2), "ms a paper": round(times["read"] / len(papers) * 1000, 1),
            "of which bytes to text, ms": round(times["extract"] / len(papers) * 1000, 3)}


def _time(work: Any, papers: list[bytes]) -> float:
    _forget()
    began = time.process_time()
    for paper in papers:
        work(paper, "paper.txt")
    return time.process_time() - began


def _forget() -> None:
    """Empty what is remembered by text; what is built once at the start has no bound, and stays."""
    modules = [module for name, module in sys.modules.items() if name.startswith("lastmile.reading")]
    for held in (value for module in modules for value in vars(module).values() if hasattr(value, "cache_clear")):
        if held.cache_info().maxsize:
            held.cache_clear()


def cold() -> dict[str, float]:
    """Seconds of `lastmile read` on a two-page report, each time in a process of its own; the best of five."""
    report = CORPUS / "news01.txt"
    return {"lastmile read, s": round(min(_cold(report) for _ in range(5)), 2)}


def _cold(report: Path) -> float:
    began = time.monotonic()
    code = f"from lastmile.project.main import main; main(['read', {str(report)!r}])"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def pdf() -> dict[str, Any]:
    """Seconds and megabytes of a PDF of 500 pages: in the process apart that reads it, and in the one that asks."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(long_pdf(PAGES))
        return {"pages": PAGES, "MB of file": round(path.stat().st_size / 1e6, 1),
                "apart": _process("from lastmile.reading.formats.pdf import work; work(data)", path),
                "whole": _process("from lastmile.reading import read; read(data, 'long.pdf')", path)}


def _process(code: str, path: Path) -> dict[str, float]:
    script = (
        "import re, sys, time; from pathlib import Path\n"
        f"data = Path({str(path)!r}).read_bytes(); began = time.monotonic()\n{code}\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\nprint(time.monotonic() - began, int(peak) / 1024)"
    )
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = map(float, shown.split())
    return {"s": round(seconds, 1), "MB": round(megabytes)}


def long_pdf(pages: int) -> bytes:
    """A PDF of so many pages, each with words of its own, a head and a number."""
    import io

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    words = re.sub(r"\s", "", "".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("n*.txt"))))
    lines = [words[at : at + 36] for at in range(0, len(words), 36)]
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    for page in range(pages):
        canvas.setFont("STSong-Light", 12)
        canvas.drawCentredString(297, 810, "江州市人民政府办公室文件")
        for row in range(32):
            canvas.drawString(80, 770 - row * 22, lines[(page * 32 + row) % len(lines)])
        canvas.drawCentredString(297, 30, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def lines(found: dict[str, Any]) -> list[str]:
    """The figures beside what is aimed at."""
    rate, seconds, memory = found["text"]["MB/s"], found["cold"]["lastmile read, s"], found["pdf"]["apart"]["MB"]
    rows = [
        ("plain text on one core: at least 1 MB/s", f"{rate}", rate >= 1),
        ("`lastmile read` of two pages from cold: at most 1 s", f"{seconds}", seconds <= 1),
        (f"a PDF of {found['pdf']['pages']} pages: under 300 MB in the process that reads it", f"{memory}", memory < 300),
    ]
    told = found["text"]
    more = (
        f"A paper takes {told['ms a paper']} ms, of which bytes to text {told['of which bytes to text, ms']} ms: the passes are the rest. "
        f"The PDF ({found['pdf']['MB of file']} MB): {found['pdf']['apart']['s']} s to its text; {found['pdf']['whole']['s']} s and "
        f"{found['pdf']['whole']['MB']} MB with the passes, beside the process apart."
    )
    table = [f"| {what} | {figure} | {'met' if met else '**not met**'} |" for what, figure, met in rows]
    return ["## Reading", "", "| | figure | |", "|---|---:|---|", *table, "", more]


if __name__ == "__main__":
    print(json.dumps(measured(), ensure_ascii=False))
