"""A table as rows between bars: merged cells filled, header rows joined, empty columns left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lastmile.reading.formats.extract import Builder, Run
from lastmile.reading.tables import is_header

HEADER_WITHIN = 12


@dataclass
class Cell:
    """What stands in a cell, run by run; a merged cell is one object at each place that it covers."""

    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.runs).strip()


Grid = list[list[Cell]]
EMPTY = Cell()  # one for all: a wide sheet has millions


def write(builder: Builder, grid: Grid) -> None:
    """Put a table into the text; what is no table (one column, titles above it) comes as lines."""
    grid = _squeezed(grid)
    at, depth = _header(grid)
    for number, row in enumerate(grid):
        if number == at:
            builder.row(_joined(grid[at : at + depth]))
        elif not at < number < at + depth:
            _write_row(builder, row)


def filled(width: int, rows: Sequence[Sequence[tuple[Cell, int, int]]]) -> Grid:
    """A grid from cells that each span a number of rows and columns, as HTML gives them."""
    grid: list[list[Cell | None]] = [[None] * width for _ in rows]
    for top, row in enumerate(rows):
        left = 0
        for cell, down, across in row:
            while left < width and grid[top][left] is not None:
                left += 1
            for line in grid[top : top + max(down, 1)]:
                line[left : left + across] = [cell] * min(across, width - left)
            left += across
    return [[cell or EMPTY for cell in row] for row in grid]


def _squeezed(grid: Grid) -> Grid:
    """Without rows and columns that hold nothing; short rows are filled up."""
    above: list[list[Cell]] = [[], *grid]
    grid = [row for row, before in zip(grid, above, strict=False) if _own(row, before)]
    width = max((len(row) for row in grid), default=0)
    grid = [row + [EMPTY] * (width - len(row)) for row in grid]
    used = [at for at in range(width) if any(row[at].text and (not at or row[at] is not row[at - 1]) for row in grid)]
    return [[row[at] for at in used] for row in grid]


def _own(row: list[Cell], above: list[Cell]) -> bool:
    """Whether a row has words that do not only reach down from the row above."""
    return any(cell.text and (at >= len(above) or above[at] is not cell) for at, cell in enumerate(row))


def _header(grid: Grid) -> tuple[int, int]:
    """Where the header begins and how many rows it has; -1 when none is known."""
    for at, row in enumerate(grid[:HEADER_WITHIN]):
        if len(row) > 2 and is_header([cell.text for cell in row]):
            return at, _depth(grid, at)
    return -1, 0


def _depth(grid: Grid, at: int) -> int:
    """A cell of the header that reaches down, or one that spans columns over names of their own, makes more rows."""
    row = grid[at]
    depth = 1
    while at + depth < len(grid) and any(cell is under and cell.text for cell, under in zip(row, grid[at + depth], strict=True)):
        depth += 1
    spans = any(left is right and left.text for left, right in zip(row, row[1:], strict=False))
    below = grid[at + 1] if at + 1 < len(grid) else []
    if depth == 1 and spans and below and all(len(cell.text) < HEADER_WITHIN for cell in below):
        depth = 2
    return depth


def _joined(rows: Grid) -> Iterable[list[Run]]:
    """The names of each column, from the top down; a name that spans rows or columns is written where it begins."""
    for column in zip(*rows, strict=True):
        names: dict[str, Run] = {}
        for cell in column:
            if cell.text:
                names.setdefault(cell.text, (cell.text, cell.runs[0][1]))
        yield list(names.values())


def _write_row(builder: Builder, row: list[Cell]) -> None:
    different = list({id(cell): cell for cell in row if cell.text}.values())
    if len(different) == 1 and (row[0] is different[0] or sum(cell is different[0] for cell in row) * 2 > len(row)):
        builder.count(1)
        builder.line(different[0].runs)
    else:
        builder.row(cell.runs for cell in row)
