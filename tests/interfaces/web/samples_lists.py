"""Sample data for inbox, lists, units and people."""

from datetime import time

from lastmile.interfaces.web import moments, words
from tests.interfaces.web.cast import NOW, at, entry, figure, me, n, page, unit, within

STEP = {
    "签收": "item.sign",
    "退回": "item.refuse",
    "反馈": "item.report",
    "核查": "item.verify",
    "分解": "item.break_down",
    "进展": "item.progress",
}


def row(key: int, light: str, due: object, number: str, title: str, note: str, *steps: str) -> object:
    made = [
        n(action=STEP[s], href=f"/do/{STEP[s]}" if s == "签收" else f"/items/{number}/{STEP[s]}", post=s == "签收", words=s) for s in steps
    ]
    said = moments.left(due, NOW) if due else ""
    return n(id=key, href=f"/items/{number}", light=light, words=said, number=number, title=title, note=note, steps=made)


LATE = [row(1, "red", within(-3), "2026-督-0141", "岁末年初安全生产大检查首轮情况汇总", "市政府督查室交办；县区回报5/8", "反馈")]
TODAY = [
    row(
        2,
        "yellow",
        within(0, 11, 0),
        "2026-批-0063",
        "松江恒益纺织厂“11·21”火情处置情况核报",
        "市长批示，特急；9:00送达，2小时内签收",
        "签收",
        "退回",
    ),
    row(
        3,
        "yellow",
        within(0, 15, 10),
        "2026-督-0159",
        "元旦春节期间烟花爆竹经营安全专项检查",
        "市安委办交办；一个工作日内签收",
        "签收",
        "退回",
    ),
    row(
        4,
        "yellow",
        within(0),
        "2026-安-0031",
        "临湖市滨江路燃气管网隐患整改（重大）",
        "整改到期；临湖市已报改好，等您核查",
        "核查",
    ),
]
SOON = [
    row(
        5,
        "yellow",
        within(1, 9, 0),
        "2026-项-0207",
        "松江产业园危化品停车场选址安全评价",
        "夜班车第19场议定；一个工作日内签收",
        "签收",
        "退回",
    ),
    row(6, "yellow", within(1), "2026-汛-0012", "低温冰冻应急物资储备清单核对", "等市粮食和储备局", "反馈"),
    row(7, "yellow", within(2), "2026-访-0388", "北川县采石场爆破扰民信访件答复", "市信访局转送；11月25日满60日", "反馈"),
    row(8, "yellow", within(3), "2026-督-0147", "工贸企业有限空间和粉尘涉爆隐患全覆盖排查", "县区反馈5/8，3个逾期", "进展"),
]
LATER = [
    row(9, "green", within(4), "2026-安-0027", "白石县鸿运木业粉尘涉爆整改", "白石县应急局已反馈", "核查"),
    row(10, "green", within(7), "2026-督-0150", "镇街低温冰冻抢险物资补足", "县区反馈2/8", "反馈"),
    row(11, "green", within(8), "2026-安-0029", "东昌区金辉电镀园危废库整改", "东昌区应急局已反馈", "核查"),
    row(12, "green", within(8), "2026-安-0033", "“两客一危一货”夜查联合行动（应急部分）", "市公安局牵头", "反馈"),
    row(13, "green", within(11), "2026-督-0152", "重点项目安全设施“三同时”问题逐一梳理", "市发改局牵头", "反馈"),
    row(14, "green", within(14), "2026-汛-0009", "预警“叫应”责任人名册更新到村", "县区反馈6/8", "反馈"),
    row(15, "green", within(22), "2026-督-0133", "森林防火卡口值守方案落实", "市林业局配合", "反馈"),
    row(16, "green", within(38), "2026-督-0126", "安全生产三年行动年度总结", "市安委办交办", "反馈"),
    row(17, "rest", None, "2026-督-0098", "企业主体责任“开工第一课”", "长期坚持；下次反馈12月5日", "反馈"),
]


def tabs(on: str, **counts: int | None) -> list:
    return [n(key=key, count=count, href=f"/?tab={key}", on=key == on) for key, count in counts.items()]


def group(key: str, rows: list, count: int | None = -1) -> object:
    return n(key=key, rows=rows, count=len(rows) if count == -1 else count)


INBOX = page(
    "inbox",
    title="1件已逾期，3件今天到点",
    none=False,
    more=None,
    tabs=tabs("all", all=17, assigned=3, working=12, reported=2, late=1, assisting=None),
    groups=[group("late", LATE), group("today", TODAY), group("soon", SOON), group("later", LATER)],
    unit_href="/units/12",
)
INBOX_EMPTY = page(
    "inbox",
    title="现在没有要您办的事",
    none=True,
    more=None,
    tabs=tabs("all", all=0, assigned=0, working=0, reported=0, late=0, assisting=0),
    groups=[],
    unit_href="/units/12",
)
INBOX_MANY = page(
    "inbox",
    me("陈立新", "云溪区石桥镇", "inbox items units"),
    title="300件已逾期",
    none=False,
    more=n(href="/?tab=late&after=2026-11-20T17:30:00+08:00_150&n=50", n=250),
    tabs=tabs("late", all=412, assigned=9, working=361, verify=42, late=300, refused=0),
    unit_href="/units/40",
    groups=[
        group(
            "late",
            [
                row(100 + i, "red", within(-46 + i), f"2026-督-{i:04}", t, f"等{u}", "反馈")
                for i, (t, u) in enumerate(
                    (
                        ("中小学食堂燃气报警器安装", "云溪区住建局"),
                        ("自建房经营场所复核", "桥头村"),
                        ("农村道路临水临崖护栏加装", "区交通局"),
                        ("电动自行车充电棚清理", "五里村"),
                        ("山塘安全鉴定问题整改", "区水务局"),
                    )
                    * 10
                )
            ],
            300,
        )
    ],
)
AREAS = ("safety", "projects", "storms", "petitions", "epidemic", "order", "publicity", "economy", "party", "other")
STATES = ("working", "assigned", "reported", "signed", "returned")
LISTED = [
    n(
        id=r.id,
        href=r.href,
        light=r.light,
        words=r.words,
        number=r.number,
        title=r.title,
        unit=unit(u),
        area=AREAS[r.id % 10],
        state=words.TABLES["state"][STATES[r.id % 5]],
        marks=[n(key="blue", words="蓝色督办单"), n(key="behind", words="落后计划")] if r.id % 5 == 1 else [],
    )
    for r, u in zip(LATE + TODAY + SOON + LATER, ("市应急管理局", "云溪区", "松江县", "市住建局") * 5, strict=False)
]
CHOICES = list(words.TABLES["state"].items())
SEARCHED = {"states": CHOICES, "units": [], "of_unit": "", "in_words": "", "problem": ""}
ITEMS = page(
    "items",
    filters={"q": "", "unit": "云溪区", "area": "safety", "state": "", "light": "", "overdue": "", "pace": "", "asked": ""},
    narrowed=True,
    rows=LISTED,
    total=1206,
    capped=False,
    pager=n(prev="", next="/items?after=17"),
    adds=[n(words="表格导入", href="/sheets/item.open"), n(words="立项", href="/do/item.open")],
    **SEARCHED,
)
ITEMS_NONE = page(
    "items",
    filters={"q": "钓鱼台", "unit": "", "area": "", "state": "", "light": "", "overdue": "", "pace": "", "asked": ""},
    narrowed=True,
    rows=[],
    total=0,
    capped=False,
    pager=n(prev="", next=""),
    adds=[],
    **SEARCHED | {"states": []},
)
ITEMS_OF_UNIT = ITEMS | {
    "filters": ITEMS["filters"] | {"q": "云溪区", "unit": ""},
    "units": [unit("云溪区")],
    "of_unit": "云溪区",
    "in_words": "/items?q=云溪区&words=1",
}


def node(name: str, sort: str, open: int = 0, late: int = 0, *children: object) -> object:
    return n(name=name, href="/units/1", sort=sort, open=open, late=late, children=list(children))


UNITS = page(
    "units",
    count=14,
    add_href="/units/add",
    sheet_href="/sheets/unit.add",
    tree=[
        node(
            "青云市",
            "city",
            107,
            14,
            node("市委督查室", "office"),
            node("市政府督查室", "office"),
            node("市应急管理局", "department", 17, 1),
            node("市住房和城乡建设局", "department", 21, 1),
            node("云溪区", "county", 22, 0, node("石桥镇", "township", 9, 2), node("云溪区应急管理局", "department", 4)),
            node("松江县", "county", 25, 2, node("城关镇", "township", 6), node("龙塘镇", "township", 5, 1)),
            node("白石县", "county", 18, 1),
        )
    ],
)
MINE = [
    row(31, "red", within(-5), "2026-安-0022", "石场路段临水临崖护栏加装", "招标流标，二次挂网"),
    row(32, "red", within(-3), "2026-项-0174", "云溪高铁站前广场照明接电", "等供电局验表"),
    row(33, "yellow", within(0, 14, 10), "2026-督-0159-02", "烟花爆竹经营安全专项检查", "等区应急局签收"),
    row(34, "yellow", within(0), "2026-督-0141-02", "岁末年初安全生产大检查首轮回报", "市应急局交办"),
    row(35, "yellow", within(1), "2026-疫-0046", "养老机构流感疫苗接种摸底", "区卫健局承办"),
    row(36, "yellow", within(2), "2026-访-0391", "河西村采石场夜间作业扰民", "区自然资源局承办"),
    row(37, "yellow", within(3), "2026-项-0171-01", "产业园污水处理厂补正材料", "等市自然资源局"),
    row(38, "green", within(7), "2026-督-0150-02", "镇街低温冰冻抢险物资补足", "7个镇回报4个"),
    row(39, "green", within(9), "2026-治-0052", "校园周边治安整治", "区公安分局承办"),
    row(40, "green", within(14), "2026-汛-0009-02", "“叫应”责任人名册更新到村", "143个村，已更新139个"),
    row(41, "green", within(19), "2026-宣-0021", "反诈宣传进企业", "区委宣传部承办"),
    row(42, "green", within(26), "2026-项-0180", "明年重点项目储备清单", "区发改局承办"),
    row(43, "done", None, "2026-督-0147-02", "有限空间和粉尘涉爆隐患整改", "等市安委办核查"),
    row(44, "rest", None, "2026-项-0159", "云溪河堤二期施工", "汛后复工，12月1日恢复计时"),
]
UNIT = page(
    "units",
    me("周海涛", "云溪区政府办"),
    unit=n(name="云溪区", sort="county", href="/units/7", aliases=["云溪", "区政府"], known=True, late=2, soon=5, duty="区政府办 周海涛"),
    above=[unit("青云市")],
    figures=[
        figure("owed", "96", note="含镇街子事项214件"),
        figure("landed", "71", note="74.0%"),
        figure("due", "5", light="yellow"),
        figure("late", "2", note="上月4件", light="red"),
        figure("signing", "1.8", "hours", "中位数"),
    ],
    tabs=tabs("open", open=25, assigned=1, reported=4, returned=1, closed=71),
    rows=MINE,
    total=25,
    more_href="/items?unit=7",
    people=[
        n(name="周海涛", href="/people/3", role="handler", duty=True),
        n(name="陈立新", href="", role="handler", duty=False),
    ],
    below=[n(name="石桥镇", href="/units/71", open=9, late=2), n(name="柳河镇", href="/units/72", open=6, late=0)],
    acts=[n(words="改名称或别名", href="/do/unit.change?unit=7")],
)
PEOPLE = page(
    "",
    me("王建国", "市政务数据局"),
    q="",
    total=5,
    pager=n(prev="", next=""),
    add_href="/do/person.add",
    sheet_href="",
    rows=[
        n(
            name=name,
            href="/people/1",
            username=user,
            active=name != "何晓棠",
            posts=[n(unit=u, href="/units/1", role=role, duty=role == "handler")],
        )
        for name, user, u, role in (
            ("赵雅琴", "zhaoyaqin", "市委督查室", "supervisor"),
            ("李敏", "limin", "市应急管理局", "handler"),
            ("孙静", "sunjing", "市政府督查室", "verifier"),
            ("周明远", "zhoumingyuan", "青云市", "leader"),
            ("何晓棠", "hexiaotang", "松江县", "handler"),
        )
    ],
)
PERSON = page(
    "",
    me("王建国", "市政务数据局"),
    person=n(name="周海涛", username="zhouhaitao", active=True, password_set_at=at(2, 9, 0)),
    posts=[n(unit=unit("云溪区"), scope=unit("云溪区"), role="handler", duty=True, take_href="/do/post.take?post=3")],
    tokens=[n(name="区政务系统对接", issued_at=at(1, 9, 0), expires_at=at(31, month=12), revoke_href="/do/token.revoke?token=1")],
    acts=[
        n(words="给岗位", href="/do/post.give?person=3", go=True),
        n(words="重设密码", href="/do/person.set_password?person=3", go=False),
    ],
    journal=n(
        count=2,
        older="",
        newest="/people/3#journal",
        entries=[
            entry(at(2, 9, 0), "给岗位：云溪区，承办，值守。", "王建国"),
            entry(at(2, 8, 50), "加人员。", "王建国", "sheet"),
        ],
    ),
)
CALENDAR = page(
    "calendar",
    sheet_href="/sheets/calendar.set_year",
    hours_href="/do/calendar.set_hours",
    hours=[n(since=within(40).date(), opens=time(8, 30), closes=time(17, 30), rest=(time(12), time(14, 30))),
           n(since=within(0).date(), opens=time(8, 30), closes=time(17, 30), rest=None)],
    recounts=[n(because="2027年放假安排公布", reached=4812, changed=37, done_at=None),
              n(because="2026年放假安排公布", reached=6120, changed=212, done_at=within(-8, 9, 2))],
    years=[
        n(year=2027, off=[], on=[], published=False, href="/do/calendar.set_year?year=2027"),
        n(year=2026, off=[within(-50).date(), within(-49).date()], on=[within(-60).date()], published=True, href=""),
    ],
)

LIMITS = page("limits", groups=[
    ("督查督办", [
        n(name="签收", how="1个工作日", basis="通行做法，没有统一规定，由本市设定", own=False, versions=[], href="/do/rule.set?rule=sign"),
        n(name="原文没有写期限，会议议定事项", how="15日", basis="青云市督查工作规程第12条", own=True, href="/do/rule.set?rule=meeting", versions=[
            n(since=within(30), how="12日", basis="青云市督查工作规程第12条（2027年修订）", coming=True),
            n(since=None, how="20日", basis="一市督查规程的规定，供参照，由本市设定", coming=False)])]),
    ("信访", [n(name="办结（自受理之日起）", how="60日", basis="《信访工作条例》第三十四条", own=False, versions=[], href="")]),
])


def work(key: int, state: str, title: str, sort: str, says: str = "", **more: object) -> object:
    going = state in ("waiting", "working")
    line = {"step": "", "done": 0, "total": 0, "who": "", "waits": False, "stopping": False, "open_href": "", "file_href": "", "file_name": "",
            "cancel_href": f"/works/{key}/cancel" if going else "", "ended_at": None if going else within(0, 9, 10)}
    return n(**line | {"id": key, "href": f"/works/{key}", "state": state, "title": title, "sort": sort, "says": says, "going": going,
                       "asked_at": within(0, 9, 2)} | more)


WORKING = work(9, "working", "三防工作方案（扫描件）.pdf", "读出要办的事", step="识别扫描页", done=7, total=31)
WORKS = page(
    "works", going=2, everybody=True, may_all=True, pager=n(prev="", next="/works?older=3"),
    works=[
        work(10, "waiting", "责任分解表.xlsx", "用表格办理", who="赵雅琴"),
        WORKING,
        work(8, "working", "市委常委会纪要.doc", "读出要办的事", stopping=True, cancel_href="", who="赵雅琴"),
        work(6, "done", "市委常委会纪要.wps", "读出要办的事", "读出26条，请逐条确认。", open_href="/documents/5"),
        work(5, "done", "十一月督查通报", "写通报", "写好了，共12页。", file_href="/works/5/result", file_name="督查通报.docx"),
        work(4, "failed", "批示.jpg", "读出要办的事", "图片打不开或有损坏，请重新保存后再交来。"),
        work(3, "cancelled", "人员名单.xlsx", "用表格办理"),
    ],
)
WORK = page("works", w=WORKING)
