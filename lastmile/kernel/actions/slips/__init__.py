from . import answer, issue, overdue, propose

__all__ = ["answer", "issue", "overdue", "propose"]
