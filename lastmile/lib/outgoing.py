"""One POST to a server that the city has set: bounded in time and size.

http.client and not a larger library: no redirect is followed, no proxy of the environment is used, nothing goes anywhere but to that address.
"""
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

CHUNK = 65536


@dataclass(frozen=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: HTTPMessage
    body: bytes


class NoAnswer(Exception):
    """Nothing that could be read: unreachable, time, size or protocol."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


def post(url: str, body: bytes, headers: Mapping[str, str], until: float, clock: Callable[[], float], most: int = 1_000_000) -> Answer:
    """The answer to a POST, if all of it comes before `until` on this clock and has at most `most` bytes."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    link = kind(parts.hostname or "", parts.port, timeout=_left(until, clock))
    over, sockets = threading.Event(), list[socket.socket]()
    watch = threading.Timer(_left(until, clock), lambda: _cut(sockets, over))
    watch.start()
    try:
        link.connect()
        sockets.append(link.sock)  # http.client forgets it when the head of the answer is read
        link.request("POST", path, body, dict(headers) | {"Connection": "close"})
        answer = link.getresponse()
        body = _bytes(answer, until, clock, most)
        if over.is_set():  # what was cut looks whole when nobody has said how long it would be
            raise NoAnswer("time")
        return Answer(answer.status, answer.headers, body)
    except TimeoutError as no:
        raise NoAnswer("time") from no
    except NoAnswer as no:
        raise NoAnswer("time" if over.is_set() else no.cause) from no
    except (OSError, ValueError, HTTPException) as no:
        raise NoAnswer("time" if over.is_set() else "protocol" if isinstance(no, HTTPException) else "unreachable") from no
    finally:
        watch.cancel()
        link.close()


def _cut(sockets: list[socket.socket], over: threading.Event) -> None:
    """Time is over, whatever the server is doing: one that sends a letter a second would else be waited for."""
    over.set()
    for held in sockets:
        with suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)


def _bytes(answer: HTTPResponse, until: float, clock: Callable[[], float], most: int) -> bytes:
    """All of the answer, as long as it comes in time and is not too big."""
    found = bytearray()
    while some := answer.read1(CHUNK):
        _left(until, clock)
        found += some
        if len(found) > most:
            raise NoAnswer("size")
    if answer.length:
        raise NoAnswer("protocol")
    return bytes(found)


def _left(until: float, clock: Callable[[], float]) -> float:
    """The seconds that are left; NoAnswer when there are none."""
    left = until - clock()
    if left <= 0:
        raise NoAnswer("time")
    return left
