"""Word papers: the same directives as the plain text, the numbers that Word generates, and nothing that was deleted."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from lastmile.reading import Unreadable, read
from tests.reading.formats import maker
from tests.reading.formats.same import bare, places, plain, told

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("paper", maker.PAPERS, ids=lambda paper: paper.name)
def test_a_word_paper_gives_the_directives_of_the_plain_text_and_their_paragraphs(paper: maker.Paper) -> None:
    found = read(maker.docx(paper), "paper.docx")
    assert told(found) == plain(paper)
    for text, place in places(found):
        if "table" in place:
            assert bare(text) in bare(paper.table[place["row"] - 1][place["column"] - 1])
        else:
            assert bare(text) in bare("".join(paper.lines[place["paragraph"] - 1 : place.get("last", place["paragraph"])]))


def made(body: str, numbering: str = "", styles: str = "", **more: str) -> str:
    """The text of a paper with this body."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return read(kept.getvalue(), "a.docx").text


def level(depth: int, form: str, words: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/></w:lvl>'


def item(words: str, depth: int, number: int = 1) -> str:
    at = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{at}<w:r><w:t>{words}</w:t></w:r></w:p>"


OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.") + level(3, "decimalEnclosedCircle", "%4") + '</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_that_word_generates_are_read_with_levels_and_restarts() -> None:
    body = "".join(item(*one) for one in (
        ("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 3), ("己", 1), ("庚", 2), ("辛", 0), ("壬", 1), ("癸", 0, 2), ("子", 0, 2)))
    assert made(body, OUTLINE).split() == [
        "一、甲", "（一）乙", "1.", "丙", "2.", "丁", "①", "戊", "（二）己", "1.", "庚", "二、辛", "（一）壬", "一、癸", "二、子"]


@pytest.mark.parametrize(("form", "words", "eleventh"), [
    ("japaneseCounting", "%1、", "十一、"), ("chineseLegalSimplified", "%1、", "壹拾壹、"), ("decimal", "第%1条", "第11条"),
    ("upperRoman", "%1.", "XI."), ("lowerLetter", "%1)", "k)"), ("decimalEnclosedCircleChinese", "%1", "⑪"),
    ("ideographDigital", "%1、", "一一、"), ("decimalZero", "%1.", "11."),
    ("bullet", "", "●"), ("none", "", "办"),
])
def test_every_way_of_counting(form: str, words: str, eleventh: str) -> None:
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, form, words)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert made("".join(item("办", 0) for _ in range(11)), lists).split("\n")[10].startswith(eleventh)


def test_a_number_may_come_from_the_style_and_upper_levels_are_printed_too() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>')
        + level(1, "decimal", "%1.%2", '<w:isLgl/><w:pStyle w:val="h2"/>') + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:pPr>{number}</w:pPr></w:style>'
        for name, base, number in (
            ("h1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'), ("own", "h1", ""),
            ("h2", "", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')))
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>办</w:t></w:r></w:p>' for style in ("h1", "h2", "own", "h2"))
    assert made(body, lists, styles).split("\n")[:4] == ["一、办", "1.1 办", "二、办", "2.1 办"]


def test_what_was_deleted_moved_away_or_hidden_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>补入</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半句</w:t></w:r></w:p><w:p><w:r><w:t>下半句</w:t></w:r></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>shū</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>书</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert made(body).split() == ["保留补入", "上半句下半句", "书"]


def test_a_text_box_is_read_once_where_it_hangs_and_contents_are_left_out() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        '<w:sdtContent><w:p><w:r><w:t>目录一</w:t></w:r></w:p></w:sdtContent></w:sdt>'
        '<w:p><w:pPr><w:pStyle w:val="t1"/></w:pPr><w:r><w:t>目录二</w:t></w:r></w:p>'
    )
    assert made(body, styles='<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>').split() == ["正文", "框内"]


def test_merged_cells_and_two_rows_of_heads() -> None:
    paper = Document()
    table = paper.add_table(rows=4, cols=5, style="Table Grid")
    for row, words in enumerate((("序号", "工作任务", "责任分工", "", "完成时限"), ("", "", "牵头单位", "配合单位", ""),
                                 ("1", "更换燃气管道20公里", "市住建局", "市城管局", "6月底前"), ("2", "建立用户台账", "", "", "5月底前"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    for one, two in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4)), ((2, 2), (3, 2))):
        table.cell(*one).merge(table.cell(*two))
    kept = io.BytesIO()
    paper.save(kept)
    found = read(kept.getvalue(), "a.docx")
    assert [(one.text, one.lead, one.assist, one.deadline) for one in found.directives] == [
        ("更换燃气管道20公里", ("市住建局",), ("市城管局",), "6月底前"), ("建立用户台账", ("市住建局",), (), "5月底前")]
    assert [place for _, place in places(found)] == [{"table": 1, "row": 3, "column": 2}, {"table": 1, "row": 4, "column": 2}]


def test_what_stands_beside_the_text_and_is_not_read_is_told() -> None:
    def notes(**more: str) -> list[str]:
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            body = f"<w:p><w:r><w:t>办</w:t></w:r>{more.pop('run', '')}</w:p>"
            archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            for name, content in more.items():
                archive.writestr(f"word/{name}.xml", content)
        return [note.says[:2] for note in read(kept.getvalue(), "a.docx").notes]

    line = "<w:footnote w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    words = "<w:p><w:r><w:t>各县要办</w:t></w:r></w:p>"
    assert notes() == [] and notes(footnotes=f"<w:footnotes {W}>{line}</w:footnotes>") == [] and notes(footnotes="<broken") == []
    assert notes(footnotes=f"<w:footnotes {W}>{line}<w:footnote>{words}</w:footnote></w:footnotes>",
                 comments=f"<w:comments {W}><w:comment>{words}</w:comment></w:comments>") == ["脚注", "批注"]
    assert notes(run="<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>") == ["隐藏"]


def test_a_mark_of_secrecy_in_the_head_of_the_page_is_seen_and_the_head_is_not_text() -> None:
    paper = Document()
    paper.sections[0].header.paragraphs[0].text = "机密★1年"
    paper.add_paragraph("各单位要于3日内报送方案。")
    kept = io.BytesIO()
    paper.save(kept)
    found = read(kept.getvalue(), "a.docx")
    assert found.secrecy == "机密" and "机密" not in found.text


def test_a_table_of_more_cells_than_a_list_of_tasks_has_is_refused() -> None:
    paper = Document()
    row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='100'/></w:tcPr><w:p/></w:tc></w:tr>"
    paper.element.body.append(parse_xml(f"<w:tbl {W}>{row * 2300}</w:tbl>"))
    kept = io.BytesIO()
    paper.save(kept)
    with pytest.raises(Unreadable):
        read(kept.getvalue(), "a.docx")
