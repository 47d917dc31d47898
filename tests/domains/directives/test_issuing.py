"""What is confirmed goes out: items with clocks, each with its sentence."""
from datetime import timedelta

import pytest

from lastmile.domains.directives.models import Document
from lastmile.domains.directives.queries import documents
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import ClockEvent, Item, ItemPart
from lastmile.kernel.registry import source_of
from tests.domains.directives import papers


def reviewed(city):
    """The report, with its gas and its coaches confirmed."""
    paper = city.takes(papers.REPORT)
    return paper, city.ready(paper, "燃气经营站点", assisting="云溪区"), city.ready(paper, "客运车辆")


def test_every_confirmed_directive_becomes_an_item_with_its_clocks(city):
    paper, gas, _coaches = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper)
    item = city.item(gas)
    assert (item.state, item.number, item.issuer_id) == ("assigned", "2026-督-0001", city.units["市委督查室"])
    assert item.due_at.isoformat() == "2026-12-10T09:30:00+00:00" and item.sign_due_at
    assert set(ClockEvent.objects.filter(item=item).values_list("clock", "what")) == {("sign", "start"), ("finish", "start")}
    assert list(ItemPart.objects.filter(item=item).values_list("unit_id", flat=True)) == [city.units["云溪区"]]
    assert city.directive(gas).state == "issued"


def test_a_duty_that_goes_on_is_counted_by_its_rounds(city):
    paper, _gas, coaches = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper)
    item = city.item(coaches)
    assert item.rhythm == "monthly" and ClockEvent.objects.filter(item=item, clock="round-1").exists()


def test_a_duty_with_a_day_is_counted_by_its_rounds_and_to_its_day(city):
    paper = city.takes(papers.REPORT)
    coaches = city.ready(paper, "客运车辆", due="2027-06-30")
    city.does("赵雅琴", "document.issue", document=paper)
    item = city.item(coaches)
    clocks = dict(ClockEvent.objects.filter(item=item, what="start").values_list("clock", "data"))
    assert (clocks["finish"]["until"], clocks["round-1"]["until"]) == ("2027-06-30", "2026-11-30")
    assert item.due_at.isoformat() == "2027-06-30T09:30:00+00:00" and item.rhythm == "monthly"


def test_the_usual_limit_is_counted_from_the_issue(city):
    paper = city.takes(papers.REPORT, propose=False)
    ledger = city.does("赵雅琴", "directive.add", document=paper, says=papers.LEDGER, lead="市应急管理局", area="safety")
    city.does("赵雅琴", "directive.accept", directive=ledger, usual=True)
    city.does("赵雅琴", "document.issue", document=paper)
    start = ClockEvent.objects.get(item=city.item(ledger), clock="finish")
    assert (start.data["allow"], start.data["unit"]) == (20, "d")


def test_what_is_not_confirmed_stays_for_later(city):
    paper, *_ = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper)
    assert Document.objects.get(pk=paper).state == "review"
    assert city.the(paper, "欠薪").state == "proposed" and Item.objects.count() == 2


def test_only_those_that_are_named_go_out(city):
    paper, gas, coaches = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper, directives=[coaches])
    assert (city.directive(gas).state, city.directive(coaches).state) == ("accepted", "issued")


def test_a_paper_with_nothing_left_to_decide_is_issued(city):
    paper = city.takes(papers.UNDATED, issued_on="2026-11-19", propose=False)
    hotels = city.does("赵雅琴", "directive.add", document=paper, says="市公安局要在12月5日前排查旅馆消防隐患")
    city.does("赵雅琴", "directive.accept", directive=hotels)
    city.does("赵雅琴", "document.issue", document=paper)
    assert Document.objects.get(pk=paper).state == "issued"
    with pytest.raises(Refused, match="没有已确认、待交办的事项。市委督查室，赵雅琴已于"):
        city.does("韩秋实", "document.issue", document=paper)


def test_when_one_cannot_go_out_none_does_and_it_is_named(city):
    paper, gas, _coaches = reviewed(city)
    city.now += timedelta(days=30)
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "document.issue", document=paper)
    assert "“" + city.directive(gas).title + "”：办结时限 2026-12-10 已经过去" in no.value.says and no.value.says.startswith("第")
    assert Item.objects.count() == 0 and city.directive(gas).state == "accepted"


def test_what_is_issued_is_no_more_changed(city):
    paper, gas, _coaches = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper)
    for action, more in (("accept", {}), ("change", {"title": "别的"}), ("split", {"at": 5}), ("dismiss", {"reason": "不办"})):
        with pytest.raises(Refused) as no:
            city.does("韩秋实", f"directive.{action}", directive=gas, **more)
        assert "现在是“已交办”" in no.value.says and "做了“交办”" in no.value.says


def test_a_handler_may_not_issue(city):
    paper, *_ = reviewed(city)
    with pytest.raises(Refused) as no:
        city.does("李敏", "document.issue", document=paper)
    assert no.value.code == "not-allowed" and Item.objects.count() == 0


def test_a_directive_of_another_paper_is_not_issued_with_this_one(city):
    paper, *_ = reviewed(city)
    other = city.takes(papers.LATER, propose=False)
    strange = city.does("赵雅琴", "directive.add", document=other, says="要在12月20日前完成燃气经营站点复查")
    with pytest.raises(Refused, match="不在这份材料里"):
        city.does("赵雅琴", "document.issue", document=paper, directives=[strange])


def test_the_item_shows_its_sentence_with_what_stands_around_it(city):
    paper = city.takes(papers.REPORT, propose=False)
    gas = city.does("赵雅琴", "directive.add", document=paper, says=papers.GAS)
    city.does("赵雅琴", "directive.accept", directive=gas)
    city.does("赵雅琴", "document.issue", document=paper)
    source = source_of(city.item(gas).source)
    assert (source.before, source.text, source.after) == ("周明远强调，", papers.GAS, f"，要{papers.LEDGER}。")
    assert (source.title, source.where) == ("全市冬季安全生产工作会议召开", "周明远，11月20日，第4段第1句")
    assert source_of("directive:999999") is None and source_of("directive:x") is None


def test_a_paper_with_an_item_that_is_only_unsigned_has_none_that_is_late(city):
    paper, gas, _coaches = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper)
    sweep(city.now + timedelta(days=4))
    assert city.item(gas).light == "red" and documents(city.actor("周明远")).rows[0].late == 0
    while sweep(city.now + timedelta(days=24)):
        pass
    assert documents(city.actor("周明远")).rows[0].late == 2


def test_the_list_of_papers_counts_what_is_covered_issued_and_landed(city):
    paper, *_ = reviewed(city)
    city.does("赵雅琴", "document.issue", document=paper, directives=[])
    row = documents(city.actor("周明远")).rows[0]
    assert (row.id, row.issued, row.accepted, row.landed, row.late, row.convenor) == (paper, 2, 2, 0, 0, "周明远")
    assert row.total >= 4
