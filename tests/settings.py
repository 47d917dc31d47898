"""The settings under which tests run: the real ones, in a data folder of their own."""
import atexit
import os
import shutil
import tempfile

ours = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("LASTMILE_") and name != "LASTMILE_REPORT"}
TEST_DATA = ours.get("LASTMILE_TEST_DATA", "")
# The browser's driver runs a loop in the test's thread; Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["LASTMILE_DATA"] = TEST_DATA or tempfile.mkdtemp(prefix="lastmile-test-")


def forget(folder: str, maker: int) -> None:
    """A data folder made for this run goes with it; a forked child leaves it alone."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


if not TEST_DATA:
    atexit.register(forget, os.environ["LASTMILE_DATA"], os.getpid())
if address := ours.get("LASTMILE_TEST_DATABASE_URL"):
    os.environ["LASTMILE_DATABASE_URL"] = address

from lastmile.project.settings import *  # noqa: E402, F403
from lastmile.project.settings import PLACE, STORAGES  # noqa: E402

# An empty one: the server of the browser's tests warns when there is none, and warnings are errors.
PLACE.folder.static.mkdir(parents=True, exist_ok=True)

# Names with hashes need a collected folder; pages are tested without one.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# A slow hash is for thieves; a thousand sign-ins in tests are not.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
