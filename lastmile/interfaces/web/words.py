"""The office words for what the kernel stores as keys: areas, states, lights, roles, sorts of unit, rhythms, next steps."""

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from .moments import english

# Tables whose words mean something else elsewhere: 核查 is a role, a stage and a button.
IN_CONTEXT = ("delivery", "role", "slip", "stage", "state", "tab", "work")


def of(table: str, words: str) -> str:
    """Marks words of such a table for translation."""
    return words


MARKS = {
    "epidemic": "疫",
    "safety": "安",
    "storms": "汛",
    "petitions": "访",
    "order": "治",
    "publicity": "宣",
    "projects": "项",
    "economy": "经",
    "party": "党",
    "other": "其",
}
ENGLISH_MARKS = {
    "epidemic": "Ep",
    "safety": "Sa",
    "storms": "St",
    "petitions": "Pe",
    "order": "Or",
    "publicity": "Pu",
    "projects": "Pr",
    "economy": "Ec",
    "party": "Pa",
    "other": "Ot",
}
TABLES: dict[str, dict[str, str]] = {
    "area": {
        "epidemic": _("疫情防控"),
        "safety": _("安全生产"),
        "storms": _("三防应急"),
        "petitions": _("信访维稳"),
        "order": _("公共安全"),
        "publicity": _("宣传引导"),
        "projects": _("重点项目"),
        "economy": _("经济运行"),
        "party": _("党的建设"),
        "other": _("其他"),
    },
    "state": {
        "draft": of("state", "待交办"),
        "assigned": of("state", "待签收"),
        "signed": of("state", "已签收"),
        "working": of("state", "办理中"),
        "reported": of("state", "已反馈"),
        "verified": of("state", "已核查"),
        "closed": of("state", "已销号"),
        "returned": of("state", "退回补办"),
        "suspended": of("state", "已中止"),
        "cancelled": of("state", "已撤销"),
    },
    "delivery": {
        "waiting": of("delivery", "等待再发"),
        "sending": of("delivery", "正在发"),
        "sent": of("delivery", "已发出"),
        "delivered": of("delivery", "已送达"),
        "failed": of("delivery", "没有发出"),
        "dropped": of("delivery", "不用发"),
    },
    "reason": {
        "refused": _("对方不认这个地址"),
        "busy": _("对方太忙，请求稍后再发"),
        "time": _("等了很久没有回应"),
        "unreachable": _("连不上服务器"),
        "cut": _("发送时连接断了"),
        "sign-in": _("服务器不认我们的账号或密钥"),
        "sender": _("服务器不收这个发件人的邮件"),
        "answer": _("服务器的回答看不懂，请核对它的地址"),
        "unreadable": _("地址是用另一把钥匙封存的，请重新填写"),
        "error": _("系统内部出错，已记入日志"),
        "off": _("渠道没有开通，或没有地址"),
        "read": _("已在系统里看过或办过"),
        "gone": _("人员已停用"),
        "stale": _("等得太久，只在系统里看"),
    },
    "work": {
        "waiting": of("work", "排队等候"),
        "working": of("work", "正在处理"),
        "done": of("work", "已办完"),
        "failed": of("work", "没有办成"),
        "cancelled": of("work", "已取消"),
    },
    "light": {
        "green": _("正常"),
        "yellow": _("临期"),
        "red": _("逾期"),
        "rest": _("不计时"),
        "done": _("按期销号"),
        "was": _("已销号，曾逾期"),
    },
    "channel": {
        "mail": _("邮件"),
        "wecom": _("企业微信"),
        "dingtalk": _("钉钉"),
        "feishu": _("飞书"),
        "sms": _("短信"),
    },
    "pace": {"green": _("跟得上计划"), "yellow": _("落后计划"), "red": _("严重落后计划")},
    "colour": {"blue": _("蓝色"), "yellow": _("黄色"), "orange": _("橙色"), "red": _("红色")},
    "slip": {
        "proposed": of("slip", "待签发"), "open": of("slip", "待答复"), "answered": of("slip", "已答复，待核"), "met": of("slip", "已了结"),
        "unmet": of("slip", "未按期回应，已升级"), "lapsed": of("slip", "随事项了结"), "declined": of("slip", "不予签发"),
        "withdrawn": of("slip", "已撤回"),
    },
    "level": {"office": _("督查室"), "government": _("政府办公室"), "leader": _("市领导")},
    "rung": {"handler": _("经办人"), "duty": _("值班责任人"), "head": _("单位负责人"), "leader": _("分管领导")},
    "stuck": {
        "handler": _("没有登记经办人、值班责任人和单位负责人"), "duty": _("没有登记值班责任人和单位负责人"), "head": _("没有登记单位负责人"),
        "leader": _("没有登记分管领导"),
    },
    "outcome": {"upheld": _("维持结论"), "changed": _("变更结论")},
    "review": {"asked": _("待决定"), "upheld": _("维持结论"), "changed": _("变更结论")},
    "book": {"lights": _("亮灯"), "slips": _("督办单"), "ladder": _("逐级提醒和协调")},
    "role": {
        "supervisor": of("role", "督查"),
        "leader": of("role", "领导"),
        "handler": of("role", "承办"),
        "verifier": of("role", "核查"),
        "administrator": of("role", "管理员"),
    },
    "sort": {
        "city": _("市"),
        "county": _("县（市、区）"),
        "township": _("镇（街道）"),
        "village": _("村（社区）"),
        "department": _("部门"),
        "office": _("办公室"),
    },
    "how": {"papers": _("查资料"), "phone": _("电话核查"), "visit": _("现场核查"), "unannounced": _("暗访"), "return_visit": _("回访")},
    "paper_state": {"draft": _("初稿"), "signed": _("已签发"), "archived": _("已归档"), "void": _("已作废")},
    "genre": {
        "report": _("会议报道"), "minutes": _("会议纪要"), "instruction": _("领导批示"), "hotline": _("热线交办"), "session": _("协调会清单"),
        "dispatch": _("紧急通知"), "bulletin": _("通报"), "division": _("任务分解"), "plan": _("方案计划"), "notice": _("通知"), "other": _("其他"),
    },
    "into": {"previous": _("上一条"), "next": _("下一条")},
    "rhythm": {"once": _("一次办结"), "weekly": _("每周一次"), "monthly": _("每月一次"), "quarterly": _("每季度一次")},
    "interface": {
        "web": _("网页"),
        "api": _("接口"),
        "cli": _("命令行"),
        "sheet": _("表格"),
        "jobs": _("系统时钟"),
        "clock": _("系统时钟"),
    },
    "stage": {
        "opened": of("stage", "立项"),
        "issued": of("stage", "交办"),
        "signed": of("stage", "签收"),
        "working": of("stage", "办理"),
        "reported": of("stage", "反馈"),
        "verified": of("stage", "核查"),
        "closed": of("stage", "销号"),
    },
    "clock": {
        "finish": _("办结时限"), "sign": _("签收时限"), "first": _("首次反馈时限"), "report": _("反馈时限"), "returned": _("补办时限"),
        "reported": _("核查时限"), "ask": _("审批延期时限"),
    },
    "counts": {
        "wd": _("工作日"), "d": _("自然日"), "mo": _("个月"), "h": _("小时"), "wh": _("工作小时"), "m": _("分钟"), "day": _("每期第几天"),
        "last": _("每期最后一个工作日"),
    },
    "asked": {"extension": _("申请延期，待审批")},
    "tab": {
        "all": of("tab", "全部"),
        "assigned": of("tab", "待签收"),
        "working": of("tab", "办理中"),
        "verify": of("tab", "待我核查"),
        "late": of("tab", "逾期"),
        "refused": of("tab", "退回待改派"),
        "assisting": of("tab", "配合"),
        "open": of("tab", "在办"),
        "reported": of("tab", "待核查"),
        "returned": of("tab", "退回补办"),
        "closed": of("tab", "已销号"),
        "chase_sign": of("tab", "待签发"),
        "chase_open": of("tab", "待答复"),
        "chase_check": of("tab", "答复待核"),
        "chase_blocked": of("tab", "提请协调"),
        "chase_review": of("tab", "申请复核"),
        "chase_stuck": of("tab", "提醒不到人"),
        "chase_ended": of("tab", "已有结果"),
    },
    "group": {
        "late": _("已逾期"),
        "unsigned": _("签收已逾期"),
        "unreported": _("本期报告已逾期"),
        "today": _("今天到点"),
        "soon": _("三天内"),
        "later": _("以后"),
        "settled": _("已反馈，等核查、销号"),
    },
    "overdue": {"finish": _("办结逾期"), "sign": _("签收逾期"), "report": _("本期报告逾期")},
    "step": {
        "item.change": _("修改"),
        "item.issue": _("交办"),
        "item.sign": _("签收"),
        "item.refuse": _("退回"),
        "item.reassign": _("改派"),
        "item.hand_to": _("指定经办人"),
        "item.break_down": _("分解"),
        "item.progress": _("填报进展"),
        "item.report": _("反馈"),
        "item.verify": _("核查"),
        "item.return": _("退回补办"),
        "item.close": _("销号"),
        "item.ask_extension": _("申请延期"),
        "item.extend": _("延期"),
        "item.decline_extension": _("不同意延期"),
        "item.suspend": _("中止"),
        "item.resume": _("恢复办理"),
        "item.cancel": _("撤销"),
        "item.waive_children": _("免予等待子事项"),
        "item.plan": _("定进度计划"),
        "block.ask": _("提请协调"),
        "slip.propose": _("拟发督办单"),
        "review.ask": _("申请复核"),
        "slip.sign": _("签发"),
        "slip.decline": _("不予签发"),
        "slip.answer": _("答复"),
        "slip.accept": _("认可答复"),
        "slip.return": _("退回"),
        "slip.withdraw": _("撤回"),
        "block.raise": _("提级"),
        "block.solve": _("协调办结"),
        "review.decide": _("作出决定"),
        "document.review": _("审阅"),
    },
    "figure": {
        "issued": _("已交办"),
        "landed": _("已落地"),
        "late": _("逾期"),
        "rate": _("落地率"),
        "owed": _("承办"),
        "due": _("临期"),
        "signing": _("签收用时"),
        "open": _("在办"),
    },
    "measure": {"items": _("件"), "percent": "%", "hours": _("小时"), "days": _("天"), "": ""},
    "cell": {
        "owed": _("应办"),
        "assigned": _("待签收"),
        "working": _("办理中"),
        "reported": _("已反馈"),
        "landed": _("已落地"),
        "late": _("逾期"),
    },
}


def word(table: str, key: str) -> str:
    """What an office calls the key, in the reader's language; KeyError for a key nobody has named."""
    said = TABLES[table][key]
    if table in IN_CONTEXT:
        return pgettext(table, said)
    return gettext(said) if said else ""


def choices(table: str) -> list[tuple[str, str]]:
    """All keys of a table with their words, in the table's order, for a list to choose from."""
    return [(key, word(table, key)) for key in TABLES[table]]


def area_mark(key: str) -> str:
    """The one character (in English two letters) that stands beside an area's colour."""
    return (ENGLISH_MARKS if english() else MARKS)[key]
