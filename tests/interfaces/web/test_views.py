"""The pages with the world's data: what each role sees, what a stranger does not, what a form does."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext

from lastmile.kernel.registry import offered
from tests.examples import PAPER
from tests.world import PASSWORD, STANDS, World, entries, last_entry

pytestmark = pytest.mark.django_db
PEOPLE = {"赵雅琴": "zhaoyaqin", "李敏": "limin", "周海涛": "zhouhaitao", "孙静": "sunjing", "周明远": "zhoumingyuan",
          "王建国": "wangjianguo", "何晓棠": "hexiaotang"}
ELSEWHERE = {"周海涛", "何晓棠"}  # of counties, whom an item of the city's department does not concern
SECRET = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
EVERYBODY = set(PEOPLE)
OVERSEE = {"赵雅琴", "孙静", "周明远"}  # who look over papers
PAGES = {  # who gets each page; all others get the answer beside it
    "/": (EVERYBODY, 200), "/?tab=late": (EVERYBODY, 200), "/items": (EVERYBODY, 200), "/items?q=积水": (EVERYBODY, 200),
    "/board": (EVERYBODY, 200), "/units": (EVERYBODY, 200), "/units/pick?x=应急": (EVERYBODY, 200), "/people": (EVERYBODY, 200),
    "/password": (EVERYBODY, 200), "/calendar": (EVERYBODY, 200), "/sheets/item.open": (EVERYBODY, 200),
    "/documents": (EVERYBODY, 200), "/documents/without": (EVERYBODY, 200), "/documents/new": ({"赵雅琴"}, 403),
    "the unit": (EVERYBODY, 200), "the item": (EVERYBODY - ELSEWHERE, 404), "the paper": (OVERSEE, 404), "its sheet": (OVERSEE, 404),
    "themselves": (EVERYBODY, 200), "赵雅琴's page": ({"赵雅琴", "王建国"}, 404),
}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def seen_by(client, world: World):
    """A browser in which somebody has signed in."""
    def come_in(name: str):
        client.post("/sign-in", {"username": PEOPLE[name], "password": PASSWORD})
        return client
    return come_in


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_opens_for_those_whom_it_concerns(name, language, seen_by, world: World):
    paper = world.do("赵雅琴", "document.take", content=PAPER, name="会议报道.txt", issued_on="2026-11-19").id
    here = {"the unit": f"/units/{world.units['云溪区']}", "the item": f"/items/{world.item('reported')}", "the paper": f"/documents/{paper}",
            "its sheet": f"/documents/{paper}/sheet", "themselves": f"/people/{world.people[name]}",
            "赵雅琴's page": f"/people/{world.people['赵雅琴']}"}
    client = seen_by(name)
    client.cookies["django_language"] = language
    answers = {page: client.get(here.get(page, page)).status_code for page in PAGES}
    assert answers == {page: 200 if name in who else otherwise for page, (who, otherwise) in PAGES.items()}


def test_a_stranger_sees_neither_the_item_nor_its_file_nor_that_it_is_there(seen_by, world: World):
    item, client = world.item("assigned", "云溪区"), seen_by("何晓棠")
    missing, hidden = client.get("/items/999999"), client.get(f"/items/{item}")
    assert hidden.status_code == missing.status_code == 404
    assert SECRET.sub("", hidden.content.decode()) == SECRET.sub("", missing.content.decode())
    assert STANDS not in client.get("/items").content.decode() and STANDS not in client.get("/items?q=积水点").content.decode()
    assert client.get("/board?unit=" + str(world.units["云溪区"])).status_code == 404


def test_signing_in_place_gives_the_row_back_and_twice_tells_who_did_it(seen_by, world: World):
    item, client = world.item(), seen_by("李敏")
    headers = {"HX-Request": "true", "HX-Target": f"i{item}"}
    done = client.post("/do/item.sign", {"item": item}, headers=headers)
    assert f'id="i{item}"' in done.content.decode() and "反馈" in done.content.decode()
    again = client.post("/do/item.sign", {"item": item}, headers=headers)
    assert again.status_code == 409 and "李敏" in again.content.decode() and again["HX-Retarget"] == "#notice"


def test_the_same_form_sent_twice_does_one_thing(seen_by, world: World):
    item, client, before = world.item("signed"), seen_by("李敏"), last_entry()
    form = {"item": item, "done": "已排查三处", "key": "从这张表来"}
    assert [client.post("/do/item.progress", form).status_code for _time in range(2)] == [302, 302]
    assert [line["action"] for line in entries(before)] == ["item.progress"]


def test_what_was_typed_stays_when_it_is_refused(seen_by, world: World):
    item, client = world.item("signed"), seen_by("李敏")
    answer = client.post("/do/item.progress", {"item": item, "done": "", "problem": "缺少抽水泵", "key": "k"})
    assert answer.status_code == 422 and "缺少抽水泵" in answer.content.decode() and "还没有填" in answer.content.decode()


def test_a_photo_handed_in_is_seen_by_the_verifier_and_by_no_stranger(seen_by, world: World):
    item, client = world.item("signed"), seen_by("李敏")
    photo = SimpleUploadedFile("现场.png", b"\x89PNG picture", "image/png")
    assert client.post("/do/item.report", {"item": item, "done": "整治完成", "evidence": photo}).status_code == 302
    page = client.get(f"/items/{item}").content.decode()
    assert "现场.png" in page
    address = page.split('class="ev" href="')[1].split('"')[0]
    shown = client.get(address)
    assert b"".join(shown.streaming_content) == b"\x89PNG picture" and shown["X-Content-Type-Options"] == "nosniff"
    assert seen_by("何晓棠").get(address).status_code == 404


@pytest.mark.parametrize("action", sorted(offered()))
def test_every_action_has_a_page_whose_fields_are_labelled(action, seen_by, world: World):
    item, client = world.item("draft"), seen_by("赵雅琴")
    page = client.get(f"/do/{action}?item={item}").content.decode()
    assert 'class="sec form"' in page
    for name in [part.split('"')[0] for part in page.split(' id="f-')[1:]]:
        assert f'for="f-{name}"' in page, name


def test_a_page_costs_a_few_statements_however_many_rows_it_has(seen_by, world: World, django_assert_max_num_queries):
    from django.db import connection

    for _item in range(12):
        world.item()
    client = seen_by("李敏")
    client.get("/")
    with CaptureQueriesContext(connection) as few:  # those below the ORM are not counted here: see bench
        client.get("/")
    assert len(few) <= 4


def test_a_sheet_is_looked_at_first_and_taken_once(seen_by, world: World):
    client, before = seen_by("赵雅琴"), last_entry()
    sheet = "事项内容,领域,牵头单位,办结时限\n北河路排涝,三防应急,市应急局,2026-11-27\n桥东路排涝,三防应急,市应急局,2026-11-27\n"
    looked = client.post("/sheets/item.open", {"step": "try", "file": SimpleUploadedFile("事项.csv", sheet.encode())})
    assert "2行都对" in looked.content.decode() and last_entry() == before
    key = looked.content.decode().split('name="key" value="')[1].split('"')[0]
    for _time in range(2):
        assert client.post("/sheets/item.open", {"step": "take", "key": key}).status_code == 302
    assert len(entries(before)) == 2


def test_a_wrong_unit_in_a_sheet_is_told_with_its_row_and_column(seen_by, world: World):
    sheet = "事项内容,领域,牵头单位\n北河路排涝,三防应急,市地震局\n"
    page = seen_by("赵雅琴").post("/sheets/item.open", {"step": "try", "file": SimpleUploadedFile("事项.csv", sheet.encode())})
    assert "市地震局" in page.content.decode() and "牵头单位" in page.content.decode()
