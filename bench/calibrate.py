"""Counts the weights of confidence on papers with gold and shows how well they hold: python -m bench.calibrate [DIR]; --write keeps them.

Each paper is judged by weights counted on the others, with --hold genre on the papers of other genres.
A span counts as right when it overlaps a gold directive, optional ones too.
"""
import argparse
import json
import math
from collections import Counter
from pathlib import Path
from unittest.mock import patch

from lastmile.reading import confidence, read, vocabulary
from lastmile.reading.scoring import matched

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs/pictures/calibration.svg"
DATA = ROOT / "lastmile/reading/data/confidence.txt"
STEPS, RATE, HOLD = 1500, 1.0, 2.0  # of the descent; HOLD keeps weights small where few spans speak (L2)
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
Case = tuple[tuple[str, ...], bool]


def cases(folder: Path, hold: str) -> dict[str, list[Case]]:
    """For each paper, or genre, the signs of each span found and whether it is a directive."""
    found: dict[str, list[Case]] = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        paper, seen = json.loads(line), []
        with patch("lastmile.reading.confidence.sure", lambda names, _weights, seen=seen: seen.append(names) or 0.5):
            reading = read((folder / "texts" / f"{paper['id']}.txt").read_bytes(), f"{paper['id']}.txt")
        right = set(matched(paper["directives"], reading.to_json()["directives"]).values())
        found.setdefault(paper[hold], []).extend((names, place in right) for place, names in enumerate(seen))
    return found


def fitted(rows: list[Case]) -> dict[str, float]:
    """Weights of a logistic regression, by plain descent over the kinds of span."""
    kinds = [(("always", *held), right, count / len(rows)) for (held, right), count in Counter(rows).items()]
    weights = dict.fromkeys(sorted({name for held, _right, _share in kinds for name in held}), 0.0)
    for _step in range(STEPS):
        slope = {name: -HOLD * value / len(rows) if name != "always" else 0.0 for name, value in weights.items()}
        for held, right, share in kinds:
            miss = share * (right - 1 / (1 + math.exp(-sum(weights[name] for name in held))))
            for name in held:
                slope[name] += miss
        for name in weights:
            weights[name] += RATE * slope[name]
    return weights


def judged(found: dict[str, list[Case]]) -> list[tuple[float, bool]]:
    """The confidence of every span by weights of the other papers, or genres, and whether it was right."""
    rows = []
    for paper, own in found.items():
        weights = fitted([case for other, some in found.items() if other != paper for case in some])
        rows += [(confidence.sure(held, weights), right) for held, right in own]
    return rows


def table(rows: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """For each bin: the mean confidence, the share that was right, how many."""
    found = []
    for low, high in zip(BINS, BINS[1:], strict=False):
        here = [(sure, right) for sure, right in rows if low <= sure < high]
        if here:
            found.append((sum(sure for sure, _ in here) / len(here), sum(right for _, right in here) / len(here), len(here)))
    return found


def drawn(points: list[tuple[float, float, int]]) -> str:
    """The reliability diagram: said on the x axis, right on the y axis, the diagonal is perfect."""
    size, left, top = 320, 48, 16

    def words(x: float, y: float, said: object, anchor: str = "start", more: str = "") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{more}>{said}</text>'

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 380" font-family="sans-serif" font-size="12">',
        '<rect width="420" height="380" fill="#fff"/>',
        f'<path d="M{left} {top}V{top + size}H{left + size}" fill="none" stroke="#667"/>',
        f'<path d="M{left} {top + size}L{left + size} {top}" stroke="#99a" stroke-dasharray="4"/>',
    ]
    for said, right, n in points:
        x, y = left + said * size, top + (1 - right) * size
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{3 + n ** 0.5 / 3:.1f}" fill="#1f5aa6" fill-opacity=".7"/>', words(x + 14, y + 4, n)]
    for share in (0, 0.5, 1):
        parts += [words(left + share * size, top + size + 18, share, "middle"), words(left - 8, top + 4 + (1 - share) * size, share, "end")]
    middle = top + size / 2
    parts.append(words(left + size / 2, top + size + 38, "confidence said (number: spans)", "middle"))
    parts.append(words(14, middle, "share that was right", "middle", f' transform="rotate(-90 14 {middle:.0f})"'))
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description="weights and calibration of confidence")
    parser.add_argument("folder", nargs="?", default=ROOT / "corpus", type=Path)
    parser.add_argument("--hold", choices=("id", "genre"), default="id", help="what is judged by the others: each paper (id) or each genre")
    parser.add_argument("--write", action="store_true", help="keep the weights and the picture")
    asked = parser.parse_args()
    found = cases(asked.folder, asked.hold)
    rows = judged(found)
    points = table(rows)
    print("said   right  spans")
    print("\n".join(f"{said:.2f}   {right:.2f}   {n}" for said, right, n in points))
    print(f"Brier score {sum((sure - right) ** 2 for sure, right in rows) / len(rows):.4f}, by the share alone "
          f"{(share := sum(right for _, right in rows) / len(rows)) * (1 - share):.4f}")
    weights = fitted([case for some in found.values() for case in some])
    print("  ".join(f"{name} {value:+.2f}" for name, value in sorted(weights.items(), key=lambda row: -abs(row[1]))))
    if asked.write:
        head = "# what each sign says for or against a directive; counted by bench/calibrate.py on the corpus\n"
        DATA.write_text(head + "".join(f"{name}: {value:.2f}\n" for name, value in sorted(weights.items())), encoding="utf-8")
        vocabulary.table.cache_clear()
        PICTURE.write_text(drawn(points), encoding="utf-8")


if __name__ == "__main__":
    main()
