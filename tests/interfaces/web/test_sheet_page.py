"""A sheet on the page: looked at, taken in as a whole or row by row, and only one's own."""
import io
from contextlib import nullcontext

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.interfaces.jobs.desk import Desk
from lastmile.interfaces.sheets import handed_in
from lastmile.kernel.models import Item, Upload, Work
from tests.interfaces.web.desk import IN_PLACE, at, words
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
SHEET = "序号,事项内容,领域,牵头单位,办结时限\n1,北河路排涝,三防应急,市应急局,2026-11-27\n2,桥东路排涝,三防应急,市地震局,2026-11-28\n"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path


def tried(client, sheet: str = SHEET):
    return client.post("/sheets/item.open", {"step": "try", "file": SimpleUploadedFile("事项.csv", sheet.encode())})


def key(answer) -> str:
    return answer.content.decode().split('name="key" value="')[1].split('"')[0]


def test_the_good_rows_are_taken_in_and_the_others_listed_and_given_back(world: World):
    client = at(world, "赵雅琴")
    looked = tried(client)
    assert "先导入对的1行" in words(looked) and not Item.objects.exists()
    done = client.post("/sheets/item.open", {"step": "take", "key": key(looked), "by_row": "1"})
    assert Item.objects.get().title == "北河路排涝" and "还有1行要改" in words(done) and "市地震局" in words(done)
    back = client.get(done.content.decode().split('href="/sheets/item.open/wrong')[1].split('"')[0].join(["/sheets/item.open/wrong", ""]))
    rows = list(openpyxl.load_workbook(io.BytesIO(back.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("序号", "事项内容", "领域", "牵头单位", "办结时限", "哪里不对") and rows[1][1] == "桥东路排涝" and "市地震局" in rows[1][5]


def test_the_mended_rows_go_in_as_they_were_given_back(world: World):
    client = at(world, "赵雅琴")
    looked = tried(client)
    client.post("/sheets/item.open", {"step": "take", "key": key(looked), "by_row": "1"})
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/sheets/item.open/wrong?key={key(looked)}").content))
    book.active.cell(2, 4).value = "市应急局"
    held = io.BytesIO()
    book.save(held)
    again = client.post("/sheets/item.open", {"step": "try", "file": SimpleUploadedFile("要改的.xlsx", held.getvalue())})
    client.post("/sheets/item.open", {"step": "take", "key": key(again)})
    assert sorted(Item.objects.values_list("title", flat=True)) == ["北河路排涝", "桥东路排涝"]


def test_all_or_nothing_is_what_happens_unless_one_says_otherwise(world: World):
    client = at(world, "赵雅琴")
    answer = client.post("/sheets/item.open", {"step": "take", "key": key(tried(client))})
    assert answer.status_code == 422 and not Item.objects.exists()


def test_somebody_elses_sheet_cannot_be_taken_in_by_its_hash(world: World):
    hash = key(tried(at(world, "赵雅琴")))
    client = at(world, "王建国")
    for answer in (client.post("/sheets/item.open", {"step": "take", "key": hash}), client.get(f"/sheets/item.open/wrong?key={hash}")):
        assert answer.status_code == 422 and "请重新选择文件" in words(answer) and "市地震局" not in words(answer)


@pytest.mark.parametrize("odd", ["", "../../etc/passwd", "0" * 64, "x"])
def test_a_file_that_is_not_there_tells_no_path(world: World, odd, settings):
    answer = at(world, "赵雅琴").post("/sheets/item.open", {"step": "take", "key": odd})
    assert answer.status_code == 422 and "请重新选择文件" in words(answer) and str(settings.FILES) not in answer.content.decode()


def test_a_file_that_was_cleared_away_meanwhile_tells_no_path(world: World, settings):
    client = at(world, "赵雅琴")
    hash = key(tried(client))
    (settings.FILES / hash[:2] / hash).unlink()
    answer = client.post("/sheets/item.open", {"step": "take", "key": hash})
    assert answer.status_code == 422 and str(settings.FILES) not in answer.content.decode() and Upload.objects.exists()


def work() -> None:
    """The worker does what waits."""
    Desk(lambda: NOW, lambda: False, lambda task: nullcontext()).work_one()


def test_a_long_sheet_is_the_workers_from_the_first_look_to_the_last_row(world: World, monkeypatch):
    monkeypatch.setattr(handed_in, "AT_ONCE", 2)
    client = at(world, "赵雅琴")
    waits = tried(client)
    assert waits.status_code == 302 and not Item.objects.exists()
    work()
    looked = client.get(waits["Location"], follow=True)
    assert "先导入对的1行" in words(looked) and "市地震局" in words(looked) and "检查了 2 行" in words(looked) and not Item.objects.exists()
    waits = client.post("/sheets/item.open", {"step": "take", "key": key(looked), "by_row": "1"}, headers=IN_PLACE)["HX-Redirect"]
    assert not Item.objects.exists()
    work()
    done = client.get(waits, follow=True)
    assert Item.objects.get().title == "北河路排涝" and "还有1行要改" in words(done) and words(done).count("办成 1 行") == 1
    assert "办成" not in words(client.get("/units"))
    back = client.get(done.content.decode().split('href="/works/')[1].split('"')[0].join(["/works/", ""]))
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(back.streaming_content))).active.iter_rows(values_only=True))
    assert len(rows) == 2 and rows[1][1] == "桥东路排涝" and "市地震局" in rows[1][5]


def test_a_long_sheet_of_good_rows_ends_in_the_list_of_what_it_made(world: World, monkeypatch):
    monkeypatch.setattr(handed_in, "AT_ONCE", 2)
    client = at(world, "赵雅琴")
    tried(client, SHEET.replace("市地震局", "市公安局"))
    work()
    hash = Work.objects.get().given["key"]
    waits = client.post("/sheets/item.open", {"step": "take", "key": hash})
    work()
    assert "办成 2 行" in words(client.get(waits["Location"], follow=True)) and Item.objects.count() == 2
    client.post("/sheets/item.open", {"step": "take", "key": hash})
    work()
    assert Item.objects.count() == 2 and "以前办过 2 行" in Work.objects.latest("id").said


def test_what_came_of_a_long_sheet_is_shown_to_who_asked_alone(world: World, monkeypatch):
    monkeypatch.setattr(handed_in, "AT_ONCE", 2)
    tried(at(world, "赵雅琴"))
    work()
    address = Work.objects.get().href
    assert "市地震局" in words(at(world, "赵雅琴").get(address)) and "市地震局" not in words(at(world, "王建国").get(address))
