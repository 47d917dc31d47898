"""What is chased, on one page with tabs: slips to sign, to answer, to check; blockers; reviews; the red list of whom nobody could be found for."""
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can
from lastmile.kernel.act.speech import HALF, joined
from lastmile.kernel.queries import chasing as queries
from lastmile.kernel.queries.items import under
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.rules import slips
from lastmile.kernel.rules.city import City

from .. import moments, words
from ..asked import number
from ..jinja import url
from ..page import render

STEPS = ("slip.sign", "slip.decline", "slip.answer", "slip.accept", "slip.return", "slip.withdraw", "block.solve", "block.raise", "review.decide")


def chasing(request: HttpRequest) -> HttpResponse:
    actor, now = request.actor, timezone.localtime()  # type: ignore[attr-defined]
    city = city_for(actor)
    asked = number(request.GET.get("unit"))
    unit = asked if asked in city.units else None
    units = under(city, unit) if unit is not None else None
    counts = queries.counts(actor, units)
    tab = request.GET.get("tab", "")
    tab = tab if tab in queries.TABS else next((key for key in queries.TABS if counts[key] and key != "ended"), "open")
    page = queries.page(actor, tab, units, number(request.GET.get("after")) or 0)
    line = LINES.get(tab, of_slip)
    tabs = [SimpleNamespace(key=f"chase_{key}", count=capped(counts[key]) if key != "ended" else None, href=url("chasing", tab=key, unit=unit),
                            on=key == tab) for key in queries.TABS]
    return render(request, "chasing.html", "chasing", tabs=tabs, tab=tab, rows=[line(row, actor, city, now) for row in page.rows],
                  of_unit=city.units[unit].name if unit is not None else "",
                  pager=SimpleNamespace(prev="", next=url("chasing", tab=tab, unit=unit, after=page.after) if page.after else ""))


def capped(n: int) -> Any:
    return n if n <= queries.CAP else f"{queries.CAP}+"


def line_of(row: Any, city: City, **more: Any) -> SimpleNamespace:
    """What every line has: the item, and the unit that owes it."""
    href, unit = url("item", row.item_id), SimpleNamespace(name=city.units[row.unit_id].short, href=url("unit", row.unit_id))
    given = {"mark": "", "mark_words": "", "number": row.item_number, "href": href, "by": "", "light": "", "said": "", "steps": [],
             "title": row.title, "item_href": href, "unit": unit}
    return SimpleNamespace(**given | more)


def of_slip(row: Any, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    key = colour(row)
    return line_of(row, city, mark=key, mark_words=words.word("colour", key), number=row.number or _("未编号"), href=url("slip", row.id),
                   said=joined((why(row), _("{number} {state}").format(number=row.item_number, state=words.word("state", row.item_state))
                                if row.state == "proposed" and row.item_state == "reported" else ""), HALF),
                   light=light_of(row, now), by=state(row, now), steps=steps("slip", row, actor, now))


def colour(row: Any) -> str:
    return "orange" if row.orange and row.colour == "yellow" else row.colour


def light_of(row: Any, now: datetime) -> str:
    """The light of its answer: red when its time is over."""
    if row.state == "open":
        return "red" if row.late or now >= row.due_at else "green"
    return {"met": "was" if row.late else "done"}.get(row.state, "rest")


def state(row: Any, now: datetime) -> str:
    """Where it stands, and until when."""
    said = words.word("slip", row.state)
    if row.state == "open":
        said = _("答复逾期，应在{due}前") if row.late or now >= row.due_at else _("{due}前答复")
        return said.format(due=moments.due(row.due_at, now))
    if row.state == "proposed":
        return _("{when}拟").format(when=moments.stamp(row.proposed_at, now))
    return _("{state}，曾逾期").format(state=said) if row.late and row.state in ("answered", "met") else said


def why(row: Any) -> str:
    """The rule's words for this slip, in the reader's language; moments as the office writes them."""
    told = {name: moments.due(datetime.fromisoformat(value), timezone.localtime()) if name == "due" else value for name, value in row.values.items()}
    return slips.why_words(row.rule, told, get_language() or "zh")


def of_block(row: Any, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    by = _("在{level}，{when}提请").format(level=words.word("level", row.level), when=moments.stamp(row.asked_at, now))
    return line_of(row, city, said=row.words, by=by, steps=steps("block", row, actor, now))


def of_review(row: Any, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    return line_of(row, city, said=row.reason, light="red" if row.late or now >= row.due_at else "green",
                   by=_("{due}前决定").format(due=moments.due(row.due_at, now)), steps=steps("review", row, actor, now))


def of_breach(row: Any, actor: Actor, city: City, now: datetime) -> SimpleNamespace:
    by = _("{due}到期").format(due=moments.due(row.due_at, now))
    return line_of(row, city, said=words.word("stuck", row.stuck), light="red", by=by)


LINES: dict[str, Callable[[Any, Actor, City, datetime], SimpleNamespace]] = {"blocked": of_block, "review": of_review, "stuck": of_breach}


def steps(noun: str, row: Any, actor: Actor, now: datetime) -> list[SimpleNamespace]:
    """What the reader may do with it, the one next step first."""
    return [SimpleNamespace(action=name, href=url("do", name, **{noun: row.id}), words=words.word("step", name))
            for name in STEPS if name.partition(".")[0] == noun and can(name, actor, row, now=now)]
