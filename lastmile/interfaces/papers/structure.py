"""A paper as plain values: what Word and PDF are written from, and what is kept as JSON."""
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

HAN = "零一二三四五六七八九"
UNSEEN = {n: None for n in (*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}


@dataclass(frozen=True)
class Block:
    """One piece of the body. sort: "1" to "4" a heading of that level, "text" paragraphs (one a line), "table" with `head` repeated on each
    page, "form" rows of label and value. `refs` say which figure stands where: (start, end, figure) in text, (row, column, figure) in a table."""

    id: str
    sort: str
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    refs: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number of the paper and what it counts: the ids of its items, unless they were too many to keep, and the `filters` of their list."""

    id: str
    what: str
    n: int
    items: tuple[int, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Annex:
    """附件: on pages of its own, after the signature."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """The whole paper. `red_head` is the issuer's name in red, "" for none; `number` the 文号; `mark` and `urgency` stand above the head;
    `issued_by` stands with the day under the number of what comes in issues, in place of a signature."""

    title: str
    blocks: tuple[Block, ...] = ()
    to: str = ""
    number: str = ""
    red_head: str = ""
    mark: str = ""
    urgency: str = ""
    issued_by: str = ""
    signature: str = ""
    dated: date | None = None
    sealed: bool = True
    copies: str = ""
    printed_by: str = ""
    colour: str = ""
    annexes: tuple[Annex, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def date(self) -> str:
        """成文日期, in Arabic figures without leading noughts (7.3.5.4)."""
        return f"{self.dated.year}年{self.dated.month}月{self.dated.day}日" if self.dated else ""

    @property
    def attachments(self) -> list[str]:
        """附件说明: named below the body, numbered when there are several (7.3.4)."""
        names = [annex.title for annex in self.annexes]
        return [f"{n}．{name}" for n, name in enumerate(names, 1)] if len(names) > 1 else names


def numeral(n: int) -> str:
    """一, 十, 二十一: a number as headings write it; beyond ninety-nine in figures."""
    tens, ones = divmod(n, 10)
    if tens > 9:
        return str(n)
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "") if tens else HAN[ones]


MARKS = {1: "{han}、", 2: "（{han}）", 3: "{n}．", 4: "（{n}）"}


def numbered(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Each block with the number that stands before it: 一、 （一） 1． （1） (7.3.3); "" for all but headings."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not block.sort.isdigit():
            yield block, ""
            continue
        level = int(block.sort)
        counts[level - 1:] = [counts[level - 1] + 1] + [0] * (4 - level)
        yield block, MARKS[level].format(han=numeral(counts[level - 1]), n=counts[level - 1])


def plain(words: str) -> str:
    """Words without what no file format keeps: control characters and halves of characters."""
    return words.replace("\r\n", "\n").replace("\r", "\n").translate(UNSEEN)


def paragraphs(words: str) -> list[str]:
    """The lines of a text, each a paragraph, without their own indents."""
    return [line.strip(" \t\u3000") for line in plain(words).split("\n") if line.strip(" \t\u3000")]


def to_json(paper: Paper) -> dict[str, Any]:
    """As kept with its row; the number and the day are columns there."""
    kept = asdict(paper)
    del kept["number"], kept["dated"]
    return kept


def of_json(kept: dict[str, Any], **more: Any) -> Paper:
    """The paper again; `more` are fields that stand in columns."""
    known = {**kept, **more}
    known["blocks"] = _blocks(known.get("blocks", ()))
    known["annexes"] = tuple(Annex(one["title"], _blocks(one["blocks"])) for one in known.get("annexes", ()))
    known["figures"] = tuple(Figure(one["id"], one["what"], one["n"], tuple(one["items"]), one["filters"])
                             for one in known.get("figures", ()))
    return Paper(**known)


def _blocks(kept: Any) -> tuple[Block, ...]:
    def fixed(value: Any) -> Any:
        return tuple(fixed(one) for one in value) if isinstance(value, list) else value
    return tuple(Block(**{name: fixed(value) for name, value in one.items()}) for one in kept)


PARTS = ("title", "to", "copies", "signature", "red_head", "mark", "urgency")


def edited(paper: Paper, edits: dict[str, str]) -> Paper:
    """The paper with the words that people wrote in place of what was drafted, by part: a field of the head, or a block's id."""
    head: dict[str, Any] = {name: words for name, words in edits.items() if name in PARTS}
    blocks = tuple(replace(block, text=edits[block.id]) if block.id in edits else block for block in paper.blocks)
    annexes = tuple(replace(one, blocks=tuple(replace(b, text=edits[b.id]) if b.id in edits else b for b in one.blocks)) for one in paper.annexes)
    return replace(paper, **head, blocks=blocks, annexes=annexes)
