"""Every number of a board leads to as many items."""
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from lastmile.kernel.actions.sweep import sweep
from tests.interfaces.web.desk import at, words
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<a class="num" href="(/items[^"]*)">.*?<b>(\d+)<small>', re.S)
CELL = re.compile(r'<a class="plain[^"]*" href="(/items[^"]*)">(?:<span class="(?:vh|light)[^>]*>.*?)?/?(\d+)<?/?(?:span>)?</a>')
COUNT = re.compile(r"符合条件的 ?(\d+)件")


@pytest.fixture
def busy(world: World, monkeypatch) -> World:
    """Items in every state, some late; a draft, a cancelled one, one that was sent back."""
    for state in ("draft", "assigned", "signed", "working", "reported", "returned", "verified", "closed", "suspended", "cancelled"):
        world.item(state, "云溪区", due="2026-11-26")
    world.item("reported", due="2026-12-20", area="safety")
    world.item("assigned", "松江县", due="2026-12-20")
    world.do("周海涛", "item.refuse", item=world.item(unit="云溪区"), reason="属水务部门职责")
    now = NOW + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: now)
    sweep(now)
    return world


@pytest.mark.parametrize("by", ["", "area", "government", "department"])
def test_each_number_leads_to_as_many_items(busy: World, by):
    client = at(busy, "周明远")
    page = client.get(f"/board?by={by}").content.decode()
    told = {address.replace("&amp;", "&"): int(n) for address, n in [*FIGURE.findall(page), *CELL.findall(page)]}
    assert len(told) >= 9
    for address, n in told.items():
        found = COUNT.search(words(client.get(address)))
        assert found and int(found[1]) == n, address


def test_departments_and_areas_have_the_same_six_figures_as_counties(busy: World):
    client = at(busy, "周明远")
    for by, name in (("department", "市应急管理局"), ("government", "云溪区"), ("area", "安全生产")):
        page = client.get(f"/board?by={by}").content.decode()
        row = re.search(rf'<tr><th scope="row"><a class="plain" href="[^"]*">{name}</a></th>(.*?)</tr>', page)[1]
        assert row.count("<td") == 6


def test_what_is_late_only_to_sign_is_told_beside_what_is_late(busy: World):
    assert "另有签收逾期1件" in words(at(busy, "周明远").get("/board"))


def test_a_reader_of_one_department_has_a_board_without_a_choice_that_is_empty(busy: World):
    page = words(at(busy, "李敏").get("/board"))
    assert "各领域" in page and "县（市、区）" not in page
