"""What the city calls its units, as reading wants it, and what the text's names mean here."""
from collections.abc import Iterable

from lastmile import reading
from lastmile.kernel.rules.city import City


def known(city: City, near: int) -> reading.City:
    """Every name that means one unit only, seen from the unit `near`, with that unit's full name."""
    named = {name: city.find(name, near) for name in city.by_name}
    return reading.City({name: city.units[ids[0]].name for name, ids in named.items() if len(ids) == 1})


def units_called(names: Iterable[str], text: str, city: City, near: int) -> tuple[list[int], list[str]]:
    """The units that the names mean, and the names that mean none, or several."""
    units: dict[int, None] = {}
    unknown = []
    for name in names:
        found = city.find(name, near) or city.find(whole(name, text, city), near)
        if len(found) == 1:
            units[found[0]] = None
        else:
            unknown.append(name)
    return list(units), unknown


def whole(name: str, text: str, city: City) -> str:
    """The only name of a unit that begins so and stands in the text: reading may have broken 市住房和城乡建设局 at 和."""
    longer = [known for known in city.by_name if known.startswith(name) and known in text]
    return max(longer, key=len) if len({city.by_name[known] for known in longer}) == 1 else ""


def as_written(text: str, unit: int, city: City) -> str:
    """The longest name of the unit that stands in the text, or ""."""
    here = [name for name, ids in city.by_name.items() if unit in ids and name in text]
    return max(here, key=len, default="")
