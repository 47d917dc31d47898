"""Ids that nothing has: told by row and column before anything is done, and not by the database when it commits."""
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel

from ..rules.city import City
from .load import asked
from .refs import refs_of
from .refusal import Wrong

THERE = {to: f"select id from kernel_{to} where id = any(%s)" for to in ("unit", "item", "person")}
SAYS = {
    "unit": N_("没有内部编号为 {id} 的单位，请核对。"), "item": N_("没有内部编号为 {id} 的事项，请核对。"),
    "person": N_("没有内部编号为 {id} 的人员，请核对。"),
}
BIGGEST = 2**63 - 1


def missing(takes: type[BaseModel], given: Mapping[int, BaseModel], city: City, own: str) -> list[Wrong]:
    """Rows with an id that nothing has, by row and column. `own` names the subject, which is looked for when it is locked.

    Units are known without asking; items and people are asked for by one query a column for all rows.
    """
    gone = {(column, to): absent for (column, to), ids in _ids(takes, given.values()).items()
            if column != own and (absent := _gone(to, ids, city))}
    wrong = []
    for i, row in given.items() if gone else ():
        for (column, to), ids in _ids(takes, [row]).items():
            wrong += [Wrong(i, column, f"{to}.unknown", _(SAYS[to]).format(id=one))
                      for one in sorted(ids & gone.get((column, to), set()))[:1]]
    return wrong


def _ids(takes: type[BaseModel], rows: Collection[Any]) -> dict[tuple[str, str], set[int]]:
    """The ids that stand in a column, by the column and what they are of."""
    found: dict[tuple[str, str], set[int]] = {}
    for name, place in refs_of(takes).items():
        cells = [getattr(row, name) for row in rows]
        if place.nested:
            for (_inner, to), ids in _ids(place.nested, [row for cell in cells for row in cell or ()]).items():
                found.setdefault((name, to), set()).update(ids)
        elif place.to in THERE:
            found[name, place.to] = {one for cell in cells for one in cell or ()} if place.several else set(cells) - {None}
    return found


def _gone(to: str, ids: set[int], city: City) -> set[int]:
    unsure = ids - city.units.keys() if to == "unit" else ids
    likely = [one for one in unsure if 0 < one <= BIGGEST]
    return unsure - {one for one, in asked(THERE[to], likely)} if likely else unsure
