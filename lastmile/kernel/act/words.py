"""The words of the refusals that every action shares."""
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel

from ..models import Entry
from ..registry import ACTIONS, Action
from .context import subject_of
from .refusal import Refused

STATES = {
    "draft": N_("待交办"), "assigned": N_("待签收"), "signed": N_("已签收"), "working": N_("办理中"), "reported": N_("已反馈"),
    "returned": N_("退回补办"), "verified": N_("已核查"), "suspended": N_("已中止"), "closed": N_("已销号"), "cancelled": N_("已撤销"),
}
FIELD_WORDS = {
    "missing": N_("“{field}”还没有填。"),
    "string_too_short": N_("“{field}”还没有填。"),
    "too_short": N_("“{field}”还没有填。"),
    "string_too_long": N_("“{field}”太长，请精简。"),
    "extra_forbidden": N_("没有“{field}”这一项，请核对列名。"),
    "date_from_datetime_parsing": N_("“{field}”不是日期，请写成 2026-11-27。"),
    "date_parsing": N_("“{field}”不是日期，请写成 2026-11-27。"),
    "int_parsing": N_("“{field}”应当是数字。"),
    "greater_than_equal": N_("“{field}”太小。"),
    "less_than_equal": N_("“{field}”太大。"),
    "literal_error": N_("“{field}”不在可选的范围内。"),
    "other": N_("“{field}”填得不对，请核对。"),
}


def not_allowed(action: Action) -> Refused:
    return Refused("not-allowed", _("您没有“{title}”的权限。如果应当由您办理，请联系本单位管理员。").format(title=_(action.title)))


def not_found(action: Action) -> Refused:
    return Refused(f"{action.noun}.not-found", _("没有找到要“{title}”的记录，可能已被撤销。请返回列表刷新。").format(title=_(action.title)))


def wrong_state(action: Action, row: Any) -> Refused:
    """What the state is, and who brought it there: the second of two people is told what the first did."""
    says = _("事项现在是“{state}”，不能再“{title}”。").format(state=_(STATES[row.state]), title=_(action.title))
    last = Entry.objects.filter(subject=subject_of(row)).order_by("-n").first()
    if last and last.action in ACTIONS:
        when = timezone.localtime(last.at)
        who = "，".join(part for part in (last.unit, last.actor) if part)
        says += _("{who}已于{month}月{day}日 {time:%H:%M} 做了“{title}”。").format(
            who=who, month=when.month, day=when.day, time=when, title=_(ACTIONS[last.action].title))
    return Refused(f"{action.name}.state", says)


def wrong_field(takes: type[BaseModel], column: str, error: Mapping[str, Any]) -> str:
    """A sentence about one field, from pydantic's finding."""
    info = takes.model_fields.get(column)
    field = _(info.title) if info and info.title else column
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return _(FIELD_WORDS.get(error["type"], FIELD_WORDS["other"])).format(field=field)
