"""Which forms bring files at all."""
from lastmile.interfaces.files import taken_by
from lastmile.kernel.registry import offered


def test_a_report_and_a_paper_take_files_and_nothing_else_does():
    assert {name: taken_by(action) for name, action in offered().items() if taken_by(action)} == {
        "item.report": ["evidence"], "document.take": ["file"]}
