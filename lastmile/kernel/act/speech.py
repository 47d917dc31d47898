"""What is put together from parts, in the reader's language: marks between words, days, words that mean two things."""
from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from ..rules.clock_dates import Tongue

LIST, CLAUSE, HALF = N_("、"), N_("，"), N_("；")


def of(context: str, words: str) -> str:
    """Marks words for pgettext: in this context they mean something else than elsewhere."""
    return words


def joined(parts: Iterable[str], mark: str = LIST) -> str:
    """The parts that are there, with the reader's own mark between: 甲、乙; A, B."""
    return _(mark).join(part for part in parts if part)


def amount(number: float, unit: str) -> str:
    """5个工作日, 5 working days."""
    return Tongue((get_language() or "").startswith("en"), 0).amount(number, unit)


def day(on: date) -> str:
    """11月26日, 26 Nov."""
    return f"{on.day} {on:%b}" if (get_language() or "").startswith("en") else f"{on.month}月{on.day}日"
