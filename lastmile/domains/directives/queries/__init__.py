"""Every read of this package; each passes through visible.py, but for those that name no actor and are for the system itself."""
from .coverage import Gap, gaps_of, items_without_clause
from .papers import directives_of, document_of, documents
from .review import review
from .sheet import check_table
from .source import source_of

__all__ = ["Gap", "check_table", "directives_of", "document_of", "documents", "gaps_of", "items_without_clause",
           "review", "source_of"]
