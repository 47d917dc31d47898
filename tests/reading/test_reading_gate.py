"""A gate never keeps an expression from what it would have found."""

import re
from functools import cache

import pytest

from lastmile.reading import vocabulary
from lastmile.reading.gate import Gated, Headed, needed
from tests.reading.papers import CORPUS

TABLE = re.compile(r"^[\w -]+:( |$)", re.M)
LISTS = sorted(path.stem for path in vocabulary.FOLDER.glob("*.txt") if not TABLE.search(path.read_text(encoding="utf-8")))


@cache
def clauses() -> list[str]:
    """The clauses of the corpus, and their tails, so that expressions bound to a head meet words in the middle too."""
    papers = sorted((CORPUS / "texts").glob("*.txt"))
    texts = [clause for path in papers for clause in re.split(r"[，。；：\n]", path.read_text(encoding="utf-8")) if clause]
    return [*texts[::3], *(text[3:] for text in texts[1::3])]


@pytest.mark.parametrize("name", LISTS)
def test_a_gated_list_finds_what_its_expression_finds(name: str) -> None:
    bare, gated, headed = re.compile(vocabulary.choice(name)), Gated(vocabulary.choice(name)), Headed(*vocabulary.words(name))
    gated.build()
    for text in clauses():
        assert _span(gated.search(text)) == _span(bare.search(text)), text
        assert _span(gated.match(text)) == _span(bare.match(text)) == _span(headed.match(text)), text
        assert gated.sub("", text) == bare.sub("", text), text
        assert [match.span() for match in gated.finditer(text)] == [match.span() for match in bare.finditer(text)], text


@pytest.mark.parametrize(("expression", "needs"), [
    ("安全|稳定", {"安全", "稳定"}), ("事[关故]", {"事关", "事故"}), (r"\d+月?", {r"\d"}), ("^(?:要|须)?办", {"办"}), ("要?", None),
    ("[^，]{2,}了", {"了"}),
    ("(?=好)坏", {"坏"}), ("(?:甲|乙*)丙?", None), ("(?i)a", None),
])
def test_what_an_expression_needs_is_read_from_it(expression: str, needs: set[str] | None) -> None:
    assert needed(expression) == (frozenset(needs) if needs else None)


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
