"""What has been sealed since is told."""
from collections.abc import Callable
from datetime import datetime

from lastmile.kernel.actions.notices.derive import derive
from lastmile.kernel.queries.items import seen_of

BATCHES = 100  # in one round, so that lights and seals are not kept waiting


def tell(now: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Notices for all new entries of the journal; how many entries were looked at."""
    total = 0
    for _batch in range(BATCHES):
        looked = 0 if stopping() else derive(now, seen_of)
        if not looked:
            break
        total += looked
    return total
