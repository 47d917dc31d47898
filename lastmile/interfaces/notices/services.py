"""Robots of WeCom, DingTalk and Feishu, and a gateway for text messages: one POST of JSON each, to the address that the city has set."""
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from lastmile.lib.outgoing import Answer, NoAnswer, post

from .message import Message
from .outcome import Later, Never

SECONDS = 10.0
ANSWER = 100_000
TOO_FAST = {45009: 1, 130101: 10, 11232: 1, 99991400: 1}  # their codes for "slower", and the minutes to wait: WeCom, DingTalk, Feishu twice
WAIT = ("Retry-After", "x-ogw-ratelimit-reset")  # the second is Feishu's


class Robot:
    """A robot of a group; its key is the address that the person gave."""

    def __init__(self, base: str, path: str, code: str, body: Callable[[str], dict[str, Any]]) -> None:
        self.base, self.path, self.code, self.body = base.rstrip("/"), path, code, body

    def send(self, to: str, message: Message) -> str:
        """"sent" when the service says so in its answer: its status is 200 even for a wrong key."""
        said = answered(posted(self.base + self.path + quote(to, safe=""), self.body(f"{message.subject}\n{message.text}"), {}))
        code = said.get(self.code, said.get("StatusCode"))
        if code == 0:
            return "sent"
        if isinstance(code, int) and code in TOO_FAST:
            raise Later("busy", timedelta(minutes=TOO_FAST[code]))
        raise Never("refused") if isinstance(code, int) else Later("answer", channel=True)


def wecom(base: str) -> Robot:
    return Robot(base, "/cgi-bin/webhook/send?key=", "errcode", lambda text: {"msgtype": "text", "text": {"content": text}})


def dingtalk(base: str) -> Robot:
    return Robot(base, "/robot/send?access_token=", "errcode", lambda text: {"msgtype": "text", "text": {"content": text}})


def feishu(base: str) -> Robot:
    return Robot(base, "/open-apis/bot/v2/hook/", "code", lambda text: {"msg_type": "text", "content": {"text": text}})


class Gateway:
    """The city's gateway for text messages: the body is a template of JSON with {to}, {text} and {key} in its strings; `good`, if set,
    is "name=value", what the answer must say."""

    def __init__(self, url: str, body: dict[str, Any], secret: str, good: str) -> None:
        self.url, self.body, self.secret, self.good = url, body, secret, good

    def send(self, to: str, message: Message) -> str:
        """"sent" when the gateway took it."""
        filled = fill(self.body, {"{to}": to, "{text}": message.short, "{key}": message.key})
        answer = posted(self.url, filled, {"Authorization": f"Bearer {self.secret}"} if self.secret else {})
        name, _equals, value = self.good.partition("=")
        if not name or str(answered(answer).get(name)) == value:
            return "sent"
        raise Never("refused")


def fill(template: Any, words: dict[str, str]) -> Any:
    """The template with its words, in strings only, so that no text can break out of one."""
    if isinstance(template, dict):
        return {name: fill(value, words) for name, value in template.items()}
    if isinstance(template, list):
        return [fill(value, words) for value in template]
    if isinstance(template, str):
        for mark, said in words.items():
            template = template.replace(mark, said)
    return template


def posted(url: str, body: Any, headers: dict[str, str]) -> Answer:
    """A good answer; Later or Never for any other."""
    data = json.dumps(body, ensure_ascii=False).encode()
    try:
        answer = post(url, data, {"Content-Type": "application/json; charset=utf-8"} | headers, time.monotonic() + SECONDS, time.monotonic, ANSWER)
    except NoAnswer as no:
        raise Later({"protocol": "cut", "size": "answer"}.get(no.cause, no.cause), channel=True) from no
    status = answer.status
    if 200 <= status < 300:
        return answer
    if status == 429:
        raise Later("busy", asked(answer))
    if status in (401, 403, 404) or status < 400:
        raise Later({401: "sign-in", 403: "sign-in"}.get(status, "answer"), channel=True)
    if status >= 500:
        raise Later("busy", asked(answer), channel=True)
    raise Never("refused")


def answered(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError) as no:
        raise Later("answer", channel=True) from no
    if not isinstance(said, dict):
        raise Later("answer", channel=True)
    return said


def asked(answer: Answer) -> timedelta | None:
    """How long the server asks us to wait: in seconds, or until a date, by the clock of its own answer."""
    said = next((value for name in WAIT if (value := answer.headers.get(name))), "")
    if said.isascii() and said.isdigit():
        return timedelta(seconds=min(int(said), 10**6))
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(answer.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(_aware(until) - _aware(now), timedelta(0))


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
