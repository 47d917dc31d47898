"""Every write. Importing a module declares its actions."""
from . import calendar, items, people, tokens, units

__all__ = ["calendar", "items", "people", "tokens", "units"]
