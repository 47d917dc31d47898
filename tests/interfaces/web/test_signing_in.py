"""Who comes in, who stays out, and where they are led."""
import pytest
from django.urls import get_resolver

from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db
OPEN = {"sign_in", "set_language"}  # pages for everybody


def sign_in(client, username: str = "limin", password: str = PASSWORD, **more):
    return client.post("/sign-in", {"username": username, "password": password, **more})


def own_routes() -> list:
    return [p for p in get_resolver().url_patterns[0].url_patterns]


def test_every_page_asks_a_stranger_to_sign_in(client, world: World):
    for route in own_routes():
        path = "/" + str(route.pattern).replace("<int:pk>", "1").replace("<str:action>", "item.sign")
        if route.name not in OPEN:
            answer = client.get(path)
            assert answer.status_code == 302 and answer["Location"].startswith("/sign-in"), path


def test_li_min_signs_in_and_comes_to_where_she_wanted(client, world: World):
    assert sign_in(client, next="/units")["Location"] == "/units"
    assert client.get("/").status_code == 200


def test_nobody_is_led_to_another_place(client, world: World):
    assert sign_in(client, next="https://example.com/")["Location"] == "/"


def test_five_wrong_passwords_are_a_pause_for_this_name_alone(client, world: World, monkeypatch):
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: NOW)  # it took the clock's function along before the world stopped it
    answers = [sign_in(client, password="错的").status_code for _time in range(6)]
    assert answers[:4] == [422] * 4 and answers[5] == 429
    assert "15分钟" in sign_in(client).content.decode()
    assert sign_in(client, "zhouhaitao").status_code == 302


def test_who_is_retired_cannot_come_in_and_loses_the_session(client, world: World):
    sign_in(client)
    world.do("系统时钟", "person.retire", person=world.people["李敏"])
    assert client.get("/").status_code == 302
    assert sign_in(client).status_code == 422


def test_a_password_set_by_an_administrator_must_be_changed_first(client, world: World):
    world.do("王建国", "person.set_password", person=world.people["李敏"], password="临时口令-0001-长")
    sign_in(client, password="临时口令-0001-长")
    assert client.get("/")["Location"].startswith("/password")
    changed = client.post("/password", {"old": "临时口令-0001-长", "new": "自己的口令-77-好", "again": "自己的口令-77-好"})
    assert changed.status_code == 302 and client.get("/").status_code == 200


def test_the_old_password_is_asked_for(client, world: World):
    sign_in(client)
    new = {"new": "自己的口令-77-好", "again": "自己的口令-77-好"}
    for old in ({}, {"old": "错的"}):
        answer = client.post("/password", new | old)
        assert answer.status_code == 422 and "原密码不对。" in answer.content.decode()
    assert client.post("/password", new | {"old": PASSWORD}).status_code == 302


def test_a_new_password_from_the_administrator_ends_the_pause(client, world: World, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: NOW)
    for _time in range(6):
        sign_in(client, password="错的")
    assert sign_in(client).status_code == 429
    with django_capture_on_commit_callbacks(execute=True):
        world.do("王建国", "person.set_password", person=world.people["李敏"], password="临时口令-0001-长")
    assert sign_in(client, password="临时口令-0001-长").status_code == 302


def test_a_changed_password_ends_the_other_sessions(client, world: World):
    sign_in(client)
    world.do("李敏", "person.set_password", person=world.people["李敏"], old=PASSWORD, password="自己的口令-77-好")
    assert client.get("/").status_code == 302


def test_signing_out_ends_it_and_only_by_post(client, world: World):
    sign_in(client)
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/").status_code == 302


def test_a_form_from_elsewhere_is_refused(world: World):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in", {"username": "limin", "password": PASSWORD})
    assert answer.status_code == 403 and "没有打开" in answer.content.decode()


def test_the_language_is_chinese_until_somebody_chooses(client, world: World):
    assert 'lang="zh-CN"' in client.get("/sign-in", headers={"Accept-Language": "en"}).content.decode()
    client.post("/language", {"language": "en", "next": "/sign-in"})
    assert 'lang="en"' in client.get("/sign-in").content.decode()


def test_who_stayed_away_too_long_is_told_so_and_comes_back_to_the_same_page(client, world: World):
    sign_in(client)
    del client.cookies["sessionid"]
    answer = client.get("/items?q=%E7%A7%AF%E6%B0%B4")
    assert answer["Location"] == "/sign-in?next=%2Fitems%3Fq%3D%25E7%25A7%25AF%25E6%25B0%25B4&ended=1"
    assert "太久没有操作" in client.get(answer["Location"]).content.decode()


def test_a_step_in_a_list_after_the_session_has_ended_leads_back_to_the_list(client, world: World):
    sign_in(client)
    del client.cookies["sessionid"]
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?tab=sign"}
    answer = client.post("/do/item.sign", {"item": world.item()}, headers=asked)
    assert answer["HX-Redirect"] == "/sign-in?next=%2F%3Ftab%3Dsign&ended=1"
    elsewhere = client.post("/do/item.sign", {}, headers=asked | {"HX-Current-URL": "https://example.com/x"})
    assert elsewhere["HX-Redirect"] == "/sign-in?ended=1"


def test_who_comes_anew_or_has_signed_out_was_not_away_too_long(client, world: World):
    assert "ended" not in client.get("/items")["Location"]
    sign_in(client)
    client.post("/sign-out")
    assert "ended" not in client.get("/items")["Location"]


def test_whose_password_was_changed_is_told_that_and_not_that_they_were_away(client, world: World):
    sign_in(client)
    world.do("王建国", "person.set_password", person=world.people["李敏"], password="临时口令-0001-长")
    answer = client.get("/items")
    assert answer["Location"].endswith("changed=1") and "密码改过" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("path", "status"), [("/sign-in?next=%00", 400), ("/sign-in", 200)])
def test_a_page_without_a_session_can_be_read_in_the_other_language(client, world: World, path, status):
    page = client.get(path)
    assert page.status_code == status and 'action="/language"' in page.content.decode() and "English" in page.content.decode()
