"""What a backup consists of: a dump, the evidence, the key, and a manifest that proves them."""
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lastmile.lib.store import COMING, GOING

from .words import Stop, _

MANIFEST, DUMP, FILES, KEY = "manifest.json", "database.dump", "files", "secret-key"
FORMAT = 1


def copy(source: Path, target: Path) -> None:
    """A file, or a folder with all in it, for this account alone."""
    if source.is_dir():
        target.mkdir(mode=0o700)
        for one in source.iterdir():
            copy(one, target / one.name)
    else:
        shutil.copyfile(source, target)
        target.chmod(0o600)


def copy_files(source: Path, target: Path) -> None:
    """The store of files, while people hand in more: what is only on its way in or out is no evidence, and may be gone already."""
    target.mkdir(mode=0o700)
    for one in source.iterdir() if source.exists() else ():
        if one.is_dir():
            copy_files(one, target / one.name)
        elif not one.name.startswith((COMING, GOING)):
            try:
                copy(one, target / one.name)
            except FileNotFoundError:
                if one.exists():
                    raise


def inventory(folder: Path) -> Iterator[dict[str, Any]]:
    """Path, size and SHA-256 of every file but the manifest, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield {"path": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "sha256": digest}


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """Written last."""
    content = {"format": FORMAT, **facts, "files": list(inventory(folder))}
    (folder / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def checked(folder: Path) -> dict[str, Any]:
    """The manifest of a backup in which every file is as it was written; else a sentence about the first that is not."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise Stop(_("{path} 不是完整的备份：没有可读的 {name}。").format(path=folder, name=MANIFEST)) from None
    if manifest.get("format") != FORMAT:
        raise Stop(_("{path} 是别的版本写的备份，本版本不认识。").format(path=folder))
    noted, found = ({one["path"]: one for one in rows} for rows in (manifest["files"], inventory(folder)))
    for name in sorted(noted.keys() | found.keys()):
        if noted.get(name) != found.get(name):
            raise Stop(_("备份已损坏：{name} 与清单不符。请换一份备份，什么都没有恢复。").format(name=name))
    return manifest


def settle(folder: Path) -> None:
    """Wait until all is on the disk, so that a power cut after the rename finds whole files."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
