"""The database: the embedded PostgreSQL of the data folder, or the city's own by LASTMILE_DATABASE_URL."""
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastmile.project.place import Place


@contextmanager
def running(place: "Place") -> Iterator[None]:
    """Inside this block the database answers: the embedded one is started if need be, the city's own is checked."""
    if not place.embedded:
        from .external import check

        check(place.application)
        yield
        return
    from .use import embedded

    with embedded(place.folder):
        yield
