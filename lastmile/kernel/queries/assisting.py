"""Open items in which a handler's units assist (配合): theirs to know and to lend a hand to, another's to report."""
from typing import Any

from ..act import Actor
from .items import ROW, SIZE, Page, Row, children, owed_units, run

MANY = 500  # parts of a unit that are looked at to count; beyond, the tab says no number
_PAGE = f"""
select {ROW} from (
  select distinct i.due_at, i.id from kernel_itempart p join kernel_item i on i.id = p.item_id
  where p.unit_id = any(%(units)s) and i.is_open and i.state <> 'draft' and (i.due_at, i.id) > (%(due)s, %(item)s)
  order by i.due_at, i.id limit %(size)s) page
join kernel_item i on i.id = page.id order by page.due_at, page.id"""
_COUNT = """
select count(*), count(distinct i.id) filter (where i.is_open and i.state <> 'draft')
from (select item_id from kernel_itempart where unit_id = any(%(units)s) limit %(most)s) p join kernel_item i on i.id = p.item_id"""


def assisting(actor: Actor, after: str = "", size: int = SIZE) -> Page:
    """Those of the actor's units, by their time to finish; none for who looks over others, since they see all in their inbox."""
    due, item = after.rsplit("_", 1) if after else ("-infinity", "0")
    params: dict[str, Any] = {"units": owed_units(actor), "due": due, "item": int(item), "size": size + 1}
    rows = [Row(*r) for r in run(_PAGE, params)] if params["units"] else []
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.due_at.isoformat()}_{last.id}" if last and last.due_at else "", children(rows[:size]))


def count_assisting(actor: Actor) -> int | None:
    """How many there are; None when that would take looking at too many."""
    looked, found = run(_COUNT, {"units": owed_units(actor), "most": MANY + 1})[0]
    return found if looked <= MANY else None
