"""For every action an example: who does it, with which values. The loops over the registry take them from here.

A function gets the world, brings about what must be there before, and returns the example.
"""
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connection

from .world import World

PAPER = """全市安全生产视频会议召开

会议强调，市应急管理局要在11月30日前完成全市燃气安全隐患排查。市公安局要加强重点部位夜间巡查。云溪区要抓好石桥镇危房住户转移安置。
会议由市委副书记主持。
"""


@dataclass(frozen=True)
class Example:
    """Who does it, and with which values; `key` is the one that a sender would give."""

    who: str
    values: dict[str, Any] = field(default_factory=dict)
    key: str = "例"


EXAMPLES: dict[str, Callable[[World], Example]] = {
    "unit.add": lambda w: Example("王建国", {
        "name": "市水务局", "short": "市水务局", "sort": "department", "parent": w.units["青云市"], "aliases": ["水务局"]}),
    "unit.change": lambda w: Example("王建国", {"unit": w.units["市公安局"], "aliases": ["市局"], "position": 3}),
    "unit.move": lambda w: Example("王建国", {"unit": w.units["石桥镇"], "parent": w.units["松江县"]}),
    "unit.retire": lambda w: Example("王建国", {"unit": w.units["松江县"]}),
    "person.add": lambda w: Example("王建国", {
        "username": "tangwen", "name": "唐雯", "unit": w.units["市公安局"], "role": "handler", "duty": True}),
    "post.give": lambda w: Example("王建国", {"person": w.people["李敏"], "unit": w.units["市公安局"], "role": "handler"}),
    "post.take": lambda w: Example("王建国", {"person": w.people["李敏"], "unit": w.units["市应急管理局"], "role": "handler"}),
    "person.set_password": lambda w: Example("王建国", {"person": w.people["李敏"], "password": "雨后青山-2026-好"}),
    "person.retire": lambda w: Example("王建国", {"person": w.people["李敏"]}),
    "token.issue": lambda w: Example("李敏", {"person": w.people["李敏"], "name": "报表", "secret": "q" * 40}),
    "token.revoke": lambda w: Example("李敏", {"person": w.people["李敏"], "name": "测试"}),
    "notice.choose": lambda w: Example("李敏", {"person": w.people["李敏"], "digest_hour": 9, "quiet_from": 20}),
    "contact.set": lambda w: Example("李敏", {"person": w.people["李敏"], "channel": "mail", "address": "limin@example.cn"}),
    "contact.remove": lambda w: Example("李敏", {"person": reached_by_mail(w), "channel": "mail"}),
    "feed.issue": lambda w: Example("李敏", {"person": w.people["李敏"], "secret": "f" * 40}),
    "feed.revoke": lambda w: Example("李敏", {"person": with_feed(w)}),
    "calendar.set_year": lambda w: Example("王建国", {
        "year": 2027, "off": ["2027-01-01"], "on": ["2027-01-03"], "published": False}),
    "calendar.set_hours": lambda w: Example("王建国", {
        "since": "2027-05-01", "opens": "08:30", "closes": "17:30", "rest_from": "12:00", "rest_until": "14:30"}),
    "rule.set": lambda w: Example("王建国", {"rule": "meeting", "allow": 15, "counts": "d", "basis": "青云市督查工作规程第12条"}),
    "item.open": lambda w: Example("赵雅琴", {
        "title": "排查沿河挡墙隐患", "area": "safety", "unit": w.units["云溪区"], "assisting": [w.units["市公安局"]],
        "due": "2026-11-27", "issue": True}),
    "item.change": lambda w: Example("赵雅琴", {"item": w.item("draft"), "title": "排查沿河挡墙隐患"}),
    "item.issue": lambda w: Example("赵雅琴", {"item": w.item("draft"), "due": "2026-11-27"}),
    "item.sign": lambda w: Example("李敏", {"item": w.item("assigned")}),
    "item.refuse": lambda w: Example("李敏", {"item": w.item("assigned"), "reason": "属水务部门职责"}),
    "item.reassign": lambda w: Example("赵雅琴", {"item": w.item("signed"), "unit": w.units["市公安局"], "reason": "职责调整"}),
    "item.hand_to": lambda w: Example("李敏", {"item": w.item("signed"), "handler": w.people["李敏"]}),
    "item.break_down": lambda w: Example("周海涛", {
        "item": w.item("signed", "云溪区"),
        "children": [{"unit": w.units["石桥镇"], "title": "排查本镇挡墙", "due": "2026-11-26"}]}),
    "item.progress": lambda w: Example("李敏", {"item": w.item("signed"), "done": "已排查三处", "percent": 30}),
    "item.report": lambda w: Example("李敏", {"item": w.item("working"), "done": "整治完成", "percent": 100}),
    "item.return": lambda w: Example("孙静", {"item": w.item("reported"), "reason": "没有现场照片"}),
    "item.verify": lambda w: Example("孙静", {"item": w.item("reported"), "how": "visit", "finding": "现场查看属实"}),
    "item.close": lambda w: Example("赵雅琴", {"item": w.item("verified"), "words": "同意销号"}),
    "item.cancel": lambda w: Example("赵雅琴", {"item": w.item("working"), "reason": "与另一件合并办理"}),
    "item.suspend": lambda w: Example("赵雅琴", {"item": w.item("working"), "reason": "等待上级批复"}),
    "item.resume": lambda w: Example("赵雅琴", {"item": w.item("suspended"), "reason": "批复已到"}),
    "item.extend": lambda w: Example("赵雅琴", {"item": w.item("working"), "due": "2026-12-04", "reason": "连日降雨无法施工"}),
    "item.ask_extension": lambda w: Example("李敏", {
        "item": w.item("working"), "due": "2026-12-04", "reason": "连日降雨无法施工", "progress": "已完成三处，剩一处"}),
    "item.decline_extension": lambda w: Example("赵雅琴", {"item": asked_for_more(w), "reason": "可以加派人手"}),
    "item.waive_children": lambda w: Example("赵雅琴", {"item": w.item("working"), "reason": "子事项另行督办"}),
    "item.plan": lambda w: Example("赵雅琴", {
        "item": w.item("working"), "points": [{"share": 50, "percent": 30}, {"day": "2026-11-26", "percent": 90}]}),
    "slip.propose": lambda w: Example("赵雅琴", {"item": w.item("working"), "colour": "blue", "reason": "汛期临近，进展偏慢"}),
    "slip.sign": lambda w: Example("赵雅琴", {"slip": w.slip("proposed")}),
    "slip.decline": lambda w: Example("赵雅琴", {"slip": w.slip("proposed"), "reason": "已电话催办"}),
    "slip.withdraw": lambda w: Example("赵雅琴", {"slip": w.slip("open"), "reason": "事由有误"}),
    "slip.answer": lambda w: Example("李敏", {"slip": w.slip("open"), "answer": "已增派两个班组，周五前完成"}),
    "slip.accept": lambda w: Example("孙静", {"slip": w.slip("answered"), "words": "属实"}),
    "slip.return": lambda w: Example("孙静", {"slip": w.slip("answered"), "reason": "没有写明完成时间"}),
    "block.ask": lambda w: Example("李敏", {"item": w.item("working"), "words": "管线权属不清，需要协调"}),
    "block.raise": lambda w: Example("赵雅琴", {"block": w.block()}),
    "block.solve": lambda w: Example("赵雅琴", {"block": w.block(), "outcome": "由市公安局配合封路"}),
    "review.ask": lambda w: Example("李敏", {"item": w.item("returned"), "reason": "现场照片当日已经补传"}),
    "review.decide": lambda w: Example("赵雅琴", {"review": w.review(), "outcome": "changed", "words": "照片确已补传"}),
    "rulebook.set": lambda w: Example("赵雅琴", {
        "book": "lights", "since": "2026-12-01", "basis": "本市督查工作规程",
        "content": {"warn_days": {"finish": 5, "report": 3, "sign": 0}, "behind": 10, "far_behind": 31}}),
    "document.take": lambda w: Example("赵雅琴", {
        "content": PAPER, "name": "会议报道.txt", "issued_on": "2026-11-19", "genre": "report"}),
    "document.correct": lambda w: Example("赵雅琴", {"document": paper(w), "genre": "minutes"}),
    "document.cover": lambda w: Example("赵雅琴", {"document": paper(w), "clause": "会议由市委副书记主持", "reason": "会务情况"}),
    "document.issue": lambda w: Example("赵雅琴", {"document": accepted_paper(w)}),
    "letterhead.set": lambda w: Example("赵雅琴", {"unit": w.units["市委督查室"], "mark": "青督", "head": "中共青云市委督查室"}),
    "ledger.set_columns": lambda w: Example("赵雅琴", {
        "unit": w.units["市委督查室"], "columns": [
            {"field": "number", "title": "督办编号", "width": 18}, {"field": "title", "title": "内容", "width": 50}]}),
    "paper.draft": lambda w: Example("赵雅琴", {"paper_kind": "notice", "items": [w.item()]}),
    "paper.change": lambda w: Example("赵雅琴", {"paper": written(w), "parts": [{"part": "title", "words": "督查通知单（加急）"}]}),
    "paper.sign_off": lambda w: Example("周明远", {"paper": written(w)}),
    "paper.archive": lambda w: Example("赵雅琴", {"paper": signed_off(w)}),
    "paper.correct": lambda w: Example("赵雅琴", {"paper": signed_off(w), "reason": "时限写错"}),
    "paper.void": lambda w: Example("赵雅琴", {"paper": written(w), "reason": "事项已并案"}),
    "directive.add": lambda w: Example("赵雅琴", {"document": paper(w, propose=False), "says": "市公安局要加强重点部位夜间巡查"}),
    "directive.accept": lambda w: Example("赵雅琴", {"directive": answered(w), "usual": True}),
    "directive.change": lambda w: Example("赵雅琴", {"directive": directive(w), "area": "order", "lead": w.units["市公安局"]}),
    "directive.split": lambda w: Example("赵雅琴", {"directive": directive(w), "at": 8}),
    "directive.merge": lambda w: Example("赵雅琴", {"directive": directive(w, 1), "into": "previous"}),
    "directive.link": lambda w: Example("赵雅琴", {"directive": directive(w), "item": w.item("working"), "words": "见上次会议"}),
    "directive.dismiss": lambda w: Example("赵雅琴", {"directive": directive(w), "reason": "重复"}),
    "directive.reopen": lambda w: Example("赵雅琴", {"directive": dismissed(w)}),
}


def reached_by_mail(world: World) -> int:
    """李敏, to whom messages go by mail."""
    world.do("李敏", "contact.set", person=world.people["李敏"], channel="mail", address="limin@example.cn")
    return world.people["李敏"]


def with_feed(world: World) -> int:
    """李敏, who has subscribed to what she owes."""
    world.do("李敏", "feed.issue", person=world.people["李敏"], secret="f" * 40)
    return world.people["李敏"]


def written(world: World, kind: str = "notice", **values: Any) -> int:
    """A paper that 赵雅琴 has drafted; of one item, unless it counts."""
    return world.do("赵雅琴", "paper.draft", paper_kind=kind, **({"items": [world.item()]} if kind == "notice" else {}), **values).id


def signed_off(world: World) -> int:
    """A paper that 周明远 has signed off."""
    found = written(world)
    world.do("周明远", "paper.sign_off", paper=found)
    return found


def asked_for_more(world: World) -> int:
    """An item whose unit has asked for a week more."""
    item = world.item("working")
    world.do("李敏", "item.ask_extension", item=item, due="2026-12-04", reason="连日降雨无法施工", progress="已完成三处，剩一处")
    return item


def paper(world: World, **values: Any) -> int:
    """A paper that 赵雅琴 has taken in."""
    return world.do("赵雅琴", "document.take", content=PAPER, name="会议报道.txt", issued_on="2026-11-19", **values).id


def directive(world: World, place: int = 0) -> int:
    """A proposed directive of a new paper, by its place in the text."""
    document = paper(world)
    with connection.cursor() as cursor:
        cursor.execute("select id from directives_directive where document_id = %s order by start, id", [document])
        return int(cursor.fetchall()[place][0])


def answered(world: World) -> int:
    """A directive that lacks nothing but its confirmation."""
    found = directive(world)
    world.do("赵雅琴", "directive.change", directive=found, area="safety", lead=world.units["市应急管理局"], due="2026-11-30")
    return found


def accepted_paper(world: World) -> int:
    """A paper with one confirmed directive."""
    found = answered(world)
    world.do("赵雅琴", "directive.accept", directive=found)
    with connection.cursor() as cursor:
        cursor.execute("select document_id from directives_directive where id = %s", [found])
        return int(cursor.fetchone()[0])


def dismissed(world: World) -> int:
    found = directive(world)
    world.do("赵雅琴", "directive.dismiss", directive=found, reason="重复")
    return found

for config in apps.get_app_configs():  # a domain may bring examples of its own
    if find_spec(f"{config.name}.examples"):
        EXAMPLES |= import_module(f"{config.name}.examples").EXAMPLES
