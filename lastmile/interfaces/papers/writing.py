"""A paper's row as the paper that is printed, and as files: Word, PDF, and its own plain values."""
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from lastmile.interfaces.files import clean, in_words, store
from lastmile.kernel.registry import Written

from . import pdf, word
from .structure import Paper, edited, of_json, to_json

FORMS: dict[str, Callable[[Paper], bytes]] = {
    "docx": word.word, "pdf": lambda paper: pdf.pdf(paper, own_fonts()),
    "json": lambda paper: json.dumps(to_json(paper) | {"number": paper.number, "date": paper.date}, ensure_ascii=False, sort_keys=True).encode()}
MEDIA = {"docx": word.MEDIA, "pdf": pdf.MEDIA, "json": "application/json"}


def own_fonts() -> Path:
    """Where a city puts the fonts that it has a licence for."""
    return Path(settings.FONTS)


def paper_of(row: Any) -> Paper:
    """As it stands now: what was drafted, with what people wrote; dated the day it was signed, else the day it was drafted."""
    day = timezone.localtime(row.signed_at or row.drafted_at).date()
    return edited(of_json(row.content, number=row.number, dated=day), row.edits)


def file_name(row: Any, form: str) -> str:
    version = f"（第{row.version}版）" if row.version > 1 else ""
    return clean(f"{row.number} {row.title}{version}.{form}")


def write(row: Any, form: str) -> Written:
    """Render a paper and keep the file in the store."""
    with in_words():
        stored = store().put([FORMS[form](paper_of(row))])
    return Written(file_name(row, form), stored.hash, stored.size)
