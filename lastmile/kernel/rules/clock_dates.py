"""Days, spans and amounts of time in Chinese and English, as short as the year they are read in allows."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lastmile.lib.workdays import DAY, SATURDAY

from .clock_shapes import Amount

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
UNITS_ZH = {"d": "日", "wd": "个工作日", "mo": "个月", "h": "小时", "wh": "个工作小时", "m": "分钟", "s": "秒"}
UNITS_EN = {"d": "day", "wd": "working day", "mo": "month", "h": "hour", "wh": "working hour", "m": "minute", "s": "second"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language writes time; `year` is left out of a day that lies in it."""

    english: bool
    year: int

    def day(self, day: date) -> str:
        """10月31日, 31 October."""
        if self.english:
            return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != self.year else "")
        return (f"{day.year}年" if day.year != self.year else "") + f"{day.month}月{day.day}日"

    def moment(self, at: date) -> str:
        """The day, and the time of day if there is one."""
        if not isinstance(at, datetime):
            return self.day(at)
        return f"{self.day(at)}, {at:%H:%M}" if self.english else f"{self.day(at)}{at:%H:%M}"

    def weekday(self, day: date) -> str:
        """星期六, Saturday."""
        return f"{day:%A}" if self.english else WEEKDAYS[day.weekday()]

    def span(self, first: date, last: date) -> str:
        """11月4日至10日, 4 to 10 November; a span that ends before it begins was lifted on the same day."""
        if isinstance(first, datetime) and isinstance(last, datetime):
            same_day = first.date() == last.date()
            end = f"{last:%H:%M}" if same_day else self.moment(last)
            return f"{self.moment(first)} to {end}" if self.english else f"{self.moment(first)}至{end}"
        if last < first:
            return self.day(first) + (", lifted the same day" if self.english else "当日恢复")
        if last == first:
            return self.day(first)
        same_month = (first.year, first.month) == (last.year, last.month)
        if self.english:
            return f"{first.day if same_month else self.day(first)} to {self.day(last)}"
        return f"{self.day(first)}至{f'{last.day}日' if same_month else self.day(last)}"

    def days(self, days: Sequence[date], worked: Sequence[date] = ()) -> str:
        """A list of days; those with only a free weekend between them become one span."""
        runs: list[list[date]] = []
        for day in days:
            if runs and _joined(runs[-1][-1], day, worked):
                runs[-1].append(day)
            else:
                runs.append([day])
        return (", " if self.english else "、").join(self.span(run[0], run[-1]) for run in runs)

    def amount(self, number: float, unit: str) -> str:
        """20日, 5个工作日, 1.5小时; 20 days."""
        if self.english:
            return f"{number:g} {UNITS_EN[unit]}" + ("" if abs(number) == 1 else "s")
        return f"{number:g}{UNITS_ZH[unit]}"

    def duration(self, time: timedelta) -> str:
        """2小时30分钟, 2 hours 30 minutes."""
        seconds = int(time.total_seconds())
        parts = [(seconds // 3600, "h"), (seconds // 60 % 60, "m")] if seconds >= 60 else [(seconds, "s")]
        return (" " if self.english else "").join(self.amount(number, unit) for number, unit in parts if number)

    def effect(self, effect: Amount | timedelta | date | None) -> str:
        """What a step does to the day: +20日, 0, or the day itself; empty if nothing."""
        if effect is None:
            return ""
        if isinstance(effect, date):
            return self.moment(effect)
        if isinstance(effect, timedelta):
            return f"+{self.duration(effect)}" if effect >= timedelta(seconds=1) else "0"
        if not effect.number:
            return "0"
        return ("+" if effect.number > 0 else "−") + self.amount(abs(effect.number), effect.unit)


def _joined(before: date, day: date, worked: Sequence[date]) -> bool:
    """Is there only a weekend off, or nothing, between the two days?"""
    gap = (before + DAY * n for n in range(1, (day - before).days))
    return all(between.weekday() >= SATURDAY and between not in worked for between in gap)
