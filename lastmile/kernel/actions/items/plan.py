"""The plan against which progress is measured."""
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from ...act import Act, Refused, action
from ...models import Item
from ...rules.pace import curve
from ...rules.permissions import issued_it
from . import timing
from .issue import OnItem


class Point(BaseModel):
    model_config = ConfigDict(extra="forbid")
    day: date | None = Field(None, title=N_("到哪天"))
    share: int | None = Field(None, title=N_("或时间过去多少（%）"), ge=0, le=100)
    percent: int = Field(title=N_("应完成（%）"), ge=0, le=100)


class PlanItem(OnItem):
    points: list[Point] = Field(title=N_("进度计划"), min_length=1, max_length=60)


@action("item.plan", N_("定进度计划"), takes=PlanItem, may=issued_it, locks=Item)
def plan_item(act: Act, given: PlanItem, item: Any) -> None:
    """How much should be done by when, point by point; from here on the item has a light for its progress too."""
    points = []
    for point in given.points:
        if (point.day is None) == (point.share is None):
            raise Refused("item.plan.point", _("每一行写到哪天，或者写时间过去多少，写一样就行。"), "points")
        points.append(point.model_dump(mode="json", exclude_none=True))
    try:
        curve(points, item.issued_at, item.due_at, act.calendar)
    except ValueError as no:
        raise Refused("item.plan.order", _("进度计划要按时间先后写，应完成的比例不能越写越小。"), "points") from no
    plan = {"points": points}
    act.set(item, **timing.settled(act, item, plan=plan))
