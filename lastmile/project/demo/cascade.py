"""Breaking an item down: which units get which share, until when, and how each part ends.

A story's `kids`: to (counties, below, or keys of units), due, ends (by unit, or "all"), deep (units that break their part down
again), and where needed shares and figures (goal and standing by unit), extend (asked on, until), on (last report), own (words).
"""
from typing import Any

from .data import Story, below, day, unit
from .hours import before, pick

WEIGHTS = {"yunxi": 18, "songjiang": 14, "linhu": 19, "nanping": 15, "dongchang": 11, "baishi": 9, "jinling": 7, "beichuan": 7}
MIXED = ("closed", "reported", "working", "closed", "working", "verified", "closed", "reported")
DONE = ("reported", "verified", "closed")


def parts(story: Story) -> list[Story]:
    """The stories of the parts, in protocol order."""
    spec = story.kids
    named = {"counties": below("city"), "below": below(story.lead)}
    keys = spec["to"] if isinstance(spec["to"], list) else named[spec["to"]]
    figures = spec.get("shares") or shares(story.measure[3], keys)
    return [_part(story, key, n, figures[key]) for n, key in enumerate(keys)]


def shares(total: int, keys: list[str] | tuple[str, ...]) -> dict[str, int]:
    """Splits a figure by the size of the units; the sum is exact and nobody gets nothing."""
    weights = {key: WEIGHTS.get(key, 6 + pick(key, 7)) for key in keys}
    whole = sum(weights.values())
    found = {key: max(1, total * weight // whole) for key, weight in weights.items()}
    found[max(found, key=found.__getitem__)] += total - sum(found.values())
    return found


def ending(story: Story, key: str, place: int) -> str:
    """How the part of a unit ends: as the story says, else like the other parts."""
    ends = story.kids.get("ends", {})
    if key in ends:
        return ends[key]
    if story.kids["to"] == "below":
        return "closed" if story.end in DONE else MIXED[place % len(MIXED)]
    return ends.get("all", "closed")


def _part(story: Story, key: str, place: int, share: int) -> Story:
    spec = story.kids
    due, root, end = day(spec["due"]), story.ref.split("/")[0], ending(story, key, place)
    own = spec.get("own", {}).get(key, ("", ""))
    deeper = {**spec, "to": "below", "due": before(due, 2).isoformat(), "shares": {}, "figures": {}}
    verb, noun, one, _ = story.measure
    on = day(spec["on"][key]) if key in spec.get("on", {}) else None
    return Story(
        f"{root}/{key}", story.title, end, story.area, lead=key, due=due, turns=_extended(spec, end), rhythm=story.rhythm,
        on=on, count=(verb, noun, one, share), problem=own[0], next=own[1],
        kids=deeper if key in spec.get("deep", ()) else {}, reach=spec.get("figures", {}).get(key, 0))


def _extended(spec: dict[str, Any], end: str) -> tuple[tuple[str, ...], ...]:
    """With the whole, its unfinished parts get more time."""
    return (("extend", *spec["extend"]),) if "extend" in spec and end != "closed" else ()


def issuer(story: Story) -> str | None:
    """The unit that may issue the parts itself, or None: a department may not give work to governments, its supervisor does."""
    return story.lead if unit(story.lead)["sort"] in ("county", "township") else None
