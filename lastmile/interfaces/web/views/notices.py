"""What I have been told, and how I want to be told."""
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.notices import channels, words
from lastmile.kernel.act import Actor
from lastmile.kernel.actions.notices.read import read
from lastmile.kernel.queries import notices as queries
from lastmile.kernel.queries.inbox import owed_units
from lastmile.kernel.queries.works import sees_all
from lastmile.kernel.rules.posting import CHANNELS

from .. import moments
from ..asked import number
from ..jinja import url
from ..page import render
from .errors import not_found


def notices(request: HttpRequest) -> HttpResponse:
    """The newest first; a POST marks all of them as read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.localtime()
    if request.method == "POST":
        read(actor, now)
        return redirect("notices")
    before, unread = number(request.GET.get("before")), "unread" in request.GET
    found, more = queries.listed(actor, before, unread)
    asked = {"unread": "1"} if unread else {}
    return render(
        request, "notices.html", "notices", rows=[row(one, now) for one in found], unread=request.unread,  # type: ignore[attr-defined]
        only=unread, pager=SimpleNamespace(prev=url("notices", **asked) if before else "",
                                           next=url("notices", before=more, **asked) if more else ""))


def row(one: queries.Told, now: datetime) -> SimpleNamespace:
    """A notice as its line shows it."""
    name, until = words.by(one)
    said = {"sign": _("签收时限：{at}"), "finish": _("办结时限：{at}"), "": ""}[name]
    return SimpleNamespace(
        id=one.id, href=url("notice", one.id), number=one.number or "", title=one.title or "", says=words.says(one), do=words.to_do(one),
        until=said.format(at=moments.due(until, now)) if until else "", who=f"{one.unit} {one.who}".strip(), at=one.at, urgent=one.urgent,
        fresh=one.read_at is None)


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """It is read, and one stands before what it is about; messages lead here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.some(actor, [pk])
    if not found:
        return not_found(request)
    read(actor, timezone.now(), pk)
    noun, _colon, subject = found[0].subject.partition(":")
    return redirect(PAGES[noun], *([subject] if noun != "channel" else []))


PAGES = {"item": "item", "person": "person", "channel": "notice_settings"}


def settings(request: HttpRequest) -> HttpResponse:
    """When and where I am told, and my calendar's address; who administers the city sees how the channels fare."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now, me = timezone.localtime(), {"person": actor.id, "next": url("notice_settings")}
    known = {one.channel: one for one in queries.reached(actor.id)}
    choice, since = queries.choice_of(actor.id), queries.feed_since(actor.id)
    return render(
        request, "notice_settings.html", "notices", choice=choice,
        choose_href=url("do", "notice.choose", **me, **vars(choice) | {"urgent_at_once": int(choice.urgent_at_once)}),
        reach=[reach(known.get(name), name, me) for name in CHANNELS if name in known or channels.there(name)],
        feed=SimpleNamespace(since=since, revoke_href=url("do", "feed.revoke", **me) if since else "") if owed_units(actor) or since else None,
        issue={"person": actor.id, "next": url("notice_settings")},
        traffic=[one for one in queries.traffic(now) if channels.there(one.channel) or one.dead_since] if sees_all(actor) else [])


def reach(one: Any, name: str, me: dict[str, Any]) -> SimpleNamespace:
    """A channel, whether I am reached by it or not yet."""
    return SimpleNamespace(
        channel=name, there=channels.there(name), address=one.address if one else "", state=one.state if one else "",
        reason=one.reason if one else "", at=one.at if one else None, set_href=url("do", "contact.set", channel=name, **me),
        remove_href=url("do", "contact.remove", channel=name, **me) if one else "")
