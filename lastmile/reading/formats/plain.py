"""Plain text: exactly the characters of the file."""

from lastmile.reading.decode import decode
from lastmile.reading.formats.extract import CHARACTERS, Extract, too_long


def extract(data: bytes, name: str) -> Extract:
    """The decoded text; its places are its lines."""
    text, encoding = decode(data)
    if len(text) > CHARACTERS:
        raise too_long()
    return Extract(text, "md" if name.lower().endswith((".md", ".markdown")) else "txt", encoding)
