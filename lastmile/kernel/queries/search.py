"""Search: items whose words hold everything that is asked for, within filters, through visible()."""
from dataclasses import dataclass, field
from typing import Any

from lastmile.lib.grams import grams

from ..act import Actor
from .items import ROW, SIZE, Row, narrowed
from .statements import run

POOL = 200  # of so many newest hits those with the words in the title come first
# Newest first. For a common word the planner walks ids downwards and filters; for a rare one it reads the GIN index.
# strpos, not like: like's estimate made the planner read 56,000 rows.
_HITS = """
with hits as materialized (
  select x.item_id from kernel_itemtext x join kernel_item i on i.id = x.item_id
  where x.grams @> %(grams)s::int4[] and {which} {exact} order by x.item_id desc limit %(pool)s)
select hits.item_id from hits join kernel_item i on i.id = hits.item_id order by {in_title} desc, i.id desc"""
_EXACT = "and (strpos(lower(i.title), %({name})s) > 0 or strpos(lower(x.body), %({name})s) > 0)"
_IN_TITLE = "(strpos(lower(i.title), %({name})s) > 0)::int"


@dataclass(frozen=True)
class Found:
    """A page of the hits, how many there are, counted to POOL, and whether there are more than that."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    more: bool = False


def search(actor: Actor, words: str, filters: dict[str, Any] | None = None, page: int = 1, size: int = SIZE) -> Found:
    """Items with all the words (parted by spaces) in title or text, or of that number; words of one character alone find nothing."""
    which, params = narrowed(actor, filters or {})
    numbered = run(f"select {ROW} from kernel_item i where i.number = %(number)s and {which}", params | {"number": words.strip()})
    if numbered:
        return Found([Row(*r) for r in numbered], len(numbered))
    asked = dict(enumerate(dict.fromkeys(words.lower().split())))
    wanted = sorted({gram for word in asked.values() for gram in grams(word)})
    if not wanted:
        return Found()
    params |= {f"word{n}": word for n, word in asked.items()} | {"grams": wanted, "pool": POOL + 1}
    exact = " ".join(_EXACT.format(name=f"word{n}") for n, word in asked.items() if len(grams(word)) != 1 or len(word) != 2)
    in_title = " + ".join(_IN_TITLE.format(name=f"word{n}") for n in asked)
    ids = [pk for pk, in run(_HITS.format(which=which, exact=exact, in_title=in_title), params)]
    wanted_ids = ids[:POOL][(page - 1) * size:page * size]
    rows = {r[0]: Row(*r) for r in run(f"select {ROW} from kernel_item i where i.id = any(%(ids)s)", {"ids": wanted_ids})}
    return Found([rows[pk] for pk in wanted_ids if pk in rows], min(len(ids), POOL), len(ids) > POOL)
