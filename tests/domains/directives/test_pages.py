"""The pages about papers, as 赵雅琴 and the others open them."""
from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lastmile.domains.directives import queries
from lastmile.domains.directives.models import Directive, Document
from lastmile.kernel.act import perform
from lastmile.kernel.models import Item
from lastmile.kernel.queries import people
from tests.domains.directives import papers


def at_desk(city, who):
    """A browser at which somebody has signed in."""
    pk = city.people[who]
    perform("person.set_password", {"person": pk, "password": "青云-2026-sheng"}, city.actor(who), now=city.now)
    browser = Client()
    session = browser.session
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(pk), people.actor_in_session(pk, "web")[1]
    session.save()
    return browser


def words(answer):
    return answer.content.decode()


def test_zhao_yaqin_takes_in_a_paper_reviews_it_and_issues_it(city):
    desk = at_desk(city, "赵雅琴")
    file = SimpleUploadedFile("会议报道.txt", papers.REPORT.encode())
    answer = desk.post("/documents/new", {"file": file, "title": "", "issued_on": ""}, follow=True)
    paper = Document.objects.get()
    assert answer.redirect_chain == [(f"/documents/{paper.pk}", 302)] and "已经读完" in words(answer)
    gas = city.the(paper.pk, "燃气经营站点")
    back = {"next": f"/documents/{paper.pk}?at={gas.pk}"}
    desk.post("/do/directive.accept", {"directive": gas.pk, **back})
    assert "交办已确认的1条" in words(desk.get(back["next"]))
    desk.post("/do/document.issue", {"document": paper.pk, **back})
    item = Item.objects.get()
    assert item.state == "assigned" and item.number in words(desk.get(back["next"]))


@pytest.mark.parametrize("panel", ["edit", "split", "dismiss"])
def test_each_form_of_a_directive_opens_in_its_row(city, panel):
    paper = city.takes(papers.REPORT)
    gas = city.the(paper, "燃气经营站点")
    page = words(at_desk(city, "赵雅琴").get(f"/documents/{paper}?{panel}={gas.pk}"))
    assert f'action="/documents/{paper}?{panel}={gas.pk}"' in page


def test_the_form_changes_what_it_shows_and_nothing_else(city):
    paper = city.takes(papers.REPORT)
    gas = city.the(paper, "燃气经营站点")
    at_desk(city, "赵雅琴").post("/do/directive.change", {
        "directive": gas.pk, "whole": "true", "title": "燃气站点排查", "area": "safety", "lead": "市应急管理局",
        "assisting": "市公安局", "due": "2026-12-09", "rhythm": "once", "next": f"/documents/{paper}"})
    now = city.directive(gas.pk)
    assert (now.title, now.assisting, now.due.isoformat()) == ("燃气站点排查", [city.units["市公安局"]], "2026-12-09")
    assert now.text == gas.text


def test_a_refusal_is_told_on_the_page_she_came_from(city):
    paper = city.takes(papers.REPORT)
    arrears = city.the(paper, "欠薪")
    answer = at_desk(city, "赵雅琴").post(
        "/do/directive.accept", {"directive": arrears.pk, "next": f"/documents/{paper}"}, follow=True)
    assert "还没有定牵头单位" in words(answer)


def test_marked_words_and_open_clauses_are_posted_by_place(city):
    paper, desk = city.takes(papers.REPORT, propose=False), at_desk(city, "赵雅琴")
    start = papers.REPORT.index(papers.SCHOOLS)
    back = {"document": paper, "next": f"/documents/{paper}"}
    desk.post("/do/directive.add", {"start": start, "end": start + len(papers.SCHOOLS), **back})
    assert Directive.objects.get().text == papers.SCHOOLS
    start = papers.REPORT.index(papers.ARREARS)
    desk.post("/do/document.cover", {"start": start, "end": start + len(papers.ARREARS), **back})
    assert "不是要办的事" in words(desk.get(f"/documents/{paper}"))


def test_what_was_typed_is_kept_when_a_paper_is_refused(city):
    answer = at_desk(city, "赵雅琴").post("/documents/new", {"text": papers.SECRET, "title": "专题会议", "issued_on": ""})
    assert answer.status_code == 422 and "标有“机密”" in words(answer) and 'value="专题会议"' in words(answer)


def test_the_list_shows_the_papers_and_turns_its_pages(city, monkeypatch):
    monkeypatch.setattr(queries.documents, "__defaults__", (0, 0, 2))
    for n in range(5):
        city.takes(f"{papers.UNDATED}　　附注{n}。", title=f"第{n}次专题会议", issued_on="2026-11-18")
    desk = at_desk(city, "赵雅琴")
    first = words(desk.get("/documents"))
    assert "第4次专题会议" in first and "第2次专题会议" not in first
    oldest = Document.objects.order_by("pk")[3].pk
    second = words(desk.get(f"/documents?older={oldest}"))
    assert "第2次专题会议" in second and "第4次专题会议" not in second
    assert "第4次专题会议" in words(desk.get(f"/documents?newer={Document.objects.order_by('pk')[2].pk}"))


def test_the_check_table_is_a_workbook_whose_cells_are_words(city):
    paper = city.takes(papers.REPORT)
    city.does("赵雅琴", "directive.change", directive=city.the(paper, "燃气经营站点").pk, title="=1+1")
    answer = at_desk(city, "赵雅琴").get(f"/documents/{paper}/sheet")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["事项", "未覆盖语句", "不立项"]
    cells = [cell for row in book["事项"].iter_rows() for cell in row]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert any(cell.value and papers.SCHOOLS in cell.value for cell in cells)


@pytest.mark.parametrize("who", ["李敏", "何晓棠", "唐文"])
def test_those_who_do_not_look_over_the_office_see_none_of_it(city, who):
    paper, desk = city.takes(papers.REPORT), at_desk(city, who)
    assert desk.get(f"/documents/{paper}").status_code == 404
    assert desk.get(f"/documents/{paper}/sheet").status_code == 404
    assert "全市冬季安全生产" not in words(desk.get("/documents"))


def test_a_leader_reads_along_and_a_handler_takes_nothing_in(city):
    paper = city.takes(papers.REPORT)
    page = words(at_desk(city, "周明远").get(f"/documents/{paper}"))
    assert "全市冬季安全生产工作会议召开" in page and "/do/directive.accept" not in page
    assert at_desk(city, "李敏").get("/documents/new").status_code == 403
