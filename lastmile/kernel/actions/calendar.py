"""The office's calendar: holidays by year, office hours. After a change the clocks of open items are worked out anew (recount.py)."""
import json
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI, Hours, Year

from ..act import Act, Made, Refused, action, calendar_rows
from ..models import CalendarYear, OfficeHours, Recount
from ..rules.permissions import administers_all


class SetYear(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    year: int = Field(title=N_("年份"), ge=2000, le=2100)
    off: list[date] = Field([], title=N_("放假的工作日"))
    on: list[date] = Field([], title=N_("调休上班的周末"))
    published: bool = Field(True, title=N_("国务院办公厅已公布"))


class SetHours(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    since: date = Field(title=N_("从哪天起"))
    opens: time = Field(title=N_("上班"))
    closes: time = Field(title=N_("下班"))
    rest_from: time | None = Field(None, title=N_("午休从"))
    rest_until: time | None = Field(None, title=N_("午休到"))


@action("calendar.set_year", N_("设置节假日"), takes=SetYear, may=administers_all, about=(CalendarYear, "year"))
def set_year(act: Act, given: SetYear, row: None) -> Any:
    """A year's days off and days worked in exchange, as published or as expected."""
    try:
        Year(given.year, frozenset(given.off), frozenset(given.on), given.published)
    except ValueError as no:
        raise Refused("calendar.set_year.day", _("放假的日子应是周一至周五，调休上班的日子应是周六、周日，而且都在这一年。"), "off") from no
    ask_recount(act, f"{given.year}年放假安排公布" if given.published else f"{given.year}年放假安排有改动")
    values = {"off": sorted(given.off), "on": sorted(given.on), "published": given.published}
    known = act.get(CalendarYear, given.year)
    if known is not None:
        act.set(known, **values)
        return known
    act.writer.insert(CalendarYear, {"year": given.year, **values})
    return Made(CalendarYear, given.year, values)


@action("calendar.set_hours", N_("设置办公时间"), takes=SetHours, may=administers_all)
def set_hours(act: Act, given: SetHours, row: None) -> Made:
    """Office hours from a day to come on; the days before keep theirs."""
    if given.since <= act.now.astimezone(SHANGHAI).date():
        raise Refused("calendar.set_hours.past", _("办公时间从明天或以后的日子起改，已经过去的日子不变。"), "since")
    if (given.rest_from is None) != (given.rest_until is None):
        raise Refused("calendar.set_hours.rest", _("午休的起止都要填，没有午休的都不填。"), "rest_from" if given.rest_from is None else "rest_until")
    rest = (given.rest_from, given.rest_until) if given.rest_from and given.rest_until else None
    try:
        Hours(given.opens, given.closes, rest, given.since)
    except ValueError as no:
        raise Refused("calendar.set_hours.order", _("上班、午休、下班的时间要依次往后。"), "opens") from no
    ask_recount(act, f"{given.since.year}年{given.since.month}月{given.since.day}日起办公时间调整")
    return act.add(OfficeHours, **given.model_dump())


def ask_recount(act: Act, because: str) -> None:
    """What the calendar was is kept, and the worker is asked to work out the clocks of open items anew; once for changes before it has begun."""
    waiting = act.read("select id from kernel_recount where done_at is null and reached = 0 order by id for update")
    if waiting:
        known = act.get(Recount, waiting[0][0])
        reasons = dict.fromkeys((*known.because.split("；"), because))
        act.set(known, because="；".join(reasons), asked_at=act.now)
    else:
        was = json.loads(json.dumps(calendar_rows(), default=str))
        act.add(Recount, because=because, was=was, asked_at=act.now, reached=0, changed=0, done_at=None)
