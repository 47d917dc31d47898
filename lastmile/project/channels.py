"""The settings of the channels by which messages leave the house; what is not set is not used."""
import json
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .environment import PREFIX, Environment
from .words import Stop, _

MAIL = ("smtp+tls", "smtps", "smtp")  # STARTTLS; TLS at once; neither
SMS_BODY = '{"mobile": "{to}", "content": "{text}"}'


def mail(environment: Environment) -> tuple[SplitResult | None, str]:
    """The server with its user and password, and from whom mails come."""
    value, sender = environment.secret("MAIL_URL"), environment.text("MAIL_FROM", "")
    if bool(value) != bool(sender):
        raise Stop(_("设置 {url} 和 {model} 要一起写，请补上另一个再启动。").format(url=f"{PREFIX}MAIL_URL", model=f"{PREFIX}MAIL_FROM"))
    if value and not_server(value, MAIL):
        raise wrong("MAIL_URL", _("应为 {form} 这样的地址").format(form="smtp+tls://user:password@mail.example.cn:587"))
    if value and not sender.partition("@")[2]:
        raise wrong("MAIL_FROM", _("应为 {form} 这样的地址").format(form="duban@example.cn"))
    return urlsplit(value) if value else None, sender


def sms(environment: Environment) -> tuple[str, dict[str, Any], str, str]:
    """The gateway's address, the template of its body, its key, and what its answer must say."""
    url, key, good = environment.secret("SMS_URL"), environment.secret("SMS_KEY"), environment.text("SMS_OK", "")
    if url and not_server(url, ("http", "https")):
        raise wrong("SMS_URL", _("应为 {form} 这样的地址").format(form="http://10.0.0.5:8000/send"))
    try:
        body = json.loads(environment.text("SMS_BODY", SMS_BODY))
    except ValueError:
        body = None
    if not isinstance(body, dict) or any(mark not in json.dumps(body) for mark in ("{to}", "{text}")):
        raise wrong("SMS_BODY", _("应为 {form} 这样的 JSON").format(form=SMS_BODY))
    return url, body, key, good


def wrong(name: str, wanted: str) -> Stop:
    """The value itself is never repeated: it may hold a password."""
    return Stop(_("设置 {name} 的值“{value}”不对：{wanted}。请改正后再启动。").format(name=PREFIX + name, value="…", wanted=wanted))


def not_server(value: str, schemes: tuple[str, ...]) -> bool:
    """It names no server of these schemes."""
    try:
        parts = urlsplit(value)
        return parts.scheme not in schemes or not parts.hostname or parts.port == 0
    except ValueError:
        return True
