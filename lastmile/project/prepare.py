"""`lastmile migrate`: tables, the application's rights, styles and scripts, and in a fresh database the demonstration city."""
import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from . import demo, roles
from .folder import write_private
from .words import _

# Any number will do, as long as all starts use the same.
LOCK = 7_130_146
WANTED, BUILT = "wanted", "built"


def main(argv: list[str]) -> int:
    """Bring this place up to this version; two starts at once wait for one another."""
    parser = argparse.ArgumentParser(prog="lastmile migrate", description=_("把数据库更新到本版本"))
    parser.add_argument("--demo", action="store_true", help=_("数据库是新的时，建立演示城市"))
    options = parser.parse_args(argv)
    with _alone():
        _demo_wanted(options.demo and _fresh())
        with roles.as_owner():
            call_command("migrate", interactive=False, verbosity=0)
            roles.grant()
        _collect()
        _build_demo()
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """A lock that the server gives back by itself when its holder is killed."""
    with psycopg.connect(**settings.PLACE.owner.libpq(), autocommit=True) as link:
        link.execute("select pg_advisory_lock(%s)", [LOCK])
        yield


def _fresh() -> bool:
    return not connection.introspection.table_names()


def demo_state() -> Path:
    """The file that says whether the demonstration city is still to be built, or stands; then its sign-ins, a line each."""
    return Path(settings.PLACE.folder.root / "demo")


def _demo_wanted(wanted: bool) -> None:
    if wanted:
        write_private(demo_state(), WANTED)


def _build_demo() -> None:
    """Noted before and after, so that a start that was killed while building goes on the next time."""
    if not demo_state().exists() or demo_state().read_text("utf-8") != WANTED:
        return
    sign_ins = [f"{name}  {password}  {who}" for name, password, who in demo.sign_ins()]
    print(_("正在建立演示城市，约需半分钟……"), flush=True)
    demo.build()
    write_private(demo_state(), "\n".join([BUILT, *sign_ins]))


def _collect() -> None:
    """Copy styles and scripts under names with their hash, when one of them has changed since."""
    stamp, now = settings.PLACE.folder.static / ".stamp", _digest()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        write_private(stamp, now)


def _digest() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{storage.location}/{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()
