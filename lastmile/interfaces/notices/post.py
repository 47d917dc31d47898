"""The sender: takes what is due, sends it, notes what became of it. Many may run; whatever dies, what was due is sent."""
import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import translation

from lastmile.kernel.actions.notices import post as desk
from lastmile.kernel.actions.notices.channels import note
from lastmile.kernel.queries import notices
from lastmile.kernel.rules.posting import DEAD_AFTER
from lastmile.lib.sealed import Unreadable

from . import channels, message, words
from .outcome import Later, Never
from .rehearse import rehearsed

log = logging.getLogger(__name__)
BATCHES = 50  # in one round


def send(now: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, batch by batch; how many messages were taken in hand."""
    total = 0
    for _batch in range(BATCHES):
        taken = [] if stopping() else desk.take(now())
        if not taken:
            break
        all, down = channels.channels(), dict[str, str]()
        try:
            with translation.override(settings.LANGUAGE_CODE):
                for one in taken:
                    _one(one, all, down, now)
        finally:
            channels.close(all)
        total += len(taken)
    return total


def _one(taken: tuple, all: dict[str, channels.Channel], down: dict[str, str], now: Callable[[], datetime]) -> None:
    """One message to its end. A channel that is down is not called again for the rest of the batch: ten seconds a message add up."""
    pk, person, channel, _urgent, ids, tries, _due = taken
    try:
        if (reason := down.get(channel)) is not None:
            raise Later(reason, channel=True)
        state = deliver(pk, person, channel, ids, tries, all, now())
    except Never as no:
        desk.done(pk, tries, "failed", now(), no.reason)
    except Later as no:
        if no.channel:
            down[channel] = no.reason
            if tries >= DEAD_AFTER:
                note(channel, no.reason, now())
        desk.later(pk, tries, now(), no.reason, no.asked)
    except Exception:
        log.exception("notices: message %s", pk)
        desk.later(pk, tries, now(), "error")
    else:
        desk.done(pk, tries, "dropped" if state in DROPPED else state, now(), state if state in DROPPED else "")


DROPPED = ("gone", "off", "read")


def deliver(pk: int, person: int, channel: str, ids: list[int], tries: int, all: dict[str, channels.Channel], now: datetime) -> str:
    """The state it came to: sent, delivered; or why there was nothing to send: gone (the person), off (the channel), read (all of it)."""
    reader = notices.reader(person)
    if reader is None:
        return "gone"
    try:
        address = notices.address(person, channel)
    except Unreadable as no:
        raise Never("unreadable") from no
    if not address:
        return "off"
    told = [one for one in notices.some(reader, ids) if one.read_at is None and not words.over(one)]
    if not told:
        return "read"
    if state := rehearsed(address, tries):
        return state
    if channel not in all:
        raise Never("off")
    state = all[channel].send(address, message.compose(reader.name, told, f"lastmile-{pk}", now))
    note(channel, "", now)
    return state
