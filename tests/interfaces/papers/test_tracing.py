"""A figure keeps its reference as long as nobody has changed it by hand."""
import pytest

from lastmile.interfaces.papers.tracing import surviving

DRAFTED = "全市应办126件，逾期12件。"
REFS = ((4, 7, "owed"), (11, 13, "late"))


@pytest.mark.parametrize(("now", "kept"), [
    (DRAFTED, {"owed": "126", "late": "12"}),
    ("截至目前，全市应办126件，逾期仍有12件。", {"owed": "126", "late": "12"}),
    ("全市应办126件，逾期13件。", {"owed": "126"}),
    ("全市应办126件，逾期120件。", {"owed": "126"}),
    ("全市应办126件，逾期2件。", {"owed": "126"}),
    ("全市应办126件，逾期1.2件。", {"owed": "126"}),
    ("逾期12件。", {"late": "12"}),
    ("", {}),
])
def test_where_each_figure_stands_after_an_edit(now, kept):
    found, gone = surviving(DRAFTED, REFS, now)
    assert {figure: now[start:end] for start, end, figure in found} == kept
    assert set(gone) == {"owed", "late"} - kept.keys()
