"""The forms that open in a row of the review page: to edit, split, dismiss a directive; to say why a clause is none."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces.web.asked import number
from lastmile.kernel.act import Refused
from lastmile.kernel.act.speech import joined
from lastmile.kernel.rules.city import City

from .. import rules
from ..queries.facts import Facts
from ..queries.review import Review

ACTIONS = {"edit": "directive.change", "split": "directive.split", "dismiss": "directive.dismiss", "cover": "document.cover"}
NO_ITEM = (N_("原则要求，没有可以核对的结果"), N_("已有事项在办"), N_("只是说明情况，不是要求"), N_("不属本级督办范围"))
NO_DIRECTIVE = (N_("只是说明情况，不是要求"), N_("原则要求，没有可以核对的结果"), N_("别的事项已经包括"), N_("会务、出席情况"))
OTHER = "other"  # the reason stands in the line below


@dataclass(frozen=True)
class Open:
    """The form that is open: what it does, in which row (a directive's id, a clause's first character), why it was refused, what was typed,
    and the entry up to which its reader had seen the directive."""

    what: str = ""
    one: int = 0
    problem: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None


def asked(query: Mapping[str, Any]) -> tuple[str, int]:
    """Which row is asked for, and to do what; ("at", 7) only looks at it."""
    for name in (*ACTIONS, "at"):
        found = number(query.get(name))
        if found is not None:
            return name, found
    return "", 0


def with_reason(what: str, typed: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The reason that was chosen, or the one that was written."""
    if what not in ("dismiss", "cover"):
        return typed
    chosen, written = sent.get("reason", ""), sent.get("note", "").strip()
    if chosen in ("", OTHER):
        if not written:
            raise Refused("reason.missing", _("请选一个理由；选“其他”的，请写明。"), "reason")
        return {**typed, "reason": written, "note": ""} if what == "dismiss" else {**typed, "reason": written}
    if what == "dismiss":
        return typed
    return typed | {"reason": _("{reason}：{note}").format(reason=chosen, note=written) if written else chosen}


def panel(seen: Review, opened: Open, city: City) -> SimpleNamespace | None:
    """The form as the page draws it: with what was typed, if it was refused, else with what is known."""
    made = SimpleNamespace(id=opened.one, what=opened.what, problem=opened.problem, seen=opened.seen)
    if opened.what == "cover":
        gap = next((gap for gap in seen.gaps if gap.start == opened.one), None)
        return _with(made, _reasons(NO_DIRECTIVE, opened.typed)) if gap else None
    one = next((one for one in seen.directives if one.id == opened.one), None)
    if one is None or one.state in ("issued", "linked") or opened.what not in ACTIONS:
        return None
    return _with(made, FILLED[opened.what](one, city, opened.typed))


def _with(made: SimpleNamespace, values: dict[str, Any]) -> SimpleNamespace:
    vars(made).update(values)
    return made


def _edit(one: Facts, city: City, typed: Mapping[str, Any]) -> dict[str, Any]:
    if typed:
        said = {name: typed.get(name, "") for name in ("title", "area", "lead", "assisting", "due", "rhythm")}
        return said | {name: bool(typed.get(name)) for name in ("standing", "usual")}
    lead = city.units[one.lead_id].name if one.lead_id and one.lead_id in city.units else ""
    assisting = joined(city.units[unit].name for unit in one.assisting_ids if unit in city.units)
    due = one.due_on.isoformat() if one.due_on else ""
    return {"title": one.text, "area": one.area, "lead": lead, "assisting": assisting, "due": due, "standing": one.standing,
            "usual": one.usual, "rhythm": one.rhythm}


def _split(one: Facts, city: City, typed: Mapping[str, Any]) -> dict[str, Any]:
    places = rules.cuts(one.source)
    chosen = number(typed.get("at")) or (places[0] if places else 0)
    return {"cuts": [SimpleNamespace(offset=at, before=one.source[:at], after=one.source[at:], on=at == chosen) for at in places]}


def _dismiss(one: Facts, city: City, typed: Mapping[str, Any]) -> dict[str, Any]:
    return _reasons(NO_ITEM, typed)


def _reasons(usual: tuple[str, ...], typed: Mapping[str, Any]) -> dict[str, Any]:
    chosen = typed.get("reason", "")
    return {"reasons": [SimpleNamespace(value=_(reason), words=_(reason), on=_(reason) == chosen) for reason in usual]
            + [SimpleNamespace(value=OTHER, words=_("其他（写在下面）"), on=chosen == OTHER)], "note": typed.get("note", "")}


FILLED = {"edit": _edit, "split": _split, "dismiss": _dismiss}
