"""The JSON schema of each action's values, for the OpenAPI description: a reference may be an id or a name."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel

from lastmile.kernel.act.refs import refs_of
from lastmile.kernel.registry import Action

REF = "#/components/schemas/{model}"
NAMES = {
    "unit": N_("单位的全称、简称或别名，或内部编号"), "item": N_("事项的编号（2026-督-0147），或内部编号"),
    "person": N_("人员的账号，或内部编号"),
}


def of_action(action: Action) -> dict[str, Any]:
    """The schemas of an action's values: its own under the action's name, those of nested rows under their class's name."""
    whole = action.takes.model_json_schema(ref_template=REF)
    nested = whole.pop("$defs", {})
    whole["title"] = _(action.title)
    _loosen(whole, action.takes)
    for model in _nested(action.takes):
        if model.__name__ in nested:
            _loosen(nested[model.__name__], model)
    return {action.name: whole} | nested


def _nested(takes: type[BaseModel]) -> list[type[BaseModel]]:
    return [place.nested for place in refs_of(takes).values() if place.nested]


def _loosen(schema: dict[str, Any], takes: type[BaseModel]) -> None:
    """Where an id stands, a name may stand."""
    for name, place in refs_of(takes).items():
        if place.to:
            _either(schema["properties"][name])
            if place.to in NAMES:
                schema["properties"][name]["description"] = _(NAMES[place.to])


def _either(part: Any) -> None:
    if isinstance(part, dict):
        if part.get("type") == "integer":
            part["type"] = ["integer", "string"]
        for inner in part.values():
            _either(inner)
    elif isinstance(part, list):
        for inner in part:
            _either(inner)
