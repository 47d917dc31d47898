"""Every write of this package. Importing a module declares its actions."""
from . import change, cover, cut, decide, issue, link, mark, papers, second

__all__ = ["change", "cover", "cut", "decide", "issue", "link", "mark", "papers", "second"]
