"""What the API lets be read: the inbox, one item, the units; items all through the kernel's one filter."""
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema

from lastmile.kernel.act import Refused, snapshot
from lastmile.kernel.queries import inbox as mine
from lastmile.kernel.queries import item as one_item
from lastmile.kernel.queries.journal import last_number, last_numbers
from lastmile.kernel.rules.clocks import Derivation

from .answers import REFUSALS, answer


class ItemRow(Schema):
    """An item as lists show it; moments in ISO 8601."""

    id: int
    number: str
    title: str
    kind: str
    area: str
    state: str
    light: str
    late: bool
    due_at: datetime | None
    sign_due_at: datetime | None
    unit_id: int
    issuer_id: int
    percent: int
    parent_id: int | None
    handler_id: int | None
    rhythm: str
    issued_at: datetime | None
    reported_at: datetime | None


class ItemPage(Schema):
    """Open items, those due first at the head; `after` is where the next page begins ("" at the end)."""

    items: list[ItemRow]
    after: str


class Clock(Schema):
    """A time limit of an item: when it is due, when it was first due, when it was met."""

    due: datetime
    first_due: datetime
    met_at: datetime | None
    suspended: bool


class File(Schema):
    id: int
    hash: str
    name: str
    media: str
    size: int
    at: datetime


class WholeItem(ItemRow):
    """One item with what belongs to it; `n` is the number of its last entry in the journal, for If-Match."""

    n: int
    source: str
    facts: dict[str, Any]
    opened_at: datetime
    signed_at: datetime | None
    verified_at: datetime | None
    closed_at: datetime | None
    body: str
    assisting: list[int]
    clocks: dict[str, Clock]
    evidence: list[File]
    children: list[ItemRow]


class UnitRow(Schema):
    """A unit; `n` is the number of its last entry in the journal, for If-Match."""

    id: int
    n: int
    name: str
    short: str
    sort: str
    parent: int | None
    active: bool


UNIT = tuple(name for name in UnitRow.model_fields if name not in ("id", "n"))


def mount(api: NinjaAPI) -> None:
    """Give the API its addresses for reading."""
    for address, name, summary, gives, view in (
            ("/items", "items", _("我的事项"), ItemPage, inbox), ("/items/{item}", "items.one", _("一件事项"), WholeItem, whole),
            ("/units", "units", _("单位"), list[UnitRow], units)):
        api.get(address, operation_id=name, summary=summary, tags=["read"], response={200: gives, **REFUSALS})(view)


def inbox(request: HttpRequest, tab: str = "all", after: str = "") -> HttpResponse:
    """The open items that the asker's units owe; for others, those within their scope."""
    if tab not in mine.TABS:
        raise Refused("value.tab", _("没有“{tab}”这个分类。").format(tab=tab), "tab")
    if after and not _place(after):
        raise Refused("value.after", _("翻页位置不对，请用上一页返回的 after。"), "after")
    page = mine.inbox(request.auth, tab, after)  # type: ignore[attr-defined]
    return answer({"items": [shown(ItemRow, row._asdict()) for row in page.rows], "after": page.after})


def whole(request: HttpRequest, item: int) -> HttpResponse:
    n = last_number(f"item:{item}")  # before the item: what is changed in between must not count as seen
    found = one_item.one(request.auth, item) if item < 2**63 else None  # type: ignore[attr-defined]
    if found is None:
        raise Refused("item.not-found", _("没有这件事项，或者您不能查看它。"), "item")
    row = {name: getattr(found.item, name) for name in WholeItem.model_fields if hasattr(found.item, name)}
    belongs = {
        "n": n, "body": found.body, "assisting": found.assisting,
        "clocks": {name: _clock(clock) for name, clock in found.clocks.items()},
        "evidence": [shown(File, file) for file in found.evidence],
        "children": [shown(ItemRow, child._asdict()) for child in found.children],
    }
    told = answer(row | belongs)
    told.headers["ETag"] = f'"{n}"'
    return told


def units(request: HttpRequest) -> HttpResponse:
    """The tree of units, flat; anybody with a token may know it, since every form asks for units."""
    numbers, city = last_numbers("unit"), snapshot().city
    return answer([{"id": unit.id, "n": numbers.get(unit.id, 0)} | {name: getattr(unit, name) for name in UNIT}
                   for unit in city.units.values()])


def shown(schema: type[Schema], row: dict[str, Any]) -> dict[str, Any]:
    """What the schema names of a row; a query may carry more than the API promises."""
    return {name: row[name] for name in schema.model_fields}


def _clock(clock: Derivation) -> dict[str, Any]:
    return {name: getattr(clock, name) for name in Clock.model_fields}


def _place(after: str) -> bool:
    due, _between, item = after.rpartition("_")
    try:
        return datetime.fromisoformat(due).tzinfo is not None and 0 <= int(item) < 2**63
    except ValueError:
        return False
