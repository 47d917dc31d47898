"""Two roles at one database: the owner changes tables, the application only uses them and so cannot switch a guard off."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

GRANTS = (
    "grant usage on schema public to {}",
    "grant select, insert, update, delete on all tables in schema public to {}",
    "grant usage, select, update on all sequences in schema public to {}",
)
MAINTAIN = "grant maintain on all tables in schema public to {}"


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside this block the connection is the owner's; with an own database and no owner's address both are one."""
    become(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        become(settings.DATABASE_APPLICATION)


def database() -> DatabaseWrapper:
    """The one connection of this thread, known to be PostgreSQL's."""
    found = connections["default"]
    assert isinstance(found, DatabaseWrapper)
    return found


def become(role: dict[str, str]) -> None:
    """Reach the database as settings.DATABASE_OWNER or settings.DATABASE_APPLICATION from here on."""
    database().close()
    database().settings_dict.update(role)


def grant() -> None:
    """Give the application what it needs on every table there is; called as the owner after migrating."""
    if settings.DATABASE_OWNER["USER"] == settings.DATABASE_APPLICATION["USER"]:
        return
    # Bulk acts analyze what they filled; before version 17 only the owner may, and autovacuum does it later.
    wanted = (*GRANTS, MAINTAIN) if database().pg_version >= 170000 else GRANTS
    with database().cursor() as cursor:
        for words in wanted:
            cursor.execute(sql.SQL(words).format(sql.Identifier(settings.DATABASE_APPLICATION["USER"])))
