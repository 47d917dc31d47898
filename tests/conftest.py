"""The database of the tests: an embedded server of their own, in which tests work with the application's rights."""
import pytest

from tests import tools

# What a crash would lose does not matter here, and half the time of a test run is waiting for the disk.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB", "max_wal_size": "1GB"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The server runs while tests run; with LASTMILE_TEST_DATA it is left running for the next run (use --reuse-db)."""
    from django.conf import settings
    from django.db import connection

    from lastmile.project.database import server

    place = settings.PLACE
    if not place.embedded:
        yield
        return
    server.start(place.folder, FAST, mortal=not settings.TEST_DATA)
    connection.settings_dict.update(place.owner.django() | {"NAME": connection.settings_dict["NAME"]})
    yield
    if not settings.TEST_DATA:
        server.stop(place.folder)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner has made the tables; from here on the tests have the application's rights, so that a missing one shows."""
    from django.conf import settings
    from django.db import connection

    from lastmile.project import roles

    with django_db_blocker.unblock():
        roles.grant()
        if settings.PLACE.embedded:
            with connection.cursor() as cursor:  # A test with transaction=True empties all tables at its end.
                cursor.execute("grant truncate on all tables in schema public to lastmile")
        roles.become(settings.DATABASE_APPLICATION)
    yield
    with django_db_blocker.unblock():
        roles.become(settings.DATABASE_OWNER)


@pytest.fixture(scope="session")
def browser():
    """Chromium, for tests marked browser; where there is none they are skipped and say so."""
    from playwright.sync_api import sync_playwright

    if not (program := tools.chromium()):
        pytest.skip("no Chromium here: scripts/browser fetches one")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=tools.CHROMIUM_FLAGS)
        yield started
        started.close()
