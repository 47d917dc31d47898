from .calendar import CalendarYear
from .files import Evidence, Upload
from .items import ClockEvent, Item, ItemPart, ItemText, Serial
from .journal import Done, Entry, EntryUnsealed, Seal
from .people import Person, Post, Token, hash_of
from .tallies import Tally, TallyDelta
from .units import Above, Revision, Unit, UnitAlias
from .works import Work

__all__ = ["Above", "CalendarYear", "ClockEvent", "Done", "Entry", "EntryUnsealed", "Evidence", "Item", "ItemPart", "ItemText",
           "Person", "Post", "Revision", "Seal", "Serial", "Tally", "TallyDelta", "Token", "Unit", "UnitAlias", "Upload", "Work",
           "hash_of"]
