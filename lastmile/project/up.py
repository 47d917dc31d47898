"""`lastmile up`: the database, the web server and the worker, kept running until told to stop."""
import argparse
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from .children import Child, supervise
from .database import running
from .folder import Folder
from .main import COMMANDS
from .place import Place, place
from .processes import end_with_parent
from .words import Stop, _

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Measured: two processes of four threads answer most on two cores; each thread holds one connection of a pool of eight.
WORKERS, THREADS = 2, 4
LETTING_GO = 2.0


def main(argv: list[str]) -> int:
    """Start everything, say where, and return when all is stopped."""
    options = _options(argv)
    here = place()
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _interrupt)
    try:
        with only_one(here.folder.make()):
            _refuse_half(here.folder)
            _refuse_taken(options.host, options.port)
            _run(here, options)
    except KeyboardInterrupt:
        pass
    print(_("已全部停止。"), flush=True)
    return 0


def _run(here: Place, options: argparse.Namespace) -> None:
    os.environ["LASTMILE_DATA"] = str(here.folder.root)
    _let_in(options.host)
    with running(here):
        _prepare(options.empty)
        supervise(here, _children(options), lambda: _announce(here, options))


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="lastmile up", description=COMMANDS["up"].says)
    parser.add_argument("--empty", action="store_true", help=_("不建立演示城市"))
    parser.add_argument("--host", default="127.0.0.1", help=_("监听的地址，默认只有本机能访问"))
    parser.add_argument("--port", type=int, default=8000, help=_("端口，默认 8000"))
    return parser.parse_args(argv)


def _interrupt(*_signal: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def only_one(folder: Folder) -> Iterator[None]:
    """Held by the one process that serves this data folder; lost by itself when that is killed."""
    lock = os.open(folder.root / "up.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Stop(_("{path} 上的系统正在运行：请先停止它，或用 LASTMILE_DATA 指定另一个数据目录。").format(
            path=folder.root)) from None
    finally:
        os.close(lock)


def _refuse_half(folder: Folder) -> None:
    if (folder.root / "restoring").exists():
        raise Stop(_("{path} 里的恢复没有做完：请用 lastmile restore --force 重新恢复。").format(path=folder.root))


def _refuse_taken(host: str, port: int) -> None:
    """A web server of ours whose `up` was just killed is still letting go: the port is asked for again for a moment."""
    until = time.monotonic() + LETTING_GO
    while (error := _cannot_listen(host, port)) and time.monotonic() < until and _busy(error):
        time.sleep(0.1)
    if error:
        if _busy(error):
            raise Stop(_("端口 {port} 已被别的程序占用：请关掉那个程序，或用 --port 换一个端口。").format(port=port)) from None
        raise Stop(_("不能在 {host} 的端口 {port} 上监听：{why}").format(host=host, port=port, why=error)) from None


def _busy(error: Exception) -> bool:
    return getattr(error, "errno", None) == errno.EADDRINUSE


def _cannot_listen(host: str, port: int) -> Exception | None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError) as error:
        return error
    return None


def _let_in(host: str) -> None:
    """Requests name the host they mean; without LASTMILE_HOSTS it is this machine, and the address listened on."""
    os.environ.setdefault("LASTMILE_HOSTS", ",".join(("localhost", "127.0.0.1", "[::1]", host)))
    if host not in LOOPBACK:
        print(_("注意：其他电脑可以访问本机。请用 LASTMILE_HOSTS 写明它们所用的域名或地址，并在前面设置 HTTPS。"), flush=True)


def _prepare(empty: bool) -> None:
    """In a process of its own: this one stays small and without threads."""
    prepare = [sys.executable, "-P", "-m", "lastmile.project.main", "migrate", *([] if empty else ["--demo"])]
    if subprocess.run(prepare, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent(signal.SIGTERM)).returncode:
        raise Stop(_("数据库没有更新成功，原因见上面几行；系统没有启动。"))


def _children(options: argparse.Namespace) -> list[Child]:
    python = [sys.executable, "-P", "-m"]
    web = [*python, "granian", "--interface", "wsgi", "--host", options.host, "--port", str(options.port),
           "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--workers-kill-timeout", "10", "--no-ws",
           "--log-level", "warning", "lastmile.project.wsgi:application"]
    return [Child(_("网页"), web, (options.host, options.port)), Child(_("后台任务"), [*python, "lastmile.project.main", "worker"])]


def _announce(here: Place, options: argparse.Namespace) -> None:
    host = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host
    print(_("系统已启动：{address}（按 Ctrl-C 停止）").format(address=f"http://{host}:{options.port}/"), flush=True)
    state = here.folder.root / "demo"
    built, *sign_ins = state.read_text("utf-8").splitlines() if state.exists() else [""]
    if built == "built":
        print(_("演示城市的账号、密码、身份："), *sign_ins, sep="\n  ", flush=True)
    elif nobody_yet(here):
        print(_("系统里还没有单位和人员。请另开一个终端，换成本市的名称运行："),
              f"LASTMILE_DATA={here.folder.root} {Path(sys.executable).with_name('lastmile')} found 青云市 市政府办公室 wangjianguo 王建国",
              sep="\n  ", flush=True)


def nobody_yet(here: Place) -> bool:
    """Is there nobody who could sign in?"""
    with suppress(psycopg.Error), psycopg.connect(**here.application.libpq()) as link:
        return link.execute("select 1 from kernel_person limit 1").fetchone() is None
    return False
