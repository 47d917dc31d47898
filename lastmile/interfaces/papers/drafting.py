"""How a paper is drafted: words with figures in them, each figure with the items that it counts."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Protocol

from .structure import Annex, Block, Figure

KEPT = 5_000  # items of one figure whose ids are kept; of more the filters of their list tell
LISTED = 300  # numbers of one figure that the annex names
ANNEX = "数据对应的事项编号"


class Item(Protocol):
    """What a figure counts."""

    @property
    def id(self) -> int: ...

    @property
    def number(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """A figure as it stands in a sentence or a cell: its words, and which figure it is ("" for what counts nothing)."""

    words: str
    id: str = ""


@dataclass
class Telling:
    """A paper's body in the making."""

    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    numbers: dict[str, list[str]] = field(default_factory=dict)  # by figure: the numbers of its items, for the annex

    def count(self, what: str, items: Sequence[Item], filters: dict[str, Any] | None = None, listed: bool = True) -> Told:
        """How many items there are, as a figure; `listed` when the annex is to name them."""
        id = f"f{len(self.figures) + 1}"
        kept = tuple(one.id for one in items) if len(items) <= KEPT else ()
        self.figures.append(Figure(id, what, len(items), kept, filters or {}))
        if listed and items:
            self.numbers[id] = [one.number for one in items]
        return Told(str(len(items)), id)

    def heading(self, level: int, words: str) -> None:
        self._add(str(level), text=words)

    def text(self, words: str, **told: Told | str) -> None:
        """A paragraph; {name} in it stands for one of `told`."""
        made, refs = "", []
        for before, name, _format, _conversion in Formatter().parse(words):
            made += before
            if name is not None:
                one = told[name]
                if isinstance(one, Told):
                    if one.id:
                        refs.append((len(made), len(made) + len(one.words), one.id))
                    one = one.words
                made += one
        self._add("text", text=made, refs=tuple(refs))

    def table(self, head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Told | str]]) -> None:
        self._add("table", head=tuple(head), widths=tuple(widths), **cells(rows))

    def form(self, rows: Iterable[Sequence[Told | str]]) -> None:
        self._add("form", **cells(rows))

    def _add(self, sort: str, **values: Any) -> None:
        self.blocks.append(Block(f"b{len(self.blocks) + 1}", sort, **values))

    def annex(self) -> tuple[Annex, ...]:
        """附件: for each figure of the text the numbers of its items."""
        rows = tuple((one.what, str(one.n), runs(self.numbers[one.id])) for one in self.figures if one.id in self.numbers)
        return (Annex(ANNEX, (Block("annex", "table", head=("数据", "件数", "事项编号"), rows=rows, widths=(28, 10, 62)),)),) if rows else ()


def cells(rows: Iterable[Sequence[Told | str]]) -> dict[str, Any]:
    """The rows as words, and which figure stands in which cell."""
    words, refs = [], []
    for n, row in enumerate(rows):
        words.append(tuple(one.words if isinstance(one, Told) else one for one in row))
        refs += [(n, place, one.id) for place, one in enumerate(row) if isinstance(one, Told) and one.id]
    return {"rows": tuple(words), "refs": tuple(refs)}


def runs(numbers: Sequence[str]) -> str:
    """2026-督-0001至0003、0007，2026-安-0002: numbers of one series told once, neighbours as a run; of very many only how many more."""
    series: dict[str, list[str]] = {}
    for number in numbers[:LISTED]:
        head, _dash, tail = number.rpartition("-")
        series.setdefault(head, []).append(tail)
    said = "，".join((f"{head}-" if head else "") + "、".join(_runs(tails)) for head, tails in series.items())
    more = len(numbers) - LISTED
    return f"{said}，另有{more}件见系统清单" if more > 0 else said


def _runs(tails: list[str]) -> list[str]:
    found: list[list[str]] = []
    for tail in tails:
        if found and tail.isdecimal() and found[-1][-1].isdecimal() and int(tail) == int(found[-1][-1]) + 1:
            found[-1].append(tail)
        else:
            found.append([tail])
    return [run[0] if len(run) == 1 else f"{run[0]}{'、' if len(run) == 2 else '至'}{run[-1]}" for run in found]
