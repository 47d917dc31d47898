"""What do I owe, what runs out first, and what do I do next."""
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lastmile.kernel.act import Actor
from lastmile.kernel.act.speech import CLAUSE, joined
from lastmile.kernel.queries import inbox as queries
from lastmile.kernel.queries import items

from ..asked import keyset, number
from ..jinja import url
from ..page import render
from . import rows as lines

# the word of each tab; those who owe items, and those who look over others, see some of their own
TABS = {"all": "all", "sign": "assigned", "hand": "working", "check": "reported", "late": "late"}
OWN = {"assist": "assisting"}
OVER = {"check": "verify", "refused": "refused"}
CHECKS = {"supervisor", "verifier"}
TAB_OF = {"late": "late", "unsigned": "sign"}  # heads that the kernel counts, and the tab that holds all of each


@dataclass(frozen=True)
class Shown:
    """The part of a tab that is on the page: its lines, where the next page begins, and whether all before stood on this page too."""

    rows: list[SimpleNamespace]
    after: str
    first: bool
    sure: bool  # does each head on this page hold all of its lines up to the last one?


def inbox(request: HttpRequest) -> HttpResponse:
    actor, now = request.actor, timezone.localtime()  # type: ignore[attr-defined]
    tabs = tabs_of(actor)
    tab, after = request.GET.get("tab", ""), keyset(request.GET.get("after", ""))
    tab, before = tab if tab in tabs else "all", (number(request.GET.get("n")) or 0) if after else 0
    page, counts = queries.look(actor, tab, after)
    shown = part(actor, page, tab, after, counts, now)
    groups = heads(shown, tab, counts)
    so_far = before + len(shown.rows)
    return render(
        request, "inbox.html", "inbox", title=first_line(shown, groups, counts, before), groups=groups, unit_href=unit_href(actor),
        none=not counts["all"],
        tabs=[SimpleNamespace(key=key, count=capped(counts[name]), href=url("inbox", tab=name), on=name == tab) for name, key in tabs.items()],
        more=SimpleNamespace(href=url("inbox", tab=tab, after=shown.after, n=so_far), n=rest(counts[tab], so_far, shown.first or before))
        if shown.after else None)


def tabs_of(actor: Actor) -> dict[str, str]:
    """The tabs that mean something to this reader: (name, key of the word)."""
    roles = {post.role for post in actor.posts}
    if queries.owed_units(actor):
        return TABS | OWN
    return TABS | {name: key for name, key in OVER.items() if roles & CHECKS and (name != "refused" or "supervisor" in roles)}


def part(actor: Actor, page: items.Page, tab: str, after: str, counts: dict[str, Any], now: datetime) -> Shown:
    """One page of a tab. The kernel walks it by the time to finish; what is to be signed sooner is put where its own time runs out,
    as long as one page holds all that is to be signed."""
    found = lines.rows(page, actor, now, assisting=tab == "assist")
    whole = not after and not page.after
    if tab != "all" or whole or not counts["sign"]:
        return Shown(found, page.after, not after, True)
    if counts["sign"] > items.SIZE:
        return Shown(found, page.after, not after, False)
    to_sign = lines.rows(queries.inbox(actor, "sign"), actor, now)
    begin, end = moment(after), moment(page.after)
    sooner = [row for row in to_sign if row.at and (begin is None or begin < row.at) and (end is None or row.at <= end)]
    known = {row.id for row in to_sign}
    merged = sorted([*sooner, *(row for row in found if row.id not in known)], key=lambda row: row.at or now)
    return Shown(merged, page.after, not after, True)


def moment(keyset: str) -> datetime | None:
    return datetime.fromisoformat(keyset.rpartition("_")[0]) if keyset else None


def heads(shown: Shown, tab: str, counts: dict[str, Any]) -> list[SimpleNamespace]:
    """The lines under their heads. A head tells how many there are only when it is sure to stand over all of them."""
    groups = lines.grouped(shown.rows)
    keys = list(groups)
    open_ended = {keys[0]} if keys and not shown.first else set()
    open_ended |= {keys[-1]} if keys and shown.after else set()

    def count(key: str, n: int) -> int | None:
        if tab in ("all", TAB_OF.get(key)) and counts.get(key, items.CAP + 1) <= items.CAP:
            return counts[key]
        return n if shown.sure and key not in open_ended else None
    return [SimpleNamespace(key=key, rows=some, count=count(key, len(some))) for key, some in groups.items()]


def first_line(shown: Shown, groups: list[SimpleNamespace], counts: dict[str, Any], before: int) -> str:
    """What is the matter: what is over, what runs out today; else what runs out soon."""
    if not shown.first:
        return _("接上页，从第{n}件起").format(n=before + 1) if before else _("接上页")
    if not counts["all"]:
        return _("现在没有要您办的事")
    on_page = {group.key: len(group.rows) for group in groups} if shown.sure else {}
    late, unsigned = counts["late"], counts["unsigned"]
    unreported, today, soon = (on_page.get(key, 0) for key in ("unreported", "today", "soon"))
    said = [
        ngettext("{n}件已逾期", "{n}件已逾期", late).format(n=capped(late)) if late else "",
        ngettext("{n}件签收逾期", "{n}件签收逾期", unsigned).format(n=capped(unsigned)) if unsigned else "",
        ngettext("{n}件本期报告逾期", "{n}件本期报告逾期", unreported).format(n=unreported) if unreported else "",
        ngettext("{n}件今天到点", "{n}件今天到点", today).format(n=today) if today else "",
    ]
    if any(said):
        return joined([part for part in said if part], CLAUSE)
    return ngettext("今天没有到点的，三天内有{n}件", "今天没有到点的，三天内有{n}件", soon).format(n=soon) if soon else _("三天内没有到点的事")


def rest(total: int | None, so_far: int, counted: bool | int) -> int | None:
    """How many more there are; None when nobody has counted that far."""
    known = counted and total is not None and so_far < total <= items.CAP
    return total - so_far if known and total is not None else None


def capped(n: int | None) -> Any:
    return n if n is None or n <= items.CAP else f"{items.CAP}+"


def unit_href(actor: Actor) -> str:
    return url("unit", actor.posts[0].unit) if actor.posts else url("units")
