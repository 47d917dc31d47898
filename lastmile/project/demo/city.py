"""The units and people of the demonstration city, entered through actions."""
from datetime import datetime

from lastmile.kernel.act import clock, perform_many, revision, snapshot

from .data import people, units


def found(now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """The ids of the units by key and of the people by user name."""
    ids: dict[str, int] = {}
    waiting = units()
    while waiting:
        ready = [u for u in waiting if u["parent"] is None or u["parent"] in ids]
        rows = [_unit(u, ids) for u in ready]
        done = perform_many("unit.add", rows, clock(revision()), now=now)
        ids |= {u["key"]: int(done.made[i].partition(":")[2]) for i, u in enumerate(ready)}
        waiting = [u for u in waiting if u["key"] not in ids]
    return ids, _people(ids, now)


def _unit(unit: dict, ids: dict[str, int]) -> dict:
    values = {name: unit[name] for name in ("name", "short", "sort", "aliases", "pinyin", "region", "position")}
    return values | {"parent": ids[unit["parent"]] if unit["parent"] else None}


def _people(ids: dict[str, int], now: datetime) -> dict[str, int]:
    """Everybody with their first post in one act, then the further posts, then the passwords of those shown."""
    snapshot()
    rows = [_post(p["posts"][0], ids) | {"username": p["username"], "name": p["name"]} for p in people()]
    done = perform_many("person.add", rows, clock(revision()), now=now)
    persons = {p["username"]: int(done.made[i].partition(":")[2]) for i, p in enumerate(people())}
    more = [_post(post, ids) | {"person": persons[p["username"]]} for p in people() for post in p["posts"][1:]]
    if more:
        perform_many("post.give", more, clock(revision()), now=now)
    return persons


def _post(post: dict, ids: dict[str, int]) -> dict:
    return {"unit": ids[post["unit"]], "role": post["role"], "scope": ids[post["scope"]], "duty": post["duty"]}
