"""Who is to act: the subject at the head of a clause, as one or more names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lastmile.reading import vocabulary
from lastmile.reading.cues import NEED, SHOULD
from lastmile.reading.gate import Gated
from lastmile.reading.names import BODY, OFFICIAL, is_one, names
from lastmile.reading.words import tagged

MODAL = Gated(r"(?<![需主重只想首])(?:要(?![求点素])|必须|务必|须)|不得|严禁|禁止|" + NEED + "|" + SHOULD)
NAME_GOES_ON = re.compile(
    r"(?:建设|规划|生产|教育|服务|监督|监测|管理|执法|综合|发展|应急|救援|组织|宣传|统计|联合会|指挥|督查|检查|保障|改革)"
    r"[\u3400-\u9fff]{0,6}?(?:局|委|办|部|厅|中心|支队|大队|集团|公司|站|院|室|协会|单位|机构|人员)"
)
GOES_ON = re.compile(
    r"办(?![理好结成学公事实])|局(?!部|面|势|限)|委(?!托|派)|部(?![署分门])|干部|人员|企业|单位|机构|负责[人同]|领导(?!带|干)|队(?!伍)|"
    r"组(?![织建成])|中心|公司|[站所院]|村(?![民庄])|各(?:有关|相关)?(?:部门|单位)|各(?![建自新打配派设组完抓选])[\u3400-\u9fff]{2,4}[站所院局镇乡]"
)
ENDS_AS_BODY = re.compile(f"{BODY}$")
ACTS_AS_ONE = re.compile("负责|牵头|会同|配合|部门|继续|：")
COMRADES = Gated(r"(?P<who>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4})*)同志(?=牵头|落实|研究|负责|会同|阅|抓)")
BY = Gated(
    r"由(?P<who>[\u3400-\u9fff、（）]{2,40}?)(?=牵头|负责|会同|督促|书面|依法|统一|按|组织|报|签字|约谈|点名|先行|共建|归口|在|于|具体|"
    r"[^\u3400-\u9fff]|\d)"
)
AFTER_UNIT = (
    r"(?:（[^）]{1,16}）)?(?:等(?:有关|相关)?(?:部门|单位|地)?)?(?:[一两二三四五六七八九十]+[县家级区市镇])?"
    r"(?:主要|党政|分管)?(?:负责同志|负责人|领导|书记|人员)?"
)
REQUEST = re.compile(r"请(?!于|在|按|结合)|希?望(?=[各你贵全])")
# Where the names before a modal end.
NAMES_END = re.compile(r"对(?=[^口标接])|于(?=\d)|牵头|在(?=\d)")
BEGINS_ACT = re.compile(r"要|须|请|务必|必须|进一步|通过|统一")
FOLLOWS = re.compile(r"牵头|负责|会同|配合|\d(?![\d.]*%)|[一两三]\w?[日个]|自(?![然来己])|于|在|对|把|将|每|不得|要|须|由")
ADVERB = re.compile(r"(?:都|均|还|也|同时|一律|原则上|[非未]经批准|一般|今年|年内)+$")


# All places and all offices: 各镇(街道)、各部门.
EVERY_LEVEL = r"各[县市区镇乡街道（）、]{1,9}、?各?(?:有关|相关|直属)*(?:部门|单位)"


@dataclass(frozen=True)
class Subject:
    """The subject of a clause: its units, how long it is in the text, whether it addresses everybody, and who joins in."""

    units: tuple[str, ...]
    length: int
    everybody: bool = False
    helpers: tuple[str, ...] = ()


NOBODY = Subject((), 0)


@cache
def _everybody() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{vocabulary.choice('everybody')}|{EVERY_LEVEL})[、，]?)+(?:都|均)?(?!的|和|及|与|以及)")


@lru_cache(maxsize=4096)
def subject(text: str) -> Subject:
    """The subject at the head of a clause, read before a modal, or as names that a verb follows."""
    request = REQUEST.match(text)
    offset = request.end() if request else 0
    everybody = _everybody().match(text)
    if everybody and MODAL.match(text, everybody.end()):
        return Subject((), everybody.end(), True)
    found = _before_modal(text[offset:]) or _before_verb(text[offset:])
    if found:
        return Subject(found.units, found.length + offset)
    return Subject((), everybody.end(), True) if everybody else NOBODY


def _before_modal(text: str) -> Subject | None:
    modal = MODAL.search(text)
    if not modal or not 0 < modal.start() <= 60:
        return None
    who = ADVERB.sub("", text[: modal.start()])
    end = NAMES_END.search(who)
    who = who[: end.start()] if end else who
    found = () if _is_act(who) else names(who, sure=True)
    return Subject(found, len(who)) if found else None


def _before_verb(text: str) -> Subject | None:
    """The shortest run of names at the head of a clause that a verb, adverb or date follows."""
    persons = COMRADES.match(text)
    if persons:
        return Subject(tuple(persons["who"].split("、")), persons.end())
    for found in _ends().finditer(text[:48]):
        who, rest = text[: found.end()], text[found.end() :]
        if len(who) >= 2 and rest and _verb_follows(rest) and "的" not in who and not _is_act(who) and not _cut_short(text, len(who)):
            held = names(who)
            if held and (who.endswith("部门") or not _only_classes(held) or ACTS_AS_ONE.match(rest)):
                return Subject(held, len(who))
    return None


def _only_classes(held: tuple[str, ...]) -> bool:
    """Whether a name is only what a body does (组织, 宣传, 财政): it counts before 部门, 要 or 负责, else it is an act or a thing."""
    return len(held) == 1 and held[0] in vocabulary.words("classes")


def _cut_short(text: str, length: int) -> bool:
    """Whether a name ends inside a longer one (市安委|办) or inside a word (核心零部|件)."""
    if GOES_ON.match(text[length:]):
        return True
    if OFFICIAL.match(text[:length]):
        return False
    place = 0
    for word, kind in tagged(text[: length + 8]):
        place += len(word)
        if place >= length:
            guessed = kind == "v" and text[length - 1] in "镇乡村" and place - len(word) == length - 1  # a word that is none: 东河|镇于|4月
            return place > length and not guessed
    return False


def _is_act(who: str) -> bool:
    """Whether what looks like a subject begins with an act: 落实推送人员 is one, 教育部门 is none."""
    act = BEGINS_ACT.match(who) or vocabulary.head("verbs").match(who)
    named = vocabulary.head("verbal_units").match(who)
    if not act or (named and (ENDS_AS_BODY.search(who) or not vocabulary.head("verbs").match(who[named.end() :]))):
        return False
    place, ends = 0, set()
    for word, _kind in tagged(who):
        place += len(word)
        ends.add(place)
    return act.end() in ends or len(act.group()) > 1


def _verb_follows(rest: str) -> bool:
    if rest[0] == "：" or FOLLOWS.match(rest):
        return True
    if rest[0] in "的、（”等和与及人员":
        return False
    if vocabulary.head("verbs").match(rest):
        return not NAME_GOES_ON.match(rest)
    return tagged(rest[:10])[0][1] in {"v", "vd", "ad", "d", "p", "m", "r", "t", "c", "zg", "i", "l"}


@cache
def _ends() -> Gated:
    return vocabulary.pattern("unit_ends", after=AFTER_UNIT)


def is_name(text: str) -> bool:
    """Whether the text is nothing but names of units, as before a colon in a list of tasks."""
    found = names(text) if len(text) < 40 and not _is_act(text) else ()
    return bool(found) and all(is_one(name) for name in found)
