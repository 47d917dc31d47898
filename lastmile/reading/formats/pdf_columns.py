"""The order in which a page is read: columns of prose left before right, everything else from the top."""

from collections.abc import Iterable, Sequence
from statistics import median

from lastmile.reading.formats.pdf_lines import Line, Run, rows, runs
from lastmile.reading.formats.pdf_page import Char

GUTTER = 0.4  # the least of a gutter, in widths of a character
COLUMN_LINES = 4
COLUMN_CHARS = 8


def lines(chars: Iterable[Char], page: int) -> list[Line]:
    """The lines of a page, or of a cell, in order; what stands side by side is one line where there are no columns."""
    return [line for part, shift in _in_order(runs(chars), 0.0) for line in rows(part, page, shift)]


def _in_order(parts: list[Run], shift: float) -> list[tuple[list[Run], float]]:
    """The runs by column, left before right, each with how far it is shifted; a page without columns is one part."""
    if len(parts) < 2 * COLUMN_LINES or not _may_have_columns(parts):
        return [(parts, shift)]
    ordered = sorted(parts, key=lambda run: run.top)
    cuts = _strips(ordered)
    for start in cuts:
        for end in reversed(cuts):
            if end - start < 2 * COLUMN_LINES:
                break
            gutter = _gutter(ordered[start:end])
            if gutter is not None:
                left = [run for run in ordered[start:end] if run.right <= gutter]
                right = [run for run in ordered[start:end] if run.right > gutter]
                by = min(run.left for run in right) - min(run.left for run in left)
                above = [(ordered[:start], shift)] if start else []
                below = _in_order(ordered[end:], shift) if end < len(ordered) else []
                return above + _in_order(left, shift) + _in_order(right, shift + by) + below
    return [(parts, shift)]


def _may_have_columns(parts: list[Run]) -> bool:
    left, right = min(run.left for run in parts), max(run.right for run in parts)
    beyond = [run for run in parts if run.left > left + (right - left) * 0.3]
    back = any(one.top - two.top > COLUMN_LINES * one.size and two.left > one.right for one, two in zip(parts, parts[1:], strict=False))
    return back or sum(1 for run in beyond if len(run.chars) >= COLUMN_CHARS) >= COLUMN_LINES


def _strips(ordered: Sequence[Run]) -> list[int]:
    """Places between runs where a blank strip goes across the page, the begin and the end among them."""
    found, lowest = [0], ordered[0].bottom
    for place, run in enumerate(ordered[1:], 1):
        if run.top >= lowest - 0.2 * run.size:
            found.append(place)
        lowest = max(lowest, run.bottom)
    return [*found, len(ordered)]


def _gutter(parts: Sequence[Run]) -> float | None:
    """The x of a blank strip from top to bottom with full lines of prose on both sides, or None."""
    size = median(run.size for run in parts)
    reach = None
    for run in sorted(parts, key=lambda one: one.left):
        if reach is not None and run.left - reach >= GUTTER * size:
            sides = [one for one in parts if one.right <= reach], [one for one in parts if one.left >= run.left]
            if _is_column(sides[0]) and (_is_column(sides[1]) or _drawn_before(*sides)):
                return reach
        reach = run.right if reach is None else max(reach, run.right)
    return None


def _drawn_before(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether the file gives all of the left side first: rows of a list are given side by side."""
    return bool(right) and max(run.order for run in left) < min(run.order for run in right)


def _is_column(side: Sequence[Run]) -> bool:
    """Whether these runs are lines of prose that are broken at one edge: most of them long, and most of them full."""
    if len(side) < COLUMN_LINES or median(len(run.chars) for run in side) < COLUMN_CHARS:
        return False
    edge = max(run.right for run in side)
    return sum(1 for run in side if edge - run.right < 2.5 * run.size) * 2 >= len(side)
