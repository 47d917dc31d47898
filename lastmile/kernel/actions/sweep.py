"""The sweep: whatever is due now, done by the clock. Its cost is what is due, since each table has an index of nothing else."""
from datetime import datetime

from django.db import connection, transaction

from ..act import clock, perform_many, revision

# Each with the action, its table and the column that says when the next step is due.
DUE = {
    "item.turn": ("item", "kernel_item", "next_turn_at"), "breach.climb": ("breach", "kernel_breach", "next_at"),
    "slip.overdue": ("slip", "kernel_slip", "next_at"), "block.overdue": ("block", "kernel_block", "next_at"),
    "review.overdue": ("review", "kernel_review", "next_at"),
}
ANY = " union all ".join(f"(select '{name}' from {table} where {column} <= %(now)s limit 1)" for name, (_field, table, column) in DUE.items())
# Skipping what is locked, many sweepers may run, and none does a thing twice; what a killed one left is found again.
CLAIM = "select id from {table} where {column} <= %s order by {column}, id limit %s for update skip locked"


def sweep(now: datetime, most: int = 500) -> int:
    """Do one batch of each sort that is due: how many steps. 0 when nothing is due, which takes one statement to know."""
    with connection.cursor() as cursor:
        cursor.execute(ANY, {"now": now})
        waiting = {name for name, in cursor.fetchall()}
    return sum(batch(name, now, most) for name in DUE if name in waiting or name == "breach.climb" and "item.turn" in waiting)


def batch(name: str, now: datetime, most: int) -> int:
    """One batch of one sort, all of it or nothing: how many were due."""
    field, table, column = DUE[name]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CLAIM.format(table=table, column=column), [now, most])
            due = [pk for pk, in cursor.fetchall()]
        if due:
            perform_many(name, [{field: pk} for pk in due], clock(revision()), now=now, all_or_nothing=False)
    return len(due)
