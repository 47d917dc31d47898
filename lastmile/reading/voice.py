"""Who speaks: names in the paper, and the phrases that report speech (某某强调, 会议要求)."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from lastmile.reading import vocabulary
from lastmile.reading.ordinals import take_mark

HAN = r"[\u3400-\u9fff·]"
NO_NAME = re.compile(r"[按据]|会议|通报|精神|工作|部门|单位|同志|任务|汇报|主持|出席|参加|进一步|强调|要求|指出|情况|方案|意见")
AFTER_NAME = (
    r"(?=主持|出席|参加|[，、。（；]|等|到|率|在|就|及|带队|作|表示|通报|汇报|讲话|强调|指出|要求|对|以|于|分别|同|说|介绍|传达|和|"
    r"组织|召集|专题|专程|专门|冒雨|督办|督查|督促|率队|实地|现场|来到|走进|走访|察看|查看|视察|出|陪同|一同|部署|讲|致|主讲|看望|慰问|签|研究|"
    r"一行|深入|赴|受|代表|列席|补充|牵头|提出|安排|部署|总结|宣读|批示|听取|会见|调研|检查|督导|带领|先后|会上|\s|$|\d)"
)
IMPLICIT = re.compile(
    r"(?:并|还|同时|并且|但|也)?(?:就[^，。；：]{0,24}?)?"
    r"(?P<verb>强调|要求|指出|议定|明确(?=$|由|要)|叮嘱[^要]{0,8}|提出[^，。；：]{0,10}(?:要求|意见))(?!的|事项|如|了)"
)
# Whoever speaks at the head of a sentence is a person when nothing in his name belongs to a body, a post or a paper.
OTHER_NAME = re.compile(
    r"(?:^|(?<=[。\n]))[^\S\n]{0,24}(?![并还也又再同最他她其随会各全对为此这双大与])(?P<name>[^\W\da-zA-Z局委办部省市县区镇乡组会法例案见知报令书长员家方者们议级门位府处院司队社校要求示警]{{2,6}})"
    r"(?=(?:强调|指出|要求)，)",
    re.M,
)
POST = re.compile("[长任记员席官]|主席团|专员|巡视员")
WHEN = r"(?:在[^，。；：]{0,24}?(?:时|后|中|上|期间|会上)|(?!强调|指出|要求)[^，。；：要]{2,24}?时)?"
ABOUT = r"(?:(?:就|围绕|对|针对|结合|代表)[^，。；：]{0,30}?)?"
SPEAKS = re.compile(r"(?:^|(?<=[。；，\n]))\s?(?P<name>[\u3400-\u9fff]{2,4})(?=(?:在会上)?(?:强调|指出|要求)[，：])", re.M)
# How far into a clause the name of a speaker may stand, and what a meeting or a notice is called there.
FAR = 60
BODY = re.compile(r"会议|全会|[他她]|批示|通[知报]|预警|命令|会[上前后]|[组办局室部队会指]，?(?:强调|指出|要求)")
DUTY = re.compile(r"(?:同志)?(?:牵头|负责)")
# Bodies that a report quotes: 督查组强调,市安委办要求; what stands above the city is quoted as the reason.
BODIES = (
    r"(?![^，。；：]{0,4}(?:党中央|国务院|中共|省委))[\u3400-\u9fff]{0,14}?"
    r"(?:督[查导]组|检查组|调研组|工作组|巡[察查]组|[安防专]委?办|[省市县区州森林]防指|三防办|领导小组|指挥部|办公室|委员会|督查室|局|支队|大队)"
)
AFTER = r"(?:同志|主任|书记|局长|部长|主席|[市县区镇乡州]长)?"
BEFORE = r"(?:会上|随后|最后|同时|会议最后|会后|会前|其间|期间|当天|当晚|此外|另外)?[，,]?"


SPEAKING = ("强调", "指出", "要求", "议定", "明确", "决定", "批示")
CONVENED = re.compile(
    r"主持召开|出席(?:会议)?并讲话|主持会议|会议(?:还|集体)?(?:听取|传达|审议|学习|研究|通报|肯定|认为)|"
    r"(?:会议|会)(?:召开|举行)|召开[^，。]{2,30}会"
)
MEETS = re.compile(rf"{BEFORE}(?:会议(?!精神|筹备|室|纪要|部署|议定事项)|会上|会前|会后)")
# Orders that a report gives without naming the speaker again: …,强调要抓好防汛.
UNNAMED = re.compile(r"[，。]\s?(?:并|还|最后|同时|他|她)?(?:强调|指出|要求)(?:，|要|各|全[市县区]|[一-龥]{2,8}要)")


@dataclass(frozen=True)
class Report:
    """A reporting phrase: who, with which verb, whether it gives orders, and how much of the clause it takes."""

    speaker: str
    verb: str
    orders: bool
    length: int


@dataclass(frozen=True)
class Names:
    """The personal names found in a paper, longest first."""

    found: tuple[str, ...]

    @cached_property
    def choice(self) -> str:
        """A regular expression for any of the names."""
        return "|".join(re.escape(name) for name in self.found) or r"(?!x)x"

    def places(self, text: str) -> list[tuple[int, str]]:
        """Where names stand near the head of a clause, first place first, the longer name before the shorter."""
        head = text[:FAR]
        held = (name for name in self.found if name in head)
        return sorted(((head.find(name), name) for name in held), key=lambda found: (found[0], -len(found[1])))


def find_names(text: str) -> Names:
    """The names that stand after a post, before a reporting verb, before 同志, or in a list of those present."""
    found = {match["name"] for pattern in _singles() for match in pattern.finditer(text)}
    found |= {name for match in _run().finditer(text) for name in match["names"].split("、")}
    found |= {match["name"] for match in OTHER_NAME.finditer(text)}
    found |= {match["name"] for match in SPEAKS.finditer(text)} & _after_posts(text)
    kept = {_whole(name, text) for name in found if not NO_NAME.search(name)}
    return Names(tuple(sorted(kept, key=lambda name: (-len(name), name))))


def _after_posts(text: str) -> set[str]:
    """What stands after a post: a name that speaks elsewhere is one, whatever its first character (部长印某)."""
    return {text[post.end() : post.end() + length] for post in POST.finditer(text) for length in range(2, 5)}


@cache
def _singles() -> tuple[re.Pattern[str], ...]:
    short = rf"(?P<name>{vocabulary.choice('surnames')}{HAN}{{1,2}}?)"
    long = rf"(?P<name>{vocabulary.choice('surnames')}{HAN}{{1,2}})"
    forms = (
        rf"{vocabulary.choice('titles')}{short}{AFTER_NAME}",
        rf"(?:^|[。；，\s！”）]){long}(?:同志)?(?:强调|指出|要求|说，|表示，|批示|主持召开|主持会议)",
        rf"(?:书记|[市县区镇乡州]长|主任)(?P<name>{HAN}{{2,3}}?)(?=主持|在[^，。]{{2,20}}主持)",
        rf"(?:：|、|[局办委部社会]){long}(?=（[^）]{{2,12}}[局委办府会]）|等(?:到会|参加|出席))",
        rf"(?:^|[。，；\s]){short}(?=(?:代|副)?(?:[市县区镇乡州]长|书记|主任|局长|部长|主席)(?:首先|强调|指出|要求|在|主持|出席|对|就|说|一行|，))",
        rf"{long}同志(?=\d|牵头|批示|补充|现场|强调|指出)",
    )
    return tuple(re.compile(form, re.M) for form in forms)


def _whole(name: str, text: str) -> str:
    """A name of two characters that the same third one always follows was cut too short: 阮清 in 阮清和."""
    after = {text[match.end() : match.end() + 1] for match in re.finditer(name, text)}
    third = after.pop() if len(name) == 2 and len(after) == 1 and text.count(name) > 1 else ""
    return name + third if third in set("和同到率在等对以于说及就作") else name


@cache
def _run() -> re.Pattern[str]:
    """Names in a row after a post: 市领导甲、乙、丙参加."""
    person = rf"{vocabulary.choice('surnames')}{HAN}{{1,2}}"
    end = "(?=等|在|参加|出席|列席|，|及|以及|分别|到|对|就|。)"
    return re.compile(rf"(?:导|长|任|记|委员)\s?(?P<names>{person}(?:、{person})+){end}")


def reports_speech(text: str, names: Names) -> bool:
    """Whether the paper reports what somebody said, rather than speaking for itself."""
    heads = (head.strip()[take_mark(head.strip())[1] :] for head in re.split(r"[，。；：！\n]", text))
    if any((found := take_report(head, names)) and found.speaker and _orders(found, head) for head in heads if head):
        return True
    return bool(CONVENED.search(text[:800]) and UNNAMED.search(text))


def _orders(found: Report, head: str) -> bool:
    return found.verb in SPEAKING or (found.verb == "提出" and bool(re.search(r"(?:要求|意见)$", head)))


@lru_cache(maxsize=4096)
def take_report(text: str, names: Names) -> Report | None:
    """The reporting phrase at the head of a clause; speaker is empty when the clause leaves it out."""
    places = [(start, name) for start, name in names.places(text) if _before().fullmatch(text, 0, start)]
    for start, name in places:
        said = _says().match(text, start + len(name))
        if said:
            return _report(name, said, text)
    bodies = BODY.search(text)
    spoken = _body_says().match(text) if bodies else None
    if spoken:
        return _report(spoken["who"], spoken, text)
    named = next((name for start, name in places if not DUTY.match(text, start + len(name))), "")
    if named or (bodies and MEETS.match(text)):
        return Report(named or "会议", "", False, len(text))
    implied = IMPLICIT.match(text)
    if implied:
        return Report("", implied["verb"][:2], True, implied.end())
    return None


@cache
def _before() -> re.Pattern[str]:
    """What may stand before a name: when it was, and the speaker's posts."""
    return re.compile(rf"{BEFORE}(?:[^，。；：]{{0,24}}?{vocabulary.choice('titles')})?")


@cache
def _says() -> re.Pattern[str]:
    """What follows a speaker up to the verb."""
    adverbs = rf"(?:{vocabulary.choice('reporting', 'adverb')}){{0,3}}"
    verbs = rf"(?P<verb>{vocabulary.choice('reporting', 'order')}|{vocabulary.choice('reporting', 'narrate')})"
    return re.compile(rf"{AFTER}(?:于?\d+月\d+日)?{WHEN}{ABOUT}{adverbs}{verbs}")


@cache
def _body_says() -> re.Pattern[str]:
    """A meeting, a notice or somebody named before as the speaker."""
    who = r"(?P<who>会议(?!精神|筹备|室|纪要|部署|议定事项|决定的|要求的)|全会|他|她|批示|(?:紧急)?通[知报]"
    who += r"|《[^》]{0,30}(?:通知|意见|提示)》|预警|命令|"
    who += rf"{BODIES}(?=(?:强调|指出|要求)(?:$|全|要|[^，。；]{{0,4}}各)))"
    return re.compile(rf"{_before().pattern}{who}{_says().pattern}")


def _report(who: str, found: re.Match[str], text: str) -> Report:
    verb, end = found["verb"], found.end()
    who = re.sub(r"^《.*通知》$", "通知", who)
    orders = verb in vocabulary.table("reporting")["order"]
    if orders and verb not in ("强调", "要求", "指出"):
        more = re.match(r"[^，。；：]{0,14}?(?:要求|意见|安排|部署|事项|如下)$", text[end:])
        end += more.end() if more else 0
    inner = re.search(r"(?:时|，|并|后)(强调|要求|指出)", text[end:])
    if not orders and inner:
        return Report(who, inner.group(1), True, end + inner.end())
    return Report(who, verb, orders, end if orders else len(text))
