"""Where the time of one request goes: the same requests in one process, with a watch around each part."""
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from . import cast, places
from .http import in_hand

# The parts that are watched: what it is called, the module, the name in it. Each time is inclusive.
PAGE = (
    ("session and actor", "lastmile.interfaces.web.middleware", "signed_in"), ("query: rows", "lastmile.kernel.queries.inbox", "look"),
    ("query: board", "lastmile.kernel.queries.boards", "board"),
    ("query: late items", "lastmile.kernel.queries.boards", "latest_late"), ("query: item", "lastmile.kernel.queries.item", "one"),
    ("rows for the template", "lastmile.interfaces.web.views.rows", "rows"), ("head and template", "lastmile.interfaces.web.page", "render"))
ACT = (
    ("token and actor", "lastmile.interfaces.api.incoming", "actor_of_token"), ("parse values", "lastmile.kernel.act.perform", "_parse"),
    ("lock, end of chain", "lastmile.kernel.act.perform", "_begin"), ("permission, rule, entry", "lastmile.kernel.act.perform", "_each"),
    ("write", "lastmile.kernel.act.context.Act", "flush"), ("commit", "django.db.backends.base.base.BaseDatabaseWrapper", "commit"))
WAIT = (("of all this, waiting for the database", "psycopg.Connection", "wait"),)


class Watch:
    """Milliseconds spent inside functions, summed; everything that imported one by name sees the watched one too."""

    def __init__(self, parts: tuple[tuple[str, str, str], ...]):
        self.spent = {label: 0.0 for label, _where, _name in parts}
        for label, where, name in parts:
            holder = _find(where)
            plain = getattr(holder, name)
            watched = self._around(label, plain)
            setattr(holder, name, watched)
            for module in list(sys.modules.values()):
                if getattr(module, "__name__", "").startswith("lastmile.") and vars(module).get(name) is plain:
                    setattr(module, name, watched)

    def _around(self, label: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                self.spent[label] += (time.perf_counter() - began) * 1000
        return watched


def _find(where: str) -> Any:
    from pkgutil import resolve_name

    return resolve_name(where)


def measured(watch: Watch, ask: Callable[[int], Any], count: int) -> dict[str, float]:
    """Means in milliseconds a request, after a warm-up; the whole is the median."""
    for n in range(count // 4):
        ask(n)
    watch.spent = dict.fromkeys(watch.spent, 0.0)
    walls, cpu = [], time.process_time()
    for n in range(count):
        began = time.perf_counter()
        ask(n)
        walls.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / count
    parts = {label: round(ms / count, 3) for label, ms in watch.spent.items() if ms}
    return {"whole": round(statistics.median(walls), 3), "Python's processor time": round(cpu, 3), **parts}


def figures(size: int, count: int) -> dict[str, dict[str, float]]:
    """The split of the inbox, the board, an item's page and an act."""
    with places.inside(size):
        from django.db import connection
        from django.test import Client
        from django.urls import get_resolver

        get_resolver().url_patterns  # noqa: B018  everything is imported before it is watched
        watch = Watch((*PAGE, *ACT, *WAIT))
        with places.owner() as link:
            own = in_hand(link, "市应急管理局")
        found = {}
        for label, username, path in (("inbox, handler of a department", "limin", "/"), ("item page, handler", "limin", "/items/{}"),
                                      ("board of the city, leader", "zhoumingyuan", "/board")):
            client = Client(SERVER_NAME="127.0.0.1")
            client.post("/sign-in", {"username": username, "password": cast.PASSWORD})
            found[label] = measured(watch, lambda n, client=client, path=path: _page(client, path.format(own[n % len(own)])), count)
        api = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {cast.secret('limin')}"})
        found["action by API (item.progress)"] = measured(watch, lambda n: _act(api, own[n % len(own)]), count)
        connection.close()
        return found


def _page(client: Any, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")


def _act(client: Any, item: int) -> None:
    values = json.dumps({"item": item, "done": "已到现场核实，正在整改"})
    answer = client.post("/api/do/item.progress", values, content_type="application/json")
    if answer.status_code != 200:
        raise SystemExit(answer.content.decode())


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
