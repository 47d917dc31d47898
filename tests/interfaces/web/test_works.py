"""The pages of long work: one's own alone, what goes on asks by itself, what is over leads to its result."""
from contextlib import nullcontext

import pytest

from lastmile.interfaces import files
from lastmile.interfaces.jobs import ask
from lastmile.interfaces.jobs.desk import Desk
from lastmile.kernel.actions import works
from lastmile.kernel.actions.works import End
from lastmile.kernel.models import Work
from tests.interfaces.jobs import toy
from tests.interfaces.web.desk import IN_PLACE, at, words
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world: World) -> int:
    return ask(toy.NAME, {"titles": ["北河路排涝"]}, world.actor("赵雅琴"), "责任分解表.xlsx")


def work() -> None:
    Desk(lambda: NOW, lambda: False, lambda task: nullcontext()).work_one()


def test_what_one_asked_for_stands_in_a_list_with_how_far_it_is(world, asked):
    client = at(world, "赵雅琴")
    assert "责任分解表.xlsx" in words(client.get("/works")) and "排队等候" in words(client.get("/works"))
    claimed = works.claim(NOW, NOW)
    works.beat(claimed, "逐件立项", 3, 8, NOW)
    page = client.get("/works").content.decode()
    assert 'hx-trigger="every 2s"' in page and 'value="3" max="8"' in page and '<noscript><meta http-equiv="refresh"' in page
    line = client.get(f"/works/{asked}?line=1").content.decode()
    assert "逐件立项 3/8" in line and "<html" not in line
    works.finish(claimed, End("done", "立了8件。", "/items"), NOW)
    over = client.get("/works").content.decode()
    assert "立了8件。" in over and 'href="/items"' in over and "hx-trigger" not in over and "http-equiv" not in over


def test_others_see_nothing_of_it_and_cancel_nothing(world, asked):
    stranger = at(world, "李敏")
    assert "责任分解表" not in words(stranger.get("/works")) and "责任分解表" not in words(stranger.get("/works?all=1"))
    assert [stranger.get(f"/works/{asked}").status_code, stranger.get(f"/works/{asked}?line=1").status_code,
            stranger.get(f"/works/{asked}/result").status_code, stranger.post(f"/works/{asked}/cancel").status_code] == [404] * 4
    assert Work.objects.get().state == "waiting"


def test_who_administers_the_city_sees_and_cancels_it_but_does_not_open_its_result(world, asked, settings, tmp_path):
    settings.FILES = tmp_path
    admin = at(world, "王建国")
    assert "责任分解表" not in words(admin.get("/works"))
    assert "责任分解表.xlsx" in words(admin.get("/works?all=1")) and "赵雅琴" in words(admin.get("/works?all=1"))
    admin.post(f"/works/{asked}/cancel")
    assert Work.objects.get().state == "cancelled"
    one = ask(toy.NAME, {"titles": []}, world.actor("赵雅琴"), "通报")
    hash = files.store().put([b"report"]).hash
    works.finish(works.claim(NOW, NOW), End("done", "写好了。", "", hash, "督查通报.docx"), NOW)
    assert admin.get(f"/works/{one}/result").status_code == 404 and f"/works/{one}/result" not in admin.get("/works?all=1").content.decode()
    answer = at(world, "赵雅琴").get(f"/works/{one}/result")
    assert b"".join(answer.streaming_content) == b"report" and "attachment" in answer["Content-Disposition"]


def test_who_waits_is_taken_on_to_the_result(world, asked):
    client = at(world, "赵雅琴")
    assert f"/works/{asked}?wait=1&amp;line=1" in client.get(f"/works/{asked}?wait=1").content.decode()
    work()
    assert client.get(f"/works/{asked}?wait=1&line=1", headers=IN_PLACE)["HX-Redirect"] == "/items"
    assert client.get(f"/works/{asked}?wait=1")["Location"] == "/items" and "立了1件。" in words(client.get("/items"))
    assert client.get(f"/works/{asked}").status_code == 200


def test_cancelling_says_what_became_of_it(world, asked):
    client = at(world, "赵雅琴")
    assert client.get(f"/works/{asked}/cancel").status_code == 404
    assert "已取消：责任分解表.xlsx" in words(client.post(f"/works/{asked}/cancel", follow=True))
    two = ask(toy.NAME, {"titles": ["桥东路排涝"]}, world.actor("赵雅琴"), "方案.pdf")
    works.claim(NOW, NOW)
    assert "正在取消：方案.pdf" in words(client.post(f"/works/{two}/cancel", follow=True))
    three = ask(toy.NAME, {"titles": ["柳河镇排涝"]}, world.actor("赵雅琴"), "纪要.doc")
    Work.objects.filter(pk=two).update(state="cancelled")
    work()
    assert "取消不了：纪要.doc" in words(client.post(f"/works/{three}/cancel", follow=True)) and Work.objects.get(pk=three).state == "done"


def test_why_it_failed_is_told_in_words(world):
    one = ask(toy.NAME, {"titles": []}, world.actor("赵雅琴"), "空表.xlsx")
    work()
    assert "没有办成" in words(at(world, "赵雅琴").get(f"/works/{one}")) and "没有要立的事项。" in words(at(world, "赵雅琴").get("/works"))


def test_a_long_list_has_pages(world):
    for n in range(31):
        ask(toy.NAME, {"titles": [str(n)]}, world.actor("赵雅琴"), f"第{n}份")
    client = at(world, "赵雅琴")
    first = client.get("/works").content.decode()
    assert "第1份" in first and "第0份" not in first
    assert "第0份" in words(client.get("/works?older=" + first.split("/works?older=")[1].split('"')[0]))
