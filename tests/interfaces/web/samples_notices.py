"""Sample data of the pages about notices."""
from tests.interfaces.web.cast import NOW, at, me, n, page

LI = me("李敏", "市应急管理局")


def told(pk: int, number: str, title: str, says: str, do: str, until: str, who: str, when: object, **more: object) -> object:
    return n(id=pk, href=f"/notices/{pk}", number=number, title=title, says=says, do=do, until=until, who=who, at=when,
             **{"fresh": True, "urgent": False} | more)


def reach(channel: str, address: str = "", state: str = "", reason: str = "", when: object = None) -> object:
    return n(channel=channel, there=True, address=address, state=state, reason=reason, at=when, set_href="/do/contact.set",
             remove_href="/do/contact.remove" if address else "")


NOTICES = page("notices", LI, unread=3, only=False, pager=n(prev="", next="/notices?before=3"), rows=[
    told(9, "2026-督-0147", "第一时间落实推送人员排查管控", "反馈被退回补办", "请补办后重新反馈", "办结时限：11月25日（星期三）17:30",
         "市政府督查室 孙静", NOW, urgent=True),
    told(8, "2026-安-0031", "城区燃气管网隐患整改", "交办给您单位", "请签收", "签收时限：今天17:30", "市委督查室 赵雅琴", at(22, 16)),
    told(7, "", "", "有人以您的账号发放了接口令牌", "不是您要求的，请马上联系管理员", "", "市委督查室 王建国", at(22, 9), urgent=True),
    told(3, "2026-督-0139", "梳理重点项目存在的问题", "核查通过", "", "", "市政府督查室 孙静", at(19, 11), fresh=False)])
NONE = page("notices", LI, unread=0, only=True, rows=[], pager=n(prev="", next=""))
CHOICE = n(digest_hour=8, quiet_from=21, quiet_until=7, urgent_at_once=True)
SETTINGS = page("notices", LI, choice=CHOICE, choose_href="/do/notice.choose", issue={"person": 2, "next": "/notices/settings"},
                reach=[reach("mail", "li…@example.cn", "sent", "", at(22, 8, 7)), reach("wecom"),
                       reach("sms", "138…0000", "failed", "refused", at(21, 8, 7))],
                feed=n(since=at(2, 9), revoke_href="/do/feed.revoke"), traffic=[])
SETTINGS_OFFICE = page("notices", me("王建国", "市委督查室"), choice=n(digest_hour=9, quiet_from=0, quiet_until=0, urgent_at_once=False),
                       choose_href="/do/notice.choose", issue={}, reach=[], feed=None, traffic=[
                           n(channel="mail", dead_since=at(23, 8), reason="unreachable", waiting=41, sent=310, failed=2),
                           n(channel="sms", dead_since=None, reason="", waiting=0, sent=12, failed=0)])
FEED = page("notices", LI, address="https://duban.example.cn/calendar/pX1t0Gq9.ics", back="/notices/settings")
