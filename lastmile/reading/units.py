"""Who is to act: the subject of a clause, units named in it, and the lines that name the responsible ones."""

import re
from dataclasses import dataclass

from lastmile.reading import vocabulary
from lastmile.reading.words import tagged

MODAL = re.compile(r"(?<![需主重只想首])(?:要(?![求点素])|必须|务必|须)")
SPLIT = re.compile(r"、|，|；|;|以及|及其?|和(?!平|谐|解)|会同|与")
NO_NAME = re.compile(
    r"\d(?!\d{3})|(?<![主重首])要|就办|^.$|^(?:任何|同一|每[个名位]|第|将|把|对|全部|其他|凡)|[前内起后](?:将|把)|[的了]$"
)
NAME_GOES_ON = re.compile(
    r"(?:建设|规划|生产|教育|服务|监督|监测|管理|执法|综合|发展|应急|救援|组织|宣传|统计|联合会|指挥|督查|检查)"
    r"[\u3400-\u9fff]{0,6}?(?:局|委|办|部|厅|中心|支队|大队|集团|公司|站|院|室|协会)"
)
COMRADES = re.compile(r"(?P<who>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4})*)同志(?=牵头|落实|研究|负责|会同|阅|抓)")
BY = re.compile(
    r"由(?P<who>[\u3400-\u9fff、（）]{2,40}?)(?=牵头|负责|会同|督促|书面|依法|统一|按|组织|报|签字|约谈|点名|先行|共建|归口|在|于|"
    r"[^\u3400-\u9fff]|\d)"
)
AFTER_UNIT = (
    r"(?:（[^）]{1,16}）)?(?:等(?:有关|相关)?(?:部门|单位|地)?)?(?:[一两二三四五六七八九十]+[县家级区市镇])?"
    r"(?:主要|党政|分管)?(?:负责同志|负责人|领导|书记|人员)?"
)


@dataclass(frozen=True)
class Subject:
    """The subject of a clause: its units, how long it is in the text, whether it addresses everybody, and who joins in."""

    units: tuple[str, ...]
    length: int
    everybody: bool = False
    helpers: tuple[str, ...] = ()


NOBODY = Subject((), 0)


def subject(text: str) -> Subject:
    """The subject at the head of a clause, read before a modal, or as names that a verb follows."""
    generic = re.match(rf"(?:{vocabulary.choice('everybody')}[、，]?)+(?:都|均)?(?:(?=要|须|务必|必须|应)|)", text)
    if generic:
        return Subject((), generic.end(), True)
    request = re.match(r"请(?!于|在|按|结合)", text)
    offset = request.end() if request else 0
    found = _before_modal(text[offset:]) or _before_verb(text[offset:])
    return Subject(found.units, found.length + offset, found.everybody) if found else NOBODY


def _before_modal(text: str) -> Subject | None:
    modal = MODAL.search(text)
    if not modal or not 0 < modal.start() <= 60:
        return None
    who = re.sub(r"(?:都|均|还|也|同时)$", "", text[: modal.start()])
    who = re.split(r"对(?=[^口标接])|于(?=\d)|牵头|在(?=\d)", who)[0]
    names = _names(who)
    return Subject(names, len(who)) if names else None


def _before_verb(text: str) -> Subject | None:
    """The shortest run of names at the head of a clause that a verb, adverb or date follows."""
    persons = COMRADES.match(text)
    if persons:
        return Subject(tuple(persons["who"].split("、")), persons.end())
    for found in _ends().finditer(text[:48]):
        who, rest = text[: found.end()], text[found.end() :]
        if len(who) >= 2 and rest and _verb_follows(rest) and "的" not in who:
            names = () if _is_act(who) else _names(who)
            if names:
                return Subject(names, len(who))
    return None


def _is_act(who: str) -> bool:
    """Whether what looks like a subject begins with an act: 落实推送人员 is one, 教育部门 is none."""
    act = re.match(r"要|须|请|务必|必须|进一步", who) or vocabulary.pattern("verbs").match(who)
    return bool(act) and not vocabulary.pattern("verbal_units").match(who)


def _verb_follows(rest: str) -> bool:
    if rest[0] in "：" or re.match(r"牵头|负责|会同|配合|\d|[一两三]\w?[日个]|自|于|在|对|把|将|每|不得|要|须|由", rest):
        return True
    if rest[0] in "的、（”等和与及人员":
        return False
    if vocabulary.pattern("verbs").match(rest):
        return not NAME_GOES_ON.match(rest)
    return tagged(rest[:10])[0][1] in {"v", "vd", "ad", "d", "p", "m", "r", "t", "c", "zg"}


def _ends() -> re.Pattern[str]:
    return vocabulary.pattern("unit_ends", after=AFTER_UNIT)


def _names(who: str) -> tuple[str, ...]:
    """The single names in a subject; empty when a part is no unit or the whole is everybody."""
    who = re.sub(r"(?:同志|等(?:有关|相关)?(?:部门|单位|地)?|牵头|负责)$", "", who.strip("，：“ "))
    parts = [part for part in _split(who) if part]
    if not parts or not _is_unit(parts[-1]) or any(len(part) > 22 or NO_NAME.search(part) for part in parts):
        return ()
    return tuple(clean(part) for part in parts if part not in vocabulary.words("everybody") and clean(part))


def _split(who: str) -> list[str]:
    """Split at 、 and 和, but not inside brackets or in 市委、市政府督查室."""
    held = re.sub(r"（[^）]*）", lambda match: match.group().replace("、", "\0"), who)
    held = re.sub(r"(市委|县委|区委|党委)、(?=市政府\w*室|县政府\w*室|区政府\w*室)", r"\1\0", held)
    held = re.sub(r"(市|县|区)、(?=县|区|镇)(?=[县区镇][两三级]|\w级)", r"\1\0", held)
    return [part.replace("\0", "、").strip() for part in SPLIT.split(held)]


def _is_unit(part: str) -> bool:
    return bool(vocabulary.pattern("unit_ends", after="(?:（[^）]*）)?$").search(part))


def clean(name: str) -> str:
    """A unit's name without 部门, 等 and 同志 after it."""
    name = re.sub(r"(?:等|有关|相关|职能)*(?:部门|(?<!成员)单位)$", "", name) or name
    return re.sub(r"(?:等|同志|抢险队伍|(?<=..)[二三四五两][家县])$", "", name).strip("，：、由请 ")


def is_name(text: str) -> bool:
    """Whether the text is nothing but names of units, as before a colon in a list of tasks."""
    return len(text) < 40 and bool(_names(text)) and not _is_act(text)


def listed(text: str) -> tuple[str, ...]:
    """The units of a cell or of a responsibility line."""
    text = re.sub(r"(?:按职责分工|共同|分别)?(?:负责|牵头|配合|参与|落实)$", "", text.strip("。；，| "))
    return tuple(name for name in (clean(part) for part in _split(text)) if 1 < len(name) < 26)
