"""What is asked for over HTTP at one size, by whom, and the figures."""
import json
import sys
from dataclasses import asdict
from typing import Any

from . import cast, places, words
from .load import Request, act, measure, page, sign_in
from .serve import serving, settle

SPREAD = 2000  # so many items at most are asked for in turn


def asked(port: int, link: Any) -> dict[str, list[Request]]:
    """The requests of each measurement."""
    sessions = {name: sign_in(port, name, cast.PASSWORD) for name in ("limin", "zhouhaitao", "chenlixin", "zhaoyaqin", "zhoumingyuan")}
    boss, handler = sessions["zhaoyaqin"], sessions["limin"]
    own = in_hand(link, "市应急管理局")
    any_open = [i for i, in link.execute("select id from kernel_item where is_open order by md5(id::text) limit %s", [SPREAD])]
    said = [act("item.progress", {"item": i, "done": "已到现场核实，正在整改", "percent": n % 90}, cast.secret("limin")) for n, i in enumerate(own)]
    return {
        "inbox, handler of a department": [page("/", handler)],
        "inbox, handler of a township": [page("/", sessions["chenlixin"])],
        "inbox, city supervisor": [page("/", boss)],
        "item page, handler": [page(f"/items/{i}", handler) for i in own],
        "item page, city supervisor": [page(f"/items/{i}", boss) for i in any_open],
        "board of the city, leader": [page("/board", sessions["zhoumingyuan"])],
        "action by API (item.progress)": said,
        "search, common word, city": [page("/items", boss, q=words.COMMON)],
        "search, middling word, city": [page("/items", boss, q=words.MIDDLING)],
        "search, rare word, city": [page("/items", boss, q=words.RARE)],
        "search, four characters, city": [page("/items", boss, q=words.FOUR)],
        "search, common word, one county": [page("/items", sessions["zhouhaitao"], q=words.COMMON)],
        "search, middling word, one county": [page("/items", sessions["zhouhaitao"], q=words.MIDDLING)],
    }


def in_hand(link: Any, unit: str) -> list[int]:
    """Items on which the unit's handler may tell progress, in an order that is the same each time and no order of ids."""
    return [i for i, in link.execute(
        "select i.id from kernel_item i join kernel_unit u on u.id = i.unit_id where u.name = %s and i.state in ('signed', 'working', 'returned')"
        " and i.rhythm = 'once' order by md5(i.id::text) limit %s", [unit, SPREAD])]


def figures(size: int, count: int, seconds: int, only: str = "") -> dict[str, Any]:
    """All measurements at one size."""
    import psycopg

    from lastmile.project.database.access import OWNER, keys
    from lastmile.project.folder import Folder

    found = {}
    with serving(size) as server, psycopg.connect(**keys(Folder(places.folder(size))).access(OWNER).libpq(), autocommit=True) as link:
        settle(link)
        for name, requests in asked(server.port, link).items():
            if only in name:
                found[name] = asdict(measure(server.port, requests, count, seconds, server.cpu))
                print(f"  {size:>9,} {name}: {found[name]}", file=sys.stderr, flush=True)
                settle(link)
    return found


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4:] or [""])[0]), ensure_ascii=False))
