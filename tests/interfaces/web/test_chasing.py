"""What is chased, as people see it: slips to sign and to answer, the blocker on the item, the red list, the history of lights."""
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from lastmile.kernel.actions.sweep import sweep
from lastmile.lib.workdays import SHANGHAI
from tests.interfaces.web.desk import at, words
from tests.world import World

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture
def late(world: World, monkeypatch) -> int:
    """An item that 市应急管理局 has not reported in time; it is Monday morning."""
    item = world.item("signed")
    for moment in (DUE - timedelta(days=3, hours=9), DUE):
        sweep(moment)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI))
    return item


def test_the_supervisor_finds_the_proposed_slip_and_signs_it(world, late):
    desk = at(world, "赵雅琴")
    shown = words(desk.get("/chasing"))
    assert "蓝色 未编号 北河路积水点排查整治" in shown and "办结时限昨天" not in shown and "签发" in shown
    answer = desk.post("/do/slip.sign", {"slip": slip_of(late)}, follow=True)
    assert "2026-督单-0001" in words(answer) and "12月2日" in words(answer)
    assert "2026-督单-0001" in words(desk.get(f"/items/{late}"))
    assert "蓝色督办单" in words(desk.get("/items"))


def test_the_unit_answers_it_and_a_stranger_sees_nothing(world, late):
    slip = slip_of(late)
    world.do("赵雅琴", "slip.sign", now=DUE, slip=slip)
    desk = at(world, "李敏")
    assert "答复" in words(desk.get("/chasing?tab=open"))
    answer = desk.post("/do/slip.answer", {"slip": slip, "answer": "已增派两个班组"}, follow=True)
    assert "已增派两个班组" in words(answer) and "已答复，待核" in words(answer)
    stranger = at(world, "何晓棠")
    assert stranger.get(f"/slips/{slip}").status_code == 404
    assert "北河路" not in words(stranger.get("/chasing?tab=check"))


def test_a_blocked_item_says_so_on_its_page_in_the_list_and_on_the_board(world):
    item = world.item("working")
    world.block(item)
    desk = at(world, "赵雅琴")
    assert "卡住：管线权属不清，需要协调" in words(desk.get(f"/items/{item}"))
    assert "卡住，待协调" in words(desk.get("/items"))
    assert "卡住待协调1件" in words(at(world, "周明远").get("/board"))
    assert "管线权属不清" in words(desk.get("/chasing?tab=blocked"))
    desk.post("/do/block.solve", {"block": world_block(item), "outcome": "由市公安局配合封路"})
    assert "卡住" not in words(desk.get("/items")) and "由市公安局配合封路" in words(desk.get(f"/items/{item}"))


def test_whom_nobody_could_be_found_for_stands_on_the_red_list_with_the_reason(world, late, monkeypatch):
    for day in (30, 31, 32):
        sweep(datetime(2026, 11, 1, 8, 30, tzinfo=SHANGHAI) + timedelta(days=day - 1))
    desk = at(world, "赵雅琴")
    assert "没有登记单位负责人" in words(desk.get("/chasing?tab=stuck"))
    assert "逾期提醒不到人1件" in words(desk.get("/board")) and "没有登记单位负责人" in words(desk.get(f"/items/{late}"))


def test_the_history_of_lights_tells_when_and_why_each_turned(world, late):
    shown = words(at(world, "赵雅琴").get(f"/items/{late}"))
    assert "历次亮灯" in shown and "距办结时限 3 天" in shown and "今天 17:30 已到点，逾期" in shown


def test_a_plan_that_is_not_kept_is_a_second_light_with_its_reason(world, monkeypatch):
    item = world.item("signed", due="2026-12-31")
    world.do("赵雅琴", "item.plan", item=item, points=[{"day": "2026-11-30", "percent": 60}])
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI))
    sweep(timezone.now())
    desk = at(world, "赵雅琴")
    assert "严重落后计划 按计划应完成 60%，实际 0%，落后 60 个百分点" in words(desk.get(f"/items/{item}"))
    assert "北河路" in words(desk.get("/items?pace=red")) and "北河路" not in words(desk.get("/items?pace=yellow"))


def slip_of(item: int) -> int:
    from bench.year import read
    return read("select id from kernel_slip where item_id = %s", [item])[0][0]


def world_block(item: int) -> int:
    from bench.year import read
    return read("select id from kernel_block where item_id = %s", [item])[0][0]
