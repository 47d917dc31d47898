"""Pass 8: the meeting itself - title, date, who convened, who attended, where, what was conveyed."""

import re
from datetime import date

from lastmile.lib.chinese import narrow
from lastmile.reading.model import Meeting
from lastmile.reading.repair import Shadow
from lastmile.reading.voice import Names

DATE = re.compile(r"(?<!\d)(20\d{2})(?:(?=年)年\s?|(?P<by>[-/.]))(\d{1,2})(?(by)(?P=by)|\s?月\s?)(\d{1,2})日?(?!\d)")
HAN_DATE = re.compile(r"(二[〇○零][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
TITLE = re.compile(r"(?:主持召开|召开|主持)了?(?P<title>[^，。；]{0,40}?(?:会议|会))(?=[，。；、\s]|并|$)")
HELD = re.compile(
    r"(?P<title>(?:[^，。；、\n\d]|(?<!\d)20\d{2}年|(?<=第)\d{1,3}|\d(?=[次届号]))(?:[^，。；、\n\d]|20\d{2}年|(?<=第)\d{1,3}|\d(?=[次届号])){1,40}?(?:会议|会)(?:暨[^，。]{4,24}会议)?)(?:近日|今日|昨日|日前)?(?:在[^，。]{2,20})?召开"
)
PHRASE = re.compile("[^，。]+")
ABOVE = re.compile(r"习近平[^，。]{0,30}(?:召开|会议)[^，。]*")
CONVENOR = re.compile(r"主持召开|主持会议|召集|主持")
PRESENT = re.compile(r"(?:出席|参加|列席|到会|参会)(?:了)?(?:本次|此次)?(?:会议|调研|活动)?")
VENUE = re.compile(
    r"在(?P<a>[^，。；、“]{2,16}?(?:会议室|会议厅|会议中心|行政中心|指挥中心|大会堂|礼堂|县|区))(?:主持)?召开|"
    r"(?:开至|开到|连线)(?P<b>[^。；]{2,40}?)(?=[，。；])|(?P<c>各[^，。；]{2,24}?设立?分会场)|"
    r"会议地点：(?P<d>\S{2,20})|(?P<e>[^，。；、\d]{2,24}分会场)"
)
CONVEY = re.compile(
    r"(?:传达学习|学习贯彻|传达贯彻|贯彻落实|学习传达|传达|贯彻|学习)(?:了|落实|贯彻)?"
    r"(?P<what>[^，。；]{4,80}?(?:精神|讲话|指示|批示|要求|文件|部署))(?=[，。；、]|$|和)"
)
LEADING = re.compile(r"主持召开|会议传达|会议学习|传达学习|学习贯彻")


def meeting(shadow: Shadow, names: Names, title: str) -> Meeting:
    """The meeting a paper reports on; a paper without one has only its title and date."""
    text = shadow.text
    held = bool(re.search(r"主持召开|召开|会议", text[:600]))
    chair = convenor(text, names) if held else ""
    return Meeting(
        title=title,
        issued_on=issued_on(narrow(shadow.original)),
        convenor=chair,
        attendees=attendees(text, names, chair) if held else (),
        venues=_venues(text) if held else (),
        conveys=_conveys(text) if held else (),
    )


def issued_on(text: str) -> date | None:
    """The date of the paper: a full date near its head, or the last full date at its end."""
    stated = re.search(r"(?:签发|发布时间|发布日期|印发时间|印发日期|发布)[:：]?\s*(?=20\d\d)", text)
    if stated and (days := _dates(text[stated.end() : stated.end() + 12])):
        return days[0]
    head = text[:400]
    near = _dates(head) or _dates(text[-200:])
    lines = [found for line in head.split("\n")[:6] if len(line) < 60 for found in _dates(line)]
    ending = _dates(text[-60:])
    chosen = lines[:1] or ending[-1:] or near[:1]
    return chosen[0] if chosen else None


def _dates(text: str) -> list[date]:
    found = [(match.start(), match.group(1, 3, 4)) for match in DATE.finditer(text)]
    found += [(match.start(), tuple(_arabic(part) for part in match.groups())) for match in HAN_DATE.finditer(text)]
    return [day for _, parts in sorted(found) if (day := _day(*(int(part) for part in parts)))]


def _arabic(text: str) -> str:
    if "十" not in text:
        return "".join(DIGITS[char] for char in text)
    tens, _, ones = text.partition("十")
    return str(int(DIGITS.get(tens, "1")) * 10 + int(DIGITS.get(ones, "0")))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def convenor(text: str, names: Names) -> str:
    """The one who presided: the name right before 主持, or after 主持人."""
    label = re.search(rf"主持人?：(?P<who>{names.choice})", text)
    if label:
        return label["who"]
    for verb in CONVENOR.finditer(text[:1500]):
        sentence = re.split(r"[。；\n]", text[max(0, verb.start() - 60) : verb.start()])[-1]
        found = re.findall(names.choice, sentence)
        if found:
            return str(found[-1])
    spoken = re.search(rf"(?P<who>{names.choice})(?:同志)?(?:强调|指出)", text)
    opened = re.search(rf"(?P<who>{names.choice})(?:出席|到会)[^。]{{0,8}}讲话", text)
    chosen = opened or spoken
    return chosen["who"] if chosen else ""


def attendees(text: str, names: Names, chair: str) -> tuple[str, ...]:
    """Those whom the attendance sentences name, in the order of the text, without the convenor."""
    sentences = re.split(r"[。；\n]", text)
    holding = (place for place, words in enumerate(sentences) if re.search(r"主持|召开", words) and _people(words, names))
    opening = next(holding, 0)
    people: list[str] = []
    for place, sentence in enumerate(sentences):
        introduced = opening <= place < opening + 2 and not re.search(r"强调|指出|要求", sentence)
        if introduced or PRESENT.search(sentence) or re.search(r"出席：|参加人员：", sentence):
            people += _people(re.split(r"强调|指出", sentence)[0], names)
    return tuple(dict.fromkeys(name for name in people if name != chair))


def _people(sentence: str, names: Names) -> list[str]:
    return [match.group() for match in re.finditer(names.choice, sentence)]


def _venues(text: str) -> tuple[str, ...]:
    found = [next(part for part in match.groups() if part) for match in VENUE.finditer(text)]
    return tuple(dict.fromkeys(part.strip("在，") for part in found))


def _conveys(text: str) -> tuple[str, ...]:
    lead = [sentence for sentence in re.split(r"[。\n]", text) if LEADING.search(sentence)]
    found = [match["what"] for sentence in lead[:8] for match in CONVEY.finditer(sentence)]
    return tuple(dict.fromkeys(found))


def _held(text: str) -> re.Match[str] | None:
    """The meeting that is said to be held; it is looked for only in a phrase that says so, since its name may begin anywhere."""
    phrases = (phrase.span() for phrase in PHRASE.finditer(text) if "召开" in phrase.group())
    return next(filter(None, (HELD.search(text, *span) for span in phrases)), None)


def meeting_title(text: str, first_line: str) -> str:
    """The meeting's own name when the paper gives it, else the headline."""
    lead = ABOVE.sub("", text[:800])
    found = [match["title"] for match in (TITLE.search(lead), _held(lead)) if match]
    prose = "，" in first_line or "。" in first_line
    best = max((title for title in found if len(title) > (3 if prose else 6)), key=len, default="") or first_line[:60]
    best = re.sub(r"\s*\n\s*", "", best)
    return re.sub(r"^.{0,8}讯\s+|^日?(?:[上下]午|晚上?|当天)?(?=[\u3400-\u9fff]{4})|纪要$", "", best)
