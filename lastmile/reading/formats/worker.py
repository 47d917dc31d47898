"""The other side of `apart`: bounds itself, does one task, and answers in JSON."""

import ctypes
import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from lastmile.reading.formats.extract import Extract
from lastmile.reading.model import Unreadable

MB = 1 << 20
NEW_USER, NEW_NET = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES = 38
LARGEST_FILE = 256 * MB


def main() -> int:
    """0 when there is an answer; 3 when memory ran out before one could be given."""
    given = json.loads(sys.argv[1])
    alone(given["seconds"], given["memory"])
    data = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        found: Extract = import_module(f"lastmile.reading.formats.{given['task']}").work(data, **given["options"])
        answer = {"extract": found.to_json()}
    except Unreadable as refusal:
        answer = {"refused": [refusal.code, refusal.sentence, refusal.facts]}
    except MemoryError:
        return 3
    except Exception:  # parsers raise whatever broken bytes lead them to
        answer = {"refused": ["damaged"]}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)  # a library that was confused by the file is not asked to tidy up


def alone(seconds: float, memory: int) -> None:
    """Bounds of memory, processor time and file length, and no network where the machine allows to leave it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * MB, memory * MB))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 3))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        leave_network()
    except (OSError, AttributeError):
        pass  # another system than Linux: its libraries are told by their settings to stay away from the network


def leave_network() -> None:
    """Into a network of its own with nothing in it."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    user, group = os.getuid(), os.getgid()
    if system.unshare(NEW_NET) and not system.unshare(NEW_USER | NEW_NET):
        for name, words in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(words)


if __name__ == "__main__":
    sys.exit(main())
