"""Which figures still stand in words that somebody has edited."""
from difflib import SequenceMatcher

Ref = tuple[int, int, str]


def surviving(drafted: str, refs: tuple[Ref, ...], now: str) -> tuple[list[Ref], list[str]]:
    """Where each figure of the drafted words stands now, and the figures that somebody changed or took out by hand.

    A figure survives when all of it lies in words that were left as they were, and no figure was written against it on either side:
    of 12 made into 120 nothing survives.
    """
    if drafted == now:
        return list(refs), []
    same = SequenceMatcher(None, drafted, now, autojunk=False).get_matching_blocks()
    kept, gone = [], []
    for start, end, figure in refs:
        block = next((one for one in same if one.a <= start and end <= one.a + one.size), None)
        at = start + block.b - block.a if block else -1
        if block is None or _digit(now, at - 1) or _digit(now, at + end - start):
            gone.append(figure)
        else:
            kept.append((at, at + end - start, figure))
    return kept, gone


def _digit(words: str, place: int) -> bool:
    return 0 <= place < len(words) and (words[place].isdigit() or words[place] in ".．")
