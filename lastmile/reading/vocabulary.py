"""Word lists from the data files: one entry a line, `#` begins a comment, `key: a b c` makes a table."""

from functools import cache
from pathlib import Path

from lastmile.reading.gate import Gated, Headed

FOLDER = Path(__file__).parent / "data"


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of a list file, longest first, so that the longest wins in a search."""
    entries = {word for line in _lines(name) for word in line.split()}
    return tuple(sorted(entries, key=lambda word: (-len(word), word)))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table file, in the order of the file; rows of one key are joined."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in _lines(name):
        key, _, rest = line.partition(":")
        rows[key.strip()] = rows.get(key.strip(), ()) + tuple(rest.split())
    return rows


@cache
def choice(name: str, key: str = "") -> str:
    """A regular expression group that matches any entry of a list file, or of one row of a table file."""
    entries = sorted(table(name)[key], key=len, reverse=True) if key else words(name)
    return "(?:" + "|".join(entries) + ")"


@cache
def pattern(name: str, key: str = "", before: str = "", after: str = "") -> Gated:
    """The compiled choice of a list file between two fixed expressions."""
    return Gated(before + choice(name, key) + after)


@cache
def head(name: str) -> Headed:
    """The entries of a list file at the head of a text."""
    return Headed(*words(name))


def _lines(name: str) -> list[str]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.partition("#")[0].strip() for line in text.splitlines())
    return [row for row in rows if row]
