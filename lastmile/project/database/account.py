"""Which account runs PostgreSQL: it refuses root, so as root another does, and sees no more of the disk than it must."""
import os
import pwd
import stat
from pathlib import Path
from typing import Any

from lastmile.project.words import Stop, _


def account() -> pwd.struct_passwd | None:
    """None: our own account runs it. As root: postgres where there is one, else nobody."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop(_("以 root 运行时，数据库需要一个普通账号：请先建立账号 postgres（useradd --system postgres）。"))


def as_account(who: pwd.struct_passwd | None) -> dict[str, Any]:
    """Arguments for subprocess; a clean environment, so that the caller's LD_LIBRARY_PATH, PG… and locale do not count."""
    clean = {"env": {"PATH": os.defpath, "LC_ALL": "C"}, "cwd": "/", "stdin": -3}
    return clean if who is None else clean | {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def may_read(path: Path, who: pwd.struct_passwd | None) -> bool:
    """May that account pass every folder above, and read the path itself?"""
    if who is None:
        return True
    path = path.resolve()
    return all(_allowed(folder, who, stat.S_IXOTH) for folder in path.parents) and _allowed(path, who, stat.S_IROTH)


def _allowed(path: Path, who: pwd.struct_passwd, bit: int) -> bool:
    facts = path.stat()
    if facts.st_uid == who.pw_uid:
        bit <<= 6
    elif facts.st_gid == who.pw_gid:
        bit <<= 3
    return bool(facts.st_mode & bit)
