"""A channel by which nothing gets out, told to the administrators; the clock's own acts."""
from datetime import datetime

from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from ...act import Act, Made, Refused, action, clock, perform, revision
from ...models import Channel as Row
from ...rules.permissions import the_clock
from .choose import Channel


class OnChannel(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    channel: Channel = Field(title=N_("渠道"))


class FailChannel(OnChannel):
    reason: str = Field(title=N_("原因"), max_length=500)


@action("channel.fail", N_("渠道不通"), takes=FailChannel, may=the_clock, internal=True)
def fail_channel(act: Act, given: FailChannel, row: None) -> Made | Row:
    """Nothing has got out by it for a while, for a reason that lies in the channel."""
    found = Row.objects.filter(name=given.channel).values_list("id", flat=True).first()
    values = {"dead_since": act.now, "reason": given.reason}
    if found is None:
        return act.add(Row, name=given.channel, **values)
    known: Row = act.get(Row, found)
    if known.dead_since is not None:
        raise Refused("channel.fail.again", "")
    act.set(known, **values)
    return known


@action("channel.recover", N_("渠道恢复"), takes=OnChannel, may=the_clock, internal=True)
def recover_channel(act: Act, given: OnChannel, row: None) -> Row:
    """A message got out by it again."""
    found = Row.objects.filter(name=given.channel).values_list("id", flat=True).first()
    known: Row | None = act.get(Row, found) if found else None
    if known is None or known.dead_since is None:
        raise Refused("channel.recover.none", "")
    act.set(known, dead_since=None, reason="")
    return known


def note(channel: str, reason: str, now: datetime) -> bool:
    """The channel is dead for this reason, or alive when there is none; True when that is news."""
    dead = Row.objects.filter(name=channel).exclude(dead_since=None).exists()
    if dead == bool(reason):
        return False
    values = {"channel": channel} | ({"reason": reason} if reason else {})
    try:
        perform("channel.fail" if reason else "channel.recover", values, clock(revision()), now=now)
    except Refused:  # another worker has said so meanwhile
        return False
    return True
