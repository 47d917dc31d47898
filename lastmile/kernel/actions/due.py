"""What is due now, taken once, however many sweepers there are."""
from datetime import datetime

from django.utils.translation import gettext as _

from ..act import Act, Refused


def only_once(act: Act, at: datetime | None) -> None:
    """Refused when another sweeper was here first: nothing is due any more, or not yet."""
    if at is None or at > act.now:
        raise Refused("sweep.done", _("这一条已经处理过。"))
