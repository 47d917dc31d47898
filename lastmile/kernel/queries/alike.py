"""Open items whose words may say the same as some new words: found by the search index, in one statement for many texts."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lastmile.lib.grams import grams

from .statements import run
from .visible import Where

POOL = 80  # the newest open items that a text may be like; of these, those that the actor may see
# For each text its own condition, so that the planner weighs each: a rare group reads the index, a common one walks the ids. Who sees
# what is asked afterwards: inside, the planner took it for rare and walked a million ids a text (13 s for thirty).
_ONE = """
(select {n}::int n, x.item_id from kernel_itemtext x join kernel_item i on i.id = x.item_id
 where ({any_of}) and i.is_open and i.parent_id is null order by x.item_id desc limit {pool})"""
_ALL = """
with hits as materialized ({parts})
select hits.n, i.id, i.number, i.title, i.area, i.unit_id, i.source from hits join kernel_item i on i.id = hits.item_id where {seen}
order by hits.n, i.id desc"""


@dataclass(frozen=True, slots=True)
class Near:
    """An open item that has some words of a text."""

    id: int
    number: str
    title: str
    area: str
    unit_id: int
    source: str


def near(where: Where, wanted: Sequence[Sequence[Sequence[str]]], pool: int = POOL) -> list[list[Near]]:
    """For each text the newest whole open items that hold all words of one of its groups of words, as far as they may be seen.

    A word has two characters; a text without groups finds nothing.
    """
    found: list[list[Near]] = [[] for _groups in wanted]
    parts, params = [], dict[str, Any](where.params)
    for n, groups in enumerate(wanted):
        held = {f"g{n}_{place}": grams(" ".join(words)) for place, words in enumerate(groups)}
        params |= held
        if held:
            any_of = " or ".join(f"x.grams @> %({name})s::int4[]" for name in held)
            parts.append(_ONE.format(n=n, any_of=any_of, pool=pool))
    for row in run(_ALL.format(parts=" union all ".join(parts), seen=where.sql), params) if parts else ():
        found[row[0]].append(Near(*row[1:]))
    return found
