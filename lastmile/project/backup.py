"""`lastmile backup DIR`: the database and the evidence as one folder, whole or not there at all."""
import argparse
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from .copies import DUMP, FILES, KEY, copy, copy_files, settle, write_manifest
from .database import running
from .main import COMMANDS, release
from .place import Place, place
from .tools import dump, server_version
from .words import Stop, _


def main(argv: list[str]) -> int:
    """Also while the system runs: the dump is one moment's, and evidence is never changed, only added before it is named."""
    parser = argparse.ArgumentParser(prog="lastmile backup", description=COMMANDS["backup"].says)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("还不存在（或者是空的）目录"))
    target = parser.parse_args(argv).folder.absolute()
    here = place()
    with running(here):
        write(here, target)
    print(_("已备份到 {path}。请把它复制到另一台机器上。").format(path=target))
    return 0


def write(here: Place, target: Path) -> None:
    """Write beside the target and rename at the end."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Stop(_("{path} 已有内容：请换一个新目录，旧备份不会被覆盖。").format(path=target))
    half: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.half-"))
        _fill(here, half)
        settle(half)
        half.rename(target)
        settle_parent(target)
    except OSError as error:
        raise Stop(_("备份没有完成（{why}），没有留下半份备份：请检查 {path} 所在磁盘的空间和权限后重试。").format(
            why=error.strerror, path=target)) from error
    finally:
        if half:
            shutil.rmtree(half, ignore_errors=True)


def settle_parent(target: Path) -> None:
    """The new name itself, on the disk."""
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(here: Place, half: Path) -> None:
    here.folder.secret_key()
    dump(here, half / DUMP)
    copy_files(here.folder.files, half / FILES)
    copy(here.folder.root / KEY, half / KEY)
    write_manifest(half, {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "lastmile": release(),
                          "postgresql": server_version(here.owner)})
