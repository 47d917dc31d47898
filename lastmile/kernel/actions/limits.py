"""The limits of clocks: what the office changes holds for what begins from a day on; what has begun keeps what it was born under."""
from datetime import date, datetime, time
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import SHANGHAI

from ..act import Act, Made, Refused, action
from ..models import ClockRule
from ..rules.permissions import administers_all


class SetRule(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    rule: str = Field(title=N_("哪条时限"), min_length=1, max_length=100)
    allow: int = Field(title=N_("多长，或者第几天"), ge=0, le=3660)
    counts: Literal["wd", "d", "mo", "h", "wh", "m", "day", "last"] = Field(title=N_("按什么计"))
    basis: str = Field(title=N_("依据"), min_length=2, max_length=300)
    since: date | None = Field(None, title=N_("从哪天起（不填为即日）"))


@action("rule.set", N_("修改时限规则"), takes=SetRule, may=administers_all)
def set_rule(act: Act, given: SetRule, row: None) -> Made:
    """Another limit from now or a day to come on, with its basis; the versions before it stay on record."""
    limit = act.limits.box.get(given.rule)
    if limit is None:
        raise Refused("rule.set.unknown", _("没有“{code}”这条时限规则，请从列表里选。").format(code=given.rule), "rule")
    if limit.counts != (given.counts not in ("day", "last")):
        says = _("“{name}”是一段时间，不能定成每期第几天。") if limit.counts else _("“{name}”是定期报告，只能定每期第几天，或者最后一个工作日。")
        raise Refused("rule.set.sort", says.format(name=limit.name), "counts")
    if given.counts == "day" and not 1 <= given.allow <= 31:
        raise Refused("rule.set.day", _("每期第几天，填1到31；按周的填1（星期一）到7。"), "allow")
    if given.counts not in ("last", "day") and given.allow == 0:
        raise Refused("rule.set.zero", _("时限不能是0。"), "allow")
    today = act.now.astimezone(SHANGHAI).date()
    if given.since and given.since < today:
        raise Refused("rule.set.past", _("只能从今天或以后的日子起改：已经起算的时限按当时的规则。"), "since")
    since = max(datetime.combine(given.since or today, time(), SHANGHAI), act.now)
    allow = 0 if given.counts == "last" else given.allow
    return act.add(ClockRule, code=given.rule, since=since, allow=allow, unit=given.counts, basis=given.basis)
