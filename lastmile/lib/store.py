"""Files kept by the SHA-256 of their content: written whole or not at all, never twice, never changed."""
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MOST = 200 * 1024 * 1024
COMING, GOING = ".coming-", ".going-"  # what a sender still writes; what is taken away unless somebody names it
HASH = re.compile(r"[0-9a-f]{64}")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class TooBig(Exception):
    """The file has more bytes than the store takes."""


class NoRoom(Exception):
    """The disk is full; nothing of the file was kept."""


@dataclass(frozen=True)
class Stored:
    """A file in the store: SHA-256 of its content in hexadecimal, and its size in bytes."""

    hash: str
    size: int


class Store:
    """A folder of files by hash, in 256 subfolders: 3f/3fa8…"""

    def __init__(self, folder: str | Path, most: int = MOST) -> None:
        self.folder, self.most = Path(folder), most

    def path(self, hash: str) -> Path:
        """Where a file lies, or would lie; ValueError for what is no hash."""
        if not HASH.fullmatch(hash):
            raise ValueError(hash)
        return self.folder / hash[:2] / hash

    def open(self, hash: str) -> BinaryIO:
        """The file to read; FileNotFoundError when there is none."""
        return self.path(hash).open("rb")

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Keep what comes, chunk by chunk; it is on the disk when this returns. TooBig, NoRoom."""
        with Writing(self) as writing:
            for chunk in chunks:
                writing.write(chunk)
            return writing.keep()

    def untouched(self, hash: str, before: float) -> bool:
        """Has nobody handed this content in since (seconds since 1970)?"""
        return not _written(self.path(hash), before)

    def sweep(self, before: float) -> int:
        """Remove what senders left who were killed before this time; how many."""
        left = [path for path in self.folder.glob(f"{COMING}*") if not _written(path, before)]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def remove(self, hashes: Iterable[str], before: float, named: Callable[[set[str]], set[str]]) -> int:
        """Take files away that nobody names; how many. What a run left that was killed is looked at again.

        Each is put aside first, and asked about then: who hands the same content in meanwhile writes it anew, and what was named or
        handed in just before goes back to its place.
        """
        for hash in hashes:
            with suppress(FileNotFoundError):
                os.replace(self.path(hash), self.folder / f"{GOING}{hash}")
        aside = {path.name.removeprefix(GOING): path for path in self.folder.glob(f"{GOING}*")}
        kept = named(set(aside)) | {hash for hash, path in aside.items() if _written(path, before)} if aside else set()
        for hash, path in aside.items():
            with suppress(FileNotFoundError):
                os.replace(path, self.path(hash)) if hash in kept else path.unlink()
        return len(aside.keys() - kept)


class Writing:
    """One file on its way into the store; what is not kept is gone at the end of the block."""

    def __init__(self, store: Store) -> None:
        self.store, self.digest, self.size = store, hashlib.sha256(), 0

    def __enter__(self) -> "Writing":
        try:
            self.store.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=COMING, dir=self.store.folder)
        except OSError as error:
            raise NoRoom if error.errno in NO_ROOM else error from error
        self.name, self.file = Path(name), os.fdopen(handle, "wb")
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.file.close()
        self.name.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        """Take the next bytes. TooBig, NoRoom."""
        self.size += len(chunk)
        if self.size > self.store.most:
            raise TooBig
        self.digest.update(chunk)
        try:
            self.file.write(chunk)
        except OSError as error:
            raise NoRoom if error.errno in NO_ROOM else error from error

    def keep(self) -> Stored:
        """The file gets its name, after its bytes and before its folder's entry are safe on the disk. NoRoom."""
        stored = Stored(self.digest.hexdigest(), self.size)
        path = self.store.path(stored.hash)
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            try:
                os.utime(path)  # there already, and wanted anew: see Store.remove
            except FileNotFoundError:
                path.parent.mkdir(exist_ok=True)
                os.replace(self.name, path)
                _sync(path.parent)
        except OSError as error:
            raise NoRoom if error.errno in NO_ROOM else error from error
        return stored


def _written(path: Path, since: float) -> bool:
    try:
        return path.stat().st_mtime >= since
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
