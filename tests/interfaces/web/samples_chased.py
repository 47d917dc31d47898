"""Sample data of what is chased: slips, a blocker, an objection, the red list, the history of lights."""
from tests.interfaces.web.cast import NOW, at, entry, n, page, unit

SIGN = n(action="slip.sign", href="/do/slip.sign?slip=3", words="签发")
DECLINE = n(action="slip.decline", href="/do/slip.decline?slip=3", words="不予签发")


def line(mark: str = "", mark_words: str = "", number: str = "2026-督单-0031", said: str = "", light: str = "", by: str = "", steps: tuple = ()):
    return n(mark=mark, mark_words=mark_words, number=number, href="/slips/3", title="北河路积水点排查整治", item_href="/items/8",
             unit=unit("市应急管理局"), said=said, light=light, by=by, steps=list(steps))


TABS = [n(key=key, count=count, href="/chasing", on=key == "chase_sign") for key, count in (
    ("chase_sign", 2), ("chase_open", 14), ("chase_check", 1), ("chase_ended", None), ("chase_blocked", 3), ("chase_review", 1), ("chase_stuck", 4))]
CHASING = page(
    "chasing", notice=None, tabs=TABS, tab="sign", of_unit="", pager=n(prev="", next="/chasing?after=9"),
    rows=[line("blue", "蓝色", "未编号", "办结时限11月27日（周五）17:30已过，没有反馈办结", by="11月27日拟", steps=(SIGN, DECLINE)),
          line("red", "红色", "未编号", "2026-督单-0019没有在11月25日（周三）17:30前按要求答复；2026-督-0147 已反馈", by="今天 08:30拟",
               steps=(SIGN, DECLINE))])
STUCK = page(
    "chasing", notice=None, tabs=[n(key=t.key, count=t.count, href=t.href, on=t.key == "chase_stuck") for t in TABS], tab="stuck",
    of_unit="市应急管理局", pager=n(prev="", next=""), rows=[
        line(number="2026-督-0147", said="没有登记单位负责人", light="red", by="11月20日（周五）17:30到期")])
SLIP = page(
    "chasing", notice=None, printed="赵雅琴 2026年11月23日 09:00", steps=[n(action="slip.answer", href="/do/slip.answer?slip=3", words="答复")],
    slip=n(id=3, number="2026-督单-0031", colour="orange", colour_words="橙色", light="red", state="答复逾期，应在11月20日（周五）17:30前",
           why="2026-督单-0019没有在11月18日（周三）17:30前按要求答复", source="一市三色督办单办法",
           item=n(number="2026-督-0147", title="北河路积水点排查整治", href="/items/8"), unit=unit("市应急管理局"), issuer="市委督查室",
           former=n(number="2026-督单-0019", href="/slips/2"), signed_at=at(18, 9), signer="赵雅琴", due_at=at(20, 17, 30),
           due_steps=[n(words="11月18日签发，下一个工作日起算", effect="11月19日", basis=""), 
                      n(words="答复督办单，2个工作日", effect="+2日", basis=""), n(words="办结时限", effect="11月20日", basis="")],
           answer="", answered_at=None, answerer=""),
    journal=n(count=2, entries=[entry(at(18, 9, 0), "签发督办单", "市委督查室 赵雅琴")], older="", newest=""))
CHASED = n(
    slips=[line("blue", "蓝色", "2026-督单-0019", "办结时限11月13日（周五）17:30已过，没有反馈办结", "red", "答复逾期，应在11月18日（周三）17:30前")],
    reviews=[line(said="现场照片当日已经补传", light="green", by="12月21日（周一）17:30前决定")],
    block=n(said="3条重大隐患须停产整改，停产方案未定", by="在督查室，11月20日提请", proposal="", steps=[
        n(action="block.solve", href="/do/block.solve?block=1", words="协调办结")]),
    stuck=["没有登记单位负责人"])
HISTORY = n(
    turns=[n(at=NOW, light="yellow", words="临期", why="距办结时限 3 天"), n(at=at(2, 8, 30), light="green", words="正常", why="签收")],
    rounds=[n(light="green", words="10月30日按期"), n(light="yellow", words="11月6日逾期后补报"), n(light="red", words="11月20日未报")])
