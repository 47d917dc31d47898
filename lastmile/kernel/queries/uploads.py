"""Files that somebody has put into the store."""
from ..act.load import asked
from ..registry import held


def named(hashes: set[str]) -> set[str]:
    """Those of the files that an upload, a piece of evidence or something of a domain names."""
    found = {hash for table in ("upload", "evidence") for hash, in asked(f"select hash from kernel_{table} where hash = any(%s)", hashes)}
    return found | held(hashes)
