"""A worker in a process of its own: says when its work is at the place named, and stays there until it is killed."""
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from lastmile.interfaces.jobs.desk import Desk  # noqa: E402
from tests.interfaces.jobs import toy  # noqa: E402
from tests.world import NOW  # noqa: E402


def stay(place: str, task: object) -> None:
    """Until the end of the input, which never comes."""
    if place == sys.argv[1]:
        print(place, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    timezone.now = lambda: NOW
    toy.AT.append(stay)
    Desk(timezone.now, lambda: False).work_one()
