"""Work on a file in a process of its own, within bounds of time, memory and files, cut off from the network."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from time import monotonic
from typing import Any

from lastmile.reading.formats.extract import Extract
from lastmile.reading.formats.manner import watch
from lastmile.reading.model import N_, Unreadable

LOOK = 0.5  # seconds between two words to who watches
ROOT = Path(__file__).parents[3]
APART = "READING_APART"
SLOW = N_("文件太复杂，在规定时间内没有读完，请拆分或只留正文后再交来。")


def run(task: str, data: bytes, *, seconds: float, memory: int, patience: float = 3, options: dict[str, Any] | None = None) -> Extract:
    """What the task makes of the bytes; whatever goes wrong over there is a refusal here.

    `seconds` are of the processor, and `patience` times as many by the clock, since others work on the machine too; `memory` is in MB.
    """
    with TemporaryDirectory(prefix="lastmile-") as folder, TemporaryFile(prefix="lastmile-") as file:
        file.write(data)
        file.seek(0)
        given = json.dumps({"task": task, "seconds": seconds, "memory": memory, "options": options or {}})
        command = [sys.executable, "-m", "lastmile.reading.formats.worker", given]
        process = subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, env=_environment(folder),
            start_new_session=True,
        )
        with process:
            try:
                said = _heard(process, monotonic() + seconds * patience)
            finally:
                _end(process.pid)
    return _told(said, process.returncode)


def _heard(process: subprocess.Popen[bytes], ends: float) -> bytes:
    """All that the process says until it ends; who watches is told how far it is, and ends it by raising."""
    while True:
        try:
            return process.communicate(timeout=max(0.0, min(LOOK, ends - monotonic())))[0]
        except subprocess.TimeoutExpired as more:
            if monotonic() >= ends:
                raise Unreadable("slow", SLOW) from None
            watch(*_so_far((more.output or b"").rpartition(b"\n")[0].rpartition(b"\n")[2]))


def tell(done: int, total: int) -> None:
    """In the process apart: how many pages are done, as a line before the answer."""
    if os.environ.get(APART):
        print(json.dumps([done, total]), flush=True)


def _so_far(line: bytes) -> tuple[int, int]:
    with suppress(ValueError, TypeError):
        done, total = json.loads(line)
        return int(done), int(total)
    return 0, 0


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours but where Python finds its modules: no secret is in reach of what a file may do."""
    paths = os.pathsep.join([str(ROOT), *(path for path in sys.path if path)])
    return {
        "PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "HOME": folder, "TMPDIR": folder,
        "LANG": "C.UTF-8", APART: "1", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "2",
    }


def _end(group: int) -> None:
    """End whatever is left of the process and of all that it started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _told(said: bytes, status: int) -> Extract:
    if status == -signal.SIGXCPU:
        raise Unreadable("slow", SLOW)
    try:
        answer = json.loads(said.rpartition(b"\n")[2])
    except ValueError:
        answer = {"refused": ["too-large" if status in (-signal.SIGKILL, -signal.SIGABRT, 3) else "damaged"]}
    if "extract" in answer:
        return Extract.from_json(answer["extract"])
    code, *words = answer["refused"]
    if words:
        raise Unreadable(code, words[0], **words[1])
    if code == "too-large":
        raise Unreadable(code, N_("文件展开后过大，请只留正文后再交来。"))
    raise Unreadable(code, N_("文件打不开或有损坏，请用原来的软件另存一次后再交来。"))
