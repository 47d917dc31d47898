"""One question to a server that speaks the protocol of OpenAI, as many that a city can run do: bounded in time, size and tries."""
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from lastmile.lib.outgoing import NoAnswer, post

AGAIN = ("unreachable", "busy")  # causes after which a second try may help


@dataclass(frozen=True)
class Engine:
    """Where the city's server is, which model to ask for, and the key it wants, if any."""

    url: str
    model: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Engine({self.model})"  # neither key nor address into a log


@dataclass(frozen=True)
class Limits:
    """How long and how much: seconds for a window and for a paper, bytes of an answer, tries, characters of a window."""

    window: float = 60.0
    paper: float = 300.0
    answer: int = 1_000_000
    tries: int = 2
    window_chars: int = 1500
    tokens: int = 4096


class Failed(Exception):
    """No answer that could be read: unreachable, time, busy, refused, redirect, size or protocol."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


def ask(engine: Engine, system: str, text: str, limits: Limits, until: float, clock: Callable[[], float]) -> tuple[str, bool]:
    """What the model says to the text, and whether it had finished. Failed with the cause of the last try."""
    body = json.dumps({
        "model": engine.model, "temperature": 0, "stream": False, "max_tokens": limits.tokens,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": text}]}, ensure_ascii=False).encode("utf-8", "replace")
    for left in reversed(range(limits.tries)):
        try:
            return _said(_posted(engine, body, limits, until, clock))
        except Failed as no:
            if not left or no.cause not in AGAIN or clock() >= until:
                raise
    raise Failed("unreachable")


def _posted(engine: Engine, body: bytes, limits: Limits, until: float, clock: Callable[[], float]) -> bytes:
    """The body of a good answer."""
    parts = urlsplit(engine.url)
    path = parts.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else path + "/chat/completions"
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if engine.key:
        headers["Authorization"] = f"Bearer {engine.key}"
    try:
        answer = post(urlunsplit((parts.scheme, parts.netloc, path, "", "")), body, headers, until, clock, limits.answer)
    except NoAnswer as no:
        raise Failed(no.cause) from no
    _good(answer.status)
    return answer.body


def _good(status: int) -> None:
    if 300 <= status < 400:
        raise Failed("redirect")
    if status == 429 or status >= 500:
        raise Failed("busy")
    if status != 200:
        raise Failed("refused")


def _said(body: bytes) -> tuple[str, bool]:
    """The words of the first choice, and whether the model came to its end."""
    try:
        choice = json.loads(body)["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as no:
        raise Failed("protocol") from no
    if not isinstance(words, str):
        raise Failed("protocol")
    return words, choice.get("finish_reason") != "length"
