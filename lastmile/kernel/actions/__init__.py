"""Every write. Importing a module declares its actions."""
from . import calendar, items, notices, people, tokens, units

__all__ = ["calendar", "items", "notices", "people", "tokens", "units"]
