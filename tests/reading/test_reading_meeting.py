"""The meeting behind the report: who convened it, who came, where, and what was conveyed."""

from datetime import date

from tests.reading.papers import REPORT, reading


def test_a_report_tells_of_its_meeting() -> None:
    meeting = reading(REPORT).meeting
    assert meeting.title == "全市安全防范工作视频会议"
    assert meeting.issued_on == date(2026, 3, 6)
    assert meeting.convenor == "周明远"
    assert meeting.attendees == ("沈若岚", "赵雅琴", "李敏", "周海涛")
    assert any("分会场" in venue for venue in meeting.venues)
    assert meeting.conveys == ("全省安全生产电视电话会议精神",)


def test_a_date_in_chinese_numerals_is_read() -> None:
    assert reading("江州市地质灾害防治方案\n二〇二六年三月十八日\n一、各镇街要开展排查。").meeting.issued_on == date(
        2026, 3, 18
    )


def test_a_paper_without_a_date_or_meeting_says_so() -> None:
    meeting = reading("一、各镇街要开展排查。").meeting
    assert (meeting.issued_on, meeting.convenor, meeting.attendees, meeting.venues) == (None, "", (), ())


def test_minutes_name_their_chair_in_a_label() -> None:
    text = "专题会议纪要\n主持人:李敏(副市长)\n3月5日,副市长李敏主持召开专题会议。会议议定以下事项:\n一、各镇街要完成盘点。"
    assert reading(text).meeting.convenor == "李敏"


def test_a_year_within_its_name_belongs_to_the_meeting() -> None:
    text = "3月5日,市渡口安全委员会2026年第二次全体会议召开。市长沈若岚强调,要配齐救生衣。"
    assert reading(text).meeting.title == "市渡口安全委员会2026年第二次全体会议"


def test_a_span_of_months_is_no_date() -> None:
    text = "3月5日,我市召开2026年1-4月水质攻坚推进会。\n市长沈若岚强调,要清理河道。"
    assert reading(text).meeting.issued_on is None
