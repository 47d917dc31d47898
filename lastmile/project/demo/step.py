"""The one shape in which the story is handed over."""
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody does one action at a moment; `ref` names what it is about, and `values` may name other things in the same way.

    Names: "doc:6" a document, "directive:6-05" one of its directives, "item:6-05" the item it became, and
    "item:6-05/yunxi" the part of that item which was broken down to the unit with the key "yunxi".
    """

    at: datetime
    username: str
    action: str
    values: dict[str, Any]
    ref: str
