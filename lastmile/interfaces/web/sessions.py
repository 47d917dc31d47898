"""Sessions as Django keeps them in the database, read by one plain statement: the ORM took a tenth of a page's time."""
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_READ = "select session_data from django_session where session_key = %s and expire_date > %s"


class SessionStore(db.SessionStore):
    """What is in the session; nothing when it is over or was never begun."""

    def load(self) -> dict[str, Any]:
        connection.ensure_connection()
        found = connection.connection.execute(_READ, [self.session_key, timezone.now()]).fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
