"""Papers that another program has to open, and files in files, are read by the worker; who handed them in sees how far it is."""
import io
import zipfile
from contextlib import nullcontext

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.domains.directives import taking
from lastmile.domains.directives.models import Directive, Document
from lastmile.interfaces.jobs.desk import Desk
from lastmile.kernel.actions import works
from lastmile.kernel.models import Work
from lastmile.reading.formats import manner
from tests.domains.directives import papers
from tests.domains.directives.test_pages import at_desk, words


@pytest.fixture
def work(city):
    """The worker does what waits."""
    return lambda: Desk(lambda: city.now, lambda: False, lambda task: nullcontext()).work_one()


def zipped(text: str = papers.REPORT, name: str = "会议报道.txt") -> SimpleUploadedFile:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, text)
    return SimpleUploadedFile("会议材料.zip", kept.getvalue())


def handed_in(desk, file: SimpleUploadedFile, **more):
    return desk.post("/documents/new", {"file": file, "title": "", "issued_on": "", **more})


def test_an_archive_is_read_by_the_worker_and_leads_to_its_review(city, work):
    desk = at_desk(city, "赵雅琴")
    answer = handed_in(desk, zipped())
    one = Work.objects.get()
    assert answer["Location"] == f"/works/{one.pk}?wait=1" and not Document.objects.exists()
    assert "会议材料.zip" in words(desk.get("/works")) and "读出要办的事" in words(desk.get("/works"))
    work()
    page = desk.get(answer["Location"], follow=True)
    paper = Document.objects.get()
    assert page.redirect_chain == [(f"/documents/{paper.pk}", 302)] and "已经读完" in words(page)
    assert paper.file == "会议材料.zip" and city.the(paper.pk, "燃气经营站点").text in papers.REPORT


def test_what_was_typed_beside_the_file_goes_with_it(city, work):
    handed_in(at_desk(city, "赵雅琴"), zipped(), title="冬季安全会议", issued_on="2026-11-19")
    work()
    assert (Document.objects.get().title, str(Document.objects.get().issued_on)) == ("冬季安全会议", "2026-11-19")


def test_a_large_file_waits_and_a_small_one_does_not(city, monkeypatch):
    desk = at_desk(city, "赵雅琴")
    assert handed_in(desk, SimpleUploadedFile("短.txt", papers.REPORT.encode()))["Location"].startswith("/documents/")
    monkeypatch.setattr("lastmile.reading.formats.AT_ONCE", 100)
    assert handed_in(desk, SimpleUploadedFile("长.txt", papers.LATER.encode()))["Location"].startswith("/works/")


def test_pasted_words_never_wait_so_that_nothing_of_a_secret_is_kept_meanwhile(city, monkeypatch):
    monkeypatch.setattr("lastmile.reading.formats.AT_ONCE", 100)
    desk = at_desk(city, "赵雅琴")
    assert desk.post("/documents/new", {"text": papers.LATER, "title": "", "issued_on": ""})["Location"].startswith("/documents/")


def test_a_secret_in_an_archive_is_refused_by_the_worker_and_nothing_of_it_stays(city, work, settings):
    handed_in(at_desk(city, "赵雅琴"), zipped(papers.SECRET))
    work()
    assert Work.objects.get().state == "failed" and "机密" in Work.objects.get().said and not Document.objects.exists()
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []


def test_why_a_paper_could_not_be_read_is_told_in_words(city, work):
    desk = at_desk(city, "赵雅琴")
    handed_in(desk, zipped("x", "幻灯片.pptx"))
    work()
    assert Work.objects.get().state == "failed" and "没有办成" in words(desk.get("/works"))


def test_the_same_paper_twice_is_told_by_whom(city, work):
    desk = at_desk(city, "赵雅琴")
    for _time in range(2):
        handed_in(desk, zipped())
        work()
    assert Document.objects.count() == 1 and "已经导入过" in Work.objects.latest("id").said


def test_cancelled_while_it_is_read_nothing_was_taken_in(city, work, monkeypatch):
    handed_in(at_desk(city, "赵雅琴"), zipped())
    readable = taking.readable

    def cancelled(*given):
        found = readable(*given)
        works.cancel(Work.objects.get().pk, city.now)
        return found
    monkeypatch.setattr(taking, "readable", cancelled)
    work()
    assert Work.objects.get().state == "cancelled" and not Document.objects.exists() and not Directive.objects.exists()


def test_who_watches_is_told_pages_and_may_end_it(city, work, monkeypatch):
    def read(*given):
        manner.watch(6, 31)
        manner.watch()
        raise AssertionError("not ended")

    told = []

    def tell(task, step="", done=0, total=0):
        told.append((step, done, total))
        if len(told) == 3:
            works.cancel(task.work.pk, city.now)
            task.beat()
            ends(task, step, done, total)
    ends = taking.Task.tell
    handed_in(at_desk(city, "赵雅琴"), zipped())
    monkeypatch.setattr(taking.Task, "tell", tell)
    monkeypatch.setattr(taking, "readable", read)
    work()
    assert told[1:] == [("读第7页", 6, 31), ("打开文件", 0, 0)] and Work.objects.get().state == "cancelled"


def test_who_may_no_longer_take_papers_in_is_told_so(city, work):
    handed_in(at_desk(city, "赵雅琴"), zipped())
    city.root("post.take", person=city.people["赵雅琴"], unit=city.units["市委督查室"], role="supervisor")
    work()
    assert "权限" in Work.objects.get().said and not Document.objects.exists()


def test_what_was_not_read_is_told_above_the_paper(city, work):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("会议报道.txt", papers.REPORT)
        archive.writestr("幻灯片.key", b"\0\1")
    desk = at_desk(city, "赵雅琴")
    handed_in(desk, SimpleUploadedFile("会议材料.zip", kept.getvalue()))
    work()
    page = words(desk.get(Work.objects.get().href))
    assert "读的时候有1处请您留意" in page and "“幻灯片.key”没有读：" in page
    assert "请您留意" not in words(desk.get(f"/documents/{city.takes(papers.LATER)}"))
