"""Pass 7: what else the text says of a directive: units, deadline, figure, area, and whether it can be ticked off."""

import re
from dataclasses import replace

from lastmile.reading import mood, vocabulary
from lastmile.reading.deadlines import deadline
from lastmile.reading.gate import Gated
from lastmile.reading.names import is_one, listed, names
from lastmile.reading.units import BY, NOBODY, Subject, is_name, subject

MEASURE = Gated(
    r"(?:不少于|不低于|不超过|不得超过|超过|达到?|至少|控制在|压减|下降|增长|低于|高于|降至|降到)?\s*"
    r"\d[\d,.]*(?:%|％|个百分点|[万亿千百]?(?:元|户|个|家|人次|人|次|处|台|公里|条|项|亩|吨|宗|套|间|名|件|场|座|分|天|辆|支|篇|路|℃|平方米|立方米|头|份|趟))(?:以上|以下|以内)?"
    r"|百分之百|全覆盖|清零"
)
NO_MEASURE = Gated(r"“[^”]*”|\d+(?:月\d*日?|年|时|小时|日|天内|个工作日)")
JOINED = Gated(r"(?:会同|联合(?=[^，。；]{2,24}(?:局|委|办|部门|政府|公司|中心|支队)))(?P<who>[^，。；]{2,60})")
HELPING = Gated(r"^(?P<who>[^，。；要]{2,60}?)(?:积极|密切|全力)?(?:配合|参与|协助)(?:做好|落实|支持)?$")


LEADS = re.compile(r"^(?:同时|并|由|请|(?:报|呈|送|转|批转)(?=[市县区省各]))")


def subject_of(texts: list[str]) -> Subject:
    """The subject of a directive: the first that its heads or its act name; a head before a colon is a name as a whole."""
    for text in texts:
        text = LEADS.sub("", text)
        found = Subject(names(text), len(text)) if is_name(text) else subject(text)
        if found.units or found.everybody:
            return replace(found, helpers=assisting(texts))
    by = next((match for match in map(BY.search, texts) if match), None)
    return Subject(_listed(by["who"]), 0, helpers=assisting(texts)) if by else replace(NOBODY, helpers=assisting(texts))


def assisting(texts: list[str]) -> tuple[str, ...]:
    """Units that the clauses of a directive name as joining in: 会同某局, 某局配合."""
    joined = [subject(match["who"]).units or names(match["who"]) for match in map(JOINED.search, texts) if match]
    helping = [names(match["who"]) for match in map(HELPING.match, texts) if match]
    return tuple(unit for units in joined + helping for unit in units)


def _listed(who: str) -> tuple[str, ...]:
    comrades = "同志" in who
    return tuple(unit for unit in listed(who) if is_one(unit, sure=True) or (comrades and len(unit) < 5))


def measure(text: str) -> str:
    """The first figure that says how much, or empty; a date is no figure."""
    found = MEASURE.search(NO_MEASURE.sub(lambda match: "×" * len(match.group()), text))
    return text[found.start() : found.end()].strip() if found else ""


def due_words(texts: list[str]) -> str:
    """The words of a directive that set a time: those of its act before those of its heads."""
    return next((words for words in map(deadline, reversed(texts)) if words), "")


def actionable(text: str, act: str = "") -> bool:
    """Whether somebody could report it done: not only attitude, standing or a goal without a figure; its frame says nothing of that."""
    if measure(text) or deadline(text):
        return True
    plain = mood.GENERIC_HEAD.sub("", act or text)
    if vocabulary.pattern("deeds").search(re.sub(r"《[^》]*》", "", plain)):
        return True
    return not vocabulary.pattern("attitudes").search(plain)
