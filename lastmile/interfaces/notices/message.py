"""One message of several notices: number, title, what happened, what to do by when, a link. Nothing else of an item leaves the house."""
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lastmile.interfaces.web import moments
from lastmile.kernel.act.speech import CLAUSE, joined
from lastmile.kernel.queries.notices import Told
from lastmile.kernel.registry import KINDS

from . import words

LISTED = 20


@dataclass(frozen=True)
class Message:
    """What goes out: a line of subject, a text, the same in a few words, and a key that stays the same however often it is sent."""

    subject: str
    text: str
    short: str
    key: str
    at: datetime


def compose(name: str, told: list[Told], key: str, now: datetime) -> Message:
    """The message to somebody of this name; urgent ones stand first, and of very many the rest is only counted."""
    first = sorted(told, key=lambda one: (not one.urgent, one.id))
    head = _("{name}，您好：").format(name=name)
    parts = [paragraph(n, one, now) for n, one in enumerate(first[:LISTED], 1)]
    left = len(told) - LISTED
    more = [ngettext("还有{n}条，请登录查看。", "还有{n}条，请登录查看。", left).format(n=left)] if left > 0 else []
    foot = [_("由“{site}”自动发送。什么时候收、在哪里收，可在“消息设置”里改。").format(site=settings.SITE_NAME) + link("notice_settings")]
    return Message(subject(first), "\n\n".join([head, *parts, *more, *foot]) + "\n", short(first), key, now)


def subject(first: list[Told]) -> str:
    """Of one its own, of several how many they are."""
    if len(first) == 1:
        return joined((called(first[0]), words.says(first[0])), CLAUSE)
    urgent = sum(one.urgent for one in first)
    said = ngettext("{n}条督办消息", "{n}条督办消息", len(first)).format(n=len(first))
    return said + (_("（紧急{n}条）").format(n=urgent) if 0 < urgent < len(first) else "")


def short(first: list[Told]) -> str:
    """What a text message holds: the first, and how many there are."""
    site = settings.SITE_NAME
    if len(first) == 1:
        return _("【{site}】{what}。{link}").format(site=site, what=subject(first), link=link("notice", first[0].id)).rstrip()
    what = joined((subject(first), called(first[0], titled=False) + words.says(first[0])), CLAUSE)
    return _("【{site}】{what}等。{link}").format(site=site, what=what, link=link("notices")).rstrip()


def paragraph(n: int, told: Told, now: datetime) -> str:
    name, at = words.by(told)
    until = {"sign": _("签收时限：{at}"), "finish": _("办结时限：{at}"), "": ""}[name]
    said = words.sentence(told) + _("。")
    return "\n".join(line for line in (
        f"{n}. {called(told)}".rstrip(), f"   {said}" + (until.format(at=moments.due(at, now)) if at else ""),
        f"   {link('notice', told.id)}".rstrip()) if line.strip())


def called(told: Told, titled: bool = True) -> str:
    """Number and title; of what is sensitive the number alone; "" for what is about no item."""
    if told.item is None:
        return ""
    kind = KINDS.get(told.item_kind or "")
    return f"{told.number} {told.title}" if titled and kind is not None and not kind.sensitive else str(told.number)


def link(route: str, *args: object) -> str:
    """The page's address as people reach it from outside, "" when the city has not set it."""
    return settings.SITE_URL + reverse(route, args=args) if settings.SITE_URL else ""
