"""What each kind of notice says, and what there is to do; the same words in the application and in every message."""
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.act.speech import CLAUSE, joined
from lastmile.kernel.queries.notices import Told
from lastmile.kernel.rules.moves import IN_HAND

HAND = ("assigned", *IN_HAND)


@dataclass(frozen=True)
class What:
    """What happened; what to do about it, by which time ("sign", "finish"), as long as the item is in one of the states."""

    says: str
    do: str = ""
    by: str = ""
    states: tuple[str, ...] = ()


WHAT: dict[str, What] = {
    "issued": What(N_("交办给您单位"), N_("请签收"), "sign", ("assigned",)),
    "assisting": What(N_("请您单位配合"), N_("请与牵头单位联系"), "finish", HAND),
    "refused": What(N_("承办单位退回，认为不属本单位职责"), N_("请决定改派，或仍交原单位"), "", ("draft",)),
    "former": What(N_("已改由其他单位牵头，您单位不用再办")),
    "handed": What(N_("指定由您经办"), N_("请办理"), "finish", HAND),
    "problem": What(N_("承办单位反映有问题"), N_("请看是否要协调"), "", HAND),
    "to_check": What(N_("已反馈，等待核查"), N_("请核查"), "", ("reported",)),
    "returned": What(N_("反馈被退回补办"), N_("请补办后重新反馈"), "finish", IN_HAND),
    "verified": What(N_("核查通过")),
    "closed": What(N_("已销号")),
    "cancelled": What(N_("已撤销，不用再办")),
    "suspended": What(N_("已中止，恢复前不计时")),
    "resumed": What(N_("已恢复办理"), N_("请继续办理"), "finish", HAND),
    "extended": What(N_("已延期"), N_("请按新的时限办理"), "finish", HAND),
    "extension_asked": What(N_("承办单位申请延期"), N_("请审批"), "", HAND),
    "extension_declined": What(N_("不同意延期，时限不变"), N_("请按原时限办理"), "finish", HAND),
    "recounted": What(N_("放假安排有变，时限重新推算"), N_("请看新的时限"), "finish", HAND),
    "waived": What(N_("不用再等子事项办结"), N_("办完就可以反馈"), "finish", HAND),
    "near": What(N_("临近时限"), N_("请抓紧办理、反馈"), "finish", IN_HAND),
    "sign_near": What(N_("签收时限快到了"), N_("请签收"), "sign", ("assigned",)),
    "late": What(N_("已经逾期"), N_("请尽快办结、反馈"), "finish", IN_HAND),
    "sign_late": What(N_("签收已经逾期"), N_("请马上签收"), "sign", ("assigned",)),
    "late_below": What(N_("承办单位逾期"), N_("请督促"), "finish", IN_HAND),
    "unsigned_below": What(N_("承办单位逾期未签收"), N_("请督促"), "sign", ("assigned",)),
    "planned": What(N_("定了进度计划"), N_("请按计划办理、填报完成比例"), "finish", HAND),
    "escalated": What(N_("逾期一直没有办，按规定提醒到您"), N_("请过问、督促"), "finish", HAND),
    "slip_proposed": What(N_("系统拟了督办单"), N_("请到“督办”签发，或者不予签发"), "", HAND),
    "slip": What(N_("收到督办单"), N_("请在督办单写明的时限内答复"), "", HAND),
    "slip_withdrawn": What(N_("督办单已撤回，不用答复")),
    "slip_answered": What(N_("承办单位答复了督办单"), N_("请核对"), "", HAND),
    "slip_returned": What(N_("督办单的答复被退回"), N_("请重新答复"), "", HAND),
    "slip_overdue": What(N_("督办单没有按期答复"), N_("请马上答复"), "", HAND),
    "block": What(N_("承办单位提请协调"), N_("请协调，或者提级"), "", HAND),
    "block_solved": What(N_("提请协调的事有了结果"), N_("请继续办理"), "finish", HAND),
    "review": What(N_("承办单位对核查结论申请复核"), N_("请到“督办”作出决定")),
    "review_decided": What(N_("复核有了决定")),
    "post_given": What(N_("您有了新的岗位")),
    "post_taken": What(N_("您的一个岗位已免去")),
    "password": What(N_("您的密码被重设"), N_("不是您要求的，请马上联系管理员")),
    "token": What(N_("有人以您的账号发放了接口令牌"), N_("不是您要求的，请马上联系管理员")),
    "contact": What(N_("您接收消息的地址被修改"), N_("不是您要求的，请马上联系管理员")),
    "channel_dead": What(N_("消息发不出去了：有一个渠道不通"), N_("请到“消息设置”看原因")),
    "channel_back": What(N_("不通的渠道已恢复")),
}


def says(told: Told) -> str:
    return _(WHAT[told.kind].says)


def to_do(told: Told) -> str:
    """What there is to do, "" when that is done, or the item has gone on."""
    what = WHAT[told.kind]
    return _(what.do) if what.do and (not what.states or told.state in what.states) else ""


def over(told: Told) -> bool:
    """It asked for something, and that is no longer to be done."""
    return bool(WHAT[told.kind].do) and not to_do(told)


def by(told: Told) -> tuple[str, datetime | None]:
    """By which time, and when that is: ("sign" or "finish", moment), or ("", None)."""
    name = WHAT[told.kind].by if to_do(told) else ""
    at = told.sign_due_at if name == "sign" else told.due_at if name else None
    return (name, at) if at else ("", None)


def sentence(told: Told) -> str:
    """What happened and what to do, without the time."""
    return joined((says(told), to_do(told)), CLAUSE)
