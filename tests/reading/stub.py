"""A server on loopback that speaks the protocol of OpenAI, and behaves as it is told, question by question."""
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:  # noqa: N802  http.server asks for this name
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **asked})
        self.close_connection = True
        answers = self.server.answers
        try:
            (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        except OSError:  # whoever asked has gone
            return

    def do_GET(self) -> None:  # noqa: N802
        self.server.asked.append({"path": self.path, "method": "GET"})
        self.send(404, b"")

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Nothing to the terminal."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    asked: list[dict[str, Any]]
    answers: list[Answer]
    over: threading.Event

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def engine(*answers: Answer) -> Iterator[Server]:
    """The server; the last answer is given again and again."""
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked, server.answers, server.over = [], list(answers), threading.Event()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def says(words: str, finish: str = "stop") -> Answer:
    """An answer with these words in it."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": finish}]}).encode()
    return lambda handler: handler.send(200, body)


def rows(*quotes: str | dict[str, Any], finish: str = "stop") -> Answer:
    """An answer as it was asked for: a JSON object a line."""
    lines = [{"quote": one} if isinstance(one, str) else one for one in quotes]
    return says("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), finish)


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.send(code, b"sorry", **headers)


def raw(body: bytes) -> Answer:
    return lambda handler: handler.send(200, body)


def never(handler: Handler) -> None:
    """Takes the question and says nothing, until the test is over."""
    handler.server.over.wait()


def drop_by_drop(handler: Handler) -> None:
    """A letter at a time, without end: each comes soon enough, all of them never."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b" ")


def flood(handler: Handler) -> None:
    """A hundred megabytes."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(100_000_000))
    handler.end_headers()
    for _megabyte in range(100):
        handler.wfile.write(b"x" * 1_000_000)


def hang_up(handler: Handler) -> None:
    """Half of what was announced."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
