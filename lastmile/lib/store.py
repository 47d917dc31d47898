"""Files kept by the SHA-256 of their content: written whole or not at all, never twice, never changed."""
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MOST = 200 * 1024 * 1024
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


class Writing:
    """One file on its way into the store; what is not kept is gone at the end of the block."""

    def __init__(self, store: Store) -> None:
        self.store, self.digest, self.size = store, hashlib.sha256(), 0

    def __enter__(self) -> "Writing":
        try:
            self.store.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".coming-", dir=self.store.folder)
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
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                os.replace(self.name, path)
                _sync(path.parent)
        except OSError as error:
            raise NoRoom if error.errno in NO_ROOM else error from error
        return stored


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
