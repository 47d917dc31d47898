"""Every write. Importing a module declares its actions."""
from . import calendar, items, letterheads, notices, papers, people, tokens, units

__all__ = ["calendar", "items", "letterheads", "notices", "papers", "people", "tokens", "units"]
