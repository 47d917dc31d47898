"""赵雅琴 reviews: she confirms, changes, splits, merges, dismisses and adds; the words of the paper never change."""
from datetime import date

import pytest

from lastmile.domains.directives.models import Directive
from lastmile.domains.directives.queries import directives_of
from lastmile.kernel.act import Refused
from tests.domains.directives import papers


def literal(document, text=papers.REPORT):
    """Every directive of the paper, whatever became of it, is words of the paper."""
    return all(text[one.start:one.end] == one.text for one in Directive.objects.filter(document_id=document))


def test_a_directive_that_says_all_is_confirmed_as_it_stands(city):
    gas = city.ready(city.takes(papers.REPORT), "燃气经营站点")
    assert city.directive(gas).state == "accepted"


def test_what_is_missing_is_named_before_a_directive_is_confirmed(city):
    arrears = city.the(city.takes(papers.REPORT), "欠薪")
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "directive.accept", directive=arrears.pk)
    assert (no.value.code, no.value.column) == ("directive.accept.missing", "lead") and "牵头单位" in no.value.says


def test_the_usual_limit_is_taken_only_when_somebody_says_so(city):
    paper = city.takes(papers.REPORT, propose=False)
    ledger = city.does("赵雅琴", "directive.add", document=paper, says=papers.LEDGER, lead="市应急管理局", area="safety")
    with pytest.raises(Refused, match="办结时限"):
        city.does("赵雅琴", "directive.accept", directive=ledger)
    city.does("赵雅琴", "directive.accept", directive=ledger, usual=True)
    assert (city.directive(ledger).term, city.directive(ledger).state) == ("default", "accepted")


def test_a_unit_that_may_not_be_issued_to_is_refused_when_it_is_confirmed(city):
    paper = city.takes(papers.REPORT)
    arrears = city.the(paper, "欠薪")
    city.does("赵雅琴", "directive.change", directive=arrears.pk, lead="石桥镇")
    with pytest.raises(Refused, match="不能越级交办"):
        city.does("赵雅琴", "directive.accept", directive=arrears.pk)


def test_a_change_of_title_leaves_the_source_as_it_is(city):
    paper = city.takes(papers.REPORT)
    gas = city.the(paper, "燃气经营站点")
    more = {"title": "燃气站点排查", "due": "2026-12-08", "assisting": "市公安局、云溪区"}
    city.does("赵雅琴", "directive.change", directive=gas.pk, **more)
    now = city.directive(gas.pk)
    assert (now.title, now.text, now.due) == ("燃气站点排查", gas.text, date(2026, 12, 8))
    assert now.assisting == [city.units["市公安局"], city.units["云溪区"]]


def test_a_whole_form_clears_what_it_leaves_empty_and_a_single_answer_does_not(city):
    gas = city.the(city.takes(papers.REPORT), "燃气经营站点").pk
    city.does("赵雅琴", "directive.change", directive=gas, assisting="市公安局")
    city.does("赵雅琴", "directive.change", directive=gas, area="safety")
    assert city.directive(gas).assisting == [city.units["市公安局"]]
    form = {"title": "燃气站点排查", "lead": "市应急管理局", "assisting": "", "due": ""}
    city.does("赵雅琴", "directive.change", directive=gas, whole=True, **form)
    now = city.directive(gas)
    assert (now.assisting, now.lead_id, now.term, now.due) == ([], city.units["市应急管理局"], "", None)


def test_a_confirmed_one_that_loses_its_unit_waits_again(city):
    gas = city.ready(city.takes(papers.REPORT), "燃气经营站点")
    city.does("赵雅琴", "directive.change", directive=gas, whole=True, due="2026-12-10")
    assert city.directive(gas).state == "proposed"


def test_a_duty_that_goes_on_needs_its_rhythm(city):
    paper = city.takes(papers.REPORT)
    arrears = city.the(paper, "欠薪").pk
    with pytest.raises(Refused, match="报告周期"):
        city.does("赵雅琴", "directive.change", directive=arrears, standing=True)
    city.does("赵雅琴", "directive.change", directive=arrears, standing=True, rhythm="weekly")
    assert (city.directive(arrears).term, city.directive(arrears).due) == ("standing", None)


def test_the_usual_limit_and_a_rhythm_exclude_one_another(city):
    paper = city.takes(papers.REPORT)
    coaches, arrears = city.the(paper, "客运车辆").pk, city.the(paper, "欠薪").pk
    with pytest.raises(Refused, match="不能按规定时限办结") as no:
        city.does("赵雅琴", "directive.change", directive=coaches, usual=True)
    assert (no.value.code, no.value.column) == ("directive.change.usual", "usual")
    city.does("赵雅琴", "directive.change", directive=arrears, usual=True)
    with pytest.raises(Refused, match="不能按规定时限办结"):
        city.does("赵雅琴", "directive.change", directive=arrears, rhythm="weekly")
    assert (city.directive(coaches).term, city.directive(arrears).rhythm) == ("standing", "once")
    city.does("赵雅琴", "directive.change", directive=coaches, usual=True, rhythm="once")
    assert (city.directive(coaches).term, city.directive(coaches).rhythm) == ("default", "once")


def test_nor_is_the_usual_limit_taken_for_a_rhythm_whose_end_nobody_named(city):
    paper = city.takes(papers.REPORT)
    coaches = city.the(paper, "客运车辆")
    city.does("赵雅琴", "directive.change", directive=coaches.pk, whole=True, lead="市交通运输局")
    assert (city.directive(coaches.pk).term, city.directive(coaches.pk).rhythm) == ("", "monthly")
    with pytest.raises(Refused, match="不能按规定时限办结"):
        city.does("赵雅琴", "directive.accept", directive=coaches.pk, usual=True)


def test_two_that_become_one_with_the_usual_limit_have_no_rhythm(city):
    paper = city.takes(papers.REPORT, propose=False)
    ledger = city.does("赵雅琴", "directive.add", document=paper, says=papers.LEDGER, lead="市应急管理局", usual=True)
    city.does("赵雅琴", "directive.add", document=paper, says=papers.COACHES)
    city.does("赵雅琴", "directive.merge", directive=ledger, into="next")
    one = city.directive(ledger)
    assert (one.term, one.rhythm) == ("default", "once") and "时限不同" in one.doubt


def test_a_directive_is_broken_in_two_where_she_says(city):
    paper = city.takes(papers.REPORT, propose=False)
    words = f"{papers.GAS}，要{papers.LEDGER}"
    both = city.does("赵雅琴", "directive.add", document=paper, says=words)
    city.does("赵雅琴", "directive.split", directive=both, at=len(papers.GAS) + 1)
    assert [one.text for one in directives_of(paper)] == [papers.GAS, f"要{papers.LEDGER}"]
    assert {one.lead_id for one in directives_of(paper)} == {city.units["市应急管理局"]}
    assert {one.due for one in directives_of(paper)} == {date(2026, 12, 10)} and literal(paper)


def test_it_is_broken_into_the_parts_she_names(city):
    paper = city.takes(papers.REPORT, propose=False)
    both = city.does("赵雅琴", "directive.add", document=paper, says=f"{papers.SCHOOLS}；{papers.ARREARS}")
    city.does("赵雅琴", "directive.split", directive=both, parts=[papers.SCHOOLS, "化解欠薪积案20件"])
    assert [one.text for one in directives_of(paper)] == [papers.SCHOOLS, "化解欠薪积案20件"] and literal(paper)


@pytest.mark.parametrize("at", [0, 1000])
def test_it_is_not_broken_where_nothing_would_be_left(city, at):
    gas = city.the(city.takes(papers.REPORT), "燃气经营站点")
    with pytest.raises(Refused):
        city.does("赵雅琴", "directive.split", directive=gas.pk, at=at)


def test_two_become_one_with_all_words_between(city):
    paper = city.takes(papers.REPORT, propose=False)
    first = city.does("赵雅琴", "directive.add", document=paper, says=papers.SCHOOLS)
    second = city.does("赵雅琴", "directive.add", document=paper, says=papers.ARREARS, lead="云溪区")
    city.does("赵雅琴", "directive.merge", directive=second)
    one = city.directive(first)
    assert one.text == f"{papers.SCHOOLS}；{papers.ARREARS}" and literal(paper)
    assert (one.lead_id, one.assisting) == (city.units["市公安局"], [city.units["云溪区"]])
    assert one.due == date(2026, 12, 5) and "时限不同" in one.doubt
    assert [row.pk for row in directives_of(paper)] == [first]


def test_merged_and_split_again_it_is_what_it_was(city):
    paper = city.takes(papers.REPORT, propose=False)
    first = city.does("赵雅琴", "directive.add", document=paper, says=papers.SCHOOLS)
    city.does("赵雅琴", "directive.add", document=paper, says=papers.ARREARS)
    city.does("赵雅琴", "directive.merge", directive=first, into="next")
    city.does("赵雅琴", "directive.split", directive=first, at=len(papers.SCHOOLS))
    assert [one.text for one in directives_of(paper)] == [papers.SCHOOLS, papers.ARREARS] and literal(paper)


def test_the_first_one_has_none_before_it(city):
    first = directives_of(city.takes(papers.REPORT))[0]
    with pytest.raises(Refused, match="前面没有"):
        city.does("赵雅琴", "directive.merge", directive=first.pk)


def test_she_adds_one_by_selecting_its_words(city):
    paper = city.takes(papers.REPORT, propose=False)
    start = papers.REPORT.index(papers.SCHOOLS)
    made = city.does("赵雅琴", "directive.add", document=paper, start=start - 1, end=start + len(papers.SCHOOLS) + 1)
    one = city.directive(made)
    assert one.text == papers.SCHOOLS and literal(paper)
    assert (one.lead_id, one.due) == (city.units["市公安局"], date(2026, 12, 5))


def test_selected_words_take_the_place_of_what_was_only_proposed(city):
    paper = city.takes(papers.REPORT)
    proposed = city.the(paper, "停车秩序"), city.the(paper, "欠薪")
    wider = city.does("赵雅琴", "directive.add", document=paper, says=f"{papers.SCHOOLS}；{papers.ARREARS}")
    assert {city.directive(one.pk).state for one in proposed} == {"replaced"} and city.directive(wider).state == "proposed"


def test_words_that_are_confirmed_already_are_not_added_again(city):
    paper = city.takes(papers.REPORT)
    city.ready(paper, "停车秩序")
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "directive.add", document=paper, says=f"{papers.SCHOOLS}；{papers.ARREARS}")
    assert no.value.code == "directive.add.overlap"


@pytest.mark.parametrize("values", [{"says": "市气象局要发布预警"}, {"start": 5, "end": 5}, {"start": 900, "end": 950}, {}])
def test_words_that_are_not_in_the_paper_are_not_added(city, values):
    paper = city.takes(papers.REPORT)
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "directive.add", document=paper, **values)
    assert no.value.code.startswith("directive.add.")


def test_words_that_stand_twice_must_be_selected(city):
    paper = city.takes("会议纪要\n　　要加强值守。要加强值守。\n", propose=False)
    with pytest.raises(Refused, match="2处"):
        city.does("赵雅琴", "directive.add", document=paper, says="要加强值守", area="safety")


def test_a_dismissed_one_keeps_its_reason_and_can_be_looked_at_again(city):
    paper = city.takes(papers.REPORT)
    arrears = city.the(paper, "欠薪").pk
    city.does("赵雅琴", "directive.dismiss", directive=arrears, reason="已有事项", note="见上月")
    assert (city.directive(arrears).state, city.directive(arrears).reason) == ("dismissed", "已有事项：见上月")
    city.does("赵雅琴", "directive.reopen", directive=arrears)
    assert city.directive(arrears).state == "proposed"


@pytest.mark.parametrize("who", ["李敏", "何晓棠", "孙静", "周明远", "唐文"])
def test_only_supervisors_over_the_office_review(city, who):
    gas = city.the(city.takes(papers.REPORT), "燃气经营站点")
    for action, more in (("accept", {}), ("change", {"title": "别的"}), ("split", {"at": 5}), ("dismiss", {"reason": "不办"})):
        with pytest.raises(Refused) as no:
            city.does(who, f"directive.{action}", directive=gas.pk, **more)
        assert no.value.code == "not-allowed"


def test_the_second_of_two_supervisors_is_told_what_the_first_did(city):
    gas = city.ready(city.takes(papers.REPORT), "燃气经营站点")
    with pytest.raises(Refused) as no:
        city.does("韩秋实", "directive.accept", directive=gas)
    assert no.value.code == "directive.accept.state"
    assert "现在是“已确认”，不能再“确认”" in no.value.says and "市委督查室，赵雅琴已于11月20日 14:08 做了“确认”" in no.value.says
