"""What the system says to the person at the terminal, before Django is there to translate."""
import gettext as catalogue
import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
# The terminal's own language. The standard library takes C.UTF-8, which says nothing, for American English; we do not.
SPOKEN = next(filter(None, (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
_ = catalogue.translation("django", LOCALE, ["en"] if SPOKEN.startswith("en") else [], fallback=True).gettext


class Stop(SystemExit):
    """A start or a command that cannot go on; its sentence says what happened and what to do."""
