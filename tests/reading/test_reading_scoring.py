"""The yardstick itself: gold agrees with itself, and each kind of fault shows in the figure that is named for it."""

import json
from typing import Any

from lastmile.reading.scoring import ALL, evaluate, score, table
from tests.reading.papers import CORPUS

PAPER = {"id": "p", "genre": "minutes", "issuer": "市政府办公室", "directives": [
    {"start": 0, "end": 20, "core_start": 6, "core_end": 16, "speaker": "会议", "group": "一要", "domain": "safety", "units": ["市应急局"],
     "deadline": "3月底前/", "actionable": True},
    {"start": 30, "end": 40, "speaker": "会议", "group": "", "domain": "party", "units": [], "deadline": "", "actionable": False, "optional": True},
]}
RIGHT: dict[str, Any] = {"start": 6, "end": 16, "speaker": "会议", "group": "（一）", "domain": "safety", "units": ["市应急局"], "deadline": "",
                         "actionable": True}


def figures(*directives: dict[str, Any]) -> dict[str, Any]:
    return score([PAPER], {"p": directives})[ALL]


def test_the_gold_of_the_corpus_agrees_with_itself() -> None:
    gold = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    own = {paper["id"]: [one | {"deadline": one["deadline"].split("/")[0]} for one in paper["directives"]] for paper in gold}
    found = score(gold, own)[ALL]
    assert {name: found[name] for name in ("F1", "actionable", "domain", "speaker", "group", "units_F1", "deadline_exact")} == dict.fromkeys(
        ("F1", "actionable", "domain", "speaker", "group", "units_F1", "deadline_exact"), 1.0)


def test_head_and_purpose_are_free_and_an_alternative_is_right() -> None:
    assert figures(RIGHT)["F1"] == 1.0 and figures(RIGHT)["deadline_exact"] == 1.0


def test_what_is_optional_is_never_an_error() -> None:
    assert figures(RIGHT, RIGHT | {"start": 30, "end": 40})["P"] == 1.0


def test_a_directive_that_nobody_gave_costs_precision_and_one_not_found_recall() -> None:
    assert figures(RIGHT, RIGHT | {"start": 50, "end": 60})["P"] == 0.5
    assert figures()["R"] == 0.0


def test_a_wrong_label_shows_in_its_own_figure_alone() -> None:
    found = figures(RIGHT | {"domain": "party", "units": ["市公安局"]})
    assert (found["domain"], found["units_F1"], found["speaker"], found["F1"]) == (0.0, 0.0, 1.0, 1.0)


def test_the_table_names_every_genre() -> None:
    shown = table(evaluate(CORPUS, lambda path: []))
    assert "meeting_news" in shown and "0.000" in shown
