"""A page that a browser saved as one file (.mhtml): its first part of markup."""

from email import message_from_bytes, policy

from lastmile.reading.formats import page
from lastmile.reading.formats.extract import Extract
from lastmile.reading.formats.mail import bounded
from lastmile.reading.model import N_, Unreadable


def extract(data: bytes, name: str) -> Extract:
    """The main text of the page; pictures and styles that were saved with it are not opened."""
    bounded(data)
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return page.extract(content, name, part.get_content_charset() or "")
    raise Unreadable("empty", N_("文件里没有文字，请检查后重新交来。"))
