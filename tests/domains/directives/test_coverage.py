"""Nothing that was decided is lost: clauses without a directive, items without a clause, and what history suggests."""
import pytest

from lastmile.domains.directives.models import CoverNote
from lastmile.domains.directives.queries import gaps_of, items_without_clause, review
from lastmile.kernel.act import Refused, snapshot
from tests.domains.directives import papers


def gaps(paper):
    return [gap.text for gap in gaps_of([paper])[paper]]


def looked_at(city, paper, who="赵雅琴"):
    return review(city.actor(who), paper, snapshot().city)


def test_a_clause_that_no_directive_covers_is_listed_until_somebody_decides(city):
    paper = city.takes(papers.REPORT, propose=False)
    assert any("停车秩序" in gap for gap in gaps(paper)) and any("欠薪" in gap for gap in gaps(paper))
    city.does("赵雅琴", "directive.add", document=paper, says=papers.SCHOOLS)
    assert not any("停车秩序" in gap for gap in gaps(paper))
    clause = next(gap for gap in gaps(paper) if "欠薪" in gap)
    city.does("赵雅琴", "document.cover", document=paper, clause=clause, reason="另有专项方案")
    assert not any("欠薪" in gap for gap in gaps(paper))
    assert [(one.text, one.reason) for one in looked_at(city, paper).dropped] == [(clause, "另有专项方案")]


def test_a_dismissed_directive_is_decided_and_leaves_no_gap(city):
    paper = city.takes(papers.REPORT)
    city.does("赵雅琴", "directive.dismiss", directive=city.the(paper, "欠薪").pk, reason="已有事项")
    assert not any("欠薪" in gap for gap in gaps(paper))


def test_a_clause_is_covered_once_and_a_directive_is_not_covered_away(city):
    paper = city.takes(papers.REPORT, propose=False)
    city.does("赵雅琴", "document.cover", document=paper, clause=papers.LEDGER)
    with pytest.raises(Refused, match="已经定为不立项"):
        city.does("韩秋实", "document.cover", document=paper, clause=papers.LEDGER)
    city.does("赵雅琴", "directive.add", document=paper, says=papers.SCHOOLS)
    with pytest.raises(Refused, match="已经列为事项"):
        city.does("赵雅琴", "document.cover", document=paper, clause=papers.SCHOOLS)
    with pytest.raises(Refused, match="原文里没有"):
        city.does("赵雅琴", "document.cover", document=paper, clause="市气象局要发布预警")
    assert CoverNote.objects.count() == 1


def test_an_item_that_no_clause_asks_for_is_listed(city):
    paper = city.takes(papers.REPORT)
    city.ready(paper, "燃气经营站点")
    city.does("赵雅琴", "document.issue", document=paper)
    by_hand = city.does("赵雅琴", "item.open", title="核实火情处置", area="safety", unit="市应急管理局", issue=True)
    assert [one.id for one in items_without_clause(city.actor("周明远"))] == [by_hand]
    assert items_without_clause(city.actor("何晓棠")) == []


def test_the_page_shows_every_word_of_the_paper_once(city):
    paper = city.takes(papers.REPORT)
    seen = looked_at(city, paper)
    lines = [line.lstrip() for line in papers.REPORT.splitlines() if line.strip()]
    assert ["".join(run.text for run in one.runs) for one in seen.paragraphs] == lines
    for one in seen.paragraphs:
        assert all(papers.REPORT[run.start:run.start + len(run.text)] == run.text for run in one.runs)
    assert seen.paragraphs[0].head and not seen.paragraphs[2].head


def test_the_page_numbers_the_directives_in_the_order_of_the_paper(city):
    paper = city.takes(papers.REPORT)
    seen = looked_at(city, paper)
    assert [one.n for one in seen.directives] == list(range(1, len(seen.directives) + 1))
    assert [one.start for one in seen.directives] == sorted(one.start for one in seen.directives)
    shown = [run.id for one in seen.paragraphs for run in one.runs if run.kind == "directive" and run.n]
    assert shown == [one.id for one in seen.directives]


def test_the_page_says_where_each_answer_stands_in_the_paper(city):
    paper = city.takes(papers.REPORT)
    gas = next(one for one in looked_at(city, paper).directives if "燃气经营站点" in one.text)
    assert (gas.lead, gas.lead_from, gas.due_from) == (["市应急管理局"], "原文：“市应急管理局”", "原文：“12月10日前”")
    city.does("赵雅琴", "directive.change", directive=gas.id, lead="市公安局")
    changed = next(one for one in looked_at(city, paper).directives if one.id == gas.id)
    assert (changed.lead, changed.lead_from) == (["市公安局"], "")


def test_who_led_such_items_before_is_suggested_and_never_filled_in(city):
    first = city.takes(papers.REPORT)
    gas = city.ready(first, "燃气经营站点", area="safety")
    city.does("赵雅琴", "document.issue", document=first)
    later = city.takes(papers.LATER, propose=False)
    again = city.does("赵雅琴", "directive.add", document=later, says="要在12月20日前完成燃气经营站点复查", area="safety")
    assert city.directive(gas).lead_id and city.directive(again).lead_id is None
    shown = next(one for one in looked_at(city, later).directives if one.id == again)
    assert shown.lead_hints == [("市应急管理局", "市应急管理局（办过1件同类事项）")]


def test_the_suggestion_follows_the_item_when_it_was_given_to_another_unit(city):
    first = city.takes(papers.REPORT)
    gas = city.ready(first, "燃气经营站点")
    city.does("赵雅琴", "document.issue", document=first)
    city.does("赵雅琴", "item.reassign", item=city.item(gas).pk, unit="市公安局", reason="按职责分工")
    later = city.takes(papers.LATER, propose=False)
    again = city.does("赵雅琴", "directive.add", document=later, says="要在12月20日前完成燃气经营站点复查")
    assert [hint["unit"] for hint in city.directive(again).suggestions["lead"]] == [city.units["市公安局"]]


def test_another_countys_history_is_not_shown(city):
    first = city.takes(papers.REPORT)
    city.ready(first, "燃气经营站点")
    city.does("赵雅琴", "document.issue", document=first)
    own = city.takes(papers.LATER, who="唐文", propose=False)
    again = city.does("唐文", "directive.add", document=own, says="要在12月20日前完成燃气经营站点复查")
    assert city.directive(again).suggestions["lead"] == []


def test_a_stranger_sees_no_review(city):
    assert looked_at(city, city.takes(papers.REPORT), who="何晓棠") is None
