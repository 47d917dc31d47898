"""The invented city of 青云市 on Monday 23 November 2026, 9:12, as pages see it."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=SHANGHAI)
NAV = (
    ("inbox", "收件箱", "Inbox"),
    ("items", "全部事项", "All items"),
    ("meetings", "会议", "Meetings"),
    ("units", "单位", "Units"),
    ("board", "全市一页", "City page"),
)


def n(**values: object) -> SimpleNamespace:
    """Something with attributes."""
    return SimpleNamespace(**values)


def at(day: int, hour: int = 17, minute: int = 30, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def within(days: int, hour: int = 17, minute: int = 30) -> datetime:
    return NOW.replace(hour=hour, minute=minute) + timedelta(days=days)


def me(name: str, unit: str, keys: str = "inbox items meetings units board", language: str = "zh-hans") -> SimpleNamespace:
    nav = [n(key=key, words=en if language == "en" else zh, href=f"/{key}") for key, zh, en in NAV if key in keys.split()]
    return n(name=name, unit=unit, unread=3, nav=nav)


def page(here: str = "", reader: SimpleNamespace | None = None, /, **values: object) -> dict:
    """What every page takes, and what this one takes."""
    shell = {
        "site": "青云市督办落实平台",
        "here": here,
        "theme": "",
        "me": reader or me("李敏", "市应急管理局"),
        "now": NOW,
        "notice": None,
        "csrf_input": "",
        "csrf_token": "token",
    }
    return shell | values


def unit(name: str, href: str = "/units/12") -> SimpleNamespace:
    return n(name=name, href=href)


def figure(key: str, value: str, measure: str = "items", note: str = "", light: str = "") -> SimpleNamespace:
    return n(key=key, value=value, measure=measure, note=note, href=f"/items?figure={key}", light=light)


def entry(when: datetime, what: str, by: str, interface: str = "web", auto: bool = False) -> SimpleNamespace:
    return n(at=when, what=what, by=by, interface=interface, auto=auto)
