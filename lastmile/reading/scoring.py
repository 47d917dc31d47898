"""How well readings agree with gold: spans matched by overlap, labels compared on what matched (corpus/GUIDE.md says what each means)."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lastmile.lib.chinese import narrow, simplify
from lastmile.reading.dates import number

OVERLAP = 0.5  # of the union of two spans, in code points
PINYIN = re.compile(r"\(\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\s?\)")
OWN_VOICE = ("文件", "通知", "")
ALL = "ALL"
COLUMNS = (
    ("docs", "docs"), ("gold", "gold"), ("pred", "pred"), ("ign", "ignored"), ("P", "P"), ("R", "R"), ("F1", "F1"), ("act", "actionable"),
    ("dom", "domain"), ("spk", "speaker"), ("grp", "group"), ("unitF1", "units_F1"), ("dl=", "deadline_exact"), ("dlF1", "deadline_F1"),
)
Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one genre, or of all papers."""

    counts: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float | int | None]:
        """Precision, recall and the shares of labels that agree; None where there was nothing to agree on."""
        c = self.counts
        precision, recall, f1 = _prf(c["found"], c["false"], c["missed"])
        share = {name: c[name] / c["found"] if c["found"] else None for name in ("actionable", "domain", "speaker", "group", "deadline_exact")}
        units, deadlines = [c[f"units_{part}"] for part in PARTS], [c[f"deadline_{part}"] for part in PARTS]
        return {
            "docs": c["docs"], "gold": c["found"] + c["missed"], "pred": c["found"] + c["false"], "ignored": c["ignored"],
            "P": precision, "R": recall, "F1": f1, **share,
            "units_F1": _prf(*units)[2] if sum(units) else None, "deadline_F1": _prf(*deadlines)[2] if sum(deadlines) else None,
        }


PARTS = ("found", "false", "missed")


def evaluate(folder: Path, read: Callable[[Path], Iterable[Row]]) -> dict[str, dict[str, Any]]:
    """The figures by genre of a folder with gold.jsonl and texts/ID.txt; `read` gives the directives of a text."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    return score(gold, {paper["id"]: list(read(folder / "texts" / f"{paper['id']}.txt")) for paper in gold})


def score(gold: Iterable[Row], predicted: Mapping[str, Sequence[Row]], overlap: float = OVERLAP) -> dict[str, dict[str, Any]]:
    """The figures of predictions by paper id against gold papers, by genre and for all; a paper without predictions counts as empty."""
    tallies: dict[str, Tally] = {ALL: Tally()}
    for paper in gold:
        counts = _paper(paper, predicted.get(paper["id"], ()), overlap)
        for name in (ALL, paper["genre"]):
            tallies.setdefault(name, Tally()).counts.update(counts)
    return {name: tally.figures() for name, tally in tallies.items()}


def _paper(paper: Row, predicted: Sequence[Row], overlap: float) -> Counter[str]:
    """Optional gold (headings, restatements, boilerplate) is never an error, found or not."""
    counts: Counter[str] = Counter(docs=1)
    partner = matched(paper["directives"], predicted, overlap)
    taken = set(partner.values())
    counts["false"] = sum(place not in taken for place in range(len(predicted)))
    for place, gold in enumerate(paper["directives"]):
        found = predicted[partner[place]] if place in partner else None
        if gold.get("optional"):
            counts["ignored"] += found is not None
        elif found is None:
            counts["missed"] += 1
        else:
            counts["found"] += 1
            counts.update(_labels(gold, found, str(paper.get("issuer") or "")))
    return counts


def matched(gold: Sequence[Row], predicted: Sequence[Row], overlap: float = OVERLAP) -> dict[int, int]:
    """Which prediction belongs to which gold, one to one, the best overlaps first; a head before and a purpose after the core are free."""
    pairs = sorted(
        (-value, bool(one.get("optional")), i, j)
        for i, one in enumerate(gold) for j, other in enumerate(predicted) if (value := _overlap(one, other)) >= overlap
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _value, _optional, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _overlap(gold: Row, other: Row) -> float:
    starts, ends = {gold["start"], gold.get("core_start", gold["start"])}, {gold["end"], gold.get("core_end", gold["end"])}
    return max(_shared(start, end, other["start"], other["end"]) for start in starts for end in ends)


def _shared(a: int, b: int, c: int, d: int) -> float:
    both = min(b, d) - max(a, c)
    return both / (max(b, d) - min(a, c)) if both > 0 else 0.0


def _labels(gold: Row, found: Row, issuer: str) -> Counter[str]:
    wanted, given = _units(gold["units"]), _units(found.get("units"))
    accepted, due = [_folded(words) for words in str(gold["deadline"] or "").split("/")], _folded(found.get("deadline"))
    right, required = due in accepted, all(accepted)
    return Counter(
        actionable=found.get("actionable") == gold["actionable"], domain=found.get("domain") == gold["domain"],
        speaker=_speaks(gold["speaker"], found.get("speaker"), issuer), group=_ordinal(gold["group"]) == _ordinal(found.get("group")),
        units_found=len(wanted & given), units_false=len(given - wanted), units_missed=len(wanted - given),
        deadline_exact=right, deadline_found=required and right, deadline_missed=required and not right, deadline_false=bool(due) and not right,
    )


def _folded(words: Any) -> str:
    plain = simplify(narrow(PINYIN.sub("", str(words or ""))))
    return re.sub(r"[\s\"'“”‘’《》<>]", "", plain)


def _units(names: Any) -> set[str]:
    listed = re.split(r"[、,，;；/]", names) if isinstance(names, str) else names or ()
    plain = (re.sub(r"等?(?:有关|相关)?(?:职能)?(?:部门|单位)$", "", _folded(name)) for name in listed)
    return {name for name in (re.sub("等$", "", name) for name in plain) if name}


def _speaks(gold: Any, found: Any, issuer: str) -> bool:
    """Whether one of the accepted speakers is named, posts and all; a paper's own voice may be the issuer's name."""
    given, own = _folded(found), _folded(issuer)
    for accepted in map(_folded, str(gold).split("/")):
        if accepted == given or (accepted and accepted in given):
            return True
        if accepted in OWN_VOICE and (given in (*OWN_VOICE, "本文件", "方案") or (given and own and (given in own or own in given))):
            return True
    return False


def _ordinal(mark: Any) -> str:
    """The number of an ordinal in any dress: 一要, （一）, 1. are one."""
    words = _folded(mark)
    found = re.search(r"\d+|[一二三四五六七八九十]+", words)
    return str(number(found.group())) if found else words


def _prf(found: int, false: int, missed: int) -> tuple[float, float, float]:
    precision = found / (found + false) if found + false else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures as lines of text, all papers first, then genre by genre."""
    lines = [f"{'':<20}" + "".join(f"{head:>8}" for head, _name in COLUMNS)]
    for genre in [ALL, *sorted(name for name in figures if name != ALL)]:
        cells = (figures[genre][name] for _head, name in COLUMNS)
        lines.append(f"{genre:<20}" + "".join(f"{'-' if cell is None else cell if isinstance(cell, int) else f'{cell:.3f}':>8}" for cell in cells))
    return "\n".join(lines)
