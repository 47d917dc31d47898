"""Whom the journal tells of what, and what becomes of the messages."""
from . import channels, choose, feed

__all__ = ["channels", "choose", "feed"]
