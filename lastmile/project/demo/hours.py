"""Office time: moments that look chosen by people, yet are always the same."""
from datetime import date, datetime, time, timedelta
from zlib import crc32

from lastmile.lib.workdays import SHANGHAI, standard

OPENS, NOON, AGAIN, CLOSES = time(8, 35), time(12), time(14, 5), time(17, 25)
SUMMING_UP = time(17, 8)
FORENOON, AFTERNOON = 205, 200  # minutes between these times
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=SHANGHAI)  # the story ends on this Monday morning
CALENDAR = standard()


def pick(key: str, among: int) -> int:
    """A number below `among` that hangs only on the key."""
    return crc32(key.encode()) % among


def at(when: date, clock: time) -> datetime:
    """That day at that time."""
    return datetime.combine(when, clock, SHANGHAI)


def moment(when: date, key: str) -> datetime:
    """An office minute of that day, or of the first working day after it."""
    minute = pick(key, FORENOON + AFTERNOON)
    start = at(CALENDAR.next_workday(when), OPENS if minute < FORENOON else AGAIN)
    return start + timedelta(minutes=minute % FORENOON, seconds=pick(key + "s", 60))


def evening(when: date, key: str) -> datetime:
    """Shortly before the office closes: who sums up others waits for them."""
    return at(CALENDAR.next_workday(when), SUMMING_UP) + timedelta(minutes=pick(key, 15))


def in_office(when: datetime) -> datetime:
    """The same moment if the office works then, else when it next does."""
    clock, today = when.time(), when.date()
    if not CALENDAR.is_workday(today) or clock > CLOSES:
        return at(CALENDAR.add_workdays(today, 1), OPENS) + timedelta(minutes=when.minute % 20)
    if clock < OPENS:
        return at(today, OPENS)
    return at(today, AGAIN) + timedelta(minutes=when.minute % 20) if NOON < clock < AGAIN else when


def before(when: date, workdays: int) -> date:
    """The working day so many working days earlier."""
    while workdays > 0:
        when -= timedelta(days=1)
        workdays -= CALENDAR.is_workday(when)
    return when


def spread(first: date, last: date, times: int) -> list[date]:
    """So many working days between two days, evenly, without the two days themselves."""
    length = CALENDAR.workdays_between(first, last) if first < last else 0
    places = sorted({round(length * n / (times + 1)) for n in range(1, times + 1)})
    return [CALENDAR.add_workdays(first, place) for place in places if 0 < place < length]
