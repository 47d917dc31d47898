"""Which format a file is in: its first bytes decide, its ending only where they say nothing."""

import re
from dataclasses import dataclass

from lastmile.reading.model import N_, Unreadable


@dataclass(frozen=True)
class Kind:
    """A format: how its files begin, how their names end, and the module that reads them."""

    name: str
    module: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()


ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS = (
    Kind("txt", "plain", ("", "txt", "text", "md", "markdown")),
    Kind("pdf", "pdf", ("pdf",), (b"%PDF",)),
    Kind("docx", "word", ("docx", "docm", "dotx"), (ZIP,)),
    Kind("xlsx", "sheets", ("xlsx", "xlsm", "xltx", "et"), (ZIP,)),
    Kind("odt", "office", ("odt",), (ZIP,)),
    Kind("ods", "sheets", ("ods",), (ZIP,)),
    Kind("zip", "bundle", ("zip",), (ZIP,)),
    Kind("doc", "office", ("doc", "wps", "dot", "wpt"), (OLE,)),
    Kind("xls", "sheets", ("xls", "et"), (OLE,)),
    Kind("rtf", "office", ("rtf",), (b"{\\rtf",)),
    Kind("image", "scan", ("png", "jpg", "jpeg", "tif", "tiff", "bmp"),
         (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")),
    Kind("vtt", "cues", ("vtt",), (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    Kind("srt", "cues", ("srt",)),
    Kind("csv", "commas", ("csv", "tsv")),
    Kind("mhtml", "saved", ("mhtml", "mht")),
    Kind("html", "page", ("html", "htm", "xhtml", "shtml")),
    Kind("eml", "mail", ("eml",)),
)
BY_NAME = {kind.name: kind for kind in KINDS}
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
HEADER = re.compile(rb"(?:From|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Date|Subject|X-[A-Za-z-]+): ", re.I)
# What is inside tells one archive from another; the first that is there wins.
INSIDE = (("docx", "word/"), ("xlsx", "xl/"), ("slides", "ppt/"), ("odt", "mimetype"), ("docx", "[Content_Types].xml"))
OPEN_FORMATS = {b"application/vnd.oasis.opendocument.text": "odt", b"application/vnd.oasis.opendocument.spreadsheet": "ods"}
OLE_STREAMS = (("locked", "EncryptedPackage"), ("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"))
OTHERS = {b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gz"}


def kind_of(data: bytes, name: str) -> Kind:
    """The format of a file; raises Unreadable where there is no module for it."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if any(data.startswith(magic) for magic in OTHERS):
        raise Unreadable("format", N_("这种压缩包打不开，请改存为 .zip，或把里面的文件逐个交来。"))
    if data.startswith(ZIP):
        return BY_NAME[_zipped(data)]
    if data.startswith(OLE):
        return BY_NAME[_compound(data)]
    if ending == "pdf" and b"%PDF" in data[:1024]:
        return BY_NAME["pdf"]
    by_magic = [kind for kind in KINDS if any(data.startswith(magic) for magic in kind.magic if len(magic) > 2 or ending in kind.endings)]
    return by_magic[0] if by_magic else _by_words(data, ending)


def _by_words(data: bytes, ending: str) -> Kind:
    """A file that begins with words: markup and mail show themselves, the rest goes by the ending."""
    head = data[:4000]
    if MARKUP.match(head):
        return BY_NAME["html"]
    if HEADER.match(head) and b"boundary=" in data[:20000] and b"multipart/related" in data[:20000] and ending != "eml":
        return BY_NAME["mhtml"]
    worded = [kind for kind in KINDS if ending in kind.endings and not kind.magic]
    if not worded:
        if any(ending in kind.endings for kind in KINDS):
            raise Unreadable("damaged", N_("文件内容和 .{ending} 后缀对不上，请重新导出后再交来。"), ending=ending)
        raise Unreadable("format", N_("不认识 .{ending} 文件，请另存为 .docx、.pdf 或 .txt 后再交来。"), ending=ending[:12])
    return worded[0]


def _zipped(data: bytes) -> str:
    from lastmile.reading.formats.package import Package  # what only archives need is loaded for them only

    package = Package(data)
    for kind, inside in INSIDE:
        if kind == "odt" and inside in package.names:
            return _open_format(package.read("mimetype", 200).strip())
        if any(member.startswith(inside) for member in package.names):
            if kind == "slides":
                raise Unreadable("format", N_("这是演示文稿，请另存为 .docx 或 .pdf 后再交来。"))
            return kind
    return "zip"


def _open_format(said: bytes) -> str:
    kind = OPEN_FORMATS.get(said)
    if kind is None:
        raise Unreadable("format", N_("这种文件打不开，请另存为 .docx、.pdf 或 .txt 后再交来。"))
    return kind


def _compound(data: bytes) -> str:
    for kind, stream in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if kind == "locked":
                raise Unreadable("encrypted", N_("文件加了密码，请去掉密码后再交来。"))
            return kind
    raise Unreadable("old-office", N_("这是旧版 Office 文件，打不开，请另存为 .docx 或 .txt 后再交来。"))
