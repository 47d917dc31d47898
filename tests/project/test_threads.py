"""What Django keeps by thread is where the web server's own settings look for it."""
import subprocess
import sys

LOOK = """
import threading
from lastmile.project.threads import keep_by_thread
from django.db import connections
from django.urls import base
from django.utils.translation import trans_real
places = [(connections, "_connections"), (trans_real, "_active"), (base, "_prefixes"), (base, "_urlconfs")]
assert all(hasattr(holder, name) for holder, name in places), "Django keeps them elsewhere now"
keep_by_thread()
assert all(isinstance(getattr(holder, name), threading.local) for holder, name in places)
"""


def test_the_language_the_connection_and_the_addresses_of_a_request_are_kept_by_its_thread():
    subprocess.run([sys.executable, "-c", LOOK], check=True)
