"""Web pages of eight kinds of site, saved ones too: the paper and nothing around it."""

from typing import Any

import pytest

from lastmile.reading import read
from tests.reading.formats import maker, pages
from tests.reading.formats.same import bare, places, plain, told

PAPERS = [paper for paper in maker.PAPERS if not paper.table]


@pytest.mark.parametrize("site", pages.SITES)
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_page_gives_the_directives_of_the_plain_text_and_nothing_of_the_site(site: str, paper: maker.Paper) -> None:
    markup = pages.SITES[site](paper.lines[0], list(paper.lines[1:]))
    found = read(markup.encode("gb18030" if "gb2312" in markup else "utf-8"), "page.html")
    assert told(found) == plain(paper, pages.DATELINES.get(site, ""))
    assert not any(words in found.text for words in (pages.COMMENT, pages.FOOT[:20], *pages.RELATED, "点击上方", "扫一扫", "下一篇", "推荐阅读"))
    lines = [line for line in found.text.split("\n") if line.strip()]
    for text, place in places(found):
        assert bare(text) in bare(lines[place["paragraph"] - 1])


def test_a_table_of_tasks_in_a_page() -> None:
    tasks = maker.PAPERS[-1]
    found = read(maker.html(tasks).encode(), "tasks.htm")
    assert told(found) == plain(tasks)
    assert [(place["row"], place["column"]) for _, place in places(found)] == [(2, 2), (3, 2), (4, 2), (5, 2), (5, 2)]


@pytest.mark.parametrize(("encoding", "head"), [
    ("gb18030", '<meta charset="gb2312">'), ("big5", '<meta http-equiv="Content-Type" content="text/html; charset=big5">'), ("utf-16", ""),
    ("utf-8-sig", '<meta charset="gbk">'), ("gb18030", ""), ("utf-8", ""),
])
def test_the_encoding_is_told_by_mark_by_the_page_or_by_trial(encoding: str, head: str) -> None:
    words = "各單位要於3日內報送整改方案,市應急管理局要開展檢查,會議要求全市各部門落實。"
    text = read(f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(encoding), "a.html").text
    assert text == words + "\n"


def test_numbers_of_lists_and_reading_aids() -> None:
    page = (
        "<html><body><ol start=3><li>开展排查。</li><li>报送方案。</li></ol><ol style='list-style-type:cjk-ideographic'><li>整改。</li></ol>"
        "<p>市委<ruby>书<rt>shū</rt></ruby>记要求，各单位要抓好落实。</p></body></html>"
    )
    assert read(page.encode(), "a.html").text.split("\n")[:4] == ["3. 开展排查。", "4. 报送方案。", "一、整改。", "市委书记要求，各单位要抓好落实。"]


@pytest.mark.browser
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_page_that_chromium_has_saved_as_one_file(browser: Any, paper: maker.Paper) -> None:
    page = browser.new_page()
    page.set_content(pages.SITES["government"](paper.lines[0], list(paper.lines[1:])))
    saved = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    page.close()
    found = read(saved.encode(), "page.mhtml")
    assert told(found) == plain(paper, pages.DATELINES["government"]) and found.kind == "html"
