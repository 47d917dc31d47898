"""Archives (.zip): each paper in it read by its own format, one after the other, below a line that names it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from lastmile.reading.decode import LIMIT
from lastmile.reading.formats import kinds
from lastmile.reading.formats.extract import CHARACTERS, UNPACKED, Extract, moved, too_long
from lastmile.reading.formats.manner import patient
from lastmile.reading.formats.package import Package
from lastmile.reading.model import N_, Note, Unreadable
from lastmile.reading.places import Place

MEMBERS = 50
DEPTH = 2
SECONDS = 60
SKIPPED = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")
UNREAD = N_("“{file}”没有读：{why}")

Member = tuple[str, Callable[[], bytes]]


@dataclass
class Budget:
    """What one file may cost with all that is in it, however deep: members, bytes, seconds, and one that is too slow."""

    members: int = MEMBERS
    size: int = UNPACKED
    depth: int = 0
    ends: float = field(default_factory=lambda: monotonic() + SECONDS)

    def spend(self, members: int, size: int) -> None:
        """Refuses what is too much."""
        self.members -= members
        self.size -= size
        if self.members < 0:
            raise Unreadable("too-large", N_("里面超过 50 个文件，请只留要读的材料后再交来。"))
        if self.size < 0:
            raise Unreadable("too-large", N_("文件展开后过大，请只留正文后再交来。"))


def extract(data: bytes, name: str, budget: Budget | None = None) -> Extract:
    """The papers of an archive."""
    patient()
    budget = budget or Budget()
    package = Package(data)
    members = [info for info in package.members if not any(part in info.filename for part in SKIPPED)]
    budget.spend(len(members), sum(info.file_size for info in members))
    return joined([(_named(info.filename, info.flag_bits), partial(package.read, info.filename, LIMIT)) for info in members], "zip", budget)


def _named(name: str, flags: int) -> str:
    """A member's name without its folders; names of Chinese systems are not marked as such."""
    if not flags & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def joined(papers: list[Member], kind: str, budget: Budget, first: Extract | None = None) -> Extract:
    """Several papers as one text; `first` is what has no name of its own, such as the words of a mail."""
    whole = Joined()
    if first is not None:
        whole.add(first, "")
    for name, content in papers:
        try:
            if monotonic() > budget.ends:
                raise Unreadable("slow", N_("前面的文件用时太长，请单独交来。"))
            whole.add(one(content(), name, budget), name)
        except Unreadable as refusal:
            whole.refused.append((name, refusal))
            if refusal.code == "slow":
                budget.ends = 0
    return whole.done(kind)


def one(data: bytes, name: str, budget: Budget) -> Extract:
    """A member, by its own format; archives in archives in archives are not opened."""
    from lastmile.reading.formats import extract as any_format
    from lastmile.reading.formats import mail

    nested = {"zip": extract, "eml": mail.extract}.get(kinds.kind_of(data, name).name if data.strip() else "")
    if nested is None:
        return any_format(data, name)
    if budget.depth + 1 >= DEPTH:
        raise Unreadable("too-deep", N_("压缩包套得太深，请把里面的文件逐个交来。"))
    budget.depth += 1
    try:
        return nested(data, name, budget)
    finally:
        budget.depth -= 1


class Joined:
    """The papers so far."""

    def __init__(self) -> None:
        self.text = ""
        self.places: list[Place] = []
        self.parts: list[tuple[int, int]] = []
        self.margin: list[str] = []
        self.notes: list[Note] = []
        self.refused: list[tuple[str, Unreadable]] = []

    def add(self, paper: Extract, name: str) -> None:
        """One more paper, below a line with its name in marks of a title, which no pass takes for an order."""
        if not paper.text.strip():
            return
        head = ("\n" if self.text else "") + f"《{name}》\n" if name else ""
        by = len(self.text) + len(head)
        self.places += moved(paper, by, name) if name else paper.places
        self.parts += [(start + by, end + by) for start, end in paper.parts or ((0, len(paper.text)),)]
        self.margin += paper.margin
        self.notes += paper.notes
        self.text += head + paper.text
        if len(self.text) > CHARACTERS:
            raise too_long()

    def done(self, kind: str) -> Extract:
        """All of them; when none could be read, the first reason."""
        if not self.parts:
            raise self.refused[0][1] if self.refused else Unreadable("empty", N_("里面没有能读的文件，请检查后重新交来。"))
        notes = [Note(UNREAD, {"file": name, "why": refusal.says}) for name, refusal in self.refused]
        return Extract(self.text, kind, kind, tuple(self.places), tuple(self.margin), tuple(self.parts), tuple(self.notes + notes))
