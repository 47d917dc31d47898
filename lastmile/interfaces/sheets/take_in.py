"""Taking a sheet in: head, rows, values; then all rows are one act."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lastmile.interfaces.fields import columns
from lastmile.interfaces.perform import known, perform_many
from lastmile.kernel.act import Actor, Outcome, Refused
from lastmile.kernel.registry import ACTIONS

from .grid import grid
from .heads import Heads, find

LONGEST_KEY = 200


@dataclass(frozen=True)
class WrongCell:
    """What is wrong in the sheet: its row and column as the sheet names them, a code, a whole sentence."""

    row: int
    column: str
    code: str
    says: str


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: how many rows it has, the outcome by row (from 0, without the head), and what is wrong in it."""

    rows: int
    outcome: Outcome
    wrong: list[WrongCell]
    dry: bool = False

    @property
    def says(self) -> str:
        """One sentence about the whole."""
        counts = {"rows": self.rows, "made": len(self.outcome.made), "already": len(self.outcome.already),
                  "wrong": len({wrong.row for wrong in self.wrong})}
        if self.dry:
            return _("检查了 {rows} 行，有问题 {wrong} 行；没有保存。").format(**counts)
        if not self.outcome.done:
            return _("共 {rows} 行，有问题 {wrong} 行；一行也没有办，请改好后重新导入。").format(**counts)
        return _("共 {rows} 行：办成 {made} 行，以前办过 {already} 行，有问题 {wrong} 行。").format(**counts)


def take_in(source: Path | str | bytes, action: str, actor: Actor, dry: bool = False, by_row: bool = False, key: str = "",
            many: Callable[..., Outcome] = perform_many) -> Taken:
    """Do the action once for each row of a sheet (a path, or its bytes), with the sheet's own words for what is wrong.

    All rows or none, unless `by_row`; `dry` only looks. With `key`, such as the file's hash, a sheet without a column of keys is
    never taken twice. Refused when the file is no sheet, or its head is not understood. `many` does the rows: long work has its own.
    """
    known(action)
    rows = grid(source)
    heads = find(rows, columns(ACTIONS[action].takes))
    lines = [n for n in range(heads.row + 1, len(rows)) if any(_said(cell) for cell in rows[n])]
    if not lines:
        raise Refused("sheet.empty", _("表头下面没有内容，请填好后重新导入。"))
    values = [_values(rows[n], heads) for n in lines]
    given = [f"{key}:{n + 1}" if key else None for n in lines]
    keys = [_key(rows[n], heads, n + 1) for n in lines] if heads.key is not None else given
    outcome = many(action, values, actor, keys=keys, all_or_nothing=not by_row, dry=dry)
    return Taken(len(lines), outcome, _wrong(outcome, heads, lines), dry)


def _said(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _values(row: Sequence[Any], heads: Heads) -> dict[str, Any]:
    """What the cells say; an empty cell says nothing."""
    filled = {place: column for place, column in heads.columns.items() if place < len(row) and _said(row[place])}
    return {column.name: column.read(row[place]) for place, column in filled.items()}


def _key(row: Sequence[Any], heads: Heads, number: int) -> str | None:
    cell = row[heads.key] if heads.key is not None and heads.key < len(row) else ""
    key = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
    if len(key) > LONGEST_KEY:
        raise Refused("sheet.key", _("第 {row} 行的唯一键太长，请不要超过 {most} 个字。").format(row=number, most=LONGEST_KEY))
    if not key.isprintable():
        raise Refused("sheet.key", _("第 {row} 行的唯一键里有换行或看不见的字符，请去掉。").format(row=number))
    return key or None


def _wrong(outcome: Outcome, heads: Heads, lines: list[int]) -> list[WrongCell]:
    titles = {column.name: heads.titles[place] for place, column in heads.columns.items()}
    found = []
    for wrong in sorted(outcome.wrong, key=lambda w: w.row):
        row, column = lines[wrong.row] + 1, titles.get(wrong.column, wrong.column)
        says = _("第 {row} 行，“{column}”列：{says}") if wrong.column in titles else _("第 {row} 行：{says}")
        found.append(WrongCell(row, column, wrong.code, says.format(row=row, column=column, says=wrong.says)))
    return found
