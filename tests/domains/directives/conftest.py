import pytest

from tests.domains.directives.cast import City
from tests.world import one_revision

__all__ = ["city", "one_revision"]


@pytest.fixture
def city(db, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    return City()
