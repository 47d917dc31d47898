"""What is written into Word and PDF is what stands in the paper, and nothing in it is read as anything but words."""
import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lastmile.interfaces.papers.kinds import slips
from lastmile.interfaces.papers.layout import title_lines, width
from lastmile.interfaces.papers.pdf import families, pdf
from lastmile.interfaces.papers.structure import Block, numbered, of_json, paragraphs, to_json
from lastmile.interfaces.papers.word import word
from lastmile.lib.workdays import SHANGHAI
from tests.interfaces.papers.rendered import Rendered
from tests.interfaces.papers.sample import CIRCULAR, HOSTILE

ORDER = {  # of the schema; Word refuses a file with another
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs autoSpaceDE autoSpaceDN adjustRightInd snapToGrid"
           " spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader", "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign"}


def all_words(paper):
    """The words of a paper in their order, without spaces."""
    said = [paper.urgency, paper.red_head, paper.number, paper.title, paper.to + "："]
    for blocks in (paper.blocks, *(annex.blocks for annex in paper.annexes)):
        for block, mark in numbered(blocks):
            said += [mark, *paragraphs(block.text), *block.head, *(cell for row in block.rows for cell in row)]
    return [re.sub(r"\s", "", words) for words in (*said, paper.signature, paper.date, paper.copies) if words]


def of_word(content):
    """Everything that stands in a Word file, body and tables, in its order."""
    file = docx.Document(io.BytesIO(content))
    return re.sub(r"\s", "", "".join(node.text or "" for node in file.element.body.iter("{*}t")))


def test_every_word_of_the_paper_stands_in_both_files():
    for said in (of_word(word(CIRCULAR)), Rendered(pdf(CIRCULAR)).words()):
        missing = [words for words in all_words(CIRCULAR) if words not in said]
        assert not missing


def test_what_looks_like_a_formula_or_markup_stays_words():
    hostile = replace(CIRCULAR, title=HOSTILE[1], to=HOSTILE[2], signature=HOSTILE[3], copies=HOSTILE[4], blocks=(
        *(Block(f"b{n}", "text", words) for n, words in enumerate(HOSTILE)), Block("h", "1", HOSTILE[5]),
        Block("t", "table", head=HOSTILE[:3], rows=(HOSTILE[3:6], HOSTILE[6:9]), widths=(1, 1, 1))), annexes=())
    for said in (of_word(word(hostile)), Rendered(pdf(hostile)).words()):
        for words in HOSTILE:
            assert re.sub(r"\s", "", words) in said, words


def test_characters_that_no_file_keeps_are_left_out_and_the_rest_stays():
    odd = replace(CIRCULAR, blocks=(Block("b1", "text", "一\x00二\x0b三\ud800四\ufffe五"),))
    assert "一二三四五" in of_word(word(odd)) and "一二三四五" in Rendered(pdf(odd)).words()


def test_the_same_paper_gives_the_same_bytes_and_only_fonts_of_the_package_are_in_the_pdf(monkeypatch):
    before = word(CIRCULAR)
    monkeypatch.setattr("time.localtime", lambda *_given: time.gmtime(2_000_000_000))
    assert word(CIRCULAR) == before and pdf(CIRCULAR) == pdf(CIRCULAR)
    assert Rendered(pdf(CIRCULAR)).fonts() == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}
    assert all(families(None).values()), "a font of the standard has nothing to fall back to"


def test_word_names_the_fonts_of_the_standard_by_the_parts_that_they_are_for():
    paragraphs_of = docx.Document(io.BytesIO(word(CIRCULAR))).paragraphs

    def font(words):
        run = next(line for line in paragraphs_of if line.text == words).runs[0]
        return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt
    assert font("一、总体情况") == ("黑体", 16) and font("（一）分领域看") == ("楷体_GB2312", 16)
    assert font("1．安全生产") == font("（1）燃气") == ("仿宋_GB2312", 16)
    assert font(CIRCULAR.title) == ("方正小标宋简体", 22) and font("中共青云市委督查室")[0] == "方正小标宋简体"
    assert font("特急") == ("黑体", 16)


def test_the_properties_of_a_word_file_stand_in_the_order_of_the_schema():
    with zipfile.ZipFile(io.BytesIO(word(CIRCULAR))) as file:
        for name in ("word/document.xml", "word/styles.xml"):
            for node in etree.fromstring(file.read(name)).iter():
                known = ORDER.get(etree.QName(node).localname, "").split()
                places = [known.index(tag) for child in node if (tag := etree.QName(child).localname) in known]
                assert places == sorted(places), etree.tostring(node)[:300]


def test_a_paper_is_the_same_after_it_was_kept_as_json():
    assert of_json(to_json(CIRCULAR), number=CIRCULAR.number, dated=CIRCULAR.dated) == CIRCULAR


@pytest.mark.parametrize("title", [
    "关于全市会议部署事项落实情况的通报", "关于对全市岁末年初安全生产大检查发现的重大事故隐患整改落实情况开展专项督查的通知"])
def test_a_long_title_is_broken_between_words_into_lines_of_much_the_same_length(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width(line) <= 22 for line in lines)
    assert max(map(width, lines)) - min(map(width, lines)) <= 6


FACTS = slips.Facts("2026-督-0147", "工贸企业有限空间隐患排查", "市应急管理局", 4, "", "李敏", "", "", "2026年11月1日", "2026年11月20日17:30",
                    "办理中", "", "")


@pytest.mark.parametrize(("colour", "title", "ink"), [
    ("blue", "蓝色督办单", "1F4E9E"), ("yellow", "黄色督办单", "B8860B"), ("red", "红色督办单", "C00000")])
def test_a_coloured_slip_bears_its_colour_its_number_and_the_one_before(colour, title, ink):
    told = slips.Slip(colour, "青督黄〔2026〕3号", "逾期未办结", datetime(2026, 11, 25, 9, 30, tzinfo=SHANGHAI), previous="青督蓝〔2026〕7号",
                      signer="赵雅琴", issued_on=date(2026, 11, 21))
    slip = slips.slip(told, FACTS, "市委督查室")
    head = docx.Document(io.BytesIO(word(slip))).paragraphs[0]
    assert head.text == title and str(head.runs[0].font.color.rgb) == ink
    said = Rendered(pdf(slip)).words()
    for words in ("单号青督黄〔2026〕3号", "前单单号青督蓝〔2026〕7号", "事由逾期未办结", "答复限期2026年11月25日09:30", "签发人赵雅琴",
                  "2026年11月21日"):
        assert words in said, words
