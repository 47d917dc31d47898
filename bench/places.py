"""Where the bench keeps its cities: a data folder for each size, with an embedded database of its own."""
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = (10_000, 100_000, 1_000_000)


def home() -> Path:
    """bench/.data, or LASTMILE_BENCH_DATA."""
    return Path(os.environ.get("LASTMILE_BENCH_DATA") or HERE / ".data").absolute()


def folder(size: int) -> Path:
    """The data folder of the city with so many items."""
    return home() / str(size)


def environ(size: int) -> dict[str, str]:
    """What a process sees that works in this folder: the caller's variables, none of them Lastmile's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LASTMILE_") or name == "LASTMILE_BENCH_DATA"}
    return kept | {"LASTMILE_DATA": str(folder(size)), "DJANGO_SETTINGS_MODULE": "lastmile.project.settings"}


@contextmanager
def inside(size: int, options: dict[str, str] | None = None) -> Iterator[None]:
    """The database of this size runs and Django is set up for it; once a process."""
    wanted = environ(size)
    for name in [name for name in os.environ if name not in wanted]:
        del os.environ[name]
    os.environ.update(wanted)
    from lastmile.project.database.use import embedded
    from lastmile.project.folder import Folder
    from lastmile.project.main import set_up

    with embedded(Folder(folder(size)), options):
        set_up()
        yield


@contextmanager
def owner(name: str | None = None) -> Iterator:
    """A connection of the role that owns the tables, each statement by itself."""
    import psycopg
    from django.conf import settings

    with psycopg.connect(**settings.PLACE.owner.libpq(**({"dbname": name} if name else {})), autocommit=True) as link:
        yield link
