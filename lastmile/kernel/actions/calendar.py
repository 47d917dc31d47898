from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import Year

from ..act import Act, Made, Refused, action
from ..models import CalendarYear
from ..rules.permissions import administers_all


class SetYear(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    year: int = Field(title=N_("年份"), ge=2000, le=2100)
    off: list[date] = Field([], title=N_("放假的工作日"))
    on: list[date] = Field([], title=N_("调休上班的周末"))
    published: bool = Field(True, title=N_("国务院办公厅已公布"))


@action("calendar.set_year", N_("设置节假日"), takes=SetYear, may=administers_all, about=(CalendarYear, "year"))
def set_year(act: Act, given: SetYear, row: None) -> Any:
    """A year's days off and days worked in exchange, as published or as expected."""
    try:
        Year(given.year, frozenset(given.off), frozenset(given.on), given.published)
    except ValueError as no:
        raise Refused("calendar.set_year.day", _("放假的日子应是周一至周五，调休上班的日子应是周六、周日，而且都在这一年。"), "off") from no
    values = {"off": sorted(given.off), "on": sorted(given.on), "published": given.published}
    known = act.get(CalendarYear, given.year)
    if known is not None:
        act.set(known, **values)
        return known
    act.writer.insert(CalendarYear, {"year": given.year, **values})
    return Made(CalendarYear, given.year, values)
