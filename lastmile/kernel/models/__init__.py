from .calendar import CalendarYear, ClockRule, OfficeHours, Recount
from .files import Evidence, Upload
from .items import ClockEvent, Item, ItemPart, ItemText, Serial
from .journal import Done, Entry, EntryUnsealed, Seal
from .notices import Channel, Contact, Delivery, Feed, Notice, NoticeChoice, NoticeCursor
from .papers import LedgerMap, Letterhead, Paper, PaperFile
from .people import Person, Post, Token, hash_of
from .slips import Block, Breach, Review, RuleBook, Slip
from .tallies import Tally, TallyDelta
from .units import Above, Revision, Unit, UnitAlias
from .works import Work

__all__ = ["Above", "Block", "Breach", "CalendarYear", "Channel", "ClockEvent", "ClockRule", "Contact", "Delivery", "Done", "Entry",
           "EntryUnsealed", "Evidence", "Feed", "Item", "ItemPart", "ItemText", "LedgerMap", "Letterhead", "Notice", "NoticeChoice",
           "NoticeCursor", "OfficeHours", "Paper", "PaperFile", "Person", "Post", "Recount", "Review", "Revision", "RuleBook", "Seal",
           "Serial", "Slip", "Tally", "TallyDelta", "Token", "Unit", "UnitAlias", "Upload", "Work", "hash_of"]
