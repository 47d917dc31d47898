"""Both files have the measures of GB/T 9704-2012, seen on the rendered page; in brackets its clauses."""
import re
import shutil

import pytest

from lastmile.interfaces.papers import layout
from tests.interfaces.papers.rendered import WAYS
from tests.interfaces.papers.sample import CIRCULAR, LONG

pytestmark = pytest.mark.slow
each = pytest.mark.parametrize("way", list(WAYS))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Each paper once in each way; without LibreOffice Word cannot be looked at."""
    kept = {}

    def of(way, paper):
        if way == "Word" and not shutil.which("soffice"):
            pytest.skip("no LibreOffice here")
        if (way, id(paper)) not in kept:
            kept[way, id(paper)] = WAYS[way](paper, tmp_path_factory.mktemp("paper"))
        return kept[way, id(paper)]
    return of


@each
def test_a_page_is_a4(way, rendered):
    seen = rendered(way, LONG)
    assert all(seen.size(n) == pytest.approx((210, 297), abs=0.1) for n in range(len(seen)))  # (5.1)


@each
def test_a_full_page_has_22_lines_of_28_characters(way, rendered):
    for page in (1, 2):
        assert [len(line.words) for line in rendered(way, LONG).body(page)] == [28] * 22  # (5.2.3)


@each
def test_the_text_keeps_the_margins_of_the_standard(way, rendered):
    lines = rendered(way, LONG).body(1)
    assert min(line.left for line in lines) == pytest.approx(28, abs=1)  # 订口 (5.2.1)
    assert max(line.right for line in lines) == pytest.approx(28 + 156, abs=1)
    # A word processor puts a character into the middle of its line's box: a tenth of an inch less of white at each end.
    assert 37 - 1 <= lines[0].top <= 37 + 4 and 37 + 225 - 4 <= lines[-1].bottom <= 37 + 225 + 1
    steps = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False)]
    assert max(steps) - min(steps) < 0.5


@each
def test_the_issuer_stands_in_red_35_mm_down_and_the_red_line_is_as_wide_as_the_text(way, rendered):
    left, top, right, bottom = rendered(way, CIRCULAR).red(0)
    assert top == pytest.approx(37 + 35, abs=2)  # (7.2.4)
    assert (left, right) == pytest.approx((28, 184), abs=1)
    number = next(line for line in rendered(way, CIRCULAR).body(0) if "〔2026〕" in line.words)
    assert number.words == "青督通〔2026〕3号"  # (7.2.5)
    assert bottom - number.bottom == pytest.approx(4, abs=2)  # (7.2.7)
    assert (number.left + number.right) / 2 == pytest.approx(28 + 78, abs=1)


@each
def test_page_numbers_stand_outside_below_the_text(way, rendered):
    seen = rendered(way, LONG)
    odd, even = seen.number(0), seen.number(1)
    assert re.fullmatch(r"－1－", odd.words) and re.fullmatch(r"－2－", even.words)
    assert odd.right == pytest.approx(184 - 14 / layout.MM, abs=1) and even.left == pytest.approx(28 + 14 / layout.MM, abs=1)  # (7.5)
    for line in (odd, even):
        assert (line.top + line.bottom) / 2 == pytest.approx(37 + 225 + 7, abs=2)


@each
def test_body_and_headings_begin_two_characters_in_and_the_recipients_at_the_margin(way, rendered):
    lines = {line.words: line for page in (0, 1) for line in rendered(way, CIRCULAR).body(page)}
    assert lines["各县（市、区），市直各有关单位："].left == pytest.approx(28, abs=0.5)  # (7.3.2)
    for words in ("一、总体情况", "（一）分领域看", "1．安全生产", "（1）燃气"):  # (7.3.3)
        assert lines[words].left == pytest.approx(28 + 2 * 15.75 / layout.MM, abs=1.5), words


@each
def test_the_head_of_a_table_stands_on_every_page_that_it_runs_over(way, rendered):
    seen = rendered(way, CIRCULAR)
    with_rows = [n for n in range(len(seen)) if any("市应急管理局" in line.words for line in seen.lines(n))]
    assert len(with_rows) >= 2
    for page in with_rows:
        assert any("序号" in line.words and "应办" in line.words for line in seen.lines(page)), page


@each
def test_the_signature_stands_centred_above_the_day_and_the_day_four_characters_from_the_right(way, rendered):
    seen = rendered(way, CIRCULAR)
    page, day = next((n, line) for n in range(len(seen)) for line in seen.body(n) if line.words == "2026年11月20日")
    lines = seen.body(page)
    signature = lines[lines.index(day) - 1]
    assert signature.words == "中共青云市委督查室"
    by, on = layout.signed(signature.words, day.words, sealed=True)
    assert on == 4 and by + layout.width(signature.words) / 2 == on + layout.width(day.words) / 2  # centred, with room for a seal (7.3.5.1)
    assert (signature.right, day.right) == pytest.approx([184 - n * 15.75 / layout.MM for n in (by, on)], abs=1.5)
    assert lines.index(signature) > 0, "the signature stands on a page alone"
