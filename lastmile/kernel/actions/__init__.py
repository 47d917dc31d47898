"""Every write. Importing a module declares its actions."""
from . import blocks, books, calendar, items, letterheads, notices, papers, people, reviews, slips, tokens, units

__all__ = ["blocks", "books", "calendar", "items", "letterheads", "notices", "papers", "people", "reviews", "slips", "tokens", "units"]
