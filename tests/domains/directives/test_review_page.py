"""The form that is open on the page of a paper: it survives a refusal, tells what others did, and asks for a reason."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.domains.directives.models import CoverNote, Directive, Document
from lastmile.domains.directives.queries import gaps_of
from lastmile.domains.directives.queries.places import place_words
from tests.domains.directives import papers
from tests.domains.directives.test_pages import at_desk, words
from tests.domains.directives.test_repeated import AGAIN, issued

EDIT = {"whole": "true", "title": "燃气站点排查", "area": "safety", "lead": "市应急管理局", "assisting": "", "due": "2026-12-09", "rhythm": "once"}


@pytest.fixture
def gas(city):
    """A directive of a paper that 赵雅琴 has taken in."""
    return city.the(city.takes(papers.REPORT), "燃气经营站点")


def here(gas, what="edit"):
    return f"/documents/{gas.document_id}?{what}={gas.pk}"


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_a_refused_edit_stays_open_with_what_was_typed_and_the_sentence(city, gas):
    answer = at_desk(city, "赵雅琴").post(here(gas), {"directive": gas.pk, **EDIT, "lead": "信访办"})
    page = words(answer)
    assert answer.status_code == 422 and "没有叫“信访办”的单位" in page and 'class="panel form"' in page
    assert 'id="e-lead" name="lead" value="信访办"' in page and "燃气站点排查</textarea>" in page and 'value="2026-12-09"' in page
    assert city.directive(gas.pk).title == gas.title


def test_an_edit_that_goes_through_leads_back_to_its_row(city, gas):
    answer = at_desk(city, "赵雅琴").post(here(gas), {"directive": gas.pk, **EDIT})
    assert answer["Location"] == f"/documents/{gas.document_id}?at={gas.pk}#r{gas.pk}" and city.directive(gas.pk).title == "燃气站点排查"


def test_an_edit_over_what_a_colleague_did_meanwhile_is_refused_and_shows_it(city, gas):
    desk = at_desk(city, "赵雅琴")
    seen = hidden(words(desk.get(here(gas))), "seen")
    city.does("韩秋实", "directive.change", directive=gas.pk, lead="市公安局", title="燃气排查")
    answer = desk.post(here(gas), {"directive": gas.pk, **EDIT, "seen": seen})
    page = words(answer)
    assert answer.status_code == 422 and "韩秋实" in page and "牵头单位：市公安局" in page and "事项内容：燃气排查" in page
    assert "燃气站点排查</textarea>" in page and city.directive(gas.pk).title == "燃气排查"
    desk.post(here(gas), {"directive": gas.pk, **EDIT, "seen": hidden(page, "seen")})
    assert city.directive(gas.pk).title == "燃气站点排查"


def test_a_split_that_cannot_be_is_told_in_its_form(city, gas):
    answer = at_desk(city, "赵雅琴").post(here(gas, "split"), {"directive": gas.pk, "at": "999"})
    assert answer.status_code == 422 and "这里断不开" in words(answer) and "从哪里断开" in words(answer)


@pytest.mark.parametrize(("sent", "kept"), [
    ({"reason": "已有事项在办", "note": ""}, "已有事项在办"), ({"reason": "已有事项在办", "note": "见0098"}, "已有事项在办：见0098"),
    ({"reason": "other", "note": "另有方案"}, "另有方案"), ({"reason": "other", "note": " "}, "")])
def test_a_directive_is_set_aside_with_a_reason_of_the_list_or_ones_own(city, gas, sent, kept):
    answer = at_desk(city, "赵雅琴").post(here(gas, "dismiss"), {"directive": gas.pk, **sent})
    assert city.directive(gas.pk).reason == kept
    assert answer.status_code == (302 if kept else 422) and (kept or "请选一个理由" in words(answer))


def test_a_clause_is_set_aside_only_with_a_reason(city):
    paper, desk = city.takes(papers.REPORT, propose=False), at_desk(city, "赵雅琴")
    gap = gaps_of([paper])[paper][0]
    page = words(desk.get(f"/documents/{paper}?cover={gap.start}"))
    assert "为什么不立项" in page and 'formaction="/do/document.cover"' not in page
    sent = {"document": paper, "start": gap.start, "end": gap.end}
    refused = desk.post(f"/documents/{paper}?cover={gap.start}", sent)
    assert refused.status_code == 422 and "请选一个理由" in words(refused) and not CoverNote.objects.exists()
    desk.post(f"/documents/{paper}?cover={gap.start}", {**sent, "reason": "别的事项已经包括", "note": "见第2条"})
    assert CoverNote.objects.get().reason == "别的事项已经包括：见第2条"


def test_what_needs_a_persons_word_is_plain_to_see_and_counted(city):
    paper = city.takes(papers.REPORT)
    page = words(at_desk(city, "赵雅琴").get(f"/documents/{paper}"))
    lacking = Directive.objects.filter(document_id=paper, lead=None).count()
    assert lacking and page.count("缺牵头单位</b>") == lacking and "缺单位或时限" in page
    assert "缺牵头单位</b>" not in page.split(f'id="r{city.the(paper, "燃气经营站点").pk}"')[1].split("</li>")[0]


def test_items_that_no_paper_stands_behind_are_listed_for_who_looks_over_them(city):
    paper = city.takes(papers.REPORT)
    city.ready(paper, "燃气经营站点")
    city.does("赵雅琴", "document.issue", document=paper)
    city.does("赵雅琴", "item.open", title="核实火情处置", area="safety", unit="市应急管理局", issue=True)
    desk = at_desk(city, "赵雅琴")
    page = words(desk.get("/documents/without"))
    assert "没有对应原文的事项1件" in page and "核实火情处置" in page and "燃气经营站点" not in page
    assert 'href="/documents/without"' in words(desk.get("/documents"))
    assert "核实火情处置" not in words(at_desk(city, "何晓棠").get("/documents/without"))


@pytest.mark.parametrize(("where", "said"), [
    ({"page": 3, "box": [0, 0, 1, 1]}, "第3页"), ({"page": 3, "box": [0, 0, 1, 1], "also": [{"page": 4, "box": [0, 0, 1, 1]}]}, "第3至4页"),
    ({"sheet": "分解表", "cell": "B7"}, "工作表“分解表” B7"), ({"sheet": "", "cell": "B7"}, "单元格B7"), ({"paragraph": 12}, "第12段"),
    ({"paragraph": 3, "last": 5}, "第3至5段"), ({"line": 8}, "第8行"), ({"table": 1, "row": 4, "column": 2}, "第1个表格第4行"),
    ({"from": "0:12", "until": "0:40"}, "0:12至0:40"), ({"file": "附件.docx", "paragraph": 2}, "附件.docx，第2段"), ({}, ""), (None, "")])
def test_where_a_directive_stands_in_its_file_is_told_in_words(where, said):
    assert place_words(where) == said


def test_the_place_in_the_file_stands_beside_the_directive(city, gas):
    assert "第4行" in words(at_desk(city, "赵雅琴").get(here(gas, "at")))


def test_an_open_item_that_asks_for_the_same_is_linked_by_one_button_and_tells_of_both_papers(city):
    item = issued(city)
    paper, desk = city.takes(AGAIN), at_desk(city, "赵雅琴")
    gas = city.the(paper, "燃气")
    page = words(desk.get(f"/documents/{paper}?at={gas.pk}"))
    assert "可能是已有事项" in page and f'name="item" value="{item.pk}" formaction="/do/directive.link"' in page
    desk.post("/do/directive.link", {"directive": gas.pk, "item": item.pk, "next": f"/documents/{paper}?at={gas.pk}"})
    page = words(desk.get(f"/documents/{paper}?at={gas.pk}"))
    assert "已并入已有事项" in page and item.number in page and f"edit={gas.pk}" not in page
    assert "别处也要求" in words(desk.get(f"/items/{item.pk}")) and "燃气安全专题会议召开" in words(desk.get(f"/items/{item.pk}"))
    desk.post("/do/directive.reopen", {"directive": gas.pk, "next": f"/documents/{paper}"})
    assert city.directive(gas.pk).state == "proposed"


def test_a_file_stays_chosen_when_only_the_date_was_wrong(city):
    desk = at_desk(city, "赵雅琴")
    answer = desk.post("/documents/new", {"file": SimpleUploadedFile("会议报道.txt", papers.REPORT.encode()), "title": "", "issued_on": "昨天"})
    page = words(answer)
    assert answer.status_code == 422 and "会议报道.txt" in page
    again = desk.post("/documents/new", {"kept": hidden(page, "kept"), "title": "", "issued_on": ""})
    assert again.status_code == 302 and Document.objects.get().file == "会议报道.txt"


def test_the_page_of_a_paper_takes_no_other_act_than_that_of_its_open_form(city, gas):
    desk = at_desk(city, "赵雅琴")
    assert desk.post(f"/documents/{gas.document_id}", {"directive": gas.pk}).status_code == 404
    assert desk.post(f"/documents/{gas.document_id}?at={gas.pk}", {"directive": gas.pk}).status_code == 404
    assert at_desk(city, "何晓棠").post(here(gas), {"directive": gas.pk, **EDIT}).status_code == 404
