"""One event for each time that is running: to sign, and to finish. iCalendar, RFC 5545; how it is refreshed, RFC 7986."""
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseNotModified
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from lastmile.interfaces.web.middleware import public
from lastmile.kernel.queries.notices import feed_reader
from lastmile.kernel.queries.owed import Owed, owed
from lastmile.kernel.registry import KINDS
from lastmile.lib.workdays import SHANGHAI

EVERY = timedelta(hours=1)


@public
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of the secret owes now. It names no password and opens nothing else; a wrong one is not told from a revoked one."""
    reader = feed_reader(secret)
    if reader is None:
        return HttpResponseNotFound()
    items = owed(reader)
    mark = f'"{max((one.changed_at for one in items), default=None):%Y%m%d%H%M%S%f}-{len(items)}"' if items else '"none"'
    if constant_time_compare(request.headers.get("If-None-Match", ""), mark):
        return HttpResponseNotModified()
    answer = HttpResponse(calendar(reader.name, items, host(request)).to_ical(), content_type="text/calendar; charset=utf-8")
    answer["ETag"], answer["Cache-Control"], answer["Referrer-Policy"] = mark, "private, no-cache", "no-referrer"
    return answer


def host(request: HttpRequest) -> str:
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def calendar(name: str, items: list[Owed], at: str) -> Calendar:
    """The calendar of somebody of this name; `at` is where the pages are."""
    found = Calendar()
    found.add("prodid", "-//Lastmile//NONSGML//ZH")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", title := _("{site} · {name}").format(site=settings.SITE_NAME, name=name))
    found.add("x-wr-calname", title)
    found.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    for one in items:
        if one.state == "assigned" and one.sign_due_at:
            found.add_component(event(one, "sign", at))
        found.add_component(event(one, "finish", at))
    found.add_missing_timezones()
    return found


def event(one: Owed, clock: str, at: str) -> Event:
    """The moment at which a time runs out. Its UID stays the same however often the time moves; its SEQUENCE goes up with the journal."""
    found, sign = Event(), clock == "sign"
    due = (one.sign_due_at if sign and one.sign_due_at else one.due_at).astimezone(SHANGHAI)
    kind = KINDS.get(one.kind)
    called = one.number if kind is None or kind.sensitive else f"{one.number} {one.title}"
    found.add("uid", f"item-{one.id}-{clock}@{urlsplit(at).hostname}")
    found.add("sequence", one.n)
    found.add("dtstamp", one.changed_at)
    found.add("last-modified", one.changed_at)
    found.add("summary", _("签收截止：{what}").format(what=called) if sign else _("办结截止：{what}").format(what=called))
    found.add("dtstart", due)
    found.add("dtend", due)
    found.add("transp", "TRANSPARENT")
    found.add("url", f"{at}/items/{one.id}")
    return found
