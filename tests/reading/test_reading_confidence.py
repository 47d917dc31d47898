"""Confidence is a share: what it says of many spans together is about what was right of them."""

from lastmile.reading.confidence import LEAST, MOST, sure
from tests.reading.papers import CORPUS
from tests.reading.test_reading_corpus import PAPERS, reading_of


def test_signs_for_raise_it_and_it_stays_a_share() -> None:
    weights = {"always": 0.0, "asked": 2.0, "purpose": -2.0}
    assert sure((), weights) == 0.5
    assert sure(("purpose",), weights) < 0.5 < sure(("asked",), weights)
    assert sure(("asked",), {"asked": 90.0}) == MOST and sure(("purpose",), {"purpose": -90.0}) == LEAST


def test_what_it_says_of_the_corpus_is_near_what_was_right() -> None:
    import json

    from lastmile.reading.scoring import matched

    said, right = [], 0
    gold = {one["id"]: one for one in map(json.loads, (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines())}
    for path in PAPERS:
        found = reading_of(path).to_json()["directives"]
        said += [one["confidence"] for one in found]
        right += len(matched(gold[path.stem]["directives"], found))
    assert abs(sum(said) / len(said) - right / len(said)) < 0.03
