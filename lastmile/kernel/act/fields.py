"""Kinds of field that several actions share."""
import unicodedata
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control and format characters, halves of characters, breaks of line and paragraph


def one_line(words: str) -> str:
    """Refused when a line ends in it, or something stands in it that no reader sees: it is a name, told in one line of the journal."""
    if not words.isprintable() and any(unicodedata.category(c) in UNSEEN for c in words):
        raise PydanticCustomError("one_line", "more than one line")
    return words


OneLine = Annotated[str, AfterValidator(one_line)]
