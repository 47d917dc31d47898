"""Mail (.eml): its subject and words, and each attachment read by its own format."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from lastmile.reading.decode import LIMIT, decode
from lastmile.reading.formats import page
from lastmile.reading.formats.bundle import Budget, Member, joined
from lastmile.reading.formats.extract import Builder, Extract
from lastmile.reading.formats.manner import patient
from lastmile.reading.model import N_, Unreadable

PARTS = 2_000
LONGEST_HEADER = 20_000


def extract(data: bytes, name: str, budget: Budget | None = None) -> Extract:
    """A mail and what hangs on it."""
    budget = budget or Budget()
    bounded(data)
    message = message_from_bytes(data, policy=policy.default)
    long = any(len(str(value)) > LONGEST_HEADER for part in message.walk() for _, value in part.raw_items())
    if not isinstance(message, EmailMessage) or not message.keys() or long:
        raise Unreadable("damaged", N_("邮件打不开，请在邮箱里重新导出后再交来。"))
    attached = list(_attachments(message))
    if attached:
        patient()
    budget.spend(len(attached), len(data))
    papers: list[Member] = [(_named(part, number), partial(_content, part)) for number, part in enumerate(attached, 1)]
    return joined(papers, "eml", budget, _words(message))


def bounded(data: bytes) -> None:
    """Refuses a mail of more parts than anybody attaches: each of them costs memory."""
    if data.count(b"\n--") > PARTS:
        raise Unreadable("too-large", N_("邮件或网页里的部分太多，请只留要读的材料后再交来。"))


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """What is attached; pictures within the words are not."""
    for part in message.iter_attachments():
        if isinstance(part, EmailMessage) and not (part.get_content_maintype() == "image" and part.get("Content-ID")):
            yield part


def _words(message: EmailMessage) -> Extract:
    """The subject as a headline, and the words: plain ones if there are, else those of the page."""
    builder = Builder()
    builder.line([(str(message.get("Subject", "")).strip(), {"part": "subject"})])
    body = message.get_body(preferencelist=("plain", "html"))
    if isinstance(body, EmailMessage):
        for number, line in enumerate(_lines(body), 1):
            builder.line([(line, {"part": "body", "line": number})])
    return Extract("".join(builder.pieces), "eml", "eml", tuple(builder.places))


def _lines(body: EmailMessage) -> list[str]:
    content = _content(body)
    if body.get_content_type() == "text/html" and content.strip():
        return page.extract(content, "", body.get_content_charset() or "").text.split("\n")
    charset = body.get_content_charset() or "utf-8"
    try:
        return content.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset)).splitlines()
    except (UnicodeDecodeError, LookupError):
        return decode(content)[0].splitlines() if content.strip() else []


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage) else b""
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and len(content) > LIMIT:
        raise Unreadable("too-large", N_("文件超过 20 MB，请拆分或只留正文后再交来。"))
    return content if isinstance(content, bytes) else b""


def _named(part: EmailMessage, number: int) -> str:
    """The attachment's name, without folders; one of ours where it has none."""
    name = str(part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    if name:
        return name
    return f"{number}.eml" if part.get_content_type() == "message/rfc822" else str(number)
