"""Forms that change what is there already: what was seen goes along, and what somebody else did meanwhile is told."""
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.fields import columns
from lastmile.kernel.act import Actor, snapshot
from lastmile.kernel.act.speech import HALF, joined
from lastmile.kernel.queries import calendar, items, papers
from lastmile.kernel.queries.journal import Line, last_number, timeline
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import ACTIONS, PAPERS, Action
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.papers import usual_period

from ..asked import number
from .tell import entry

VERBS = ("change", "correct", "set", "set_columns", "set_year")  # what overwrites; of a move its state says whether somebody was faster


def subject(action: Action, typed: dict[str, Any]) -> str:
    """Whose journal tells whether somebody was faster, such as "unit:7"; "" for an act that overwrites nothing."""
    if action.about is None or action.name.partition(".")[2] not in VERBS:
        return ""
    model, field = action.about
    pk = number(typed.get(field))
    return f"{model._meta.model_name}:{pk}" if pk is not None else ""


def seen(action: Action, typed: dict[str, Any]) -> int | None:
    """The last entry of what the form is about; read before what the form shows of it."""
    name = subject(action, typed)
    return last_number(name) if name else None


def meanwhile(action: Action, typed: dict[str, Any], before: int | None, actor: Actor) -> str:
    """What each of the fields became by what was done since entry `before`, and by whom; the refusal itself names the last of them."""
    city, name = city_for(actor), subject(action, typed)
    if not name or before is None:
        return ""
    lines = [line for line in timeline(name, size=10) if line.n > before]
    return "".join(_("{who}：{what}。").format(who=entry(line, city).by, what=said) for line in reversed(lines) if (said := became(line, city)))


def became(line: Line, city: City) -> str:
    """单位全称：云溪区应急管理局；简称：云溪应急局."""
    if line.action not in ACTIONS:
        return ""
    known = {c.name: c for c in columns(ACTIONS[line.action].takes) if not c.secret}
    rows = [*line.became.values()] or [line.given]
    return joined((_("{title}：{said}").format(title=_(known[field].title), said=plain(known[field], value, city))
                   for row in rows for name, value in row.items() if (field := name.removesuffix("_id")) in known), HALF)


def plain(column: Any, value: Any, city: City) -> str:
    """A value as a reader knows it."""
    if value in (None, "", []):
        return _("空")
    if isinstance(value, list):
        return joined(plain(column, one, city) for one in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if column.shape == "ref":
        pk = number(value)
        return city.units[pk].short if pk is not None and pk in city.units else str(value)
    return column.word(value) if value in column.choices else str(value)


def current(action: Action, typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """What the form shows before anybody has typed: what is there now."""
    return SHOWN[action.name](typed, actor) if action.name in SHOWN else {}


def _year(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    wanted = number(typed.get("year"))
    found = next((year for year in calendar.years(wanted or 0) if year.year == wanted), None) if wanted and 2000 <= wanted <= 2100 else None
    if found is None:
        return {}
    return {"off": _days(found.off), "on": _days(found.on), "published": found.published}


def _days(days: Any) -> str:
    return joined(day.isoformat() for day in sorted(days) if isinstance(day, date))


def _item(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    row = next(iter(items.some(actor, [number(typed.get("item")) or 0]).rows), None)
    return {"title": row.title, "unit": row.unit_id} if row else {}


def _rule(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    limits = snapshot(actor.revision or None).limits
    code = str(typed.get("rule", ""))
    if code not in limits.box:
        return {}
    limit = limits.at(code, timezone.now())
    return {"allow": limit.allow, "counts": limit.unit, "basis": limit.basis}


def _letterhead(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    own, unit = papers.letterhead_of(number(typed.get("unit")) or 0), city_for(actor).units.get(number(typed.get("unit")) or 0)
    if own is None:
        return {"mark": unit.short, "head": unit.name, "red": True, "sealed": True} if unit else {}
    return {name: getattr(own, name) for name in ("mark", "head", "red", "sealed", "contact")}


def _period(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    kind = PAPERS.get(typed.get("paper_kind", ""))
    if kind is None or "period" not in kind.asks:
        return {}
    since, until = usual_period(kind.period, timezone.localdate())
    return {"since": since.isoformat(), "until": until.isoformat()}


def _columns(typed: dict[str, Any], actor: Actor) -> dict[str, Any]:
    return {"columns": papers.columns_of(number(typed.get("unit")) or 0)}


SHOWN: dict[str, Callable[[dict[str, Any], Actor], dict[str, Any]]] = {
    "calendar.set_year": _year, "item.change": _item, "letterhead.set": _letterhead, "ledger.set_columns": _columns,
    "paper.draft": _period, "rule.set": _rule}


def aside(action: Action, typed: dict[str, Any], actor: Actor) -> list[tuple[str, str]] | None:
    """What stands beside a form that shows only what is to be new."""
    city, pk = city_for(actor), number(typed.get("unit"))
    if action.name != "unit.change" or pk is None or pk not in city.units:
        return None
    unit = city.units[pk]
    aliases = sorted(name for name, ids in city.aliases.items() if pk in ids)
    said = [(_("现在的全称"), unit.name), (_("现在的简称"), unit.short), (_("现有别名"), joined(aliases) or _("没有"))]
    return said + ([(_("上级单位"), city.units[unit.parent].name)] if unit.parent else [])
