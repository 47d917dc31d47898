"""The page of any action, from its declared fields; and what was typed, as values."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lastmile.interfaces.fields import RULES, Column, columns
from lastmile.kernel.act import Actor
from lastmile.kernel.act.refs import refs_of
from lastmile.kernel.queries import people, uploads
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import Action
from lastmile.lib.store import MOST

from . import words
from .asked import number

LONG = 500  # longer fields are typed into a box of several lines
SHAPES = {"number": "number", "day": "date", "yes": "check", "choice": "choice", "text": "text", "json": "textarea"}
OPENLY = ("address",)  # kept from others, not from who types it: an address typed blind goes astray
NEVER = ("facts", "source", "kind", "whole", "propose", "start", "end", "secret")


def fields(action: Action, actor: Actor, typed: dict[str, Any], errors: dict[str, str], hidden: dict[str, Any]) -> list[SimpleNamespace]:
    """The fields as fields.html takes them, without those that are given already."""
    shown = [c for c in columns(action.takes) if c.name not in hidden and c.name not in NEVER]
    return [field(action, column, actor, typed, errors) for column in shown]


def field(action: Action, column: Column, actor: Actor, typed: dict[str, Any], errors: dict[str, str]) -> SimpleNamespace:
    kind, place = kind_of(action, column), refs_of(action.takes).get(column.name)
    made = SimpleNamespace(
        name=column.name, kind=kind, label=_(column.title), value=typed.get(column.name, default(action, column)), required=column.required,
        hint=_("几个之间用顿号隔开") if column.several and kind == "text" else "", error=errors.get(column.name, ""), options=[], accept="",
        columns=[], rows=[], blank=None, kept=[], most=0)
    if kind in ("file", "files"):
        made.kept, made.most = brought(made.value, actor), MOST
        made.hint = _("一次提交合计不超过{most} MB").format(most=MOST // 2**20)
    if kind == "choice":
        made.options = [(key, column.word(key) if column.name in RULES else word_of(column.name, key, said)) for key, said in column.choices.items()]
    if kind == "person":
        made.options = persons(actor)
    if kind == "unit":
        made.value = unit_name(actor, made.value)
    if kind == "rows" and place and place.nested:
        rows_of(made, place.nested, typed, actor)
    return made


def kind_of(action: Action, column: Column) -> str:
    place = refs_of(action.takes).get(column.name)
    if place and place.nested:
        return "rows"
    if place and place.to == "file":
        return "files" if place.several else "file"
    if column.secret and column.name not in OPENLY:
        return "password"
    if place and not place.several:
        return {"unit": "unit", "person": "person"}.get(place.to, "text")
    if column.shape == "text" and not column.several and longest(action, column.name) >= LONG:
        return "textarea"
    return SHAPES.get(column.shape, "text")


def brought(value: Any, actor: Actor) -> list[SimpleNamespace]:
    """The files that the actor has handed in already: those of a form that was refused stay chosen."""
    hashes = value if isinstance(value, list) else [value] if value else []
    return [SimpleNamespace(hash=hash, name=name) for hash in hashes if (name := uploads.name_of(hash, actor.id))]


def longest(action: Action, name: str) -> int:
    return max((getattr(m, "max_length", 0) or 0 for m in action.takes.model_fields[name].metadata), default=0)


def default(action: Action, column: Column) -> Any:
    info = action.takes.model_fields[column.name]
    value = None if info.is_required() else info.get_default(call_default_factory=True)
    return "" if value is None or value == [] else value


def word_of(table: str, key: str, said: str) -> str:
    """The office's word for a key, where there is one."""
    known = words.TABLES.get(table, {})
    return words.word(table, key) if key in known else _(said)


def persons(actor: Actor) -> list[tuple[str, str]]:
    """The people of the actor's own units."""
    found = {}
    for unit in sorted(actor.units | {p.scope for p in actor.posts if p.role == "handler"}):
        for person in people.people_of(unit):
            found[str(person["person_id"])] = person["person__name"]
    return list(found.items())


def unit_name(actor: Actor, value: Any) -> Any:
    """A unit by its name, so that the reader sees whom they have chosen."""
    city, pk = city_for(actor), number(value)
    return city.units[pk].name if pk is not None and pk in city.units else value


def rows_of(made: SimpleNamespace, nested: Any, typed: dict[str, Any], actor: Actor) -> None:
    """The cells of a table in a form; three empty rows to begin with, of which the empty ones are left out."""
    shape = columns(nested)
    made.columns = [_(c.title) for c in shape]
    given = typed.get(made.name) or [{} for _row in range(3)]

    def cells(n: Any, row: dict[str, Any]) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=f"{made.name}-{n}-{c.name}", kind={"ref": "unit"}.get(c.shape, SHAPES.get(c.shape, "text")),
                                label=_(c.title), value=row.get(c.name, "") if c.shape != "ref" else unit_name(actor, row.get(c.name, "")),
                                required=False, hint="", error="", options=[(key, c.word(key)) for key in c.choices],
                                accept="", columns=[], rows=[], blank=None, kept=[], most=0) for c in shape]
    made.rows = [cells(i, row) for i, row in enumerate(given)]
    made.blank = cells("__n__", {})


def values(action: Action, request: HttpRequest) -> dict[str, Any]:
    """What was typed: empty fields are left out, rows gathered, office writing read."""
    found: dict[str, Any] = {}
    for column in columns(action.takes):
        place = refs_of(action.takes).get(column.name)
        if place and place.nested:
            rows = gathered(request, column.name, place.nested)
            if rows:
                found[column.name] = rows
        elif column.shape == "yes":
            if column.name in request.POST or f"has-{column.name}" in request.POST:
                found[column.name] = request.POST.get(column.name, "") in ("true", "on", "1")
        elif place and place.to == "file":
            hashes = list(dict.fromkeys(filter(None, request.POST.getlist(column.name))))
            if hashes:
                found[column.name] = hashes if place.several else hashes[-1]
        elif column.name in request.POST:
            given = request.POST.getlist(column.name) if column.several and len(request.POST.getlist(column.name)) > 1 \
                else request.POST.get(column.name, "")
            if given not in ("", []):
                found[column.name] = column.read(given)
    return found


def gathered(request: HttpRequest, name: str, nested: Any) -> list[dict[str, Any]]:
    """children-0-unit, children-0-title … as rows; rows with nothing in them are left out."""
    rows: dict[int, dict[str, Any]] = {}
    shape = {c.name: c for c in columns(nested)}
    for key in request.POST:
        head, _dash, rest = key.partition("-")
        said, _dash, part = rest.partition("-")
        place = number(said)
        if head == name and place is not None and part in shape and request.POST[key].strip():
            rows.setdefault(place, {})[part] = shape[part].read(request.POST[key])
    return [rows[i] for i in sorted(rows)]
