from . import check, climb, deadline, direct, handle, issue, open, plan, turn

__all__ = ["check", "climb", "deadline", "direct", "handle", "issue", "open", "plan", "turn"]
