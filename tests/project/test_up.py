"""`lastmile up` as an operator sees it: one command starts everything, and what dies or is killed comes back."""
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from lastmile.project.database import server
from lastmile.project.database.access import free_port
from lastmile.project.folder import Folder

pytestmark = pytest.mark.slow
PATIENCE = 30


class Up:
    """A running `lastmile up`, whose words we read."""

    def __init__(self, folder, port):
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("LASTMILE_", "DJANGO_"))}
        path = os.pathsep.join(part for part in sys.path if part)
        environ |= {"LASTMILE_DATA": str(folder.root), "PYTHONPATH": path, "LANGUAGE": "zh_CN"}
        self.port = port
        self.process = subprocess.Popen([sys.executable, "-m", "lastmile.project.main", "up", "--empty", "--port", str(port)],
                                        env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = ""

    def hear(self, words):
        """Wait until it says that."""
        while words not in self.said:
            assert select.select([self.process.stdout], [], [], PATIENCE)[0], f"silence after: {self.said}"
            more = os.read(self.process.stdout.fileno(), 65536)
            assert more, f"ended after: {self.said}"
            self.said += more.decode()

    def hear_again(self, words):
        """Wait until it says that from now on."""
        self.said = ""
        self.hear(words)

    def status(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code

    def wait_for_answer(self):
        """Until it answers; the server's own pace, without sleeping: each try waits for a connection or is refused."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if self.status() < 500:
                    return
            select.select([self.process.stdout], [], [], 0.1)
        raise AssertionError("no answer")

    def child(self, words):
        """The id of the child with these words among its arguments."""
        for path in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((path / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == self.process.pid and words in (path / "cmdline").read_text():
                    return int(path.name)
            except OSError:
                continue
        raise AssertionError(f"no child {words}")

    def end(self, how):
        self.process.send_signal(how)
        out = self.process.communicate(timeout=PATIENCE)[0].decode()
        self.said += out
        return self.process.returncode


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("up") / "data")
    yield folder
    server.stop(folder)


@pytest.fixture
def up(folder):
    started = []

    def start(port=None):
        started.append(Up(folder, port or free_port()))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def free(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), 1).close()
        return False
    return True


def test_one_command_starts_everything_and_ctrl_c_stops_it_in_order(folder, up):
    running = up()
    running.hear("系统已启动")
    running.hear("found 青云市")  # nobody is there yet: what to do next
    assert f"LASTMILE_DATA={folder.root} " in running.said
    assert running.status() < 500 and server.live(folder)
    assert running.end(signal.SIGINT) == 0
    assert "已全部停止" in running.said
    assert server.live(folder) is None and free(running.port)


def test_what_is_killed_comes_back(folder, up):
    running = up()
    running.hear("系统已启动")
    os.kill(running.child("granian"), signal.SIGKILL)
    running.hear_again("重新启动")
    running.wait_for_answer()
    os.kill(server.live(folder), signal.SIGKILL)
    running.hear_again("数据库意外停止")
    running.wait_for_answer()
    assert running.end(signal.SIGTERM) == 0


def test_a_database_that_cannot_start_is_waited_for(folder, up):
    """As with a full disk: what it needs is not there, and comes back later."""
    running = up()
    running.hear("系统已启动")
    needed = folder.pg / "global/pg_control"
    needed.rename(folder.pg / "pg_control.away")
    os.kill(server.live(folder), signal.SIGKILL)
    running.hear_again("数据库没有恢复")
    running.hear_again("1 秒后再试")
    (folder.pg / "pg_control.away").rename(needed)
    running.hear_again("数据库意外停止，已重新启动")
    running.wait_for_answer()
    assert running.end(signal.SIGTERM) == 0


def test_after_kill_9_of_itself_nothing_holds_the_port_and_the_next_start_works(folder, up):
    first = up()
    first.hear("系统已启动")
    first.end(signal.SIGKILL)
    second = up(first.port)
    second.hear("系统已启动")
    assert second.status() < 500
    assert second.end(signal.SIGTERM) == 0
    assert server.live(folder) is None


def test_a_second_start_on_the_same_data_is_refused_and_does_not_disturb_the_first(folder, up):
    first = up()
    first.hear("系统已启动")
    second = up()
    assert second.process.wait(PATIENCE) == 1
    assert "正在运行" in second.process.stdout.read().decode()
    assert first.status() < 500
    first.end(signal.SIGINT)


def test_a_taken_port_is_told_with_what_to_do(up):
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = up(other.getsockname()[1])
        assert refused.process.wait(PATIENCE) == 1
        says = refused.process.stdout.read().decode()
    assert "--port" in says and "Traceback" not in says
