"""Forms lose nothing: files, what was typed, and what somebody else did meanwhile."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.interfaces.web import door
from lastmile.kernel.models import Evidence, Item, Token, Upload
from lastmile.kernel.models.people import hash_of
from tests.interfaces.web.desk import IN_PLACE, at, words
from tests.world import World, entries, last_entry

pytestmark = pytest.mark.django_db
HASH = re.compile(r'name="evidence" value="([0-9a-f]{64})" checked')


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path


def photo(name: str = "现场.png", content: bytes = b"\x89PNG one") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_files_stay_chosen_when_the_form_is_refused_and_new_ones_are_added(world: World):
    item, client = world.item("signed"), at(world, "李敏")
    first = client.post("/do/item.report", {"item": item, "done": "", "evidence": photo(), "key": "k"})
    page = first.content.decode()
    assert first.status_code == 422 and "现场.png" in page and "已经传好的文件" in page
    again = client.post("/do/item.report", {"item": item, "done": "", "evidence": [HASH.search(page)[1], photo("汇总.png", b"two")], "key": "k"})
    kept = HASH.findall(again.content.decode())
    assert len(kept) == 2 and "现场.png" in again.content.decode() and "汇总.png" in again.content.decode()
    assert client.post("/do/item.report", {"item": item, "done": "整治完成", "evidence": kept, "key": "k"}).status_code == 302
    assert set(Evidence.objects.values_list("name", flat=True)) == {"现场.png", "汇总.png"}


def test_a_file_whose_tick_was_taken_away_is_not_handed_in(world: World):
    item, client = world.item("signed"), at(world, "李敏")
    client.post("/do/item.report", {"item": item, "done": "", "evidence": photo(), "key": "k"})
    client.post("/do/item.report", {"item": item, "done": "整治完成", "key": "k"})
    assert not Evidence.objects.exists() and Item.objects.get(pk=item).state == "reported"


def test_another_persons_file_is_neither_named_nor_handed_in(world: World):
    item = world.item("signed")
    at(world, "周海涛").post("/do/item.report", {"item": world.item("signed", "云溪区"), "done": "", "evidence": photo("内部.png"), "key": "k"})
    stolen = Upload.objects.get().hash
    answer = at(world, "李敏").post("/do/item.report", {"item": item, "done": "整治完成", "evidence": stolen, "key": "k"})
    assert answer.status_code == 422 and "内部.png" not in answer.content.decode()


@pytest.mark.parametrize(("action", "who", "values"), [
    ("item.progress", "李敏", {"done": "已排查"}), ("person.add", "李敏", {"name": "某人"}), ("item.sign", "李敏", {})])
def test_what_takes_no_files_stores_none(world: World, action, who, values):
    item = world.item("signed")
    answer = at(world, who).post(f"/do/{action}", {"item": item, "evidence": photo(), "key": "k", **values})
    assert answer.status_code == 422 and "不收文件" in words(answer) and not Upload.objects.exists()


@pytest.mark.parametrize(("who", "state", "says"), [("何晓棠", "signed", ""), ("孙静", "signed", "权限"), ("李敏", "reported", "不能再")])
def test_whoever_may_not_report_stores_nothing(world: World, who, state, says):
    item = world.item(state)
    answer = at(world, who).post("/do/item.report", {"item": item, "done": "整治完成", "evidence": photo(), "key": "k"})
    assert answer.status_code in (404, 422) and says in words(answer) and not Upload.objects.exists()


def test_a_file_over_the_limit_is_turned_away_by_its_length(world: World):
    item, client = world.item("signed"), at(world, "李敏")
    answer = client.post("/do/item.report", {"item": item, "evidence": photo()}, CONTENT_LENGTH=str(door.MOST + door.FORM + 1))
    assert answer.status_code == 413 and "文件超过 200 MB" in words(answer) and not Upload.objects.exists()
    in_place = client.post("/do/item.report", {"item": item}, headers=IN_PLACE, CONTENT_LENGTH=str(door.MOST + door.FORM + 1))
    assert in_place["HX-Retarget"] == "#notice" and in_place.content.decode().lstrip().startswith('<div id="notice"')


def test_too_much_pasted_text_is_told_as_such(world: World):
    answer = at(world, "赵雅琴").post("/documents/new", {"text": "会议要求。" * 300_000, "title": "", "issued_on": ""})
    assert answer.status_code == 413 and "存成文件再导入" in words(answer) and "2.5 MB" in words(answer)


def test_an_unticked_box_means_no(world: World):
    item = world.item("reported")
    page = at(world, "孙静").get(f"/do/item.verify?item={item}").content.decode()
    assert 'name="has-close" value="1"' in page
    at(world, "孙静").post("/do/item.verify", {"item": item, "finding": "属实", "has-close": "1", "key": "k"})
    assert Item.objects.get(pk=item).state == "verified"


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


EDITS = (
    ("unit.change", "unit", lambda w: w.units["石桥镇"], {"short": "石桥"}, {"short": "桥镇"}, "石桥"),
    ("item.change", "item", lambda w: w.item("draft"), {"title": "排查沿河挡墙"}, {"title": "排查桥墩"}, "排查沿河挡墙"),
    ("calendar.set_year", "year", lambda w: next_year(w), {"off": "2027-01-01", "on": "", "published": "true"},
     {"off": "2027-01-04", "on": "", "published": "true"}, "2027-01-01"),
)


def next_year(world: World) -> int:
    """2027 as it is expected before it is published."""
    world.do("王建国", "calendar.set_year", year=2027, off=["2027-01-05"], on=[], published=False)
    return 2027


@pytest.mark.parametrize(("action", "field", "subject", "first", "second", "seen"), EDITS)
def test_an_edit_over_what_somebody_else_did_meanwhile_is_refused_and_told(world: World, action, field, subject, first, second, seen):
    pk, who = subject(world), "赵雅琴" if action == "item.change" else "王建国"
    client = at(world, who)
    page = client.get(f"/do/{action}?{field}={pk}").content.decode()
    early = {field: pk, "seen": hidden(page, "seen"), "key": hidden(page, "key")}
    client.post(f"/do/{action}", {**early, **first, "key": "other"})
    answer = client.post(f"/do/{action}", {**early, **second})
    shown = answer.content.decode()
    assert answer.status_code == 422 and who in words(answer) and seen in words(answer)
    assert next(iter(second.values())) in shown, "what was typed is still there"
    assert client.post(f"/do/{action}", {**early, **second, "seen": hidden(shown, "seen"), "key": "again"}).status_code == 302


def test_the_form_of_a_year_shows_the_year_as_it_is_now_whatever_the_link_said(world: World):
    world.do("王建国", "calendar.set_year", year=2027, off=["2027-01-01"], on=[], published=False)
    page = at(world, "王建国").get("/do/calendar.set_year?year=2027").content.decode()
    assert 'value="2027-01-01"' in page and 'name="published" value="true" checked' not in page
    assert 'href="/do/calendar.set_year?year=2027"' in at(world, "王建国").get("/calendar").content.decode()


def test_a_token_is_made_by_the_system_and_shown_once(world: World):
    client, pk = at(world, "王建国"), world.people["李敏"]
    form = client.get(f"/do/token.issue?person={pk}").content.decode()
    assert 'id="f-secret"' not in form and "李敏" in form
    sent = {"person": pk, "name": "报表", "days": "30", "key": hidden(form, "key")}
    secret = re.search(r'id="secret"[^>]*value="([^"]+)"', client.post("/do/token.issue", sent).content.decode())[1]
    assert len(secret) >= 32 and bytes(Token.objects.get(name="报表").hash) == hash_of(secret)
    again = client.post("/do/token.issue", sent).content.decode()
    assert 'id="secret"' not in again and "刚才已经发放过" in again and Token.objects.filter(name="报表").count() == 1
    assert secret not in client.get(f"/people/{pk}").content.decode()


def test_ones_own_password_is_changed_on_its_own_page_and_another_persons_old_one_is_not_asked_for(world: World):
    client = at(world, "王建国")
    assert 'href="/password"' in client.get(f"/people/{world.people['王建国']}").content.decode()
    assert 'id="f-old"' not in client.get(f"/do/person.set_password?person={world.people['李敏']}").content.decode()
    assert 'id="f-old"' in client.get(f"/do/person.set_password?person={world.people['王建国']}").content.decode()


def test_wang_jianguo_finds_the_sheets_where_he_looks_for_them(world: World):
    client = at(world, "王建国")
    for page, sheet in (("/units", "unit.add"), ("/people", "person.add"), ("/calendar", "calendar.set_year")):
        assert f'href="/sheets/{sheet}"' in client.get(page).content.decode()
        assert f'href="/sheets/{sheet}"' not in at(world, "李敏").get(page).content.decode()


def test_the_journal_of_an_item_turns_its_pages(world: World, monkeypatch):
    from lastmile.interfaces.web.views import item as page_of_item
    from lastmile.interfaces.web.views import journal

    monkeypatch.setattr(journal, "SIZE", 3)
    monkeypatch.setattr(page_of_item, "SIZE", 3)
    item = world.item("signed")
    for n in range(5):
        world.do("李敏", "item.progress", item=item, done=f"第{n}次")
    client = at(world, "李敏")
    first = client.get(f"/items/{item}")
    assert "7条" in words(first) and "第4次" in words(first) and "第1次" not in words(first)
    older = client.get(re.search(r'href="([^"]*)">更早的记录', first.content.decode())[1].replace("&amp;", "&"))
    journal_of = older.content.decode().split('id="journal"')[1].split("</section>")[0]
    assert "第1次" in journal_of and "第4次" not in journal_of and "回到最近的" in journal_of
    assert "市委督查室 赵雅琴" in words(first), "who issued it is told though that line is not among the newest"


def test_a_unit_that_one_does_not_see_is_not_said_to_have_nothing_late(world: World):
    page = words(at(world, "何晓棠").get(f"/units/{world.units['云溪区']}"))
    assert "没有逾期" not in page and "不在您的查看范围" in page


def test_nothing_is_noted_when_a_form_is_only_looked_at(world: World):
    before = last_entry()
    client = at(world, "王建国")
    for action in ("unit.change", "token.issue", "calendar.set_year"):
        client.get(f"/do/{action}?unit={world.units['石桥镇']}&person={world.people['李敏']}&year=2027")
    assert entries(before) == []
