"""The data folder: everything that must outlive a restart, and nothing else."""
import os
import secrets
import tempfile
from pathlib import Path

from .words import Stop, _


class Folder:
    """pg/ the embedded database, files/ evidence by hash, fonts/ a city's own, logs/, static/ and three private files."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root).expanduser().absolute()
        self.pg, self.files, self.fonts, self.logs, self.static = (self.root / name for name in ("pg", "files", "fonts", "logs", "static"))

    def make(self) -> "Folder":
        """Create what is missing; evidence and logs are for this account alone."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for part in (self.files, self.logs):
                part.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Stop(_("数据目录 {path} 建不了（{why}）：请换一个可写的目录，用 LASTMILE_DATA 指定。").format(
                path=self.root, why=error.strerror)) from error
        return self

    def kept(self, name: str, content: str) -> str:
        """The content of a private file (0600); the first of all who ask at once decides what it is."""
        path = self.root / name
        if not path.exists():
            self.make()
            write_private(path, content, replace=False)
        return path.read_text("utf-8")

    def secret_key(self) -> str:
        """Signs sessions; made at the first start."""
        return self.kept("secret-key", secrets.token_urlsafe(48)).strip()


def write_private(path: Path, content: str, replace: bool = True) -> None:
    """Write a file that only this account reads, whole or not at all; without replace an existing one stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path) if replace else os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink(missing_ok=True)
