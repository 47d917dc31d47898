"""Sheets in and out: one row is one action."""
from .take_in import Taken, WrongCell, take_in
from .template import template
from .wrong import wrong_rows

__all__ = ["Taken", "WrongCell", "take_in", "template", "wrong_rows"]
