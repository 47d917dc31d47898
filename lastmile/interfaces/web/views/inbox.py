"""What do I owe, late first, and what do I do next."""
from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.queries import items
from lastmile.kernel.queries.visible import city_for

from .. import moments, words
from ..jinja import url
from ..page import render

TABS = {"all": "all", "sign": "assigned", "hand": "working", "check": "verify", "late": "late"}
NEXT = ("item.sign", "item.verify", "item.report", "item.close", "item.issue", "item.resume")
AT_ONCE = ("item.sign",)
DONE = ("reported", "verified", "suspended", "closed", "cancelled")  # nothing runs out: the state is told in place of what is left
BESIDE = {"item.sign": "item.refuse", "item.verify": "item.return", "item.report": "item.progress"}


def inbox(request: HttpRequest) -> HttpResponse:
    actor, now = request.actor, timezone.localtime()  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "all"
    counts = items.inbox_counts(actor)
    page = items.inbox(actor, tab, request.GET.get("after", ""))
    groups = grouped(rows(page, actor, now), now, url("inbox", tab=tab, after=page.after) if page.after else "")
    today = sum(g.count for g in groups if g.key == "today")
    return render(
        request, "inbox.html", "inbox", groups=groups, last=None, unit_href=unit_href(actor),
        tabs=[SimpleNamespace(key=key, count=capped(counts[name]), href=url("inbox", tab=name), on=name == tab) for name, key in TABS.items()],
        counts=SimpleNamespace(late=counts["late"], today=today, soon=sum(g.count for g in groups if g.key == "soon"), all=counts["all"]))


def capped(n: int) -> Any:
    return n if n <= items.CAP else f"{items.CAP}+"


def unit_href(actor: Actor) -> str:
    return url("unit", actor.posts[0].unit) if actor.posts else url("units")


def rows(page: items.Page, actor: Actor, now: datetime) -> list[SimpleNamespace]:
    """The rows as lists show them; what may be done next is asked once for rows that are alike, what is left once for a due time."""
    city, known, left = city_for(actor), {}, {}
    do, item = url("do", "x")[:-1], url("item", 0)[:-1]
    made = []
    for r in page.rows:
        alike = (r.state, r.unit_id, r.issuer_id, r.reporter_id, r.reporter_unit_id)
        if alike not in known:
            known[alike] = [(step, post, words.word("step", step)) for step, post in next_steps(actor, r, now)]
        if r.due_at and r.due_at not in left:
            left[r.due_at] = moments.left(r.due_at, now)
        back = page.children.get(r.id)
        own = r.unit_id in actor.units
        note = _("{unit}交办").format(unit=city.units[r.issuer_id].short) if own else city.units[r.unit_id].short
        if back:
            note = _("{note}；下级反馈{back}/{all}").format(note=note, back=back[1], all=back[0])
        made.append(SimpleNamespace(
            id=r.id, href=f"{item}{r.id}", light=r.light, words=words.word("state", r.state) if r.state in DONE else left.get(r.due_at, ""),
            due_at=r.due_at, number=r.number, title=r.title, note=note,
            steps=[SimpleNamespace(action=a, href=f"{do}{a}" if post else f"{do}{a}?item={r.id}", post=post, words=said)
                   for a, post, said in known[alike]]))
    return made


def next_steps(actor: Actor, row: Any, now: datetime) -> list[tuple[str, bool]]:
    """The one next step and the one beside it: (action, done at once without a form)."""
    first = next((name for name in NEXT if can(name, actor, row, now=now)), None)
    if first is None:
        return []
    beside = BESIDE.get(first)
    steps = [first, *([beside] if beside and can(beside, actor, row, now=now) else [])]
    return [(name, name in AT_ONCE) for name in steps]


def grouped(made: Sequence[SimpleNamespace], now: datetime, more: str) -> list[SimpleNamespace]:
    """Late, due today, within three days, later."""
    found: dict[str, list[SimpleNamespace]] = {"late": [], "today": [], "soon": [], "later": []}
    for row in made:
        due = timezone.localtime(row.due_at)
        days = (due.date() - now.date()).days
        found["late" if due <= now else "today" if days == 0 else "soon" if days <= 3 else "later"].append(row)
    groups = [SimpleNamespace(key=key, count=len(some), rows=some, more="") for key, some in found.items() if some]
    if groups and more:
        groups[-1].more, groups[-1].count = more, len(groups[-1].rows) + 1
    return groups


def row_of(actor: Actor, item: int) -> SimpleNamespace | None:
    """One row again, after something was done to it in place."""
    page = items.some(actor, [item])
    now = timezone.localtime()
    made = rows(page, actor, now)
    return made[0] if made else None

