"""The originals of papers, as they came in, in the city's store of files."""
from lastmile.interfaces.files import in_words, store


def keep(data: bytes) -> str:
    """Keep the bytes; their hash, by which they are found again. Refused when the disk is full."""
    with in_words():
        return store().put([data]).hash


def fetch(hash: str) -> bytes:
    """The bytes kept under a hash. FileNotFoundError when there are none."""
    try:
        with store().open(hash) as file:
            return file.read()
    except ValueError as no:
        raise FileNotFoundError(hash) from no


def discard(hash: str) -> None:
    """Leave nothing of what should never have come in."""
    store().path(hash).unlink(missing_ok=True)
