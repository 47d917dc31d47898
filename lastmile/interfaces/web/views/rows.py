"""Items as the lines of a list: which time runs out first, in words; from whom; what may be done next."""
from collections.abc import Collection, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.queries import items
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.moves import refused

from .. import moments, words
from ..jinja import url

NEXT = ("item.sign", "item.verify", "item.report", "item.close", "item.issue", "item.resume")
AGAIN = ("item.reassign", "item.issue")  # what its unit sent back
AT_ONCE = ("item.sign",)
BESIDE = {"item.sign": "item.refuse", "item.verify": "item.return", "item.report": "item.progress", "item.reassign": "item.issue"}
DONE = ("reported", "verified", "suspended", "closed", "cancelled")  # nothing runs out: the state is told in place of what is left
SETTLED = ("reported", "verified")
GROUPS = ("late", "unsigned", "unreported", "today", "soon", "later", "settled")
SOON = 3  # days


def days_to(at: datetime, now: datetime) -> int:
    return (moments.local(at, now).date() - now.date()).days


def nearest(row: Any, now: datetime) -> tuple[datetime | None, str]:
    """The time that runs out first, and what for: "finish", "sign", or "report" of a period, whose day no list holds."""
    due, sign = row.due_at, row.sign_due_at
    if row.state in DONE or due is None:
        return due, "finish"
    if row.state == "assigned":
        return (sign, "sign") if sign and now < due and sign < due else (due, "finish")
    of_a_period = row.light == "red" and due > now or row.light == "yellow" and days_to(due, now) > SOON
    return (None, "report") if of_a_period else (due, "finish")


def group_of(row: Any, at: datetime | None, sort: str, now: datetime) -> str:
    """Under which head an item stands; late is what the kernel counts as late: its light is red since its time to finish is over."""
    if row.light == "red" and row.late:
        return "late"
    if row.state in DONE:
        return "settled" if row.state in SETTLED else "later"
    if at is None:
        return {"red": "unreported", "yellow": "soon"}.get(row.light, "later")
    if at <= now:
        return "unsigned" if sort == "sign" else "late"
    days = days_to(at, now)
    return "today" if days == 0 else "soon" if days <= SOON else "later"


def time_words(row: Any, at: datetime | None, sort: str, now: datetime) -> str:
    """What is left of that time, or the state of what nobody waits for."""
    if row.state in DONE:
        return words.word("state", row.state)
    if at is None:
        return {"red": _("本期报告逾期"), "yellow": _("本期待报告")}.get(row.light, "")
    return moments.left_to_sign(at, now) if sort == "sign" else moments.left(at, now)


def rows(page: items.Page, actor: Actor, now: datetime, own: Collection[int] | None = None, assisting: bool = False) -> list[SimpleNamespace]:
    """The lines, as a reader of the units `own` sees them: the actor's, unless the page is a unit's.

    What may be done next is asked once for rows that are alike, what is left once for a time.
    """
    city, known, left = city_for(actor), {}, {}
    do, item = url("do", "x")[:-1], url("item", 0)[:-1]
    made, own = [], actor.units if own is None else own
    for r in page.rows:
        alike = (r.state, r.issued_at is None, r.unit_id, r.issuer_id, r.reporter_id, r.reporter_unit_id)
        if alike not in known:
            note = _("{unit}牵头").format(unit=city.units[r.unit_id].short) if assisting else note_of(r, city, own)
            known[alike] = note, [(step, post, words.word("step", step)) for step, post in next_steps(actor, r, now)]
        note, steps = known[alike]
        at, sort = nearest(r, now)
        when = (at, sort, r.state, r.light)
        if when not in left:
            left[when] = time_words(r, at, sort, now)
        of, back = r.parts
        if of:
            note = _("{note}；下级反馈{back}/{all}").format(note=note, back=back, all=of)
        made.append(SimpleNamespace(
            id=r.id, href=f"{item}{r.id}", light=r.light, words=left[when], at=at, group=group_of(r, at, sort, now), number=r.number,
            title=r.title, note=note, steps=[SimpleNamespace(action=a, href=f"{do}{a}" if post else f"{do}{a}?item={r.id}", post=post,
                                                             words=said) for a, post, said in steps]))
    return made


def note_of(row: Any, city: City, own: Collection[int]) -> str:
    """From whom it came, for who owes it; who owes it, for all others; who sent it back."""
    if refused(row):
        return _("{unit}退回").format(unit=city.units[row.unit_id].short)
    return _("{unit}交办").format(unit=city.units[row.issuer_id].short) if row.unit_id in own else city.units[row.unit_id].short


def next_steps(actor: Actor, row: Any, now: datetime) -> list[tuple[str, bool]]:
    """The one next step and the one beside it: (action, done at once without a form)."""
    first = next((name for name in (AGAIN if refused(row) else NEXT) if can(name, actor, row, now=now)), None)
    if first is None:
        return []
    beside = BESIDE.get(first)
    steps = [first, *([beside] if beside and can(beside, actor, row, now=now) else [])]
    return [(name, name in AT_ONCE) for name in steps]


def grouped(made: Sequence[SimpleNamespace]) -> dict[str, list[SimpleNamespace]]:
    """The lines under their heads, in the order of the heads."""
    found: dict[str, list[SimpleNamespace]] = {key: [] for key in GROUPS}
    for row in made:
        found[row.group].append(row)
    return {key: some for key, some in found.items() if some}


def row_of(actor: Actor, item: int, now: datetime) -> SimpleNamespace | None:
    """One line again, after something was done to it in place."""
    return next(iter(rows(items.some(actor, [item]), actor, now)), None)


def state_word(row: Any) -> str:
    """The state, where a draft that its unit sent back is told as such."""
    return words.word("tab", "refused") if refused(row) else words.word("state", row.state)
