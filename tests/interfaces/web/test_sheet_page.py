"""A sheet on the page: looked at, taken in as a whole or row by row, and only one's own."""
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.kernel.models import Item, Upload
from tests.interfaces.web.desk import at, words
from tests.world import World

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
