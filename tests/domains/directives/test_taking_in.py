"""A paper is taken in and read; what may not come in stays outside."""
from datetime import date

import pytest

from lastmile.domains.directives.models import Directive, Document
from lastmile.domains.directives.queries import document_of, documents
from lastmile.interfaces.files import keep
from lastmile.kernel.act import Refused, verify
from lastmile.kernel.models import Entry
from tests.domains.directives import papers


def test_every_directive_is_proposed_as_the_literal_words_of_the_paper(city):
    paper = city.takes(papers.REPORT)
    found = Directive.objects.filter(document_id=paper)
    assert {one.state for one in found} == {"proposed"}
    assert found and all(papers.REPORT[one.start:one.end] == one.text for one in found)


def test_what_the_paper_says_of_unit_and_day_is_filled_in_and_nothing_else(city):
    paper = city.takes(papers.REPORT)
    gas, arrears = city.the(paper, "燃气经营站点"), city.the(paper, "欠薪")
    assert (gas.lead_id, gas.due, gas.term) == (city.units["市应急管理局"], date(2026, 12, 10), "day")
    assert (arrears.lead_id, arrears.assisting, arrears.due) == (None, [], date(2026, 12, 15))


def test_a_monthly_duty_goes_on_without_a_day(city):
    coaches = city.the(city.takes(papers.REPORT), "客运车辆")
    assert (coaches.term, coaches.rhythm, coaches.due) == ("standing", "monthly", None)


def test_the_paper_gives_its_own_title_day_and_meeting(city):
    paper = Document.objects.get(pk=city.takes(papers.REPORT))
    assert (paper.title, paper.issued_on) == ("全市冬季安全生产工作会议召开", date(2026, 11, 20))
    assert paper.meeting["convenor"] == "周明远"
    assert (paper.unit_id, paper.taken_by_id, paper.state) == (city.units["市委督查室"], city.people["赵雅琴"], "review")


def test_a_file_is_taken_in_by_its_upload(city):
    stored = keep([papers.REPORT.encode("gb18030")], "会议报道.txt", city.actor("赵雅琴"))
    paper = Document.objects.get(pk=city.does("赵雅琴", "document.take", file=stored["hash"]))
    assert (paper.file, paper.hash) == ("会议报道.txt", stored["hash"])
    assert city.the(paper.pk, "燃气经营站点").text in papers.REPORT


def test_a_handler_may_not_take_in_a_paper(city):
    with pytest.raises(Refused) as no:
        city.takes(papers.REPORT, who="李敏")
    assert no.value.code == "not-allowed"


def test_a_secret_paper_is_refused_and_nothing_of_it_stays(city, settings):
    stored = keep([papers.SECRET.encode()], "纪要.txt", city.actor("赵雅琴"))
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "document.take", file=stored["hash"])
    assert no.value.code == "document.take.secret" and "机密" in no.value.says
    assert not Document.objects.exists()
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []


def test_a_secret_paper_that_is_pasted_is_never_written_anywhere(city, settings):
    with pytest.raises(Refused):
        city.takes(papers.SECRET)
    assert not settings.FILES.exists() or not [path for path in settings.FILES.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("data", "name", "code"), [
    (b"%PDF-1.7 broken", "a.pdf", "pdf"), (b"PK\x03\x04 not a docx", "a.docx", ""), (b" \n\t", "a.txt", "empty"),
    (b"\xd0\xcf\x11\xe0 locked", "a.doc", "old-office"), (b"\xff\xfe\x00\xd8", "a.txt", ""), (b"words\0words", "a.txt", "binary"),
])
def test_a_broken_file_is_refused_with_what_to_do(city, data, name, code):
    stored = keep([data], name, city.actor("赵雅琴"))
    with pytest.raises(Refused) as no:
        city.does("赵雅琴", "document.take", file=stored["hash"])
    assert no.value.code.startswith("document.take." + code) and no.value.says.endswith("。")
    assert not Document.objects.exists()


def test_a_file_that_never_arrived_is_asked_for_again(city):
    with pytest.raises(Refused, match="重新上传"):
        city.does("赵雅琴", "document.take", file="a" * 64)
    with pytest.raises(Refused, match="选择文件"):
        city.does("赵雅琴", "document.take")


def test_a_hash_alone_opens_no_file_of_somebody_else(city):
    stored = keep([papers.REPORT.encode()], "会议报道.txt", city.actor("李敏"))
    with pytest.raises(Refused, match="重新上传"):
        city.does("赵雅琴", "document.take", file=stored["hash"])


def test_the_same_paper_is_not_taken_in_twice_and_the_second_is_told_who_did(city):
    city.takes(papers.REPORT)
    with pytest.raises(Refused) as no:
        city.takes(papers.REPORT, who="韩秋实")
    assert no.value.code == "document.take.twice" and "市委督查室，赵雅琴已于11月20日 14:08 做了“导入会议材料”" in no.value.says


def test_a_day_that_the_clerk_corrects_moves_the_days_counted_from_it(city):
    paper = city.takes(papers.UNDATED)
    hotels = city.the(paper, "旅馆")
    assert hotels.due is None and "没有日期" in hotels.doubt
    city.does("赵雅琴", "document.correct", document=paper, issued_on="2026-11-18")
    hotels = city.the(paper, "旅馆")
    assert (hotels.due, hotels.doubt) == (date(2026, 12, 5), "")


def test_a_paper_can_be_taken_in_without_proposals(city):
    paper = city.takes(papers.REPORT, propose=False)
    assert not Directive.objects.filter(document_id=paper).exists()


def test_papers_are_seen_by_those_who_look_over_the_office_and_by_nobody_else(city):
    paper = city.takes(papers.REPORT)
    for name in ("赵雅琴", "韩秋实", "孙静", "周明远"):
        assert document_of(city.actor(name), paper) and documents(city.actor(name)).total == 1
    for name in ("李敏", "何晓棠", "唐文"):
        assert document_of(city.actor(name), paper) is None and documents(city.actor(name)).total == 0


def test_the_journal_proves_itself_and_does_not_keep_the_words_twice(city):
    paper = city.takes(papers.REPORT)
    entry = Entry.objects.get(subject=f"document:{paper}")
    assert entry.action == "document.take" and "市长沈若岚出席会议" not in entry.data
    assert [fault for fault in verify() if fault.what == "changed"] == []
