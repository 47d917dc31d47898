"""The first page: what runs out first, in its own words, counted truly."""
import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from lastmile.kernel.queries import items
from lastmile.lib.workdays import SHANGHAI
from tests.interfaces.web.desk import at, heads, row, words
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


def later(world: World, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """It is now that moment, and the clock has turned what is due."""
    from lastmile.kernel.actions.sweep import sweep

    monkeypatch.setattr(timezone, "now", lambda: now)
    sweep(now)


def test_what_is_only_late_to_sign_says_so_and_not_how_long_there_is_to_finish(world: World, monkeypatch):
    item = world.item(due="2026-12-11")
    assert "2天内签收" not in row(at(world, "李敏").get("/"), item) and "签收" in row(at(world, "李敏").get("/"), item)
    later(world, monkeypatch, TUESDAY)
    page = at(world, "李敏").get("/")
    assert "签收逾期1天" in row(page, item) and "剩" not in row(page, item)
    assert heads(page) == ["签收已逾期1件"] and "1件签收逾期" in words(page)


def test_what_is_late_to_finish_says_that_also_while_nobody_has_signed(world: World, monkeypatch):
    item = world.item(due="2026-11-23")
    later(world, monkeypatch, TUESDAY)
    page = at(world, "李敏").get("/")
    assert "逾期1天" in row(page, item) and "签收逾期" not in row(page, item) and heads(page) == ["已逾期1件"]


def test_what_is_to_be_signed_on_monday_says_until_when(world: World):
    item = world.item()
    assert "签收" in row(at(world, "李敏").get("/"), item).split()[0] and heads(at(world, "李敏").get("/")) == ["三天内1件"]


def test_what_has_been_reported_is_not_under_the_late_ones_because_its_day_is_over(world: World, monkeypatch):
    item = world.item("reported", due="2026-11-20")
    later(world, monkeypatch, TUESDAY)
    page = at(world, "赵雅琴").get("/")
    assert heads(page) == ["已反馈，等核查、销号1件"] and "已反馈" in row(page, item)


def test_the_report_of_a_period_that_is_over_is_told_as_such(world: World, monkeypatch):
    item = world.item("signed", due="2027-03-31", rhythm="weekly")
    later(world, monkeypatch, NOW + timedelta(days=20))
    page = at(world, "李敏").get("/")
    assert "本期报告逾期" in row(page, item) and heads(page) == ["本期报告已逾期1件"]


def test_the_rest_is_counted_truly_and_a_head_that_goes_on_counts_nothing(world: World, monkeypatch):
    monkeypatch.setattr(items, "SIZE", 4)
    found = [world.item("signed", due=f"2026-12-{day:02}") for day in range(10, 17)]
    client = at(world, "李敏")
    first = client.get("/")
    assert "列出其余3件" in words(first) and heads(first) == ["以后"]
    rest = client.get(re.search(r'rel="next" href="([^"]*)"', first.content.decode())[1].replace("&amp;", "&"))
    assert all(row(rest, item) for item in found[4:]) and "列出其余" not in words(rest) and "从第5件起" in words(rest)


def test_what_is_to_be_signed_first_stands_on_the_first_page_and_nowhere_else(world: World, monkeypatch):
    monkeypatch.setattr(items, "SIZE", 4)
    others = [world.item("signed", due=f"2026-12-{day:02}") for day in range(1, 7)]
    to_sign = world.item(due="2026-12-30")
    client = at(world, "李敏")
    first = client.get("/")
    assert f'id="i{to_sign}"' in first.content.decode() and "列出其余2件" in words(first)
    rest = client.get(re.search(r'rel="next" href="([^"]*)"', first.content.decode())[1].replace("&amp;", "&")).content.decode()
    assert f'id="i{to_sign}"' not in rest and all(f'id="i{item}"' in rest for item in others[4:])


@pytest.mark.parametrize("after", ["abc", "_", "2026_1", "2026-11-20T00:00:00+08:00_³", "infinity_9", "%00", "2026-11-20_5"])
def test_an_odd_place_to_go_on_from_is_the_first_page(world: World, after):
    item = world.item()
    answer = at(world, "李敏").get(f"/?after={after}")
    assert answer.status_code in (200, 400) and (answer.status_code == 400 or row(answer, item))


def test_zhao_yaqin_finds_what_was_sent_back_and_may_give_it_to_another_unit_or_issue_it_again(world: World):
    item = world.item(unit="云溪区")
    world.do("周海涛", "item.refuse", item=item, reason="属水务部门职责")
    page = at(world, "赵雅琴").get("/?tab=refused")
    assert "云溪区退回" in row(page, item) and "改派" in row(page, item) and "交办" in row(page, item)
    assert "退回待改派 1" in words(page)
    assert "退回待改派" not in words(at(world, "周海涛").get("/"))
    shown = words(at(world, "赵雅琴").get(f"/items/{item}"))
    assert "退回：属水务部门职责" in shown and "退回待改派" in shown


def test_an_assisting_unit_sees_what_it_assists_in(world: World):
    item = world.item(assisting=[world.units["云溪区"]])
    client = at(world, "周海涛")
    assert "配合 1" in words(client.get("/"))
    assert "市应急管理局牵头" in row(client.get("/?tab=assist"), item)
    assert "配合" not in words(at(world, "赵雅琴").get("/")).split("按下一步筛选")[-1].split("已逾期")[0]


def test_what_a_unit_is_called_cannot_become_markup(world: World):
    unit = world.do("王建国", "unit.add", name="<b>河道</b>管理处", sort="department", parent=world.units["青云市"]).id
    item = world.do("赵雅琴", "item.open", title="<i>清淤</i>", area="storms", unit=unit, due="2026-11-27", issue=True).id
    page = at(world, "赵雅琴").get("/").content.decode()
    assert "<b>河道" not in page and "<i>清淤" not in page and f'id="i{item}"' in page
