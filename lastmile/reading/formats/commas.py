"""Tables as text between commas or tabs (.csv .tsv)."""

import csv
import io

from lastmile.reading.decode import decode
from lastmile.reading.formats.extract import CELLS, CHARACTERS, Builder, Extract, too_long
from lastmile.reading.formats.grid import EMPTY, Cell, Grid, write
from lastmile.reading.formats.sheets import column_letters

MARKS = "\t,;，|"


def extract(data: bytes, name: str) -> Extract:
    """The rows between bars; the mark between cells is the one that is most frequent at the head."""
    text, encoding = decode(data)
    if len(text) > CHARACTERS:
        raise too_long()
    head = text[:4000]
    mark = max(MARKS, key=head.count)
    builder = Builder()
    csv.field_size_limit(CHARACTERS)
    grid: Grid = []
    used = 0
    for number, row in enumerate(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=mark), 1):
        filled = sum(1 for words in row if words.strip())
        used += filled
        builder.count(0 if used <= CELLS else used)
        if filled:
            grid.append([_cell(words, number, at) for at, words in enumerate(row, 1)])
    write(builder, grid)
    return builder.done("csv", encoding)


def _cell(words: str, row: int, column: int) -> Cell:
    return Cell([(words.strip(), {"sheet": "", "cell": f"{column_letters(column)}{row}"})]) if words.strip() else EMPTY
