"""Where the main text of a page is: the smallest part that holds nearly all of its prose."""

import re
from dataclasses import dataclass
from typing import Any

from lastmile.reading.formats.page_lines import UNSEEN, Line, lines

# Prose has the marks of a sentence, or stands in a cell, and is no link.
MARKS = re.compile("[，。；：、！？]")
SHARE = 0.72
STRONG = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|sidebar|aside|foot|footer|breadcrumbs?|crumbs?|share|bdshare|bdsharebuttonbox|social|related?|relevant|"
    r"recommend(?:ed)?|hot|rank(?:ing)?|comments?|ads?|advert|advertisement|banner|copyright|qrcode|pagination|pager|prevnext|print|login|search|popup|"
    r"friendlinks?|subscribe)(?:$|[-_\s\d])", re.I)
WEAK = re.compile(r"(?:^|[-_\s])(?:side|header|top|topbar|location|position|toolbar|tools|tags|links|more|statement|declare)(?:$|[-_\s\d])", re.I)
OFFICE = re.compile(
    r"^[【\[（(]?(?:打印|关闭|收藏|分享|字号|字体|大\s*中\s*小|我要纠错|纠错|返回|登录|注册|保存|复制链接|朗读|点赞|在看|阅读原文|扫一扫|长按识别|点击(?:上方|下方|下载|查看|关注)|"
    r"上一[篇条]|下一[篇条]|相关(?:链接|阅读|新闻|文章|推荐|附件下载)|推荐阅读|延伸阅读|热门|猜你喜欢|责任编辑|编辑[：:]|网站地图|版权|(?:主办|承办)单位[：:]|"
    r"技术支持|当前位置|您?(?:所在|当前|的)*位置|浏览(?:次数|量)|微信扫|关注我们)")
HIDES = re.compile(r"display\s*:\s*none", re.I)
ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"))
# Parts of a table, and what is itself a paragraph: the search for the block ends above them.
TABLE_PARTS = frozenset(("table", "thead", "tbody", "tr"))
WHOLE = frozenset("p ul ol li dl blockquote h1 h2 h3 span font b strong a em i".split())


@dataclass
class Size:
    """What an element holds: characters of prose, of all words, of links; links, headings and elements."""

    prose: int = 0
    words: int = 0
    linked: int = 0
    links: int = 0
    headings: int = 0
    tags: int = 1

    def add(self, other: "Size") -> None:
        """Take in what a child holds."""
        self.prose, self.words, self.linked = self.prose + other.prose, self.words + other.words, self.linked + other.linked
        self.links, self.headings, self.tags = self.links + other.links, self.headings + other.headings, self.tags + other.tags


def main_block(root: Any) -> tuple[Any, list[Line]]:
    """The part that holds the main text, cleaned, and the lines that stand above it."""
    body = root.find("body") if root.find("body") is not None else root
    _strip(body, sizes(body))
    held = sizes(body)
    block: Any = body
    while (best := _best(block, held)) is not None:
        block = best
    while block is not body and block.tag in TABLE_PARTS:
        block = block.getparent()  # a table is read whole
    return block, _above(body, block)


def sizes(body: Any) -> dict[Any, Size]:
    """What each element holds, in two passes over the page."""
    held: dict[Any, Size] = {}
    inside: dict[Any, tuple[bool, bool]] = {}
    nodes = [node for node in body.iter() if isinstance(node.tag, str)]
    for node in nodes:
        in_link, in_cell = inside.get(node.getparent(), (False, False))
        inside[node] = (in_link or node.tag == "a", in_cell or node.tag in ("td", "th"))
        held[node] = _own(node, *inside[node])
    for node in reversed(nodes):
        if node is not body and node.getparent() in held:
            held[node.getparent()].add(held[node])
    return held


def _own(node: Any, in_link: bool, in_cell: bool) -> Size:
    if node.tag in UNSEEN:
        return Size()
    words = (node.text or "") + "".join(one.tail or "" for one in node)
    length = len("".join(words.split()))
    prose = length if not in_link and (MARKS.search(words) or (in_cell and length > 3)) else 0
    return Size(prose, length, length if in_link else 0, int(node.tag == "a"), int(node.tag == "h1"))


def _strip(body: Any, held: dict[Any, Size]) -> None:
    """Take out what names itself a side matter, what is hidden, and lists of links; never what holds much of the prose."""
    whole = held[body].prose
    gone: set[Any] = set()
    for node, size in held.items():
        if node is body or node.getparent() in gone:
            gone.add(node) if node is not body else None
        elif size.prose * 4 <= whole and (_is_side(node, size) or _is_links(node, size)):
            gone.add(node)
            _drop(node)


def _is_side(node: Any, size: Size) -> bool:
    if node.tag in ("nav", "aside", "footer") or node.get("role", "") in ROLES or node.get("hidden") is not None:
        return True
    if HIDES.search(node.get("style", "")):
        return True
    named = f"{node.get('class', '')} {node.get('id', '')}"
    if not size.headings and (STRONG.search(named) or WEAK.search(named)):
        return True
    return size.words < 80 and size.tags < 40 and bool(OFFICE.match("".join(node.itertext()).strip()))


def _is_links(node: Any, size: Size) -> bool:
    """Whether most of the words of a part are links."""
    return size.links > 1 and size.linked * 2 > size.words and node.tag not in ("td", "tr", "tbody", "table", "p") and not size.headings


def _drop(node: Any) -> None:
    """Take an element out and leave the words after it."""
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def _best(block: Any, held: dict[Any, Size]) -> Any:
    """The child that holds nearly all of a block's prose, or None."""
    best: Any = max((one for one in block if one in held), key=lambda one: held[one].prose, default=None)
    enough = best is not None and held[best].prose and held[best].prose >= SHARE * held[block].prose
    return best if enough and best.tag not in WHOLE else None


def _above(body: Any, block: Any) -> list[Line]:
    """The lines before the main text, from the top."""
    found: list[Line] = []
    while block is not body:
        before = list(block.itersiblings(preceding=True))
        found = [line for one in reversed(before) for line in lines(one)] + found
        block = block.getparent()
    return found
