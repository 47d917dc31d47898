"""Open items that ask for the same already: found for all new directives at once, within what the actor may see."""
from collections.abc import Sequence
from typing import Any

from lastmile.kernel.act import Actor
from lastmile.kernel.queries.alike import Near, near
from lastmile.kernel.queries.visible import visible

from ..likeness import ENOUGH, Duty, alike, telling
from ..models import Directive

MOST = 3


def add_same(fresh: Sequence[dict[str, Any]], actor: Actor, document: int) -> None:
    """Write into the suggestions of each what it may be a repetition of, the likest first; items of the same paper are none."""
    own = set(Directive.objects.filter(document_id=document, state="issued").values_list("item_id", flat=True))
    for fields, found in zip(fresh, near(visible(actor), [telling(one["title"]) for one in fresh]), strict=True):
        duty = Duty(fields["title"], fields["area"], fields["lead_id"])
        fields["suggestions"] = fields["suggestions"] | {"same": _best(duty, [one for one in found if one.id not in own])}


def same_as(row: Directive, changes: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The suggestions of a directive as they are after these changes."""
    fields = {name: changes.get(name, getattr(row, name)) for name in ("title", "area", "lead_id", "suggestions")}
    add_same([fields], actor, row.document_id)
    suggestions: dict[str, Any] = fields["suggestions"]
    return suggestions


def _best(duty: Duty, found: list[Near]) -> list[dict[str, Any]]:
    scored = [(alike(duty, Duty(one.title, one.area, one.unit_id)), one) for one in found]
    best = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: (-pair[0], pair[1].id))
    return [{"item": one.id, "number": one.number, "score": score} for score, one in best[:MOST]]
