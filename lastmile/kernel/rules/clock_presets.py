"""Limits that a city starts with; each is data that the city may change."""
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual limit: its name, how many working days (wd), days (d) or hours (h), and where the figure comes from."""

    name: str
    name_en: str
    allow: int
    unit: str
    basis: str
    basis_en: str


def _load() -> Mapping[str, Preset]:
    rows = json.loads(Path(__file__).with_name("clock_presets.json").read_text(encoding="utf-8"))
    return {code: Preset(**row) for code, row in rows.items()}


PRESETS: Mapping[str, Preset] = _load()


def start_data(code: str, authority: str = "") -> dict[str, object]:
    """What the start event of a clock says when this preset is used; `authority` is the city's own rule, if it has one."""
    preset = PRESETS[code]
    return {"preset": code, "allow": preset.allow, "unit": preset.unit, "because": preset.name, "authority": authority}
