"""The shadow is easy to read and every character of it is mapped to the original."""

from lastmile.reading.repair import repair
from tests.reading.papers import reading, spoken, texts


def test_reading_aids_in_brackets_are_taken_out() -> None:
    assert (
        repair("市委書(shū)記(jì)強調(diào)要落實(shí)責任,認真(zhēn)學(xué)習會議精神").text
        == "市委书记强调要落实责任，认真学习会议精神"
    )


def test_an_abbreviation_in_brackets_stays() -> None:
    assert "(GDP)" in repair("地区生产总值(GDP)增长").text.replace("（", "(").replace("）", ")")


def test_every_character_is_mapped_to_its_origin() -> None:
    original = "會(huì)議要求,２月底前整改。\r\n【广告】扫码立减\n"
    shadow = repair(original)
    assert len(shadow.origin) == len(shadow.text)
    assert list(shadow.origin) == sorted(set(shadow.origin))
    assert "广告" not in shadow.text and "2月底前" in shadow.text


def test_a_comma_inside_a_figure_is_no_break() -> None:
    assert "15,632" in repair("共受理15,632件,办结率97%").text


def test_a_line_broken_in_a_sentence_is_mended() -> None:
    found = spoken("要持续开展燃气、危化、自建房等重点领域安全隐患排查整治,\n限期整改到位。")
    assert "限期整改到位" in texts(found)


def test_a_repeated_sentence_counts_once() -> None:
    sentence = "要组织开展全市老旧小区燃气管道排查整治行动。"
    assert texts(spoken(sentence, sentence)).count("组织开展全市老旧小区燃气管道排查整治行动") == 1


def test_a_directive_in_traditional_script_is_a_literal_span() -> None:
    found = reading("會議強調(diào),各級各部門要壓實責任,市應急管理局要開展隱患(huàn)排查。")
    assert all(found.text[one.start : one.end] == one.text for one in found.directives)
    assert "市應急管理局要開展隱患(huàn)排查" in texts(found)
