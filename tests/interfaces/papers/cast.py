"""Papers of the world's people, read back as rows and as what is printed."""
from typing import Any

from django.apps import apps

from lastmile.interfaces.papers.structure import Paper
from lastmile.interfaces.papers.writing import paper_of
from tests.world import World


def row(pk: int) -> Any:
    return apps.get_model("kernel", "Paper").objects.get(pk=pk)


def files(pk: int) -> list[Any]:
    return list(apps.get_model("kernel", "PaperFile").objects.filter(paper_id=pk).order_by("version", "form"))


def printed(pk: int) -> Paper:
    return paper_of(row(pk))


def draft(world: World, kind: str, who: str = "赵雅琴", **values: Any) -> int:
    return world.do(who, "paper.draft", paper_kind=kind, **values).id


def text(paper: Paper) -> str:
    """The paragraphs and headings of its body."""
    return "\n".join(block.text for block in paper.blocks if block.text)


def cells(paper: Paper) -> list[list[str]]:
    """All rows of its tables."""
    return [list(cells) for block in paper.blocks for cells in block.rows]
