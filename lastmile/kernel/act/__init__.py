"""The act: the one way to change anything."""
from . import journal
from .actor import Actor, PostHeld, clock
from .city import Snapshot, calendar_of, calendar_rows, revision, snapshot
from .context import Act, Asking, Made
from .declare import action
from .fields import OneLine
from .perform import can, perform, perform_many
from .refs import FileRef, ItemRef, PersonRef, Ref, UnitRef
from .refusal import Outcome, Refused, Wrong
from .seals import Fault, seal, verify

__all__ = ["Act", "Actor", "Asking", "Fault", "FileRef", "ItemRef", "Made", "OneLine", "Outcome", "PersonRef", "PostHeld", "Ref", "Refused",
           "Snapshot", "UnitRef", "Wrong", "action", "calendar_of", "calendar_rows", "can", "clock", "journal", "perform", "perform_many",
           "revision", "seal", "snapshot", "verify"]
