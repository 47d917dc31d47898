"""After a change of the calendar: the clocks of open items worked out anew, in batches, each an act, each item told what and why.

A batch and the place that was reached are one transaction. So it goes on where it was, whatever died, and no item is left out or told twice.
"""
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import Calendar

from ..act import Act, ItemRef, Refused, action, calendar_of, clock, journal, perform, perform_many, revision, snapshot
from ..models import Item, Recount
from ..rules.clocks import Derivation, Event, derive, latest
from ..rules.permissions import the_clock
from .items import timing

BATCH = 500
NEXT = "select id from kernel_recount where done_at is null order by id limit 1 for update skip locked"
OPEN = "select id from kernel_item where is_open and id > %s order by id limit %s"
EVENTS = "select item_id, clock, what, at, data::text from kernel_clockevent where item_id = any(%s) order by item_id, id"


class RecountItem(BaseModel):
    model_config = ConfigDict(extra="forbid")
    item: ItemRef = Field(title=N_("事项"))
    recount: int = Field(title=N_("第几次重新推算"))


class Reach(BaseModel):
    model_config = ConfigDict(extra="forbid")
    recount: int = Field(title=N_("第几次重新推算"))
    reached: int = Field(0, title=N_("推算到哪一件"))
    changed: int = Field(0, title=N_("有变动的件数"))
    done: bool = Field(False, title=N_("推算完了"))


@action("item.recount", N_("按新日历重新推算"), takes=RecountItem, may=the_clock, locks=Item, internal=True)
def recount_item(act: Act, given: RecountItem, item: Any) -> None:
    """Each clock that runs or rests and comes to another day, or to a certain one, gets a line that says what it was, and why."""
    key = ("recount", given.recount)
    if key not in act.memo:
        act.memo[key] = (row := act.look(Recount, given.recount)), kept(row.was)
    row, was = act.memo[key]
    found = changed(act.clocks_of(item), was, act.calendar, row.asked_at)
    if not found:
        raise Refused("item.recount.same", "")
    for name, before in found.items():
        act.clock(item.pk, name, "recount", before=before.due.isoformat(), because=row.because)
    act.set(item, **timing.settled(act, item))


@action("recount.reach", N_("重新推算的进度"), takes=Reach, may=the_clock, about=(Recount, "recount"), internal=True)
def reach(act: Act, given: Reach, row: None) -> Any:
    """How far the worker has come."""
    known = act.get(Recount, given.recount)
    act.set(known, reached=max(given.reached, known.reached), changed=known.changed + given.changed, done_at=act.now if given.done else None)
    return known


def changed(clocks: dict[str, list[Event]], was: Calendar, now: Calendar, asked_at: datetime) -> dict[str, Derivation]:
    """Of the clocks that count and are not met, those that the calendar changes: by name, what they came to before.

    A clock that was worked out anew since, for an earlier change, has been told today's calendar already.
    """
    found = {}
    for name in latest(clocks).values():
        events = clocks[name]
        if any(event.what == "meet" or (event.what == "recount" and event.at >= asked_at) for event in events):
            continue
        before, after = derive(events, was), derive(events, now)
        if (before.due, before.provisional) != (after.due, after.provisional):
            found[name] = before
    return found


def recount(now: datetime, most: int = BATCH) -> bool:
    """One batch of the recount that is to be done; False when there is none. Many workers may ask, one does it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(NEXT)
            row = cursor.fetchone()
        if row is None:
            return False
        known = Recount.objects.get(pk=row[0])
        with connection.cursor() as cursor:
            cursor.execute(OPEN, [known.reached, most])
            ids = [pk for pk, in cursor.fetchall()]
        moved = touched(ids, known)
        actor, done = clock(revision()), 0
        if moved:
            rows = [{"item": pk, "recount": known.pk} for pk in moved]
            done = len(perform_many("item.recount", rows, actor, now=now, all_or_nothing=False).made)
        over = len(ids) < most
        perform("recount.reach", {"recount": known.pk, "reached": ids[-1] if ids else 0, "changed": done, "done": over}, actor, now=now)
    return True


def touched(ids: list[int], known: Recount) -> list[int]:
    """Those of the items whose clocks the calendar changes; read without locks, asked again under them."""
    clocks: dict[int, dict[str, list[Event]]] = {}
    for pk, name, what, at, data in connection.connection.execute(EVENTS, [ids]).fetchall():
        clocks.setdefault(pk, {}).setdefault(name, []).append(Event(what, at, journal.loads(data)))
    was, calendar = kept(known.was), snapshot().calendar
    return [pk for pk in ids if pk in clocks and changed(clocks[pk], was, calendar, known.asked_at)]


def kept(was: dict[str, Any]) -> Calendar:
    """The calendar as it was, from what was kept of it."""
    years = [{**y, "off": map(date.fromisoformat, y["off"]), "on": map(date.fromisoformat, y["on"])} for y in was["years"]]
    hours = [{**h, "since": date.fromisoformat(h["since"]), **{
        name: time.fromisoformat(h[name]) if h[name] else None for name in ("opens", "closes", "rest_from", "rest_until")}} for h in was["hours"]]
    return calendar_of(years, hours)
