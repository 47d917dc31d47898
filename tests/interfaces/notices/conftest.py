"""Servers on loopback: one that takes mail or refuses it, and one that answers a POST as badly as it is told to."""
import json
import socket
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller

from tests.world import at_nine, lasting_world, one_revision, world

__all__ = ["at_nine", "lasting_world", "one_revision", "world"]


class Box:
    """A mail server's rules and what it took: by recipient the answer it gives in place of taking the mail."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answers: dict[str, str] = {}
        self.after_data = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list) -> str:  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.after_data:
            return self.after_data
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Box]:
    """The city's mail server."""
    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_SERVER, settings.MAIL_FROM = urlsplit(f"smtp://127.0.0.1:{port}"), "duban@example.cn"
    settings.SITE_URL = "https://duban.example.cn"
    yield box
    controller.stop()


def free_port() -> int:
    """A port that nobody listens on now; the mail server's starter wants to know it beforehand."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


class Hook:
    """What the server was asked, and what it does with the next request."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict, Any]] = []
        self.act: Callable[[BaseHTTPRequestHandler], None] = says({"errcode": 0})
        self.url = ""


def says(body: Any, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer with this body."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    def act(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
    return act


def cut_off(request: BaseHTTPRequestHandler) -> None:
    """Half an answer, and the line is dead."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"errc')


def endless(request: BaseHTTPRequestHandler) -> None:
    """A letter now and then, for as long as anybody listens."""
    request.send_response(200)
    request.end_headers()
    over = threading.Event()
    try:
        while not over.wait(0.05):
            request.wfile.write(b" ")
            request.wfile.flush()
    except OSError:
        return


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A server for robots and text messages."""
    one = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            data = self.rfile.read(int(self.headers["Content-Length"]))
            one.asked.append((self.path, dict(self.headers), json.loads(data)))
            one.act(self)

        def log_message(self, *given: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    one.url = f"http://127.0.0.1:{server.server_port}"
    yield one
    server.shutdown()
    server.server_close()
    thread.join()
