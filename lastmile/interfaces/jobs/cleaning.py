"""What nobody needs any more, cleared away once a day. None of it is a record of the city: the tables are those that no act writes."""
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import connection

from lastmile.interfaces.files import store
from lastmile.kernel.actions.notices.read import forget as forget_notices
from lastmile.kernel.actions.uploads import forget_uploads
from lastmile.kernel.actions.works import forget_works
from lastmile.kernel.queries.uploads import named

SIGN_INS_KEPT = timedelta(days=90)
UPLOADS_KEPT = timedelta(days=7)
NOTICES_KEPT = timedelta(days=365)
MESSAGES_KEPT = timedelta(days=90)
SENDERS_WAIT = timedelta(days=1)
WORKS_KEPT = timedelta(days=30)


def sessions(now: datetime) -> int:
    """Sessions that are over; how many."""
    with connection.cursor() as cursor:
        cursor.execute("delete from django_session where expire_date < %s", [now])
        return cursor.rowcount


def sign_ins(now: datetime) -> int:
    """Wrong passwords, pauses and sign-ins of more than 90 days ago; how many."""
    return sum(table.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()[0] for table in (AccessAttempt, AccessFailureLog, AccessLog))


def uploads(now: datetime) -> int:
    """Files that were handed in a week ago and that no act has named, and what killed senders left; how many."""
    files, before = store(), now - UPLOADS_KEPT
    gone = forget_uploads(before, lambda hash: files.untouched(hash, before.timestamp()))
    return files.remove(gone - named(gone), before.timestamp(), named) + files.sweep((now - SENDERS_WAIT).timestamp())


def works(now: datetime) -> int:
    """Long work that ended a month ago, with the files that were its results; how many files."""
    before = now - WORKS_KEPT
    gone = forget_works(before)
    return store().remove(gone - named(gone), before.timestamp(), named)


def notices(now: datetime) -> int:
    """Notices of more than a year ago that were read, and messages that went out, or did not, 90 days ago; how many."""
    return forget_notices(now - NOTICES_KEPT, now - MESSAGES_KEPT)


STEPS = {"sessions": sessions, "sign-ins": sign_ins, "uploads": uploads, "works": works, "notices": notices}
