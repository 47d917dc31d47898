"""Every word on the screen has its English, and every key of the kernel its word."""
import subprocess
import sys

import pytest
from django.utils import translation

from tests.interfaces.web import stage

stage.ready()

from lastmile.interfaces.web import words  # noqa: E402  (needs Django set up)
from lastmile.kernel.rules.areas import AREAS  # noqa: E402
from lastmile.kernel.rules.moves import STATES  # noqa: E402


def test_no_text_lacks_its_english_and_the_catalogue_is_what_the_code_says() -> None:
    check = [sys.executable, stage.ROOT.parent / "scripts/messages", "check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("table", "keys"), [("area", AREAS), ("state", STATES)])
def test_every_key_of_the_kernel_has_an_office_word(table: str, keys: tuple) -> None:
    with translation.override("zh-hans"):
        assert all(words.word(table, key) for key in keys)
        assert set(words.TABLES[table]) == set(keys)


def test_a_word_is_told_in_the_readers_language() -> None:
    def told() -> tuple[str, str, str]:
        return words.word("role", "verifier"), words.word("step", "item.verify"), words.area_mark("safety")

    with translation.override("zh-hans"):
        assert told() == ("核查", "核查", "安")
    with translation.override("en"):
        assert told() == ("Verifier", "Verify", "Sa")
