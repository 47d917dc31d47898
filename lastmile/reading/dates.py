"""The day that a deadline's words mean, counted from the paper's date; none when the words do not fix one."""

import calendar as months
import re
from datetime import date, timedelta

from lastmile.lib.workdays import Calendar

HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0}
WEEKDAYS = {char: value for value, char in enumerate("一二三四五六日")} | {"天": 6, "末": 4}
RECURRING = re.compile(r"每|期间|立即|立刻|第一时间|尽快|限期|起|小时|分钟|至")


def due_on(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    """The due day; working days need a calendar, everything relative needs the paper's date."""
    if not words or RECURRING.search(words) or re.search(r"节前|汛期|开学|会前", words):
        return None
    for reader in (_full, _month_day, _month, _year, _relative, _working, _week):
        try:
            found = reader(words, issued, calendar)
        except OverflowError:  # a number that no calendar holds, in a damaged file
            return None
        if found:
            return found
    return None


def _full(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日|(底)|(初|上旬|中旬|下旬|份)?)", words)
    if not match:
        return None
    year, month = int(match[1]), int(match[2])
    if match[3]:
        return _safe(year, month, int(match[3]))
    return None if match[5] else _end(year, month)


def _month_day(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"(明年|次年)?([\d一二三四五六七八九十]+)月(\d{1,2})日", words)
    month = number(match[2]) if match else None
    if not match or not issued or not month:
        return None
    year = issued.year + (1 if match[1] else 0)
    day = _safe(year, month, int(match[3]))
    if day and not match[1] and day < issued - timedelta(days=180):
        return _safe(year + 1, month, int(match[3]))
    return day


def _month(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"(明年|次年)?([\d一二三四五六七八九十]+)月(底|份|末|内|前|$)", words)
    month = number(match[2]) if match else None
    if not match or not issued or not month or not 1 <= month <= 12:
        return None
    year = issued.year + (1 if match[1] or month < issued.month - 6 else 0)
    if match[3] == "前":
        return date(year, month, 1) - timedelta(days=1)
    return _end(year, month)


def _year(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    if re.search(r"(\d{4})年(?:底|年底|内|末)", words):
        return date(int(re.findall(r"\d{4}", words)[0]), 12, 31)
    if not issued:
        return None
    year = issued.year + (1 if "明年" in words else 0)
    if re.search(r"年底|年内|年末|^全年|^今年$|^明年$|^下半年|明年底", words):
        return date(year, 12, 31)
    if "上半年" in words:
        return date(year, 6, 30)
    quarter = re.search(r"([一二三四])季度", words)
    return _end(year, number(quarter[1]) * 3) if quarter and "前" not in words else _month_of_paper(words, issued)


def _month_of_paper(words: str, issued: date) -> date | None:
    inside = re.search(r"本月(\d{1,2})日", words)
    if inside:
        return _safe(issued.year, issued.month, int(inside[1]))
    return _end(issued.year, issued.month) if re.match(r"本?月底|本月内|月内", words) else None


def _relative(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"([\d一二三四五六七八九十两]+)个?(日|天|周|星期|月|年)(?:之|以)?内", words)
    if issued and re.match(r"[今当][日天晚]", words):
        return issued
    if issued and re.match(r"明[日天晚]", words):
        return issued + timedelta(days=1)
    if not match or not issued:
        return None
    count, unit = number(match[1]), match[2]
    if unit in "日天":
        return issued + timedelta(days=count)
    if unit in ("周", "星期"):
        return issued + timedelta(weeks=count)
    return _add_months(issued, count * (12 if unit == "年" else 1))


def _working(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"([\d一二三四五六七八九十两]+)个?工作日", words)
    return calendar.add_workdays(issued, number(match[1])) if match and issued and calendar else None


def _week(words: str, issued: date | None, calendar: Calendar | None) -> date | None:
    match = re.search(r"(本|下)周([一二三四五六日天末])?", words)
    if not match or not issued:
        return None
    monday = issued - timedelta(days=issued.weekday()) + timedelta(weeks=1 if match[1] == "下" else 0)
    return monday + timedelta(days=WEEKDAYS[match[2]] if match[2] else 6)


def number(text: str) -> int:
    """A whole number in figures or in Chinese up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return (HAN.get(tens, 1) if tens else 1) * 10 + (HAN.get(ones, 0) if ones else 0)
    return HAN.get(text, 0)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end(year: int, month: int) -> date | None:
    return date(year, month, months.monthrange(year, month)[1]) if 1 <= month <= 12 and year > 1900 else None


def _add_months(day: date, count: int) -> date | None:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return _safe(year, month, min(day.day, months.monthrange(year, month)[1])) if year < 9999 else None
