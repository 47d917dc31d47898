"""Requests over HTTP: one client that waits for each answer, and eight at once (wrk, or processes of our own where it is missing)."""
import http.client
import json
import multiprocessing
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from .places import home

LUA = """
local n = 0
function init()
  for i, r in ipairs(asked) do asked[i] = wrk.format(r[1], r[2], r[3], r[4]) end
end
function request()
  n = n % #asked + 1
  return asked[n]
end
"""


@dataclass(frozen=True)
class Request:
    """One request as it is sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one client, requests a second of eight, and the processor time of one request at the server."""

    p50: float
    p95: float
    rate: float
    cpu: dict[str, float]
    errors: int = 0
    pace: float = 0.0  # seconds that a fixed loop took beside it: a shared machine runs at half its speed for minutes


def sign_in(port: int, username: str, password: str) -> dict[str, str]:
    """Through the page, as a person does; the cookies of the session."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", "/sign-in")
    page = link.getresponse()
    cookies = _cookies(page)
    form = page.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    given = urlencode({"csrfmiddlewaretoken": token[1] if token else "", "username": username, "password": password, "next": "/"})
    link.request("POST", "/sign-in", given, {"Cookie": _header(cookies), "Content-Type": "application/x-www-form-urlencoded"})
    answer = link.getresponse()
    answer.read()
    cookies |= _cookies(answer)
    if "sessionid" not in cookies:
        raise SystemExit(f"{username} could not sign in: {answer.status}")
    return {"Cookie": _header(cookies)}


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    pairs = (line.split(";", 1)[0].partition("=") for line in answer.headers.get_all("Set-Cookie") or [])
    return {name: value for name, _is, value in pairs}


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def page(path: str, session: dict[str, str], **query: str) -> Request:
    """A page of somebody who is signed in."""
    return Request("GET", path + (f"?{urlencode(query, quote_via=quote)}" if query else ""), session)


def act(name: str, values: dict, token: str) -> Request:
    """An action through the API."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return Request("POST", f"/api/do/{name}", headers, json.dumps(values, ensure_ascii=False).encode())


def one_client(port: int, requests: Sequence[Request], count: int) -> tuple[float, float]:
    """p50 and p95 in milliseconds over one kept connection, after a tenth of the requests as warm-up."""
    link, times = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for n in range(count + count // 10):
        began = time.perf_counter()
        _send(link, requests[n % len(requests)])
        times.append((time.perf_counter() - began) * 1000)
    times = sorted(times[count // 10:])
    return statistics.median(times), times[min(len(times) - 1, int(0.95 * len(times)))]


def _send(link: http.client.HTTPConnection, asked: Request) -> bytes:
    link.request(asked.method, asked.path, asked.body or None, asked.headers)
    answer = link.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{asked.method} {asked.path}: {answer.status} {content[:300].decode(errors='replace')}")
    return content


def eight_clients(port: int, requests: Sequence[Request], seconds: int, clients: int = 8) -> tuple[float, int]:
    """Requests a second, and how many were refused or failed."""
    return (_wrk if shutil.which("wrk") else _processes)(port, requests, seconds, clients)


def _wrk(port: int, requests: Sequence[Request], seconds: int, clients: int) -> tuple[float, int]:
    """wrk with a list of requests; one thread of it takes little of the two cores it shares with the server."""
    script = home() / f"load-{port}.lua"
    script.write_text("local asked = {\n" + "".join(map(_lua, requests)) + "}\n" + LUA)
    try:
        done = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), f"http://127.0.0.1:{port}"],
                              capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    finally:
        script.unlink()
    rate, wrong = re.search(r"Requests/sec:\s+([\d.]+)", done), re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    return float(rate[1]) if rate else 0.0, int(wrong[1]) if wrong else 0


def _lua(asked: Request) -> str:
    headers = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in asked.headers.items())
    body = json.dumps(asked.body.decode(), ensure_ascii=False) if asked.body else "nil"
    return f'  {{"{asked.method}", {json.dumps(asked.path)}, {{{headers}}}, {body}}},\n'


def _processes(port: int, requests: Sequence[Request], seconds: int, clients: int) -> tuple[float, int]:
    """Where there is no wrk: processes of our own, which take more of the cores than wrk does."""
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        counts = pool.starmap(_loop, [(port, list(requests[n::clients]) or list(requests), seconds) for n in range(clients)])
    return sum(counts) / seconds, 0


def _loop(port: int, requests: list[Request], seconds: int) -> int:
    link, count, until = http.client.HTTPConnection("127.0.0.1", port, timeout=60), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        _send(link, requests[count % len(requests)])
        count += 1
    return count


def pace() -> float:
    """Seconds of processor time of one fixed loop, the slower of two: how fast the machine is just now, whatever is measured."""
    took = []
    for _again in range(2):
        began, total = time.process_time(), 0
        for n in range(2_000_000):
            total += n
        took.append(time.process_time() - began)
    return max(took)


def measure(port: int, requests: Sequence[Request], count: int, seconds: int, spent: Callable[[], dict[str, float]]) -> Measured:
    """One client, then eight; the processor time is that of the eight, by request."""
    slowness = pace()
    p50, p95 = one_client(port, requests, count)
    before, began = spent(), time.monotonic()
    rate, errors = eight_clients(port, requests, seconds)
    served = rate * (time.monotonic() - began)
    cpu = {kind: 1000 * (now - before[kind]) / served for kind, now in spent().items()} if served else {}
    return Measured(p50, p95, rate, cpu, errors, round(max(slowness, pace()), 3))
