"""Lines and tables of a PDF as text: a paragraph or a table that goes on over the page is one."""

from lastmile.reading.formats.extract import Builder
from lastmile.reading.formats.grid import Grid, write
from lastmile.reading.formats.pdf_flow import paragraphs
from lastmile.reading.formats.pdf_lines import Line


class Writer:
    """Holds lines until a table comes, and a table until a line comes."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.lines: list[Line] = []
        self.grid: Grid = []
        self.page = 0

    def line(self, line: Line) -> None:
        """A line in reading order."""
        self._end_table()
        self.lines.append(line)

    def table(self, grid: Grid, page: int) -> None:
        """A table: the rest of the one before when that ended the page before and has as many columns."""
        self._end_lines()
        if self.grid and (page != self.page + 1 or len(self.grid[-1]) != len(grid[0])):
            self._end_table()
        if self.grid and _is_rest(self.grid, grid):
            for cell, rest in zip(self.grid[-1], grid[0], strict=True):
                cell.runs = [*cell.runs, *rest.runs]
            grid = grid[1:]
        self.grid += grid
        self.page = page

    def end(self) -> None:
        """Nothing comes any more."""
        self._end_lines()
        self._end_table()

    def _end_lines(self) -> None:
        for told in paragraphs(self.lines):
            self.builder.line([(text, {"page": line.page, "box": line.box}) for text, line in told])
        self.lines = []

    def _end_table(self) -> None:
        write(self.builder, self.grid)
        self.grid = []


def _is_rest(before: Grid, after: Grid) -> bool:
    """Whether the first row is the rest of a row that the page's end has cut: it has no number or name of its own."""
    first, last = after[0], before[-1]
    whole = len({id(cell) for cell in first}) == len(first) and len({id(cell) for cell in last}) == len(last)
    return whole and len(first) > 2 and not first[0].text and bool(last[0].text)
