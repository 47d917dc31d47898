import pytest

from tests.domains.directives.cast import City


@pytest.fixture
def city(db, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    return City()
