"""When: the words of the text that set a time."""

import re
from functools import lru_cache

from lastmile.reading import vocabulary
from lastmile.reading.gate import Gated

NUM = r"[\d一二三四五六七八九十两半]+"
DAY = rf"(?:\d{{4}}年)?(?:{NUM}月(?:{NUM}日|份|底|初|中旬|上旬|下旬|末)?|{NUM}日)"
CLOCK = r"(?:(?:上午|下午|晚上?|中午|凌晨|傍晚)?\d{1,2}(?:时|点)(?:\d{1,2}分)?)"
EVENT = r"(?:“[^”]{1,4}”|[\u3400-\u9fff]{2,4}?)"
YEAR = r"(?:今年|明年|本年|全年|当年|\d{4}年)?"
PERIOD = rf"(?:本月{NUM}日|第?[一二三四]季度末?|{vocabulary.choice('periods')})"
HALF = r"(?:上午|下午|晚上)?(?:下班)?"
SPAN = rf"(?:{NUM})?个?(?:小时|分钟|天|日|周|月|季度?|旬|年)(?:{NUM}日|[一二三四五六日](?![一二三四五六次个]))?"
EVERY = rf"每(?:年\d+月底前|半年|季度末?月?(?:\d+日)?|{SPAN}{HALF}|周[一二三四五六日]{HALF}|晚|两周)"
FORMS = (
    rf"(?:自|到|截至|于)?{YEAR}(?:{DAY})(?:{CLOCK})?(?:至|到|[—－~-]{{1,2}})(?:{YEAR})(?:{DAY})(?:{CLOCK})?",
    rf"自?(?:{DAY}|即日|今日|即刻)(?:{CLOCK})?起(?:每日[\d时、]+前)?",
    rf"每[日天]{CLOCK}(?:、{CLOCK})*(?:前|以前|之前)?",
    rf"{EVERY}(?:{NUM}日)?(?:前|以前|之前)?",
    rf"(?:最迟|最长)?不超过{NUM}个?(?:工作日|小时|分钟|天)",
    rf"(?:在|于|到)?(?:今|明|后|当)[天晚日](?:{CLOCK}|中午|下班|上午|下午|晚上)?(?:前|以前|之前|内)",
    rf"到?{YEAR}{DAY}(?:上午|下午)?(?:{CLOCK})?(?:前|以前|之前|内|底)",
    rf"到?(?:\d{{4}}年底|{YEAR}{NUM}月底)",
    rf"{CLOCK}(?:前|以前|之前)",
    r"“[^”]{1,4}”节?(?:假期)?(?:前|期间)",
    rf"{YEAR}{PERIOD}(?:{NUM}[日天])?(?:前|以前|之前|内|底|末)",
    rf"{YEAR}(?:年底|年内|月底|节前|季度末|第[一二三四]季度|[一二三四]季度|年中|上半年|下半年|当日|当天)",
    rf"(?:会后|收到后)?{NUM}个?(?:工作日|小时|分钟|天|日|周|星期|月|年)(?:之|以)?内",
    rf"自?[\u3400-\u9fff]{{2,8}}之日起{NUM}个?(?:工作日|日|天)内",
    r"立即|立刻|马上|第一时间|尽快|限期|即日起|即刻|今日起",
    rf"{NUM}月份",
    r"当日|当天|今年|明年",
)
CUE = Gated("|".join(f"(?:{form})" for form in FORMS))
MOTTO = Gated(r"“[^”]{5,}”|《[^》]*》|(?:无法|不能|难以)立即")
# A time that only says which (今年的任务, 明年工作, 每季度的进度), or that the year runs towards (冲刺四季度).
WHICH = re.compile(r"的|[\u3400-\u9fff]{0,4}?(?:工作|任务|目标|指标|经济|计划|预算|投资)")
YEARLY = re.compile(r"[今明全本]年|(?:20\d\d年)?(?:[上下]半年|第?[一二三四]季度)")
TOWARDS = re.compile(r"(?:冲刺|决战|决胜|奋战|大战|谋划|谋篇|部署|总结|分析|研判|复盘)(?:好|完)?$")
SOFT = ("今年", "明年", "全年", "当日", "当天")


@lru_cache(maxsize=8192)
def deadline(text: str) -> str:
    """The first words of a clause that set a time, or empty; a quoted motto sets none."""
    return next((words for words in _cues(text) if words), "")


def _only_says_which(found: re.Match[str], text: str) -> bool:
    """Whether words of time describe a thing, or are themselves what is worked for."""
    if found.group().startswith("每"):
        return text.startswith("的", found.end())
    if not YEARLY.fullmatch(found.group()):
        return False
    return bool(WHICH.match(text, found.end()) or TOWARDS.search(text[: found.start()]))


def _cues(text: str) -> list[str]:
    plain = MOTTO.sub(lambda match: "×" * len(match.group()), text)
    found = [match.group() for match in CUE.finditer(plain) if not _only_says_which(match, plain)]
    firm = [words for words in found if words not in SOFT]
    return [words[1:] if words.startswith(("于", "在")) else words for words in (firm or found)]
