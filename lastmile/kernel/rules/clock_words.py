"""The steps of a derivation in words, Chinese and English: what was counted, what it does to the day, on whose authority."""
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from lastmile.lib.workdays import SATURDAY

from .clock_dates import Tongue
from .clock_presets import PRESETS
from .clock_shapes import Amount, Step

CLOCKS = {
    "finish": ("办结", "Completion"), "sign": ("签收", "Signing"), "first": ("首次反馈", "First report"),
    "report": ("反馈", "Report"), "reported": ("核查", "Verification"), "returned": ("补办", "Redoing"), "ask": ("审批延期", "Deciding"),
    "slip": ("答复", "The answer"),
    "plain": ("", "It"),
}
BEGINS = {  # what began a clock; that of the others is the dispatch
    "reported": ("反馈", "Reported"), "returned": ("退回补办", "Sent back"), "ask": ("申请", "Asked for"), "slip": ("签发", "Signed"),
}
DISPATCH = ("交办", "Issued")

WORDS = {
    "start_days": ("{at_day}{begun}，次日起算", "{begun} on {at_day}, counted from the next day"),
    "start_workdays": ("{at_day}{begun}，下一个工作日起算", "{begun} on {at_day}, counted from the next working day"),
    "start_hours": ("{at}{begun}，即时起算", "{begun} on {at}, counted from that moment"),
    "start_office_hours": ("{at}{begun}，只计办公时间", "{begun} on {at}, only office hours are counted"),
    "start_named": ("{at_day}{begun}", "{begun} on {at_day}"),
    "allowed": ("{because}按{allowance}", "{allowance}{cause}"),
    "named": ("期限已写明{cause}{closed}", "The day was named{cause}{closed}"),
    "days_off": ("其间周末和节假日{days}天不计{off}{on}", "Weekends and holidays left out: {days}{off}{on}"),
    "days_between": ("其间{off}{on}", "Between: {off}{on}"),
    "first_due": ("原{clock}时限", "{clock} was first due"),
    "suspended_days": ("中止{cause}，{span}{nothing}", "Suspended{cause}, {span}{nothing}"),
    "suspended_hours": ("中止{cause}，{span}", "Suspended{cause}, {span}"),
    "suspended_office_hours": ("中止{cause}，{span}{nothing}", "Suspended{cause}, {span}{nothing}"),
    "suspended_late": ("中止{cause}，{span}；中止时已过时限，不顺延", "Suspended{cause}, {span}; already late, so not moved"),
    "suspended_tail": ("中止{cause}，{span}；日数已经计满，顺延到恢复后的第一个工作日",
                       "Suspended{cause}, {span}; all days were counted: moved to the first working day after it"),
    "suspended_open": ("中止{cause}，{from}起，尚未恢复", "Suspended{cause}, since {from}, not resumed yet"),
    "roll_dropped": ("从{day}接着推算，原来的顺延不再计", "Counted on from {day}; the earlier move falls away"),
    "rolled": ("{day}{day_off}，顺延到{to}", "{day} is {day_off}: moved to the next working day, {to}"),
    "rolled_back": ("{day}{day_off}，提前到{to}", "{day} is {day_off}: moved to the working day before, {to}"),
    "not_rolled": ("{day}是工作日，不顺延", "{day} is a working day: not moved"),
    "extended": ("延期{cause}，原定{before}{closed}", "Extended{cause}; it was {before}{closed}"),
    "recounted": ("{because}，重新推算，原推算为{before}", "Worked out anew ({because}); it was {before}"),
    "recounted_same": ("{because}，重新推算，日期不变", "Worked out anew ({because}); the day stays"),
    "provisional": ("日历中没有{of}年的放假安排，日期暂定，公布后重新推算",
                    "The calendar has no holidays for {of} yet: the day is provisional and will be worked out again"),
    "due": ("{now}{clock}时限", "{clock} is {now}due"),
}

BASES = {
    "start_days": ("参照《民法典》第二百零一条", "Civil Code, art. 201, by analogy"),
    "start_workdays": ("参照《民法典》第二百零一条", "Civil Code, art. 201, by analogy"),
    "start_hours": ("参照《民法典》第二百零一条", "Civil Code, art. 201, by analogy"),
    "start_office_hours": ("参照《民法典》第二百零一条", "Civil Code, art. 201, by analogy"),
    "days_between": ("国务院办公厅年度节假日安排", "the State Council General Office's yearly notice on holidays"),
    "rolled": ("参照《民法典》第二百零三条", "Civil Code, art. 203, by analogy"),
    "days_off": ("国务院办公厅年度节假日安排", "the State Council General Office's yearly notice on holidays"),
}
APPROVED = ("suspended_days", "suspended_hours", "suspended_office_hours", "suspended_late", "suspended_tail", "suspended_open", "extended")
NOTHING = (Amount(0, "d"), Amount(0, "wd"), timedelta(0))


def words(step: Step, language: str = "zh", clock: str = "finish") -> str:
    """The row's text; `clock` is a name in CLOCKS or the words for it. Languages other than English get simplified Chinese."""
    tongue = _tongue(step, language)
    names = CLOCKS.get(clock, (clock, clock))
    begun = BEGINS.get(clock, DISPATCH)[tongue.english]
    facts = {"clock": names[tongue.english], "begun": begun, **_plain(step.values, tongue), **_fragments(step, tongue)}
    code = "recounted_same" if step.code == "recounted" and step.values["before"] == step.effect else step.code
    return WORDS[code][tongue.english].format_map(facts)


def effect_words(step: Step, language: str = "zh") -> str:
    """The row's right-hand side: +20日, 0, 11月26日."""
    return _tongue(step, language).effect(step.effect)


def authority_words(step: Step, language: str = "zh") -> str:
    """The row's small print: on what basis, or by whose approval; empty if there is none."""
    english = _tongue(step, language).english
    said = _basis(step, english) or (BASES[step.code][english] if step.code in BASES else "")
    if not said:
        return ""
    if step.code in APPROVED:
        return f"Approved: {said}" if english else f"批准：{said}"
    return f"Basis: {said}" if english else f"依据：{said}"


def _basis(step: Step, english: bool) -> str:
    """The authority as it was written; that of a limit in the box also in English."""
    limit = PRESETS.get(step.values.get("preset", ""))
    if not step.authority and step.values.get("unit") == "mo":
        return ("参照《民法典》第二百零二条", "Civil Code, art. 202, by analogy")[english]
    return limit.basis_en if english and limit and limit.basis == step.authority else step.authority


def _tongue(step: Step, language: str) -> Tongue:
    return Tongue(language.lower().startswith("en"), step.values["year"])


def _plain(values: Mapping[str, Any], tongue: Tongue) -> dict[str, Any]:
    """Values that need no thought: days and moments as words, the rest as they are."""
    facts = dict(values)
    for name in ("at", "from", "day", "to", "before"):
        if name in values:
            facts[name] = tongue.moment(values[name])
    if "at" in values:
        facts["at_day"] = tongue.day(values["at"])
    return facts


def _fragments(step: Step, tongue: Tongue) -> dict[str, str]:
    """The parts of a sentence that are there only sometimes."""
    values, english = step.values, tongue.english
    facts = {"closed": "", "nothing": ""}
    if "because" in values:
        said = _reason(values, english)
        facts |= {"because": said, "cause": (f": {said}" if english else f"：{said}") if said else ""}
    if "allow" in values:
        facts["allowance"] = tongue.amount(values["allow"], values["unit"])
    if "from" in values and "to" in values:
        facts["span"] = tongue.span(values["from"], values["to"])
    if values.get("open") is False:
        facts["closed"] = "; a day off, but it stands as named" if english else "；当日不上班，仍以写明的日期为准"
    if step.code in ("suspended_days", "suspended_office_hours") and step.effect in NOTHING and values["to"] >= values["from"]:
        hours = step.code == "suspended_office_hours"
        facts["nothing"] = (("; no day of it was to be counted", "；其间没有应计的日子"),
                            ("; no office hours in it", "；其间没有办公时间"))[hours][not english]
    if step.code in ("rolled", "rolled_back"):
        facts["day_off"] = _day_off(step, tongue)
    if step.code == "days_off":
        facts |= _days_off(values, tongue)
    if step.code == "days_between":
        facts |= _days_between(values, tongue)
    if step.code == "due":
        facts["now"] = ("now " if english else "现") if values["changed"] else ""
    return facts


def _reason(values: Mapping[str, Any], english: bool) -> str:
    """The reason as it was written; that of a preset also in English."""
    said = str(values["because"])
    preset = PRESETS.get(values.get("preset", ""))
    return preset.name_en if english and preset and preset.name == said else said


def _day_off(step: Step, tongue: Tongue) -> str:
    day = step.values["day"]
    if day.weekday() >= SATURDAY:
        return f"a {tongue.weekday(day)}" if tongue.english else f"是{tongue.weekday(day)}"
    return "a public holiday" if tongue.english else "放假"


def _days_off(values: Mapping[str, Any], tongue: Tongue) -> dict[str, str]:
    """Which holidays were left out, and which weekend days were worked and so counted."""
    off = tongue.days(values["off"], values["on"])
    on = ("、", ", ")[tongue.english].join(tongue.day(day) for day in values["on"])
    if tongue.english:
        return {"off": f" (holidays {off})" if off else "", "on": f"; {on} worked in exchange and counted" if on else ""}
    return {"off": f"（{off}放假）" if off else "", "on": f"；{on}调休上班，照计" if on else ""}


def _days_between(values: Mapping[str, Any], tongue: Tongue) -> dict[str, str]:
    """The same for a count of hours."""
    off = tongue.days(values["off"], values["on"])
    on = ("、", ", ")[tongue.english].join(tongue.day(day) for day in values["on"])
    if tongue.english:
        return {"off": f"holidays {off}" if off else "", "on": ("; " if off else "") + f"{on} worked in exchange" if on else ""}
    return {"off": f"{off}放假" if off else "", "on": ("，" if off else "") + f"{on}调休上班" if on else ""}
