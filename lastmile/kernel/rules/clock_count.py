"""How a clock counts.

The day of dispatch is not counted (Civil Code, art. 201). Months end on the day that corresponds to it, or on the last of a month
that has no such day (art. 202). A last natural day on which the office is closed moves to the next working day, and the last day ends
when the office closes (art. 203). Hours count from the moment; working hours are those of the office, without its break at noon.
Suspended days are left out of the count: the day of suspension is left out, the day of resumption is counted; what happens after
closing belongs to the next day. A day that somebody named is kept as named, even if the office is closed on it, unless the rule
that named it says that it moves.
"""
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from lastmile.lib.workdays import DAY, SHANGHAI, Calendar

from .clock_data import EXACT, GOES_ON_IN, add_months, allowance, read_until
from .clock_shapes import Amount, Derivation, Event, Step


class OutOfOrder(ValueError):
    """An event that lies before the one that precedes it, at `latest`."""

    def __init__(self, event: Event, latest: datetime):
        super().__init__(f"the {event.what} at {event.at} lies before the event that precedes it, at {latest}")
        self.latest = latest


class Count:
    """Walks a ledger once, in order."""

    __slots__ = ("calendar", "steps", "began", "latest", "unit", "last", "due", "first_due", "pause", "met_at", "named",
                 "rolled", "unsure")
    began: datetime
    latest: datetime | None
    unit: str
    last: date  # the last day of the count, before it moves off a day on which the office is closed
    due: datetime
    first_due: datetime | None
    pause: Event | None
    met_at: datetime | None
    named: bool  # the day was named by somebody, not counted
    rolled: int  # by how many days the due day lies after `last`
    unsure: bool

    def __init__(self, calendar: Calendar):
        self.calendar = calendar
        self.steps: list[Step] = []
        self.latest = self.first_due = self.pause = self.met_at = None
        self.named = self.unsure = False
        self.rolled = 0

    def take(self, event: Event) -> None:
        """Check that the event may follow, then let it do what it does."""
        if event.what not in _DO:
            raise ValueError(f"a clock knows no {event.what!r}")
        if event.at.tzinfo is None:
            raise ValueError(f"the {event.what} at {event.at} has no time zone")
        if self.latest is None:
            if event.what != "start":
                raise ValueError(f"a clock begins with its start, not with {event.what}")
        elif event.what == "start":
            raise ValueError("a clock starts once; a new limit is an extension or a new clock")
        elif event.at < self.latest:
            raise OutOfOrder(event, self.latest)
        elif self.met_at:
            raise ValueError(f"the clock was met at {self.met_at}; no {event.what} can follow")
        self.latest = event.at
        _DO[event.what](self, event)

    def start(self, event: Event) -> None:
        self.began = event.at.astimezone(SHANGHAI)
        data = event.data
        if (data.get("until") is None) == (data.get("allow") is None):
            raise ValueError("a start says either how much time it allows, or until when")
        if data.get("until") is not None:
            self._name_day(data["until"], data.get("unit", "d"))
            moves = data.get("moves", "") if self.unit != "h" else ""
            self._say("start_named", {"at": self.began})
            self._say("named", {"because": data.get("because", ""), "open": bool(moves) or self._open(self.due)}, self._shown(), data)
            if moves == "back":
                self._land_before(self.last)
            elif moves:
                self.named = False
                self._land(self.last)
        else:
            self._count_first(data)
        self.first_due = self.due

    def suspend(self, event: Event) -> None:
        if self.pause:
            raise ValueError("the clock is suspended already")
        self._keep_first()
        self.pause = event

    def resume(self, event: Event) -> None:
        if not self.pause:
            raise ValueError("the clock is not suspended, so it cannot be resumed")
        pause, self.pause = self.pause, None
        begins, ends = pause.at.astimezone(SHANGHAI), event.at.astimezone(SHANGHAI)
        if begins >= self.due:
            self._say_pause("suspended_late", pause, event, begins.date(), ends.date(), Amount(0, "d"))
        elif self.unit == "h":
            self.due += ends - begins
            self._say_pause("suspended_hours", pause, event, begins, ends, ends - begins)
        elif self.unit == "wh":
            held = self.calendar.office_time(begins, ends)
            self.due = self.calendar.add_office_time(self.due, held) if held else self.due
            self.unsure = self.calendar.provisional(self.began.date(), self.due.date())
            self._say_pause("suspended_office_hours", pause, event, begins, ends, held)
        else:
            self._leave_out(pause, event, max(self._day(begins), self.began.date() + DAY), self._day(ends))

    def extend(self, event: Event) -> None:
        if self.pause:
            raise ValueError("the clock is suspended: resume it before extending it")
        if event.data.get("until") is None:
            raise ValueError("an extension names its new day")
        self._keep_first()
        before = self._shown()
        self._name_day(event.data["until"], self.unit)
        if self.due <= self.began:
            raise ValueError(f"the new day, {event.data['until']}, lies before the start of the clock, at {self.began}")
        values = {"because": event.data.get("because", ""), "before": before, "open": self._open(self.due)}
        self._say("extended", values, self._shown(), event.data)

    def recount(self, event: Event) -> None:
        """Moves nothing by itself: the calendar has changed, and the day that was told before is kept on record."""
        data = event.data
        values = {"because": data.get("because", ""), "before": _told(read_until(data["before"]), self.calendar)}
        self._say("recounted", values, self._shown(), data)

    def meet(self, event: Event) -> None:
        """Meeting a suspended clock ends the suspension: time that did not run cannot make it late."""
        if self.pause:
            self.resume(event)
        self.met_at = event.at.astimezone(SHANGHAI)

    def result(self) -> Derivation:
        """The derivation, with its closing rows."""
        if self.first_due is None:
            raise ValueError("a clock without a start has no due time")
        if self.pause:
            data = self.pause.data
            begins = self.pause.at.astimezone(SHANGHAI)
            self._say("suspended_open", {"because": data.get("because", ""), "from": begins.date()}, None, data)
        if self.unit == "d" and not self.named and not self.rolled:
            self._say("not_rolled", {"day": self.due.date()}, Amount(0, "d"))
        if self.unsure:
            self._say("provisional", {"of": self._unknown_year()})
        changed = any(step.code == "first_due" for step in self.steps)
        self._say("due", {"changed": changed}, self._shown())
        return Derivation(self.due, self.first_due, self.met_at, self.pause is not None, self.unsure, tuple(self.steps))

    def _count_first(self, data: Mapping[str, Any]) -> None:
        """The first count, from the start event alone."""
        allow, unit = allowance(data)
        day, calendar = self.began.date(), self.calendar
        values = {"because": data.get("because", ""), "preset": data.get("preset", ""), "allow": allow, "unit": unit}
        code, counted_from = _BEGINS[unit]
        self._say(code, {"at": self.began}, counted_from(calendar, self.began))
        self._say("allowed", values, Amount(allow, unit), data)
        self.unit = {"mo": "d", "m": "h"}.get(unit, unit)
        if unit in ("h", "m"):
            self.due = self.began + EXACT[unit] * allow
        elif unit == "wh":
            self.due = calendar.add_office_time(self.began, EXACT[unit] * allow)
            self.unsure = calendar.provisional(day, self.due.date())
            self._say_days_between(day)
        elif unit == "wd":
            self.last = calendar.next_workday(calendar.add_workdays(day, int(allow)))
            self._land(self.last)
            self._say_days_off(day, int(allow))
        else:
            self.last = add_months(day, int(allow)) if unit == "mo" else day + DAY * int(allow)
            self._land(self.last)

    def _leave_out(self, pause: Event, event: Event, first: date, back: date) -> None:
        """Leave the days from `first` up to the day before `back` out of the count."""
        shown, before = (self._day(pause.at.astimezone(SHANGHAI)), back - DAY), self.due.date()
        if first > self.last and back > before:
            self._land(back, quiet=True)
            self._say_pause("suspended_tail", pause, event, *shown, Amount((self.due.date() - before).days, "d"))
            return
        days = max((back - first).days, 0) if first <= self.last else 0
        if days and self.unit == "wd":
            days = self.calendar.workdays_between(first - DAY, back - DAY)
        self._say_pause("suspended_days", pause, event, *shown, Amount(days, self.unit))
        if days:
            self._move_last(days)

    def _move_last(self, days: int) -> None:
        """So many days later; what an earlier last day was moved for falls away, as weekends must not count twice."""
        if self.rolled:
            self._say("roll_dropped", {"day": self.last}, Amount(-self.rolled, "d"))
        self.named = False
        self.last = self.calendar.add_workdays(self.last, days) if self.unit == "wd" else self.last + DAY * days
        self._land(self.last)

    def _land(self, day: date, quiet: bool = False) -> None:
        """The clock is due when the office closes on `day`, or on the next day that it is open."""
        landing = self.calendar.next_workday(day)
        self.due = self.calendar.office_end(landing)
        self.rolled = (landing - self.last).days
        self.unsure = self.calendar.provisional(self.began.date() if self.unit == "wd" else self.last, landing)
        if self.rolled and not quiet:
            self._say("rolled", {"day": self.last, "to": landing}, Amount(self.rolled, "d"))

    def _land_before(self, day: date) -> None:
        """Due on the last working day up to `day`, which is then the last day of the count; after it when there is none since the start."""
        before = self.calendar.last_workday(day)
        self.last = before if before > self.began.date() else self.calendar.next_workday(day)
        self.due = self.calendar.office_end(self.last)
        self.unsure = self.calendar.provisional(min(self.last, day), max(self.last, day))
        if self.last != day:
            code = "rolled_back" if self.last < day else "rolled"
            self._say(code, {"day": day, "to": self.last}, Amount((self.last - day).days, "d"))

    def _name_day(self, written: Any, unit: str) -> None:
        """A day named by somebody stands as it is; a moment named to the minute counts in exact time from then on."""
        day = read_until(written)
        if isinstance(day, datetime):
            self.unit, self.due = "h", day.astimezone(SHANGHAI)
        else:
            self.unit, self.due = GOES_ON_IN.get(unit, "d"), self.calendar.office_end(day)
        self.last, self.named, self.rolled, self.unsure = self.due.date(), True, 0, False

    def _day(self, at: datetime) -> date:
        """The day a moment belongs to: after closing it is the next, so that a suspension outside office hours adds nothing."""
        return at.date() if at.time() < self.calendar.hours_on(at.date()).closes else at.date() + DAY

    def _open(self, at: datetime) -> bool:
        return self.calendar.is_workday(at.date())

    def _unknown_year(self) -> int:
        """The latest year of the count whose holidays are not published."""
        years = range(self.due.year, self.began.year - 1, -1)
        return next(year for year in years if self.calendar.provisional(date(year, 1, 1), date(year, 1, 1)))

    def _shown(self) -> date:
        """The due day; with its time of day if that is not simply when the office closes."""
        return self.due if self.unit in EXACT else self.due.date()

    def _keep_first(self) -> None:
        """Before the first change, a row with the original day."""
        if not any(step.code == "first_due" for step in self.steps):
            self._say("first_due", {}, self._shown())

    def _say_days_off(self, day: date, allow: int) -> None:
        """Which days between were not counted, and which weekend days were."""
        due = self.due.date()
        off, on = self.calendar.exceptions(day, due)
        skipped = (due - day).days - allow
        if skipped or on:
            self._say("days_off", {"days": skipped, "off": off, "on": on}, Amount(skipped, "d"))

    def _say_days_between(self, day: date) -> None:
        """For hours: which holidays between were not counted, and which weekend days were; plain weekends need no words."""
        off, on = self.calendar.exceptions(day - DAY, self.due.date())
        if off or on:
            self._say("days_between", {"off": off, "on": on})

    def _say_pause(self, code: str, pause: Event, back: Event, begins: date, ends: date, effect: Amount | timedelta) -> None:
        """A suspension that has ended; its authority is who ordered it, then who lifted it."""
        values = {"because": pause.data.get("because", ""), "from": begins, "to": ends}
        names = [event.data.get("authority", "") for event in (pause, back) if event.what in ("suspend", "resume")]
        said = "；".join(dict.fromkeys(name for name in names if name))
        self._say(code, values, effect, {"authority": said})

    def _say(self, code: str, values: dict[str, Any], effect: Amount | timedelta | date | None = None,
             data: Mapping[str, Any] | None = None) -> None:
        values["year"] = self.began.year
        self.steps.append(Step(code, values, effect, data.get("authority", "") if data else ""))


_DO: Mapping[str, Callable[[Count, Event], None]] = {
    "start": Count.start, "suspend": Count.suspend, "resume": Count.resume, "extend": Count.extend, "meet": Count.meet,
    "recount": Count.recount,
}
_BEGINS: Mapping[str, tuple[str, Callable[[Calendar, datetime], date]]] = {
    "d": ("start_days", lambda calendar, at: at.date() + DAY), "mo": ("start_days", lambda calendar, at: at.date() + DAY),
    "wd": ("start_workdays", lambda calendar, at: calendar.add_workdays(at.date(), 1)),
    "h": ("start_hours", lambda calendar, at: at), "m": ("start_hours", lambda calendar, at: at),
    "wh": ("start_office_hours", lambda calendar, at: calendar.office_opens(at)),
}


def _told(day: date, calendar: Calendar) -> date:
    """A due time as a row tells it: the day alone when it was the day's closing time."""
    return day.astimezone(SHANGHAI).date() if isinstance(day, datetime) and day == calendar.office_end(day.astimezone(SHANGHAI).date()) else day
