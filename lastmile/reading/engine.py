"""One question to a server that speaks the protocol of OpenAI, as many that a city can run do: bounded in time, size and tries.

http.client and not a larger library: no redirect is followed, no proxy of the environment is used, nothing goes anywhere but to the
address that the city has set.
"""
import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

CHUNK = 65536
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
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if engine.key:
        headers["Authorization"] = f"Bearer {engine.key}"
    link = _link(parts.scheme, parts.hostname or "", parts.port, _left(until, clock))
    over, sockets = threading.Event(), list[socket.socket]()
    watch = threading.Timer(_left(until, clock), lambda: _cut(sockets, over))
    watch.start()
    try:
        link.connect()
        sockets.append(link.sock)  # http.client forgets it when the head of the answer is read
        link.request("POST", path, body, headers)
        answer = link.getresponse()
        _good(answer.status)
        return _bytes(answer, limits, until, clock)
    except TimeoutError as no:
        raise Failed("time") from no
    except Failed as no:
        raise Failed("time" if over.is_set() else no.cause) from no
    except (OSError, ValueError, HTTPException) as no:
        raise Failed("time" if over.is_set() else "protocol" if isinstance(no, HTTPException) else "unreachable") from no
    finally:
        watch.cancel()
        link.close()


def _cut(sockets: list[socket.socket], over: threading.Event) -> None:
    """Time is over, whatever the server is doing: one that sends a letter a second would else be waited for."""
    over.set()
    for held in sockets:
        with suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)


def _link(scheme: str, host: str, port: int | None, seconds: float) -> HTTPConnection:
    kind = HTTPSConnection if scheme == "https" else HTTPConnection
    return kind(host, port, timeout=seconds)


def _good(status: int) -> None:
    if 300 <= status < 400:
        raise Failed("redirect")
    if status == 429 or status >= 500:
        raise Failed("busy")
    if status != 200:
        raise Failed("refused")


def _bytes(answer: HTTPResponse, limits: Limits, until: float, clock: Callable[[], float]) -> bytes:
    """All of the answer, as long as it comes in time and is not too big."""
    found = bytearray()
    while some := answer.read1(CHUNK):
        _left(until, clock)
        found += some
        if len(found) > limits.answer:
            raise Failed("size")
    if answer.length:
        raise Failed("protocol")
    return bytes(found)


def _left(until: float, clock: Callable[[], float]) -> float:
    """The seconds that are left; Failed when there are none."""
    left = until - clock()
    if left <= 0:
        raise Failed("time")
    return left


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
