"""The same duty from another meeting is recognised, and linked to the open item in place of a duplicate."""
import re

import pytest

from lastmile.domains.directives.models import Document
from lastmile.domains.directives.queries import documents, gaps_of, items_without_clause, review
from lastmile.kernel.act import Refused, verify
from lastmile.kernel.models import Item
from lastmile.kernel.queries import alike
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import further_sources
from tests.domains.directives import papers
from tests.domains.directives.test_pages import at_desk, words

AGAIN = "燃气安全专题会议召开\n　　会议要求，对全市燃气经营站点进行一次全面摸排，12月10日前完成。市公安局要整治渣土车夜间超速。\n"


def issued(city):
    """The gas duty of the first meeting is out; the number of its item."""
    paper = city.takes(papers.REPORT)
    gas = city.ready(paper, "燃气经营站点")
    city.does("赵雅琴", "document.issue", document=paper, directives=[gas])
    return city.item(gas)


def same(city, directive):
    return city.directive(directive.pk).suggestions["same"]


def shown(city, paper, who="赵雅琴"):
    return {one.id: one for one in review(city.actor(who), paper, city_for(city.actor(who))).directives}


def test_a_duty_in_other_words_from_another_meeting_is_offered_as_a_link(city):
    item = issued(city)
    paper = city.takes(AGAIN)
    gas, trucks = city.the(paper, "燃气"), city.the(paper, "渣土车")
    assert [(one["item"], one["number"]) for one in same(city, gas)] == [(item.pk, item.number)] and same(city, gas)[0]["score"] >= 0.65
    assert same(city, trucks) == []
    assert [one.item.number for one in shown(city, paper)[gas.pk].same] == [item.number]


def test_an_item_of_the_same_paper_is_no_repetition(city):
    issued(city)
    ledger = city.the(Document.objects.get().pk, "隐患台账")
    city.does("赵雅琴", "directive.change", directive=ledger.pk, title=papers.GAS)
    assert same(city, ledger) == []


def test_it_is_looked_for_again_when_the_words_are_edited_split_or_merged(city):
    item = issued(city)
    paper = city.takes(AGAIN)
    trucks = city.the(paper, "渣土车")
    city.does("赵雅琴", "directive.change", directive=trucks.pk, title="排查燃气经营站点")
    assert [one["item"] for one in same(city, trucks)] == [item.pk]
    city.does("赵雅琴", "directive.change", directive=trucks.pk, title="查处渣土车超速")
    assert same(city, trucks) == []
    city.does("赵雅琴", "directive.merge", directive=trucks.pk, into="previous")
    assert "same" in city.the(paper, "渣土车").suggestions


def test_an_item_that_is_over_since_is_offered_no_more(city):
    item = issued(city)
    paper = city.takes(AGAIN)
    city.does("赵雅琴", "item.cancel", item=item.pk, reason="不再需要")
    assert shown(city, paper)[city.the(paper, "燃气").pk].same == []


def test_an_item_that_the_office_may_not_see_is_never_offered(city):
    issued(city)
    paper = city.takes(AGAIN, who="唐文")
    assert same(city, city.the(paper, "燃气")) == []


def linked(city):
    item, paper = issued(city), city.takes(AGAIN)
    gas = city.the(paper, "燃气")
    city.does("赵雅琴", "directive.link", directive=gas.pk, item=item.number, words="上次会议已经布置")
    return item, paper, gas.pk


def test_a_linked_directive_is_covered_and_becomes_no_item(city):
    item, paper, gas = linked(city)
    one = city.directive(gas)
    assert (one.state, one.linked_id, one.item_id) == ("linked", item.pk, None)
    assert one.reason == f"与{item.number}是同一件事。上次会议已经布置"
    assert not [gap for gap in gaps_of([paper])[paper] if "燃气" in gap.text]
    city.ready(paper, "渣土车", due="2026-12-20")
    city.does("赵雅琴", "document.issue", document=paper)
    assert Item.objects.count() == 2 and Document.objects.get(pk=paper).state == "issued"
    row = documents(city.actor("周明远")).rows[0]
    assert (row.total, row.issued, row.linked) == (2, 1, 1)
    assert shown(city, paper)[gas].state == "linked" and shown(city, paper)[gas].item.number == item.number


def test_the_item_tells_its_further_source(city):
    item, paper, _gas = linked(city)
    source, = further_sources(item.pk)
    assert source.title == "燃气安全专题会议召开" and "燃气经营站点" in source.text and source.url.startswith(f"/documents/{paper}?at=")
    assert further_sources(item.pk + 1) == []


def test_an_item_opened_by_hand_has_a_clause_once_a_directive_is_linked_to_it(city):
    by_hand = city.does("赵雅琴", "item.open", title="燃气经营站点全面摸排", area="safety", unit="市应急管理局", due="2026-12-20", issue=True)
    paper = city.takes(AGAIN)
    assert [row.id for row in items_without_clause(city.actor("赵雅琴"))] == [by_hand]
    city.does("赵雅琴", "directive.link", directive=city.the(paper, "燃气").pk, item=by_hand)
    assert items_without_clause(city.actor("赵雅琴")) == []


def test_a_link_to_an_item_that_was_cancelled_since_stands_out_and_can_be_decided_anew(city):
    item, paper, gas = linked(city)
    city.ready(paper, "渣土车", due="2026-12-20")
    city.does("赵雅琴", "document.issue", document=paper)
    desk = at_desk(city, "赵雅琴")
    assert "并入的事项已撤销" not in words(desk.get(f"/documents/{paper}"))
    city.does("赵雅琴", "item.cancel", item=item.pk, reason="不再需要")
    page = words(desk.get(f"/documents/{paper}"))
    assert "并入的事项已撤销，这一条没有人办了。" in page and f"?at={gas}#r{gas}" in page
    desk.post("/do/directive.reopen", {"directive": gas, "next": f"/documents/{paper}"})
    assert city.directive(gas).state == "proposed" and "并入的事项已撤销" not in words(desk.get(f"/documents/{paper}"))


def test_the_list_of_papers_counts_what_is_linked(city):
    linked(city)
    page = words(at_desk(city, "赵雅琴").get("/documents"))
    assert "已并入" in page and re.search(r'<td role="cell" class="n opt">1</td>', page)


def test_a_link_can_be_taken_back(city):
    item, _paper, gas = linked(city)
    city.does("赵雅琴", "directive.reopen", directive=gas)
    one = city.directive(gas)
    assert (one.state, one.linked_id, one.reason) == ("proposed", None, "") and further_sources(item.pk) == []
    assert [fault for fault in verify() if fault.what == "changed"] == []


@pytest.mark.parametrize("action", ["accept", "split", "merge", "dismiss"])
def test_what_is_linked_is_first_taken_back_before_it_is_decided_otherwise(city, action):
    _item, _paper, gas = linked(city)
    more = {"split": {"at": 5}, "dismiss": {"reason": "重复"}}.get(action, {})
    with pytest.raises(Refused, match="已并入已有事项"):
        city.does("赵雅琴", f"directive.{action}", directive=gas, **more)


def test_an_item_that_is_over_or_out_of_sight_is_refused_with_a_sentence(city):
    item, paper = issued(city), city.takes(AGAIN)
    own = city.takes("专题会议召开\n　　会议要求，要对燃气经营站点全面摸排。\n", who="唐文")
    with pytest.raises(Refused) as no:
        city.does("唐文", "directive.link", directive=city.the(own, "燃气").pk, item=item.pk)
    assert no.value.code == "directive.link.unseen"
    city.does("赵雅琴", "item.cancel", item=item.pk, reason="不再需要")
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "directive.link", directive=city.the(paper, "燃气").pk, item=item.pk)
    assert no.value.code == "directive.link.over"


def test_each_directive_knows_its_place_in_the_file(city):
    paper = city.takes(papers.REPORT)
    assert city.the(paper, "燃气经营站点").place == {"line": 4} and city.the(paper, "欠薪").place == {"line": 5}
    city.does("赵雅琴", "directive.split", directive=city.the(paper, "欠薪").pk, at=8)
    assert city.the(paper, "欠薪").place == {"line": 5}


def test_she_links_it_on_the_page_of_the_paper_and_the_items_page_tells_both_sources(city):
    item, paper = issued(city), city.takes(AGAIN)
    gas, desk = city.the(paper, "燃气").pk, at_desk(city, "赵雅琴")
    page = words(desk.get(f"/documents/{paper}"))
    assert item.number in page and 'formaction="/do/directive.link"' in page
    desk.post("/do/directive.link", {"directive": gas, "item": item.pk, "next": f"/documents/{paper}?at={gas}"})
    assert city.directive(gas).state == "linked" and f"与{item.number}是同一件事" in words(desk.get(f"/documents/{paper}"))
    assert "燃气安全专题会议召开" in words(desk.get(f"/items/{item.pk}"))


def test_a_whole_paper_is_compared_by_one_statement(city, monkeypatch):
    issued(city)
    asked = []
    monkeypatch.setattr(alike, "run", lambda sql, params: asked.append(sql) or [])
    city.takes(AGAIN)
    assert len(asked) == 1
