"""青云市 as plain values: its units, its people with their posts, and an item, for rules that are asked without a database."""
from types import SimpleNamespace
from typing import Any

from lastmile.kernel.act.actor import Actor, PostHeld
from lastmile.kernel.rules.city import City, Unit, city_of

UNITS = (
    ("青云市", "city", None), ("市委督查室", "office", "青云市"), ("市政府督查室", "office", "青云市"),
    ("市应急管理局", "department", "青云市"), ("市应急管理局办公室", "office", "市应急管理局"), ("市执法支队", "department", "市应急管理局"),
    ("市公安局", "department", "青云市"), ("云溪区", "county", "青云市"), ("云溪区督查室", "office", "云溪区"),
    ("云溪区政府办公室", "office", "云溪区"), ("云溪区应急管理局", "department", "云溪区"), ("石桥镇", "township", "云溪区"),
    ("石桥镇党政办公室", "office", "石桥镇"), ("松江县", "county", "青云市"), ("松江县应急管理局", "department", "松江县"),
)
ID = {name: n for n, (name, *_) in enumerate(UNITS, 1)}


def _path(name: str) -> str:
    above = {unit: parent for unit, _, parent in UNITS}[name]
    return f"{_path(above) if above else '/'}{ID[name]}/"


CITY: City = city_of([Unit(ID[name], name, name, sort, ID.get(parent or ""), _path(name), position=ID[name]) for name, sort, parent in UNITS])


def person(pk: int, *posts: tuple[str, str, str]) -> Any:
    """Somebody with posts (role, unit, scope), who asks whether they may."""
    held = tuple(PostHeld(role, ID[unit], ID[scope]) for role, unit, scope in posts)
    return SimpleNamespace(actor=Actor(pk, f"p{pk}", f"p{pk}", "test", held), city=CITY)


赵雅琴 = person(1, ("supervisor", "市委督查室", "青云市"))
李敏 = person(2, ("handler", "市应急管理局", "市应急管理局"))
周海涛 = person(3, ("handler", "云溪区", "云溪区"))
陈立新 = person(4, ("handler", "石桥镇", "石桥镇"))
孙静 = person(5, ("verifier", "市政府督查室", "青云市"))
王建国 = person(8, ("administrator", "市委督查室", "青云市"))
何晓棠 = person(9, ("handler", "松江县", "松江县"))
区核查员 = person(10, ("verifier", "云溪区督查室", "云溪区"))
区督查员 = person(11, ("supervisor", "云溪区督查室", "云溪区"))
区管理员 = person(12, ("administrator", "云溪区督查室", "云溪区"))


def item(unit: str = "云溪区", issuer: str = "市委督查室", state: str = "reported", reporter: Any = 周海涛, **more: Any) -> Any:
    """An item as permissions see it."""
    given = {"id": 7, "unit_id": ID[unit], "issuer_id": ID[issuer], "state": state, "reporter_id": reporter and reporter.actor.id,
             "reporter_unit_id": ID[unit] if reporter else None, "issued_at": "2026-11-20", "parent_id": None}
    return SimpleNamespace(**given | more)
