"""Two roles at one database: the owner changes tables, the application only uses them and so cannot switch a guard off."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
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


def become(role: dict[str, str]) -> None:
    """Reach the database as settings.DATABASE_OWNER or settings.DATABASE_APPLICATION from here on."""
    connection.close()
    connection.close_pool()
    connection.settings_dict.update(role)


def grant() -> None:
    """Give the application what it needs on every table there is; called as the owner after migrating."""
    if settings.DATABASE_OWNER["USER"] == settings.DATABASE_APPLICATION["USER"]:
        return
    # Bulk acts analyze what they filled; before version 17 only the owner may, and autovacuum does it later.
    wanted = (*GRANTS, MAINTAIN) if connection.pg_version >= 170000 else GRANTS
    with connection.cursor() as cursor:
        for words in wanted:
            cursor.execute(sql.SQL(words).format(sql.Identifier(settings.DATABASE_APPLICATION["USER"])))
