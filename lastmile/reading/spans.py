"""Pass 6: roles to spans - a directive begins with its head or subject and ends before its purpose."""

import re
from typing import NamedTuple

from lastmile.reading import mood, vocabulary
from lastmile.reading.roles import HEAD, ORDER, TAIL
from lastmile.reading.units import subject
from lastmile.reading.walk import Part
from lastmile.reading.words import begins_with_act

CONNECTOR = re.compile(
    r"(?:与此同时|同时|另外|此外|并且?(?!行|举|联)|还(?!款|田|贷)|也|特别是|尤其是?|下一步|接下来|最后|对此|为此|因此|所以|其中)+，?"
)
ASK = re.compile(
    r"(?:希望|希|望)(?=[各你贵全广大])|(?:现)?要求(?=[各全你所有上以相严加认做立切按])|(?:是)?(?:要(?!求|点|素|害|件|闻)|须|务必|必须|应当|应(?![急对用有收届邀付诉力激变征聘试季])|就要|更要|还要|也要|都要|一定要)"
    r"(?=[^，。])"
)
# A remark in brackets after the act: who to call, who is responsible, what is excepted.
TRAILING = re.compile(r"(?<=[^（）][^（）][^（）][^（）])（[^（）]*(?:（[^）]*）[^（）]*)*）$")
LONGEST = 200
# Shorter ones side by side are a slogan (统一思想、提高认识).
SHORTEST = 6
# Verbs whose object is another act: the whole chain is theirs.
GOVERNS = re.compile(
    r"[^、]{0,12}?(?:严禁|不得|禁止|防止|避免|杜绝|严防|谨防|防范|确保|做到|推动|督促|指导|组织|支持|鼓励|引导|帮助|协助|"
    r"要求|保证|实现|坚持|监督|"
    r"动员|发动|提醒|通过|采取|围绕|克服|克制|纠正)"
)
ASKING = re.compile("^(?:要|须|务必|必须)")
ACT = re.compile("[^、]+")
CLOSES = re.compile(r"等[^、，]{0,12}$|的[^、，]{1,8}$|(?:工作|制度|机制|行动|活动|措施|责任|问题|"
    r"方式|举措|行为|情况|事项|任务|能力|水平|力度|要求|案件|领域|地域|环节|部位|群体|人群|部门|单位|负责人|人员|时间|节点|时限|名单|内容|资金|热线)$")


class Span(NamedTuple):
    """A directive's span in the shadow, the parts it is made of and the core part that holds the act."""

    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def core(self) -> Part:
        """The part with the predicate: the last one."""
        return self.parts[-1]


def spans(parts: list[Part], roles: list[str]) -> list[Span]:
    """The spans of all orders, each with the heads right before it."""
    found: list[Span] = []
    heads: list[Part] = []
    for part, role in zip(parts, roles, strict=True):
        if role == HEAD:
            heads.append(part)
        elif role == ORDER:
            found += _spans_of(heads, part)
            heads = []
        elif role == TAIL and found and mood.only_when(part.text):
            found[-1] = Span(found[-1].start, part.end, (*found[-1].parts, part))
        else:
            heads = []
    return found


def _spans_of(heads: list[Part], part: Part) -> list[Span]:
    """The spans of an order: one, or one for each of several acts beside one another (摸清底数、健全体系、挖掘价值)."""
    whole = _span(heads, part)
    acts = _acts(part.text) if whole and whole[0].end == part.end else []
    if len(acts) < 2:
        return whole
    while len(acts) > 1 and mood.says_what_for(part.text[slice(*acts[-1])]):  # 加密巡查频次、确保渠道畅通
        acts.pop()
    cut = [part._replace(start=part.start + left, end=part.start + right, text=part.text[left:right]) for left, right in acts]
    return [span for number, act in enumerate(cut) for span in _span(heads if number == 0 else [], act)]


def _acts(text: str) -> list[tuple[int, int]]:
    """Where the acts of a chain begin and end; nothing when one verb governs all that follows it, or when a noun closes the chain."""
    if "、" not in text or GOVERNS.match(text) or CLOSES.search(text):
        return []
    places = [match.span() for match in ACT.finditer(mood.QUOTED.sub(lambda quote: "x" * len(quote.group()), text))]
    acts = [text[left:right] for left, right in places]
    first = ASKING.sub("", acts[0])
    if any(vocabulary.pattern("noun_like").match(act) and not begins_with_act(act[2:]) for act in acts[1:]):
        return []
    whole = all(len(act) >= SHORTEST and begins_with_act(act) for act in (first, *acts[1:]))
    return places if whole and not first.startswith(("对", "把", "将", "以")) else []


def _span(heads: list[Part], part: Part) -> list[Span]:
    members = (*(head for head in heads if not (CONNECTOR.fullmatch(head.text) or _addresses_all(head.text))), part)
    first = members[0]
    start = first.start + _skip(first.text)
    aside = TRAILING.search(part.text)
    end = part.start + aside.start() if aside else part.end
    if end - start < 2 or end - start > LONGEST:
        return []
    return [Span(start, end, members)]


def _addresses_all(text: str) -> bool:
    who = subject(text)
    return who.everybody and who.length == len(text)


def _skip(text: str) -> int:
    """How many characters at the head of a clause are connectors, addressees of everybody, or the asking word."""
    skipped = 0
    for _ in range(3):
        rest = text[skipped:]
        found = CONNECTOR.match(rest) or ASK.match(rest)
        who = subject(rest)
        length = found.end() if found else who.length if who.everybody else 0
        if not length or skipped + length >= len(text):
            break
        skipped += length
    return skipped
