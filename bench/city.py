"""A city of 999 units with its people, entered through actions."""
from datetime import datetime

from lastmile.kernel.act import clock, perform, perform_many, revision
from lastmile.kernel.queries.people import actor_named

from .cast import (
    CITY,
    COUNTIES,
    DEPARTMENTS,
    FIRST,
    LAST,
    MEASURED,
    PASSWORD,
    PEOPLE,
    SUPERVISION,
    TOWNSHIPS,
    VERIFICATION,
    VILLAGES,
    secret,
)


def found(now: datetime) -> dict[str, int]:
    """The ids of the units by name; with everybody who works there."""
    ids = _units(now)
    rows = [{"username": u, "name": n, "unit": ids[unit], "role": role} for u, n, unit, role in PEOPLE]
    others = [name for name in ids if name not in MEASURED]
    rows += [{"username": f"handler{ids[name]}", "name": "承办人", "unit": ids[name], "role": "handler", "duty": True} for name in others]
    rows += [{"username": f"supervisor{ids[name]}", "name": "督查员", "unit": ids[name], "role": "supervisor"} for name in COUNTIES]
    perform_many("person.add", rows, clock(revision()), now=now)
    for username, *_ in PEOPLE:
        me = actor_named(username, "web")
        assert me is not None
        perform("person.set_password", {"person": me.id, "password": PASSWORD}, me, now=now)
        perform("token.issue", {"person": me.id, "name": "measuring", "secret": secret(username), "days": 1000}, me, now=now)
    return ids


def _units(now: datetime) -> dict[str, int]:
    ids: dict[str, int] = {}
    for level in _levels():
        rows = [{"name": name, "short": name, "sort": sort, "parent": ids.get(parent), "position": n}
                for n, (name, sort, parent) in enumerate(level)]
        done = perform_many("unit.add", rows, clock(revision()), now=now)
        ids |= {row["name"]: int(done.made[i].partition(":")[2]) for i, row in enumerate(rows)}
    return ids


def _levels() -> list[list[tuple[str, str, str]]]:
    """(name, sort, parent), the city first, the villages last."""
    towns = [(COUNTIES[n % 8], f"{COUNTIES[n % 8]}{FIRST[n // 8]}{LAST[(n // 8 + n % 8) % 10]}镇") for n in range(TOWNSHIPS)]
    low = [(towns[n % TOWNSHIPS][1], f"{towns[n % TOWNSHIPS][1]}{FIRST[n // TOWNSHIPS % 10]}{LAST[n // TOWNSHIPS // 10 + 3]}村")
           for n in range(VILLAGES)]
    return [[(CITY, "city", "")],
            [*((name, "office", CITY) for name in (SUPERVISION, VERIFICATION)), *((f"市{name}", "department", CITY) for name in DEPARTMENTS),
             *((name, "county", CITY) for name in COUNTIES)],
            [(name, "township", county) for county, name in towns], [(name, "village", town) for town, name in low]]
