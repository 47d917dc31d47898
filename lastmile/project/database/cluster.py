"""A new embedded database: its files, its two roles, the empty database."""
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from lastmile.project.folder import Folder, write_private
from lastmile.project.words import Stop, _

from .access import APPLICATION, NAME, OWNER, Keys
from .account import as_account


@contextmanager
def through(place: Path, how: int = os.O_PATH) -> Iterator[tuple[int, str]]:
    """A file or folder as an open descriptor, and a path through it for the child that inherits it.

    The account that runs PostgreSQL need not be able to pass the folders above, such as root's closed home.
    """
    handle = os.open(place, how)
    try:
        yield handle, f"/proc/self/fd/{handle}"
    finally:
        os.close(handle)


def create(folder: Folder, programs: Path, who: pwd.struct_passwd | None, password: str) -> None:
    """Run initdb beside the place and rename at the end: a start that broke off leaves no half database behind."""
    half, secret = folder.root / "pg.half", folder.root / "pg.password"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    try:
        write_private(secret, password)
        if who:
            for path in (half, secret):
                os.chown(path, who.pw_uid, who.pw_gid)
        _initdb(half, programs, who, secret)
        half.rename(folder.pg)
    finally:
        secret.unlink(missing_ok=True)
        shutil.rmtree(half, ignore_errors=True)


def _initdb(place: Path, programs: Path, who: pwd.struct_passwd | None, secret: Path) -> None:
    with through(place, os.O_PATH) as (handle, path), through(secret, os.O_RDONLY) as (word, words):
        done = subprocess.run(
            [programs / "initdb", "-D", path, "-U", OWNER, "-A", "scram-sha-256", f"--pwfile={words}", "-E", "UTF8",
             "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"],
            pass_fds=[handle, word], capture_output=True, text=True, errors="replace", **as_account(who))
    if done.returncode:
        raise Stop(_("内置数据库建不起来：{why}").format(why=done.stderr.strip() or done.stdout.strip()))


def add_roles(keys: Keys) -> None:
    """The application's role, which owns nothing, and the database; nothing is done where they are."""
    with psycopg.connect(**keys.access(OWNER, "postgres").libpq(), autocommit=True) as link:
        if not link.execute("select 1 from pg_roles where rolname = %s", [APPLICATION]).fetchone():
            hashed = link.pgconn.encrypt_password(keys.application.encode(), APPLICATION.encode(), b"scram-sha-256").decode()
            link.execute(sql.SQL("create role {} login password {}").format(sql.Identifier(APPLICATION), sql.Literal(hashed)))
        if not link.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
            link.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
