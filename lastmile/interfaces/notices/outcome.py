"""How a message fares: it went out, it is tried again, or it never will."""
from datetime import timedelta


class Later(Exception):
    """Not now: why, how long the server asks us to wait, and whether it lies in the channel, not in this one address."""

    def __init__(self, reason: str, asked: timedelta | None = None, channel: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.asked, self.channel = reason, asked, channel


class Never(Exception):
    """Not to this address, however often: why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
