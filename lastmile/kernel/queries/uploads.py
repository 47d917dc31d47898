"""Files that somebody has put into the store."""
from ..act.load import asked
from ..models import Upload
from ..registry import held


def name_of(hash: str, person: int) -> str:
    """Under which name this person brought the file; "" when they did not, though somebody else may have."""
    return Upload.objects.filter(hash=hash, person_id=person).order_by("-id").values_list("name", flat=True).first() or ""


def named(hashes: set[str]) -> set[str]:
    """Those of the files that an upload, a piece of evidence, an archived paper or something of a domain names."""
    tables = ("upload", "evidence", "paperfile")
    found = {hash for table in tables for hash, in asked(f"select hash from kernel_{table} where hash = any(%s)", hashes)}
    return found | held(hashes)
