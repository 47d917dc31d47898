"""Lists and search: what is asked for is what is shown, and no question is an error of ours."""
import pytest

from lastmile.kernel.queries import search
from tests.interfaces.web.desk import at, words
from tests.world import World

pytestmark = pytest.mark.django_db
ODD = ("³", "abc", "-1", "9" * 40, "١٢", "")


def test_two_words_with_a_space_mean_both(world: World):
    both = world.item(title="燃气管道隐患排查")
    world.item(title="燃气站点检查")
    world.item(title="校舍隐患排查")
    page = at(world, "赵雅琴").get("/items?q=排查 燃气")
    assert f"/items/{both}" in page.content.decode() and "找到1件" in words(page)


def test_filters_hold_beside_a_word(world: World):
    world.item(title="燃气排查", unit="云溪区", area="safety")
    world.item(title="燃气排查", area="storms")
    client = at(world, "赵雅琴")
    assert "找到2件" in words(client.get("/items?q=燃气"))
    assert "找到1件" in words(client.get("/items?q=燃气&area=safety")) and "找到1件" in words(client.get("/items?q=燃气&unit=云溪区"))
    assert "找到0件" in words(client.get("/items?q=燃气&state=closed"))


def test_more_hits_than_a_page_holds_have_further_pages(world: World, monkeypatch):
    monkeypatch.setattr(search.search, "__defaults__", (None, 1, 2))
    monkeypatch.setattr("lastmile.kernel.queries.items.SIZE", 2)
    found = [world.item(title=f"燃气排查第{n}处") for n in range(5)]
    client = at(world, "赵雅琴")
    seen = [client.get(f"/items?q=燃气&page={n}") for n in (1, 2, 3)]
    assert all("找到5件" in words(page) for page in seen)
    assert [sum(f'"/items/{item}"' in page.content.decode() for item in found) for page in seen] == [2, 2, 1]
    assert 'rel="next"' in seen[1].content.decode() and 'rel="next"' not in seen[2].content.decode()


def test_where_there_are_too_many_the_page_says_how_to_narrow_them(world: World, monkeypatch):
    monkeypatch.setattr(search, "POOL", 3)
    for n in range(5):
        world.item(title=f"燃气排查第{n}处")
    page = words(at(world, "赵雅琴").get("/items?q=燃气"))
    assert "找到3件 以上" in page.replace("件以上", "件 以上") and "再加一个词" in page


def test_the_name_of_a_unit_gives_the_unit_and_what_it_owes(world: World):
    own = world.item(unit="云溪区")
    other = world.item(title="检查云溪区河道")
    client = at(world, "赵雅琴")
    page = client.get("/items?q=云溪区").content.decode()
    assert f'href="/units/{world.units["云溪区"]}">云溪区</a>' in page and f'"/items/{own}"' in page and f'"/items/{other}"' not in page
    named = client.get("/items?q=云溪区&words=1").content.decode()
    assert f'"/items/{other}"' in named and f'"/items/{own}"' not in named
    assert f'/units/{world.units["市应急管理局"]}' in client.get("/items?q=市应急局").content.decode()


def test_a_part_of_a_name_gives_the_units_and_still_looks_for_the_words(world: World):
    item = world.item(title="应急物资清点")
    page = at(world, "赵雅琴").get("/items?q=应急").content.decode()
    assert f'"/items/{item}"' in page and f'href="/units/{world.units["市应急管理局"]}">市应急管理局</a>' in page


def test_a_unit_that_there_is_not_is_told(world: World):
    assert "没有叫“市地震局”的单位" in words(at(world, "赵雅琴").get("/items?unit=市地震局"))
    assert "两个字以上" in words(at(world, "赵雅琴").get("/items?q=水"))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", [
    "/?n={}", "/?after={}", "/items?unit={}", "/items?after={}", "/items?q=燃气&page={}", "/items?state={}&light={}&area={}", "/board?unit={}",
    "/board?by={}", "/units/pick?x={}", "/people?after={}", "/documents?older={}", "/documents?newer={}", "/do/item.report?item={}",
    "/do/unit.change?unit={}", "/do/calendar.set_year?year={}", "/do/person.set_password?person={}", "/do/item.break_down?children-{}-unit=1"])
def test_no_odd_number_is_an_error_of_ours(world: World, path, odd):
    assert at(world, "赵雅琴").get(path.replace("{}", odd)).status_code in (200, 403, 404)


@pytest.mark.parametrize("path", ["/items/{}", "/units/{}", "/people/{}", "/files/{}", "/documents/{}", "/documents/{}/sheet"])
def test_a_number_of_forty_digits_is_no_page(world: World, path):
    assert at(world, "赵雅琴").get(path.format("9" * 40)).status_code == 404


@pytest.mark.parametrize("path", ["/items?q=%00", "/items?state=%00", "/people?q=a%00", "/?tab=%00", "/sign-in?next=%00"])
def test_what_no_database_keeps_is_no_question(world: World, path):
    answer = at(world, "赵雅琴").get(path)
    assert answer.status_code == 400 and "没有看懂这个请求" in words(answer)


@pytest.mark.parametrize("row", ["³", "9" * 30, "x"])
def test_rows_of_a_form_with_odd_numbers_are_left_out(world: World, row):
    item = world.item("signed", "云溪区")
    answer = at(world, "周海涛").post("/do/item.break_down", {"item": item, f"children-{row}-unit": "石桥镇", "key": "k"})
    assert answer.status_code == 422
