"""Names of those who can owe something - bodies, posts, groups - told from what only ends like one."""

import re
from functools import cache, lru_cache

from lastmile.reading import vocabulary
from lastmile.reading.gate import Gated
from lastmile.reading.words import tagged

SPLIT = re.compile(r"以及|会同|及其?|和(?!平|谐|解)|与")
MARKS = re.compile(r"[、，；;]")
BRACKETS = re.compile(r"（[^）]*）")
# Names that a mark inside does not part: 市委、市政府督查室, 各市、县、区, 县、镇两级; \0 holds the place of the mark.
HELD = (
    (re.compile(r"((?:市|县|区|省|州|镇|乡)?(?:党)?委)、(?=(?:市|县|区|省|州|镇|乡)?政府(?!、|，|；|$))"), "\\1\0"),
    (re.compile(r"(?<=各)([市县区])、(?=[市县区])"), "\\1\0"),
    (re.compile(r"(?<=\0[市县区])、(?=[市县区])|(?<=各[市县区]\0[市县区])、(?=[市县区])"), "\0"),
    (re.compile(r"(市|县|区)、(?=[县区镇][两三级]|\w级)"), "\\1\0"),
)
# Bodies with the level of government before them need no look at their words: 市工业和信息化局, 县委宣传部.
BODY = (
    r"(?:局|委|办|厅|(?:宣传|组织|统战|武装|党群|指挥|项目|人武|支)部|署|院|所|站|校|(?:督查|办公|研究|工作)室|(?:办事|管理|服务|筹建|工程|局)处|"
    r"(?:安委|妇儿工委|理事|常委|防指|组委)会|政府|党委|党组|工委|管委会|办事处|办公室|委员会|指挥部|领导小组|专班|公司|集团|银行|"
    r"分行|支行|中心|支队|大队|总队|分局|法院|检察院|联合会|协会|工会|总工会|残联|妇联|团委|科协|工商联|督查组|工作组|专业队)"
)
LEVEL = r"(?:各|驻|[省市县区州盟旗镇乡](?!容|民|面|场|域|直)|国家|国网|中国|[\u3400-\u9fff]{2,4}?(?:省|市|县|区|州|镇|乡|街道|开发区|园区))"
OFFICIAL = re.compile(rf"^{LEVEL}[\u3400-\u9fff（）、]{{0,24}}?{BODY}(?:（[^）]*）)?$")
EACH = re.compile(r"^各(?:有关)?(?:级)?[省市县区州盟旗镇乡村街道社区、（）管委会人民政府党工办事处开发园屯场]+$")
# What no name of a body holds: words that lead to an object, say when, or ask.
NEVER = Gated(
    r"[由向把被让按]|将(?!军)|经(?!济|营|信(?!访)|开|贸|发|管|办)|给(?!排水|水)|对(?!口|接|外|台)|从(?!化)|于(?!都|田|洪)|为(?!民)|在(?!职|岗|建|编|校)|"
    r"[前后内时]$|(?<!一)[的了]|予以|(?<![主重首纪])要|(?<!必)须|\d(?!\d)|[“”]|^(?:尤其|特别|是|有|无|非|未|不|均|并|或|同一|任何|每[个家]|该|这|此|其[他它余]|部分|个别|少数|多数|一些|某些|上述|所有)"
)
# Places and wholes: something happens there, but it owes nothing by itself.
PLACE = Gated(
    r"(?:城区|片区|辖区|校区|山区|林区|库区|疫区|灾区|地区|辖内|家园|城市)$|^(?:景区|人员|群众)$|^(?:[本我全][市县区省镇])|全[市县区省镇]$|^全"
)
ROLE_ALONE = Gated(
    r"^各?(?:主要|相关|有关|具体|直接|第一)*(?:负责人|领导|负责同志|责任人|责任单位|责任部门|牵头单位|牵头部门|配合单位|主要)$|"
    r"^(?:单位|部门|个人|同志|双方|对方|本人|自己)$"
)
# A time that stands before the name: 今年在某县, 年底前由某局.
WHEN = re.compile(
    r"^(?:(?:今|明|本|当)[年月周日天晚](?:内|底|前)*|年[底内](?:前)?|月底前?|[上下]半年|近期|即日起|现|现由|每[年月周日天])?"
    r"(?:在|由|请|从)?(?=.{2})"
)
WHEN_BEGINS = frozenset("今明本当年月上下近即现每在由请从")
# Words beside a list that say how the listed ones act.
TAIL = re.compile(
    r"(?:按照?|根据)?(?:各自)?(?:职责分工|职责|分工)?(?:共同|分别|各自|具体)?(?:负责(?:落实|组织实施)?|牵头(?:负责)?|配合|参与|落实|协助)$|"
    r"(?:按照?|根据)(?:各自)?职责(?:分工)?$"
)
TAIL_ENDS = ("负责", "落实", "组织实施", "牵头", "配合", "参与", "协助", "职责", "分工")
# What stands after a name and is no part of it.
DEPARTMENTS = re.compile(r"(?<!主管)(?<!行业监管)(?<!牵头)(?<!职能)(?<!直)(?<!直有关)(?<!直相关)(?:等|有关|相关|职能)*部门$")
AND_SO_ON = re.compile(r"等(?:有关|相关)?(?:单位|地|人员密集场所|避灾点)?$")
COMRADES = re.compile(r"(?:同志|抢险队伍|专人专班|(?<=..)[二三四五两][家县])$")
COUNT_ENDS = ("同志", "抢险队伍", "专人专班", "家", "县")
EACH_PERSON = re.compile(r"每[名位](?:在职)?(?=.{2})")
SHARED = re.compile(r"(?:部门|单位|..[二三四五六七八九两][家县区市镇])$")
BARE = re.compile(r"（[^）]*）|“一把手”")
VERBAL = frozenset({"v", "vd", "d", "p", "c", "t", "f"})
EVERY = re.compile(
    r"^各(?:级|地|方|县区|镇街|市直|有关|相关|职能|行业|主管)*各?(?:有关|相关|职能|行业|主管|成员|责任)*(?:部门|单位|方面)(?:和单位)?$"
)
LEVELS = frozenset("市县区镇乡村组")  # as classes beside one another: 乡镇、村、组要……
# Fields that official names join by 和: 市发展和改革局.
FIELD = re.compile(r"(?:发展|规划|住房|文化|民族|卫生|工业|经济|粮食|城市管理|教育|科学|广播电视|人力资源|退役|审批|政务服务)$")
LONGEST = 26


def split(who: str) -> list[str]:
    """The single names of a list; 和 and 与 part them only after a whole name, brackets and 市委、市政府督查室 hold together."""
    held = BRACKETS.sub(lambda match: MARKS.sub("\0", match.group()), who) if "（" in who else who
    if "、" in held:
        for pattern, kept in HELD:
            held = pattern.sub(kept, held)
    parts: list[str] = []
    for piece in MARKS.split(held):
        parts += _joined(piece)
    return [part.replace("\0", "、").strip() for part in parts if part.strip()]


def _joined(piece: str) -> list[str]:
    """A piece between marks, parted at 和, 与, 会同 where a whole name stands before it."""
    for match in SPLIT.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if left and len(right) > 1 and (match.group() in ("会同", "以及") or ends_like_one(left)) and not _one_body(left, piece):
            return [left, *_joined(right)]
    return [piece]


def _one_body(left: str, whole: str) -> bool:
    """Whether 和 stands inside one name: 市发展和改革局, 市委和政府督查室."""
    return bool(FIELD.search(left) and OFFICIAL.match(whole))


@cache
def _ends() -> Gated:
    return vocabulary.pattern("unit_ends", after="(?:（[^）]*）)?$")


@cache
def _everybody() -> frozenset[str]:
    return frozenset(vocabulary.words("everybody"))


def ends_like_one(part: str) -> bool:
    """Whether the last word is one that names of units end in."""
    return bool(_ends().search(part))


def trimmed(part: str) -> str:
    """A name without the time before it and without 等, 部门 and 同志 after it."""
    bare = part.strip("，：、“ 。")
    part = (WHEN.sub("", bare) if bare[:1] in WHEN_BEGINS else bare) or part
    return clean(part[2:] if EACH_PERSON.match(part) else part)


def clean(name: str) -> str:
    """A unit's name without 部门, 等 and 同志 after it; 主管部门 is a name of its own."""
    if name.endswith("部门") and "各" not in name:
        name = DEPARTMENTS.sub("", name) or name
    if "等" in name:
        name = AND_SO_ON.sub("", name) or name
    if name.endswith(COUNT_ENDS):
        name = COMRADES.sub("", name)
    return name.strip("，：、由请〕〔 ")


@lru_cache(maxsize=8192)
def is_one(name: str, sure: bool = False) -> bool:
    """Whether a single name can owe something: a body, a post or a group of people, not a place, a time or an act."""
    if not 2 <= len(name) <= LONGEST or name in _everybody() or PLACE.search(name) or ROLE_ALONE.match(name):
        return False
    if EACH.match(name):
        return True
    if NEVER.search(_bare(name)):
        return False
    return bool(OFFICIAL.match(name)) or (ends_like_one(name) and (sure or not _holds_act(name)))


def _holds_act(name: str) -> bool:
    """Whether a word of the name is an act: 教育引导党员, 落地整机企业; acts that bodies are named for are none."""
    named = vocabulary.words("verbal_units") + vocabulary.words("unit_words")
    return any(kind in VERBAL and len(word) > 1 and not word.startswith(named) for word, kind in tagged(name))


def names(who: str, *, sure: bool = False) -> tuple[str, ...]:
    """The single names in a run that stands where a subject stands; empty when the last is no name.

    `sure` when an asking word follows, so that a name may hold the word of an act (督察整改办要……).
    """
    who = _without_tail(_without_comrade(who.strip("，：“ ")))
    shared = bool(SHARED.search(who[-4:])) and not who.endswith("主管部门")
    parts = [trimmed(part) for part in split(who) if part not in _everybody() and not EVERY.match(part)]
    if not parts or any(not _may_be_listed(part) for part in parts):
        return ()
    if not (is_one(parts[-1], sure) or (shared and len(parts[-1]) <= 8) or (sure and len(parts) > 1 and parts[-1] in LEVELS)):
        return ()
    return tuple(part for part in parts if part not in _everybody() and not ROLE_ALONE.match(part))


def _without_comrade(who: str) -> str:
    return who.removesuffix("同志") if not who.endswith("负责同志") else who


def _without_tail(who: str) -> str:
    return TAIL.sub("", who) if who.endswith(TAIL_ENDS) else who


@lru_cache(maxsize=8192)
def _may_be_listed(part: str) -> bool:
    """Whether a part may stand in a list of names before the last: short, and without what no name holds."""
    return 0 < len(part) <= LONGEST and not NEVER.search(_bare(part)) and not PLACE.search(part)


def _bare(name: str) -> str:
    return BARE.sub("", name) if "（" in name or "“" in name else name


def listed(text: str) -> tuple[str, ...]:
    """The units of a cell or of a responsibility line: a list by its place, so that each part counts as a name."""
    text = _without_tail(text.strip("。；，| 〔〕"))
    found = (clean(part) for part in split(text))
    return tuple(dict.fromkeys(name for name in found if 1 < len(name) <= LONGEST and not ROLE_ALONE.match(name) and name not in _everybody()))
