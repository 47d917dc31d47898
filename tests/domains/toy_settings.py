"""The tests' settings with one line more: the toy domain."""
from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.domains.toy"]
