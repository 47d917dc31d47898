"""`lastmile restore DIR`: a backup becomes the data of this place, after its manifest has been checked."""
import argparse
import shutil
from datetime import datetime
from pathlib import Path

import psycopg

from .copies import DUMP, FILES, KEY, checked, copy, settle
from .database import running
from .database.use import quiet
from .folder import Folder
from .main import COMMANDS
from .place import Place, place
from .tools import load
from .up import only_one
from .words import Stop, _

HALF = "restoring"
LOCKS = ("up.lock", "database.turn", "database.users")


def main(argv: list[str]) -> int:
    """Into an empty place; with --force, what is there is moved aside, never deleted."""
    parser = argparse.ArgumentParser(prog="lastmile restore", description=COMMANDS["restore"].says)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("lastmile backup 写成的目录"))
    parser.add_argument("--force", action="store_true", help=_("数据目录已有内容时，先把它移到一边"))
    options = parser.parse_args(argv)
    source, here = options.folder.absolute(), place()
    dumped = checked(source)["postgresql"]
    with only_one(here.folder.make()):
        aside = _empty(here.folder, options.force)
        _restore(source, here, dumped)
    print(_("已从 {path} 恢复。用 lastmile up 启动。").format(path=source))
    if aside:
        print(_("原来的数据在 {path}，确认无误后可以删除。").format(path=aside))
    return 0


def _restore(source: Path, here: Place, dumped: int) -> None:
    """Everything into a folder inside the place first; its parts are moved up when all went well."""
    half = Place(Folder(here.folder.root / HALF), here.address, here.owner_address)
    try:
        half.folder.root.mkdir(mode=0o755)
        copy(source / KEY, half.folder.root / KEY)
        copy(source / FILES, half.folder.files)
        with running(half):
            _fill_database(source / DUMP, half, dumped)
        settle(half.folder.root)
        _move(half.folder.root, here.folder.root)
    except OSError as error:
        raise Stop(_("恢复没有完成（{why}）：请检查 {path} 所在磁盘的空间和权限后重试。").format(
            why=error.strerror, path=here.folder.root)) from error
    finally:
        _clear(half.folder.root)


def _fill_database(dump: Path, half: Place, dumped: int) -> None:
    with psycopg.connect(**half.owner.libpq()) as link:
        found = link.execute("select count(*) from pg_class where relnamespace = 'public'::regnamespace").fetchone()
    if found and found[0]:
        raise Stop(_("数据库 {name} 不是空的：请新建一个空的数据库，让 LASTMILE_DATABASE_URL 指向它。").format(
            name=half.owner.name))
    load(half, dump, dumped)


def _empty(folder: Folder, force: bool) -> Path | None:
    """Nothing but our locks and empty folders may be there; with force it is moved aside, and the path told."""
    quiet(folder)
    _clear(folder.root / HALF)
    there = [path for path in folder.root.iterdir() if path.name not in LOCKS and not path.name.startswith("before-")]
    if not any(path.is_file() or any(path.iterdir()) for path in there):
        return None
    if not force:
        raise Stop(_("数据目录 {path} 已有内容：请用 LASTMILE_DATA 指定一个空目录，或加 --force 先把它移到一边。").format(
            path=folder.root))
    aside = folder.root / f"before-{datetime.now():%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    _move(folder.root, aside, there)
    return aside


def _clear(half: Path) -> None:
    """What a restore that broke off left, with the server it may have left running there."""
    if half.exists():
        quiet(Folder(half))
        shutil.rmtree(half)


def _move(source: Path, target: Path, parts: list[Path] | None = None) -> None:
    """The database last: a place without it is a new one, a place with it must have its files and key."""
    for path in sorted(parts or source.iterdir(), key=lambda one: (one.name == "pg", one.name)):
        if path.name not in LOCKS:
            (target / path.name).rmdir() if (target / path.name).is_dir() else None
            path.rename(target / path.name)
