"""Whether a clause asks, tells, leads in, or says what for: signs within the clause itself."""

import re
from functools import lru_cache

from lastmile.reading import vocabulary
from lastmile.reading.cues import NEED, SHOULD
from lastmile.reading.gate import Gated
from lastmile.reading.words import begins_with_act, begins_with_verb, does, has_act, has_second_verb

QUOTED = Gated(r"“[^”]*”|《[^》]*》|（[^）]*）")
MUST = Gated(
    r"(?<![需主重只想首纪摘概简紧撮冲扼必])要(?![求点素闻害件塞员领务职案么道客地旨义]|到来|来临)|(?<![必无])须(?!知|臾)|^请(?!示|假|求)|"
    r"^(?:希|望|希望)(?=[各你贵全广大])|^(?:现)?要求(?=[各全你所有上以相严加认做立切按])|(?<=[\u3400-\u9fff])(?<![报申提邀聘函呈])请(?=于|[各市县区在按])|"
    + NEED
    + "|"
    + SHOULD
)
SEEN = Gated(r"(?:要|应|必须|需)(?:清醒地?|充分|深刻|全面)?(?:看到|认识到|意识到)")
URGED = re.compile(r"(?:意义|重要性|必要性|紧迫性|艰巨性|严峻性|责任|差距)$")
# What the centre or the province did or said is the reason, not the order.
ABOVE = Gated(
    r"(?:习近平|总书记|党中央|中共中央|国务院|省委书记|省长)[^，。]{0,24}?(?:主持|发表|作出|强调|指出|提出|印发|召开)"
)
FIGURE = Gated(r"\d|[一二三四五六七八九十百千]+(?:次|个|项|轮|批|名|份|处|户|场)|百分之|全覆盖|清零")
ADVERBS = "要|须|进一步|紧紧|紧密|重点|始终|充分|切实|严格|认真|科学|积极|精准|综合|灵活|统筹|牢牢|主动|突出|坚决"  # before the first word of a frame
# Two acts side by side (锚定目标、扛牢责任) are no frame, an object that names a demand or a goal is.
CHAINED = re.compile(r"、[扛抓守压筑破补提保树担]")
# A case and what is then to be done, in one clause: 发现疑似病例2小时内报告.
AT_ONCE = Gated(r"^(?:一旦|发现|接到|收到|遇|凡).{2,}?(?:\d+(?:小时|分钟|日|天)内|立即|第一时间|马上|及时)")
DONE = Gated(r"[^，]{2,10}?(?:前|内|底)(?:全部|全面|基本)?(?:完成|办结|到位|完成到位)")
# A day and what is to be handed in or finished by it: (各组名单于)3月1日前报送.
DUE = re.compile(r"前(?:报送|上报|报[省市县区镇乡]|书面报|反馈|提交|办结|完成)(?!了|的|情况|率)")
PLANNED = re.compile(r"精神$|暂定|已|预计|计划|拟|可|将|曾|了")
# What for, before the order that serves it (为确保工期,…).
PURPOSE = re.compile(
    r"通过[^，]{2,60}(?:等|宣传|整治|活动|行动|方式|形式|手段|措施|渠道|途径|实施|讲座|演练)$|"
    r"为了?(?:确保|加快|推动|加强|保障|防止|防范|有效|扎实|落实|贯彻|全面|认真)"
)
# Whom or what an act is for, before it (对事故多发路段,…), and a place or time with an act of its own (在开学前进行自查).
TOWARDS = re.compile(
    r"(?:对|对于|针对)[^，]*(?:路段|事项|隐患|问题|企业|单位|人员|项目|行为|部位|场所|工程|区域|情况|线索|案件|乡镇|部门)"
)
HOLDING = re.compile(r"在[^，]{2,20}(?:进行|开展|组织|召开)")
# What is done to a thing, after the means (采取抽检方式对原料进行检查), and the act after what it goes by (按照改革方案确定职责).
HANDLES = re.compile(r"对[^，]{2,}(?:进行|开展|实施|予以|加以)[^，的]{2,}$")
GOES_BY = re.compile(
    r"(?:严格|认真)?(?:按照?|根据|对照|依据|结合|依托)[^，]{2,14}?(?:方案|计划|清单|标准|办法|规定|预案|分工|要求|精神|部署|安排|目录)(?P<act>[^，]{5,})$"
)
TIME = re.compile(r"(?:于|在|自|从|到)?[^，]{0,8}\d[^，]{0,12}(?:前|内|底|起|后)|在[^，]{2,30}(?:前提下|基础上|情况下|条件下|过程中|期间|同时)")
# 将 that takes an object (将符合条件的事项纳入清单) announces nothing.
TAKES = re.compile(r"(?:并|同时)?将[^，]{0,24}的[^，]{1,24}(?:纳入|列入|划[入出转归]|移[交送]|分解|录入|上[报传]|报[送告备]|落实到)")
# What somebody goes by, after his name: (各单位)按照职责分工.
FOLLOWING = re.compile(
    r"(?:要)?(?:严格|认真)?(?:根据|按照|对照|依据|结合|围绕)[^，]{2,14}"
    r"(?:方案|计划|意见|清单|标准|办法|规定|预案|分工|要求|精神|部署|安排|职责|实际|情况)$"
)
# A campaign or a piece of work by its name, with which an act may join in (结合专项整治行动).
NAMED_WORK = re.compile(r"(?:行动|活动|工作|工程|战役|计划|会议|论坛|大会)$")
# Openers that never hold an act: what they lead in to is missing.
BOUND = re.compile(r"^(?:通过(?!了)|按照|根据|依据|依照|鉴于|为了?(?!民)|随着|面对|针对|对|关于|结合|作为|经过|在[^，]*[下中上]$)")
MANNER = re.compile(r"最大|进一步|切实|有效|全面|不断|着力|全力|努力|逐步|稳步|大力|深入|及时|尽快|立即")
TOPIC = Gated(r"的[\u3400-\u9fff\d]{0,12}$")
GENERIC_HEAD = re.compile(r"^(?:同时|另外|此外|并且?|还|也|特别是|尤其是?|下一步|接下来|当前|其中|最后|对此|为此|因此|所以)，?")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The clause with quotes, titles and brackets taken out: their words are not the speaker's."""
    return QUOTED.sub("", text)


@lru_cache(maxsize=4096)
def asks(text: str) -> bool:
    """Whether the clause holds a word of asking or forbidding of its own."""
    plain = bare(text)
    return bool(MUST.search(plain) or vocabulary.pattern("modals").search(plain) or due_for(plain))


def due_for(text: str) -> bool:
    """Whether the clause sets a day for an act, which only a plan or a report of others does without asking."""
    return bool(DUE.search(text)) and not PLANNED.search(text)


@lru_cache(maxsize=4096)
def tells(text: str) -> bool:
    """Whether the clause states how things are, were or will be."""
    return bool(vocabulary.pattern("facts").search(bare(text)))


@lru_cache(maxsize=4096)
def gives_reason(text: str) -> bool:
    """Whether the clause says why it matters or how things stand, which no order beside it turns into one."""
    return bool(vocabulary.pattern("reasons").search(text))


@lru_cache(maxsize=4096)
def announces(text: str) -> bool:
    """Whether the clause says what somebody will do himself (督查室将适时回访), or what neglect leads to."""
    return bool(vocabulary.pattern("announcements").search(bare(text))) and not TAKES.match(text)


@lru_cache(maxsize=4096)
def concedes(text: str) -> bool:
    """Whether the clause only asks to see how things are: what follows is a fact."""
    return bool((SEEN.search(bare(text)) and not URGED.search(text)) or ABOVE.match(text))


def leads_in(text: str) -> bool:
    """Whether the clause is a frame or a condition that the next clause completes."""
    if is_condition(text):
        return True
    if text.startswith("对") and not TOWARDS.fullmatch(text):
        return text.endswith("者") or not has_act(text)
    return opens_frame(text)


@lru_cache(maxsize=4096)
def is_condition(text: str) -> bool:
    """Whether the clause only says when, or in which case (一旦发现险情, 汛期前)."""
    due = AT_ONCE.search(text)
    return bool(_condition().search(text)) and not (due and len(text) - due.end() > 1)


def sets_time(text: str) -> bool:
    """Whether the clause is nothing but a time (于3月1日前)."""
    return bool(TIME.fullmatch(text))


def opens_frame(text: str) -> bool:
    """Whether the clause is only a frame: 聚焦薄弱环节, 以清单为抓手."""
    if PURPOSE.match(text) or TOWARDS.fullmatch(text):
        return True
    by = GOES_BY.match(text)
    if HOLDING.match(text) or HANDLES.search(text) or (by and begins_with_act(by["act"])):
        return False
    opener = _opener().match(text)
    if not opener or CHAINED.search(bare(text)):
        return False
    if vocabulary.pattern("frame_ends", after="$").search(text):
        return True
    rest = text[opener.end() :]
    if NAMED_WORK.search(rest) and not does(rest):
        return True
    return len(rest) < 3 or not has_second_verb(text)


def says_what_for(text: str) -> bool:
    """Whether the clause only names the purpose or result of the clauses before it."""
    text = GENERIC_HEAD.sub("", text)
    if only_when(text):
        return True
    return bool(vocabulary.head("tails").match(text)) and not FIGURE.search(re.sub("一[个份]", "", bare(text)))


def only_when(text: str) -> bool:
    """Whether the clause only says until when the act before it is to be done (8月底前完成)."""
    return bool(DONE.fullmatch(text))


def names_topic(text: str) -> bool:
    """Whether the clause is no more than a thing with what is said of it (已立项的工程), without an act."""
    text = GENERIC_HEAD.sub("", text)
    return bool(TOPIC.search(bare(text))) and not (MANNER.match(text) or begins_with_act(text))


@lru_cache(maxsize=4096)
def imperative(text: str) -> bool:
    """Whether the clause begins with the act itself, as an order without a subject does."""
    text = GENERIC_HEAD.sub("", text)
    return begins_with_verb(text) or bool(TAKES.match(text))


def _condition() -> Gated:
    return vocabulary.pattern("conditions")


def _opener() -> Gated:
    return vocabulary.pattern("openers", before=f"^(?:{ADVERBS})*")
