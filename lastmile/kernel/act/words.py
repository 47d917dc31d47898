"""The words of the refusals that every action shares."""
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import pgettext
from pydantic import BaseModel

from ..models import Entry
from ..registry import ACTIONS, Action
from .context import subject_of
from .refusal import Refused
from .speech import CLAUSE, day, joined, of

STATES = {
    "draft": of("state", "待交办"), "assigned": of("state", "待签收"), "signed": of("state", "已签收"), "working": of("state", "办理中"),
    "reported": of("state", "已反馈"), "returned": of("state", "退回补办"), "verified": of("state", "已核查"),
    "suspended": of("state", "已中止"), "closed": of("state", "已销号"), "cancelled": of("state", "已撤销"),
}
SLIP_STATES = {
    "proposed": of("slip", "待签发"), "open": of("slip", "待答复"), "answered": of("slip", "已答复，待核"), "met": of("slip", "已了结"),
    "unmet": of("slip", "未按期回应，已升级"), "lapsed": of("slip", "随事项了结"), "declined": of("slip", "不予签发"),
    "withdrawn": of("slip", "已撤回"),
}
FIELD_WORDS = {
    "missing": N_("“{field}”还没有填。"),
    "string_too_short": N_("“{field}”还没有填。"),
    "too_short": N_("“{field}”还没有填。"),
    "string_too_long": N_("“{field}”太长，请精简。"),
    "one_line": N_("“{field}”里有换行或看不见的字符，请去掉。"),
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


def not_by_token(action: Action) -> Refused:
    return Refused("in-person", _("“{title}”要本人登录网页办理，不能用令牌。").format(title=_(action.title)))


def not_found(action: Action) -> Refused:
    return Refused(f"{action.noun}.not-found", _("没有找到要“{title}”的记录，可能已被撤销。请返回列表刷新。").format(title=_(action.title)))


def wrong_state(action: Action, row: Any) -> Refused:
    """What the state is, and who brought it there: the second of two people is told what the first did."""
    if action.noun == "slip":
        says = _("督办单现在是“{state}”，不能再“{title}”。").format(state=pgettext("slip", SLIP_STATES[row.state]), title=_(action.title))
    else:
        says = _("事项现在是“{state}”，不能再“{title}”。").format(state=pgettext("state", STATES[row.state]), title=_(action.title))
    last = Entry.objects.filter(subject=subject_of(row)).order_by("-n").first()
    return Refused(f"{action.name}.state", says + last_done(last))


def changed(action: Action, subject: str) -> Refused:
    """Somebody has changed it since it was read, and who; what was typed over that is not kept."""
    says = _("您打开之后，这里有了新的变动，所以没有保存您的修改。")
    last = Entry.objects.filter(subject=subject).order_by("-n").first()
    return Refused(f"{action.noun}.changed", says + last_done(last) + _("请刷新后再改。"))


def no_subject(action: Action) -> Refused:
    """Nothing is changed that somebody could have seen before."""
    return Refused("value.seen", _("“{title}”不修改已有的记录，不必写明看到的是第几条台账。").format(title=_(action.title)))


def last_done(last: Any) -> str:
    """Who did what, and when, as a sentence about an entry; "" without one, or when what was done has no name."""
    if last is None or last.action not in ACTIONS:
        return ""
    when = timezone.localtime(last.at)
    return _("{who}已于{day} {time:%H:%M} 做了“{title}”。").format(
        who=joined((last.unit, last.actor), CLAUSE), day=day(when), time=when, title=_(ACTIONS[last.action].title))


def wrong_field(takes: type[BaseModel], column: str, error: Mapping[str, Any]) -> str:
    """A sentence about one field, from pydantic's finding."""
    info = takes.model_fields.get(column)
    field = _(info.title) if info and info.title else column
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return _(FIELD_WORDS.get(error["type"], FIELD_WORDS["other"])).format(field=field)
