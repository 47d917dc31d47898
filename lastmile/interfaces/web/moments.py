"""Days and times as an office says them: 11月26日（星期四）17:30, 今天17:30, 剩3天, 逾期2天; the reader's language decides.

`now` is passed in, with the zone of the office; moments in other zones are told in that zone.
"""
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

WEEKDAYS = "一二三四五六日"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOUR = timedelta(hours=1)
CLOSES = time(17, 30)
NOON, EVENING = 12, 18


def english() -> bool:
    """Does the reader read English?"""
    return (get_language() or "").startswith("en")


def local(at: datetime, now: datetime) -> datetime:
    """The same moment on the office's wall clock."""
    return at.astimezone(now.tzinfo) if now.tzinfo and at.tzinfo else at


def clock(at: time) -> str:
    """9:00, 17:30."""
    return f"{at.hour}:{at.minute:02}"


def day(on: date, now: datetime) -> str:
    """11月26日, 26 Nov; with the year if it is not this one."""
    on = local(on, now) if isinstance(on, datetime) else on
    if english():
        return f"{on.day} {MONTHS[on.month - 1]}" + (f" {on.year}" if on.year != now.year else "")
    return (f"{on.year}年" if on.year != now.year else "") + f"{on.month}月{on.day}日"


def weekday(on: date) -> str:
    """星期四, Thursday."""
    return LONG_DAYS[on.weekday()] if english() else f"星期{WEEKDAYS[on.weekday()]}"


def full_day(on: date, now: datetime) -> str:
    """2026年11月26日, 26 Nov 2026: for papers."""
    on = local(on, now) if isinstance(on, datetime) else on
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if english() else f"{on.year}年{on.month}月{on.day}日"


def due(at: date, now: datetime) -> str:
    """11月26日（星期四）17:30; Thu 26 Nov, 17:30; a date has no time of day."""
    moment = isinstance(at, datetime)
    at = local(at, now) if isinstance(at, datetime) else at
    if english():
        return f"{SHORT_DAYS[at.weekday()]} {day(at, now)}" + (f", {at:%H:%M}" if moment else "")
    return f"{day(at, now)}（星期{WEEKDAYS[at.weekday()]}）" + (clock(at.time()) if isinstance(at, datetime) else "")


def stamp(at: datetime, now: datetime) -> str:
    """今天 08:35, 11月21日 09:00: when something was done."""
    at = local(at, now)
    said = _("今天") if at.date() == now.date() else day(at, now)
    return f"{said} {at:%H:%M}"


def left(at: datetime, now: datetime) -> str:
    """What is left until a due time: 剩3天, 明天9:00, 今天17:30, 逾期2小时, 逾期3天."""
    at = local(at, now)
    days = (at.date() - now.date()).days
    if at < now:
        return _late(now - at, -days)
    if days == 0:
        return gettext("今天%(time)s") % {"time": f" {clock(at.time())}" if english() else clock(at.time())}
    if days == 1:
        return gettext("明天") + _sharp(at.time())
    return _days_left(days, get_language())


# A list says these fifty times a page; to find and count the words takes 12 µs.
@lru_cache(2048)
def _days_left(n: int, _language: str | None) -> str:
    return ngettext("剩%(n)d天", "剩%(n)d天", n) % {"n": n}


@lru_cache(2048)
def _days_late(n: int, _language: str | None) -> str:
    return ngettext("逾期%(n)d天", "逾期%(n)d天", n) % {"n": n}


def left_to_sign(at: datetime, now: datetime) -> str:
    """What is left to sign for something: 2天内签收, 明天签收, 今天17:30前签收, 签收逾期2小时, 签收逾期1天."""
    at = local(at, now)
    days = (at.date() - now.date()).days
    if at < now:
        return _unsigned(now - at, -days)
    if days == 0:
        return gettext("今天%(time)s前签收") % {"time": clock(at.time())}
    if days == 1:
        return gettext("明天%(time)s前签收") % {"time": clock(at.time())} if at.time() != CLOSES else gettext("明天签收")
    return ngettext("%(n)d天内签收", "%(n)d天内签收", days) % {"n": days}


def _unsigned(by: timedelta, days: int) -> str:
    if days:
        return ngettext("签收逾期%(n)d天", "签收逾期%(n)d天", days) % {"n": days}
    hours = by // HOUR
    return ngettext("签收逾期%(n)d小时", "签收逾期%(n)d小时", hours) % {"n": hours} if hours else gettext("签收刚刚逾期")


def _late(by: timedelta, days: int) -> str:
    if days:
        return _days_late(days, get_language())
    hours = by // HOUR
    if hours:
        return ngettext("逾期%(n)d小时", "逾期%(n)d小时", hours) % {"n": hours}
    return gettext("刚刚逾期")


def _sharp(at: time) -> str:
    """The time of day, unless it is simply when the office closes."""
    if at == CLOSES:
        return ""
    return f" {clock(at)}" if english() else clock(at)


def late_days(at: datetime, now: datetime) -> str:
    """19天, 19 days: for a column that is headed "late"."""
    days = (now.date() - local(at, now).date()).days
    return ngettext("%(n)d天", "%(n)d天", days) % {"n": days}


def greeting(now: datetime) -> str:
    """上午好, 下午好, 晚上好."""
    if now.hour < NOON:
        return _("上午好")
    return _("下午好") if now.hour < EVENING else _("晚上好")


def number(n: float) -> str:
    """1206, 12,060; English parts thousands from 1,206 on."""
    small = abs(n) < 1000  # asked first: which language it is takes longer than all the rest
    return str(n) if small or (abs(n) < 10000 and not english()) else f"{n:,}"


def size(n: int) -> str:
    """412 KB, 3.1 MB."""
    return f"{n / 2**20:.1f} MB" if n >= 2**20 else f"{max(1, round(n / 2**10))} KB"
