"""A paper is read a second time by the city's own engine: beside the worker's rounds, and as one more opinion."""
from datetime import timedelta

import pytest
from django.db import connection

from lastmile.domains.directives import jobs
from lastmile.domains.directives.models import Directive, Document
from lastmile.domains.directives.queries import review
from lastmile.interfaces.jobs import worker
from lastmile.kernel.act import Refused, clock, perform, revision, verify
from lastmile.kernel.models import Entry
from lastmile.kernel.queries.visible import city_for
from lastmile.reading.engine import Limits
from tests.domains.directives import papers
from tests.domains.directives.cast import City
from tests.domains.directives.test_pages import at_desk, words
from tests.reading import stub

MISSED = "渣土运输车夜间停在河堤东侧场地"
PAPER = papers.REPORT.replace("今年冬天气温偏低。", f"据介绍，{MISSED}，市公安局负责。")


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(jobs, "LIMITS", Limits(window=0.3, paper=5.0, tries=1))
    monkeypatch.setattr(jobs, "TRIED", {})


@pytest.fixture
def read_again(city, settings):
    """Let the worker's job run against a server with these answers; how many papers it read."""
    def run(*answers, at=None):
        with stub.engine(*answers) as server:
            settings.ENGINE_URL, settings.ENGINE_MODEL, settings.ENGINE_KEY = server.url, "qwen", ""
            done = jobs.second_readings(lambda: at or city.now)
        run.asked = server.asked
        return done
    return run


def line(city, paper, who="赵雅琴"):
    return review(city.actor(who), paper, city_for(city.actor(who))).second


def test_without_an_engine_nobody_is_asked_and_nothing_is_said(city):
    paper = city.takes(PAPER)
    assert worker.jobs(lambda: city.now) == {"lastmile.domains.directives.jobs.second_readings": 0}
    assert Document.objects.get(pk=paper).second == {} and line(city, paper) == ""


def test_what_only_the_engine_found_is_proposed_with_a_doubt(city, read_again):
    city.takes(PAPER)
    before = {one.pk for one in Directive.objects.all()}
    assert not Directive.objects.filter(text__contains="渣土").exists()
    assert read_again(stub.rows({"quote": MISSED, "area": "order", "lead": ["市公安局"], "deadline": "", "actionable": True})) == 1
    trucks = Directive.objects.exclude(pk__in=before).get()
    assert (trucks.text, trucks.state, trucks.lead_id) == (MISSED, "proposed", city.units["市公安局"])
    assert trucks.doubt.startswith("另一读法提出。") and trucks.suggestions["second"] == "found" and trucks.place == {"line": 5}
    assert PAPER[trucks.start:trucks.end] == MISSED


def test_what_both_found_is_surer_and_nothing_is_removed(city, read_again):
    paper = city.takes(PAPER)
    before = {one.pk: one.confidence for one in Directive.objects.filter(document_id=paper)}
    read_again(stub.rows(papers.GAS))
    gas = city.the(paper, "燃气经营站点")
    assert gas.confidence == pytest.approx(1 - (1 - before[gas.pk]) / 2, abs=0.001) and gas.suggestions["second"] == "also"
    others = Directive.objects.filter(document_id=paper).exclude(pk=gas.pk)
    assert {one.pk: one.confidence for one in others} == {pk: sure for pk, sure in before.items() if pk != gas.pk}


def test_what_a_person_has_decided_stays_as_it_is(city, read_again):
    paper = city.takes(PAPER)
    gas, arrears = city.ready(paper, "燃气经营站点"), city.the(paper, "欠薪").pk
    city.does("赵雅琴", "directive.dismiss", directive=arrears, reason="已有事项")
    before = [(one.pk, one.state, one.confidence, one.suggestions) for one in map(city.directive, (gas, arrears))]
    read_again(stub.rows(papers.GAS, papers.ARREARS, papers.GAS[:20]))
    assert [(one.pk, one.state, one.confidence, one.suggestions) for one in map(city.directive, (gas, arrears))] == before
    assert Document.objects.get(pk=paper).second["found"] == 0


def test_the_paper_knows_when_it_was_read_by_which_model_and_what_was_thrown_away(city, read_again):
    paper = city.takes(PAPER)
    read_again(stub.rows(MISSED, papers.GAS, "这句话原文里没有，是编出来的"))
    second = Document.objects.get(pk=paper).second
    assert (second["model"], second["at"], second["found"], second["also"]) == ("qwen", city.now.isoformat(), 1, 1)
    assert second["thrown"] == {"invented": 1} and second["failed"] == {}
    assert line(city, paper) == "另一读法（qwen，11月20日）：另外提出1条，两种读法都有的1条，弃用答复1处"
    assert read_again(stub.rows(MISSED)) == 0 and read_again.asked == []


def test_the_page_of_the_paper_says_so_in_one_line(city, read_again):
    paper = city.takes(PAPER)
    read_again(stub.rows(MISSED))
    page = words(at_desk(city, "赵雅琴").get(f"/documents/{paper}"))
    assert "另一读法（qwen，11月20日）：另外提出1条" in page and "另一读法提出。" in page


def test_it_is_an_act_of_the_clock_and_the_journal_proves_it(city, read_again):
    paper = city.takes(PAPER)
    read_again(stub.rows(MISSED))
    entry = Entry.objects.get(action="document.second_reading")
    assert (entry.subject, entry.actor) == (f"document:{paper}", "系统时钟")
    assert [fault for fault in verify() if fault.what == "changed"] == []


def test_nobody_can_do_it_by_hand(city):
    paper = city.takes(PAPER)
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "document.second_reading", document=paper, model="x")
    assert no.value.code == "not-allowed"


def test_two_workers_at_once_do_it_once(city, read_again):
    paper = city.takes(PAPER)
    read_again(stub.rows(MISSED))
    before = city.the(paper, "渣土").pk
    with pytest.raises(Refused) as no:
        perform("document.second_reading", {"document": paper, "model": "x"}, clock(revision()), now=city.now)
    assert no.value.code == "document.second_reading.done" and city.the(paper, "渣土").pk == before


def test_a_span_outside_the_paper_is_never_proposed(city):
    paper = city.takes(PAPER)
    count = Directive.objects.count()
    quotes = [{"start": 5, "end": 5}, {"start": 9, "end": 3}, {"start": 1, "end": 10**7}]
    perform("document.second_reading", {"document": paper, "model": "x", "quotes": quotes}, clock(revision()), now=city.now)
    assert Directive.objects.count() == count


def test_a_server_that_gives_no_answer_is_asked_again_later_and_after_three_times_it_stands_there(city, read_again):
    paper = city.takes(PAPER)
    assert read_again(stub.status(503)) == 0 and len(read_again.asked) == 1
    assert read_again(stub.status(503)) == 0 and read_again.asked == []
    assert read_again(stub.status(503), at=city.now + timedelta(minutes=11)) == 0
    assert line(city, paper) == ""
    assert read_again(stub.status(503), at=city.now + timedelta(minutes=22)) == 1
    assert line(city, paper) == "另一读法（qwen，11月20日）：没有读成，服务器忙或出错"


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_it_thinks(settings, monkeypatch, tmp_path, one_revision):
    settings.FILES, settings.ENGINE_URL, settings.ENGINE_MODEL, settings.ENGINE_KEY = tmp_path / "files", "http://127.0.0.1:9/v1", "qwen", ""
    city, held = City(), []
    city.takes(PAPER)

    def thinks(text, engine, **_more):
        held.append((connection.connection, connection.in_atomic_block))
        return jobs.Second("qwen")

    monkeypatch.setattr(jobs, "read_again", thinks)
    assert jobs.second_readings(lambda: city.now) == 1
    assert held == [(None, False)]


def test_a_paper_that_is_issued_already_is_not_read_again(city, read_again):
    paper = city.takes("专题会议召开\n　　会议要求，" + papers.GAS + "。" + MISSED + "，市公安局负责。\n")
    for one in list(Directive.objects.filter(document_id=paper)):
        city.does("赵雅琴", "directive.change", directive=one.pk, due="2026-12-10", lead="市应急管理局", area="safety")
        city.does("赵雅琴", "directive.accept", directive=one.pk)
    city.does("赵雅琴", "document.issue", document=paper)
    assert read_again(stub.rows(MISSED)) == 0  # nobody waits for it any more
    assert Document.objects.get(pk=paper).state == "issued"
