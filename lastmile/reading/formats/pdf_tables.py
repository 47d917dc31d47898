"""Ruled tables of a page: lines that cross make cells, or three of them a table; what stands in a cell is read like a small page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lastmile.reading.formats.extract import CELLS
from lastmile.reading.formats.grid import Cell, Grid
from lastmile.reading.formats.pdf_columns import lines
from lastmile.reading.formats.pdf_flow import joined_lines
from lastmile.reading.formats.pdf_open_tables import open_tables
from lastmile.reading.formats.pdf_page import Char, Edge, Page

NEAR = 3.0
SHORTEST = 8.0
MOST_EDGES = 4_000


@dataclass
class Table:
    """A grid of ruling lines: where its columns and rows part, and which cell each place belongs to."""

    columns: list[float]
    rows: list[float]
    owner: list[list[int]]
    page: int

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.rows[0]

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that covers a point, or None outside."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1
        return self.owner[row][column] if inside else None

    def grid(self, held: dict[int, list[Char]]) -> Grid:
        """Its cells with their words."""
        cells: dict[int, Cell] = {}
        for number in {number for row in self.owner for number in row}:
            told = joined_lines(lines(held.get(number, []), self.page))
            cells[number] = Cell([(text, {"page": line.page, "box": line.box}) for text, line in told])
        return [[cells[number] for number in row] for row in self.owner]


def tables(page: Page) -> list[Table]:
    """The ruled tables of a page, from the top."""
    across = _merged(page.across)
    down = _merged(page.down)
    if len(across) < 2 or len(across) + len(down) > MOST_EDGES:
        return []
    found = [_table(*group, page.number) for group in _crossing(across, down)]
    free = [row for row in across if not any(_cross(row, column) for column in down)]
    found += [_open(table.columns, table.rows, page.number) for table in open_tables(free, page.chars)]
    return sorted((table for table in found if table is not None), key=lambda table: table.top)


def _open(columns: list[float], rows: list[float], page: int) -> Table:
    width = len(columns) - 1
    return Table(columns, rows, [list(range(at, at + width)) for at in range(0, width * (len(rows) - 1), width)], page)


def _merged(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on one line that touch as one; what is too short to part cells is left out."""
    found: list[Edge] = []
    for line in _clustered(edges):
        at = sum(edge[0] for edge in line) / len(line)
        for _, start, end in sorted(line, key=lambda edge: edge[1]):
            if found and found[-1][0] == at and start <= found[-1][2] + NEAR:
                found[-1] = (at, found[-1][1], max(end, found[-1][2]))
            else:
                found.append((at, start, end))
    return [edge for edge in found if edge[2] - edge[1] >= SHORTEST]


def _clustered(edges: Iterable[Edge]) -> Iterator[list[Edge]]:
    line: list[Edge] = []
    for edge in sorted(edges):
        if line and edge[0] - line[0][0] > NEAR:
            yield line
            line = []
        line.append(edge)
    if line:
        yield line


def _crossing(across: list[Edge], down: list[Edge]) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """Groups of edges that hang together."""
    left = set(range(len(down)))
    waiting = set(range(len(across)))
    while waiting:
        rows, columns, fresh = set[int](), set[int](), {waiting.pop()}
        while fresh:
            rows |= fresh
            reached = {at for at in left if any(_cross(across[row], down[at]) for row in fresh)}
            left -= reached
            columns |= reached
            fresh = {row for row in waiting if any(_cross(across[row], down[at]) for at in reached)}
            waiting -= fresh
        if len(rows) > 1 and len(columns) > 1:
            yield [across[row] for row in rows], [down[at] for at in columns]


def _cross(row: Edge, column: Edge) -> bool:
    return row[1] - NEAR <= column[0] <= row[2] + NEAR and column[1] - NEAR <= row[0] <= column[2] + NEAR


def _table(across: list[Edge], down: list[Edge], page: int) -> Table | None:
    columns = [line[0][0] for line in _clustered(down)]
    rows = [line[0][0] for line in _clustered(across)]
    width, height = len(columns) - 1, len(rows) - 1
    if width < 1 or height < 1 or width * height > CELLS:
        return None
    owner = [[row * width + column for column in range(width)] for row in range(height)]
    for row in range(height):
        for column in range(width):
            x, y = (columns[column] + columns[column + 1]) / 2, (rows[row] + rows[row + 1]) / 2
            if column and not _covered(down, columns[column], y):
                owner[row][column] = owner[row][column - 1]
            elif row and not _covered(across, rows[row], x):
                owner[row][column] = owner[row - 1][column]
    different = {number for line in owner for number in line}
    return Table(columns, rows, owner, page) if len(different) > 2 else None


def _covered(edges: Sequence[Edge], at: float, point: float) -> bool:
    """Whether an edge at this place goes past this point."""
    return any(abs(edge[0] - at) <= NEAR and edge[1] - 1 <= point <= edge[2] + 1 for edge in edges)
