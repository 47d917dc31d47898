"""When a message goes out, and when it is tried again: one digest a day, urgent at once, never in quiet hours."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from lastmile.lib.workdays import SHANGHAI

CHANNELS = ("mail", "wecom", "dingtalk", "feishu", "sms")
STATES = ("waiting", "sending", "sent", "delivered", "failed", "dropped")
HELD = timedelta(minutes=1)  # what happens within it is told in one message
STALE = timedelta(days=3)  # older news is read in the application only: a worker that stood still floods nobody
LEASE = timedelta(minutes=5)  # how long whoever sends has for a batch, before another takes it for dead
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))  # after the first failure, the second, …; then it has failed
LONGEST = timedelta(hours=12)  # what a server may ask us to wait
DEAD_AFTER = 3  # tries of one message, all for a reason that lies in the channel


@dataclass(frozen=True)
class Choice:
    """Somebody's choice, by hours of the office's clock; quiet hours may pass midnight, and are none when both are the same."""

    digest_hour: int = 8
    quiet_from: int = 21
    quiet_until: int = 7
    urgent_at_once: bool = True

    def quiet(self, at: datetime) -> bool:
        hour, start, end = at.astimezone(SHANGHAI).hour, self.quiet_from, self.quiet_until
        return start <= hour < end if start < end else hour >= start or hour < end if start > end else False


def due(now: datetime, urgent: bool, choice: Choice, person: int = 0) -> datetime:
    """When what is told now goes out: urgent a minute later, the rest with the next digest; what falls into quiet hours, at their end.

    Digests leave from five minutes past the hour on, each person's at a minute of its own: Feishu refuses what comes in crowds at the
    hour and the half hour (its error 11232), and a mail server is not stormed either.
    """
    if urgent and choice.urgent_at_once:
        return after_quiet(now + HELD, choice)
    minute = timedelta(minutes=5 + person % 20)
    return after_quiet(next_hour(now - minute, choice.digest_hour) + minute, choice)


def next_hour(now: datetime, hour: int) -> datetime:
    local = now.astimezone(SHANGHAI)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)


def after_quiet(at: datetime, choice: Choice) -> datetime:
    return next_hour(at, choice.quiet_until) if choice.quiet(at) else at


def again(tries: int, now: datetime, asked: timedelta | None = None) -> datetime | None:
    """When a message that has failed so many times is tried again, not before the server asks for it; None when it has failed for good."""
    if tries > len(PAUSES):
        return None
    return now + max(PAUSES[tries - 1], min(asked or timedelta(0), LONGEST))
