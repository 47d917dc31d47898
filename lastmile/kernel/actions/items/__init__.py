from . import check, deadline, direct, handle, issue, open, turn

__all__ = ["check", "deadline", "direct", "handle", "issue", "open", "turn"]
