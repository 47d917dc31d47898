"""Web pages, also saved ones: the main text found, menus, adverts, related links and share buttons left out."""

import re
from collections.abc import Iterator
from typing import Any

from lastmile.reading.decode import decode
from lastmile.reading.formats.extract import Builder, Extract
from lastmile.reading.formats.page_lines import Line, lines
from lastmile.reading.formats.page_main import main_block
from lastmile.reading.model import N_, Unreadable

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]+)", re.I)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "ascii": "utf-8", "iso-8859-1": "", "windows-1252": ""}
HIDDEN = (
    ("<script", "</script"), ("<style", "</style"), ("<!--", "-->"), ("<noscript", "</noscript"), ("<svg", "</svg"), ("<template", "</template"),
)
INLINE = re.compile(r"""data:[a-z/+.-]{3,40};base64,[A-Za-z0-9+/=\s]+""")
# Tags of one page: a tree of more would not fit into the memory that a page is worth.
TAGS = 300_000
DATED = re.compile(r"20\d\d\s?(?:年|-|/|\.)\s?\d{1,2}\s?(?:月|-|/|\.)\s?\d{1,2}")


def extract(data: bytes, name: str, charset: str = "") -> Extract:
    """The main text of a page; `charset` is what a mail or a saved page says of it."""
    markup, encoding = _decoded(data, charset)
    root = _tree(_bare(markup))
    builder = Builder()
    number = 0
    for line in _wanted(root):
        number += bool(line.text.strip())
        line.put(builder, {"paragraph": number})
    found = builder.done("html", encoding)
    if "\ufffd" in found.text:
        raise Unreadable("damaged", N_("网页里的字有损坏，请在浏览器里打开原网页，重新保存后再交来。"))
    return found


def _decoded(data: bytes, charset: str) -> tuple[str, str]:
    """By mark, by what is said of it, by the page's own word, and by trial in the end."""
    said = CHARSET.search(data[:4096])
    own = (said[1] or said[2]).decode("ascii").lower() if said else ""
    for encoding in (charset.lower(), own):
        encoding = WIDER.get(encoding, encoding)
        if encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(encoding), encoding
            except (UnicodeDecodeError, LookupError):
                continue
    try:
        return decode(data)
    except Unreadable:
        return data.decode(WIDER.get(own, own) or "utf-8", "replace"), own or "utf-8"


def _bare(markup: str) -> str:
    """Without what no reader sees; each kind in one pass, so that a page that never closes costs no more than its length."""
    for begin, end in HIDDEN:
        if begin not in (low := markup.lower()) or len(low) != len(markup):
            continue
        kept, place = [], 0
        while (start := low.find(begin, place)) >= 0:
            kept.append(markup[place:start])
            close = low.find(end, start)
            place = len(markup) if close < 0 else close + len(end)
            if close >= 0 and end[0] == "<":
                place = low.find(">", place) + 1 or len(markup)
        markup = "".join([*kept, markup[place:]])
    return INLINE.sub("", markup)


def _tree(markup: str) -> Any:
    from lxml import etree  # 40 ms to load: paid only by files of markup

    if markup.count("<") > TAGS:
        raise Unreadable("too-large", N_("网页过大，请只复制正文存为 .docx 或 .txt 后再交来。"))
    markup = re.sub(r"^\s*<\?xml[^>]*>", "", markup).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if root is None:
        raise Unreadable("empty", N_("文件里没有文字，请检查后重新交来。"))
    return root


def _wanted(root: Any) -> Iterator[Line]:
    """The headline and the day where they stand above the main text, and the main text."""
    block, above = main_block(root)
    title = " ".join((root.findtext(".//title") or "").split())
    told = list(lines(block))
    begun = "\n".join(line.text for line in told[:6])
    for line in above:
        words = line.text.strip()
        heads = line.heading or (len(words) > 5 and words in title)
        if words and words not in begun and (heads or (DATED.search(words) and len(words) < 90)):
            yield line
    yield from told
