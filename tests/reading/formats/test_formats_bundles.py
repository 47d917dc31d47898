"""Transcripts, archives and mail: times, and the name of the attachment in front of every place."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from lastmile.reading import Unreadable, read
from tests.reading.formats import maker
from tests.reading.formats.same import bare, places, plain, told

PROSE = [paper for paper in maker.PAPERS if not paper.table]


@pytest.mark.parametrize("form", ["srt", "vtt"])
@pytest.mark.parametrize("name", ["news07", "news10", "news11", "min01", "min08", "sup04"])
def test_a_transcript_gives_the_directives_with_their_times(name: str, form: str) -> None:
    paper = maker.corpus(name)
    data = maker.cues(paper, form) + "\n\n"
    found = read(data.encode(), f"a.{form}")
    assert told(found) == plain(paper)
    for text, place in places(found):
        since = data.index(place["from"].replace(".", "," if form == "srt" else "."))
        until = data.index("\n\n", data.index("--> " + place["until"].replace(".", "," if form == "srt" else ".")))
        said = "".join(line for line in data[since:until].split("\n") if "-->" not in line and not line.isdigit())
        assert bare(text) in bare(said)


def test_voices_and_marks_of_subtitles() -> None:
    cues = (
        "1\n00:01.000 --> 00:02.000 align:start\n<v 周明远><i>各单位要</i>\n3日内报送", "00:02.000 --> 00:02.200\n<v 周明远>方案。",
        "00:02.500 --> 00:03.000\n<v 沈若岚>要抓紧整改。",
    )
    text = read("\n\n".join(("WEBVTT", *cues)).encode(), "a").text
    assert text == "周明远：各单位要3日内报送方案。\n沈若岚：要抓紧整改。\n"


@pytest.mark.parametrize("paper", PROSE, ids=lambda paper: paper.name)
def test_an_archive_gives_the_directives_of_its_papers_under_their_names(paper: maker.Paper) -> None:
    other = maker.PAPERS[-1]
    found = read(maker.archive(paper, other), "a.zip")
    here = [text for text, place in places(found) if place["file"] == f"{paper.name}.docx" and "paragraph" in place]
    assert [bare(text) for text in here] == [row[0] for row in plain(paper)]
    assert told(found) == plain(paper) + plain(other)
    assert all(place["file"] == "tasks.txt" and place["line"] > 4 for _, place in places(found)[len(here) :])


@pytest.mark.parametrize("paper", PROSE, ids=lambda paper: paper.name)
def test_a_mail_gives_the_directives_of_its_attachments(paper: maker.Paper) -> None:
    found = read(maker.mail(paper), "a.eml")
    assert told(found) == plain(paper)
    assert {place["file"] for _, place in places(found)} == {f"{paper.name}.docx"}


@pytest.mark.parametrize(("charset", "subtype"), [("utf-8", "plain"), ("gb2312", "plain"), ("utf-8", "html")])
def test_the_words_of_a_mail_are_read_too(charset: str, subtype: str) -> None:
    message = EmailMessage()
    message["Subject"] = "关于报送方案的通知"
    words = "各单位要于3日内报送整改方案。"
    message.set_content(f"<p>{words}</p>" if subtype == "html" else words + "\n", subtype=subtype, charset=charset)
    found = read(message.as_bytes(), "a.eml")
    assert found.text.split("\n")[0] == "关于报送方案的通知" and [one.deadline for one in found.directives] == ["3日内"]
    assert places(found)[0][1]["part"] == "body"


def packed(**members: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return kept.getvalue()


def test_what_cannot_be_read_in_an_archive_is_told_and_a_secret_in_it_is_seen() -> None:
    found = read(packed(a_txt="机密★1年\n各单位要3日内报送方案。".encode(), b_xyz=b"?", c_pdf=b"%PDF-1.4 broken"), "a.zip")
    assert found.secrecy == "机密"
    assert [note.says for note in found.notes] == [
        "“b.xyz”没有读：不认识 .xyz 文件，请另存为 .docx、.pdf 或 .txt 后再交来。", "“c.pdf”没有读：PDF 文件打不开或有损坏，请重新导出后再交来。"]


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not() -> None:
    inner = packed(a_txt="各单位要3日内报送方案。".encode())
    assert places(read(packed(b_zip=inner), "c.zip"))[0][1]["file"] == "b.zip/a.txt"
    with pytest.raises(Unreadable, match="套得太深"):
        read(packed(c_zip=packed(b_zip=inner)), "d.zip")
