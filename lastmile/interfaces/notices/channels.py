"""The channels that the city has set up, by name."""
from typing import Any, Protocol

from django.conf import settings

from .mail import Mail
from .message import Message
from .services import Gateway, dingtalk, feishu, wecom

ROBOTS = {"wecom": wecom, "dingtalk": dingtalk, "feishu": feishu}


class Channel(Protocol):
    """Sends a message to an address: the state it comes to, or Later, or Never."""

    def send(self, to: str, message: Message) -> str: ...


def channels() -> dict[str, Channel]:
    """What can be sent by now. A mail server is called with the first mail; close() says goodbye to it."""
    found: dict[str, Channel] = {name: make(settings.ROBOTS[name]) for name, make in ROBOTS.items() if settings.ROBOTS[name]}
    if settings.MAIL_SERVER:
        found["mail"] = Mail(settings.MAIL_SERVER, settings.MAIL_FROM, settings.SITE_NAME)
    if settings.SMS_URL:
        found["sms"] = Gateway(settings.SMS_URL, settings.SMS_BODY, settings.SMS_KEY, settings.SMS_OK)
    return found


def close(all: dict[str, Channel]) -> None:
    for one in all.values():
        if isinstance(one, Mail):
            one.close()


def there(name: str) -> bool:
    """Has the city set up this channel?"""
    values: dict[str, Any] = settings.ROBOTS | {"mail": settings.MAIL_SERVER, "sms": settings.SMS_URL}
    return bool(values.get(name))
