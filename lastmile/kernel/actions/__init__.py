"""Every write. Importing a module declares its actions."""
from . import blocks, books, calendar, items, letterheads, limits, notices, papers, people, recount, reviews, slips, tokens, units

__all__ = ["blocks", "books", "calendar", "items", "letterheads", "limits", "notices", "papers", "people", "recount",
           "reviews", "slips", "tokens", "units"]
