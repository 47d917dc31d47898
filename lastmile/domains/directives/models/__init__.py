from .directives import Directive
from .documents import CoverNote, Document, DocumentText

__all__ = ["CoverNote", "Directive", "Document", "DocumentText"]
