"""One directive as the review page shows it: its answers, where each stands in the paper, and hints for what is open."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.act.speech import day, joined
from lastmile.kernel.rules.city import City

from .. import names, rules
from ..models import Directive, Document
from .places import place_words

STATES = {"accepted": "ok", "issued": "issued", "linked": "linked"}
Hints = list[tuple[str, str]]
SECOND = {"found": N_("另一读法提出"), "also": N_("两种读法都有")}


@dataclass(frozen=True)
class Same:
    """An open item that may ask for the same: what a person sees before it is linked."""

    item: Any
    score: float


@dataclass(frozen=True)
class Facts:
    """For each answer `_from` is where it stands in the source; `_hints` are (value, words) of buttons.

    `item` is what it became, or what it was linked to (state "linked", `reason` says so); `same` are open items to link it to;
    `second` says what the second reading has to do with it, "" when nothing.
    """

    id: int
    n: int
    text: str
    source: str
    start: int
    end: int
    state: str
    area: str
    area_from: str
    lead: list[str]
    lead_from: str
    lead_hints: Hints
    assisting: list[str]
    assisting_from: str
    assisting_hints: Hints
    due_on: date | None
    standing: bool
    usual: bool
    due_from: str
    rhythm: str
    rhythm_from: str
    measure: str
    speaker: str
    doubt: str
    lead_id: int | None
    assisting_ids: list[int]
    place: str
    item: Any
    same: list[Same]
    second: str
    reason: str


def facts_of(row: Directive, n: int, paper: Document, city: City, item: Any = None, open_items: Mapping[int, Any] | None = None) -> Facts:
    """All that is known of a directive, in words; of what it may repeat, the items that are open still."""
    said = row.suggestions.get("said", {})
    return Facts(
        row.pk, n, row.title, row.text, row.start, row.end, STATES.get(row.state, "doubt" if row.doubt else "todo"),
        row.area, _area_from(row, said),
        [city.units[row.lead_id].short] if row.lead_id and row.lead_id in city.units else [], _lead_from(row, said, city), _lead_hints(row, city),
        [city.units[unit].short for unit in row.assisting if unit in city.units], _assisting_from(row, said, city),
        _assisting_hints(row, paper, city),
        row.due, row.term == "standing", row.term == "default", _due_from(row, said, paper),
        row.rhythm, _rhythm_from(row), row.measure, row.speaker, row.doubt, row.lead_id, row.assisting,
        place_words(row.place), item, _same(row, open_items or {}), _second(row), row.reason)


def _same(row: Directive, open_items: Mapping[int, Any]) -> list[Same]:
    if row.state not in ("proposed", "accepted"):
        return []
    return [Same(open_items[one["item"]], one["score"]) for one in row.suggestions.get("same", ()) if one["item"] in open_items]


def _second(row: Directive) -> str:
    how = SECOND.get(row.suggestions.get("second", ""))
    return _(how) if how else ""


def quoted(words: str) -> str:
    """Words of the paper, as such."""
    return _("原文：“{words}”").format(words=words)


def _area_from(row: Directive, said: dict[str, Any]) -> str:
    follows = row.group_label and said.get("area") == row.area
    return _("随原文“{group}”一段").format(group=row.group_label) if follows else ""


def _lead_from(row: Directive, said: dict[str, Any], city: City) -> str:
    if not row.lead_id or row.lead_id != said.get("lead"):
        return ""
    name = names.as_written(row.text, row.lead_id, city)
    return quoted(name) if name else _("原文写明")


def _assisting_from(row: Directive, said: dict[str, Any], city: City) -> str:
    if not row.assisting or row.assisting != said.get("assisting"):
        return ""
    found = [name for unit in row.assisting if (name := names.as_written(row.text, unit, city))]
    return quoted(joined(found)) if found else _("原文写明")


def _due_from(row: Directive, said: dict[str, Any], paper: Document) -> str:
    if not row.deadline_words:
        return ""
    counted = row.due and row.due.isoformat() == said.get("due") and "后" in row.deadline_words
    if not (paper.issued_on and counted):
        return quoted(row.deadline_words)
    return _("{quoted}，自{day}次日起算").format(quoted=quoted(row.deadline_words), day=day(paper.issued_on))


def _rhythm_from(row: Directive) -> str:
    if row.rhythm == "once":
        return "" if rules.rhythm_of(row.deadline_words) != "once" else _("原文没有重复要求")
    return quoted(row.deadline_words) if rules.rhythm_of(row.deadline_words) == row.rhythm else ""


def _lead_hints(row: Directive, city: City) -> Hints:
    """Units that may lead: those the text may mean, then those that led such items before."""
    if row.lead_id:
        return []
    hints = [hint for hint in row.suggestions.get("lead", ()) if hint["unit"] in city.units]
    return [(city.units[hint["unit"]].name, _hint_words(hint, city)) for hint in hints]


def _hint_words(hint: dict[str, Any], city: City) -> str:
    name = city.units[hint["unit"]].short
    if hint["why"] == "text":
        return _("{name}（原文）").format(name=name)
    return _("{name}（办过{n}件同类事项）").format(name=name, n=hint["count"])


def _assisting_hints(row: Directive, paper: Document, city: City) -> Hints:
    """All counties, where the sentence speaks of them."""
    if not rules.ALL_COUNTIES.search(row.text):
        return []
    home = city.speaks_for(paper.unit_id)
    below = [unit for unit in city.children.get(home.id, ()) if unit.sort in ("county", "township")]
    more = [unit.id for unit in below if unit.id != row.lead_id and unit.id not in row.assisting]
    value = "、".join(city.units[unit].name for unit in [*row.assisting, *more] if unit in city.units)
    return [(value, _("添加各县（市、区）") if home.sort == "city" else _("添加各镇（街道）"))] if more else []
