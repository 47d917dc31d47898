"""Sample data for one item, a board, forms and messages."""

from lastmile.interfaces.web import words
from tests.interfaces.web.cast import NOW, at, entry, figure, me, n, page, unit, within
from tests.interfaces.web.samples_chased import CHASED, HISTORY

ITEM = n(
    id=8,
    number="2026-督-0147",
    title="工贸企业有限空间和粉尘涉爆隐患全覆盖排查",
    area="safety",
    kind="日常督办",
    light="yellow",
    reason="距办结时限3天；县区反馈5/8，3个县区逾期。",
    parent=None,
    pace=n(light="yellow", key="yellow", why="按计划应完成 80%，实际 62%，落后 18 个百分点"),
)
KIDS = (
    ("云溪区", "done", "已反馈", 72, 72, 1, "周海涛", "11月18日"),
    ("松江县", "done", "已反馈", 84, 84, 2, "何晓棠", "11月19日"),
    ("临湖市", "done", "已反馈", 98, 98, 2, "林晓燕", "11月19日"),
    ("南屏区", "done", "已反馈", 66, 66, 0, "何志勇", "11月20日"),
    ("东昌区", "done", "已反馈", 61, 61, 1, "吴海燕", "11月20日"),
    ("白石县", "red", "", 31, 19, 0, "黄永康", "催办已读"),
    ("金岭县", "red", "", 28, 12, 1, "莫文斌", "催办未读"),
    ("北川县", "red", "", 25, 0, 0, "未签收", "转值守责任人"),
)
WHY = (
    ("10月30日交办，次日起算", "10月31日", "参照《民法典》第二百零一条"),
    ("原文没有写期限，会议议定事项按20日", "+20日", "青云市督查工作规程第12条（2025年版）"),
    ("原办结时限", "11月19日", ""),
    ("中止：三防Ⅲ级应急响应，11月4日至10日", "+7日", "批准：市委督查室 赵雅琴，青防〔2026〕18号"),
    ("11月26日是工作日，不顺延", "0", ""),
    ("现办结时限", "11月26日", ""),
)
HASH = "9f3c1b7de2a84f60c5d19e37b2860a4fd1c8e95b7a3042f6d81e5c97b04da07e"
SOURCE = n(
    before="…要紧盯岁末年初生产旺季特点，",
    text="组织工贸企业有限空间作业和粉尘涉爆场所开展一次全覆盖排查，重大隐患挂牌督办、限期整改，一般隐患立行立改",
    after="，坚决防范遏制重特大事故发生。",
    by="市委书记周明远，10月30日全市重点工作调度会议，第二段第3句。",
    href="/documents/6",
)
PAGE = page(
    "inbox",
    item=ITEM,
    source=SOURCE,
    further=[SOURCE],
    notice=None,
    steps=[
        n(key=k, words=w, place=p)
        for k, w, p in (
            ("opened", "10月30日", "done"),
            ("issued", "10月30日 15:20", "done"),
            ("signed", "10月30日 16:05", "done"),
            ("working", "第24天，曾中止7天", "now"),
            ("reported", "11月26日前", "todo"),
            ("verified", "市安委办", "todo"),
            ("closed", "", "todo"),
        )
    ],
    acts=[
        n(action="item.extend", href="/do/item.extend?item=8", post=False, go=False),
        n(action="item.report", href="/do/item.report?item=8", post=False, go=True),
    ],
    progress=n(
        by="李敏",
        at=at(20, 17, 12),
        done="排查企业412家，应查465家（88.6%）。一般隐患1206条，整改1131条；重大隐患7条，全部挂牌，已销号4条。",
        problem="3条重大隐患须停产整改，企业订单集中在12月，停产方案未定。",
        next="11月24日会同市工信局上门定停产方案；督促白石、金岭、北川三县补报。",
    ),
    children=n(
        note="8件，已反馈5件，逾期3件；子事项时限11月20日",
        columns=["应查", "已查", "重大隐患"],
        sums=[465, 412, 7],
        rows=[
            n(href="/items/1", unit=u, light=light, due_at=at(20), words=w, values=[a, b, c], handler=p, last=t, depth=0)
            for u, light, w, a, b, c, p, t in KIDS
        ],
    ),
    evidence=[
        n(href="/files/1", name=name, by=by, at=at(day), hash=HASH, sort=sort, size=size, thumb="", value="")
        for name, by, day, sort, size in (
            ("排查汇总表（5县区）.xlsx", "李敏", 20, "sheet", 48_200),
            ("松江县排查报告.pdf", "何晓棠", 19, "paper", 1_204_000),
            ("恒益纺织2号污水池.jpg", "郭志强", 18, "photo", 812_000),
        )
    ]
    + [
        n(
            href="/files/5",
            name="一般隐患整改数",
            by="由5县区子事项合计",
            at=at(20),
            hash="",
            sort="figure",
            size=0,
            thumb="",
            value="1131条",
        )
    ],
    evidence_href="/do/item.report?item=8",
    sent_back=None,
    papers=[n(words="催办单", href="/do/paper.draft")],
    chased=CHASED,
    history=HISTORY,
    asked=n(until=within(20).date(), by="市应急管理局 李敏", reason="连日降雨，堤段无法施工", progress="已完成三处，剩一处"),
    clocks=[
        n(
            key="finish",
            due_at=at(26),
            light="yellow",
            words="剩3天",
            first_due_at=at(19),
            suspended=False,
            steps=[n(words=w, effect=e, basis=b) for w, e, b in WHY],
        )
    ],
    who=n(
        lead=unit("市应急管理局"),
        assisting=[unit("市工信局"), unit("市市场监管局"), unit("8个县（市、区）")],
        handler="李敏",
        duty="罗建国",
        issuer="市委督查室 赵雅琴",
        verifier="市政府督查室 孙静",
    ),
    journal=n(
        count=21,
        older="/items/8?before=3#journal",
        newest="",
        entries=[
            entry(at(23, 8, 35), "亮灯：正常转临期。距时限3天，县区反馈5/8。", "", "clock", True),
            entry(at(21, 9, 0), "自动催办白石县、金岭县、北川县。白石县已读。", "", "clock", True),
            entry(at(20, 17, 12), "反馈进展，附汇总表1份。", "市应急管理局 李敏"),
            entry(at(20, 16, 40), "东昌区反馈：查61家，重大隐患1条。", "东昌区应急局 吴海燕", "sheet"),
            entry(at(11, 8, 0), "恢复计时，时限改为11月26日。", "市委督查室 赵雅琴"),
            entry(at(30, 16, 5, 10), "签收，用时45分钟。", "市应急管理局 李敏", "api"),
        ],
    ),
    paper=n(
        issued_on=at(30, month=10),
        source="2026年10月30日全市重点工作调度会议，市委书记周明远讲话",
        assisting="市工信局、市市场监管局，云溪区、松江县、白石县、临湖市、金岭县、南屏区、北川县、东昌区",
        duty="罗建国（副局长）",
        due="2026年11月26日17:30前（原时限11月19日；11月4日至10日中止7日，青防〔2026〕18号）",
        report="排查企业412家，应查465家。一般隐患1206条，整改1131条；重大隐患7条，全部挂牌，已销号4条。",
        signed="李敏，10月30日16:05",
        contact="联系人：市委督查室 赵雅琴，0000-3360118",
        printed="李敏打印，2026年11月23日9时12分",
        fingerprint="9f3c…a07e",
    ),
)
LATE = (
    (4, "环城西路改造管线迁改", "临湖市", "停电窗口未定，提请协调"),
    (9, "松江产业园污水处理厂林地报批", "市自然资源局", "材料已补正，省级审核中"),
    (11, "金港码头危化品罐区安全距离整改", "临湖市", "企业停产方案未定"),
    (13, "北川抽水蓄能电站进场道路征地", "北川县", "3户未签约，补偿有争议"),
    (16, "翠湖花园逾期交房信访积案", "南屏区", "复工资金缺口1200万元"),
    (16, "市三院扩建项目消防验收", "市住建局", "整改3处，待复验"),
    (18, "石场路段临水临崖护栏加装", "松江县", "招标流标，二次挂网"),
    (19, "白石县医院发热门诊改造验收", "白石县", "设备未到货，12月2日到"),
    (20, "安全生产大检查首轮情况汇总", "市应急管理局", "白石、金岭、北川未报"),
    (20, "松江高铁站前广场照明接电", "松江县", "等供电局验表"),
)
SPREAD = (
    ("epidemic", 47, 10, 1),
    ("safety", 66, 25, 5),
    ("storms", 36, 5, 0),
    ("petitions", 44, 16, 2),
    ("order", 39, 8, 0),
    ("publicity", 26, 3, 0),
    ("projects", 47, 26, 6),
    ("economy", 12, 4, 0),
    ("party", 9, 2, 0),
    ("other", 3, 1, 0),
)
COUNTIES = (
    ("云溪区", 58, 1, 9, 2, 46, 0),
    ("松江县", 54, 1, 10, 1, 40, 2),
    ("临湖市", 57, 2, 12, 2, 38, 3),
    ("南屏区", 42, 0, 9, 1, 31, 1),
    ("东昌区", 37, 0, 6, 1, 30, 0),
    ("白石县", 35, 1, 7, 1, 25, 1),
    ("金岭县", 26, 0, 5, 1, 20, 0),
    ("北川县", 44, 2, 9, 1, 30, 2),
)
CELLS = ("owed", "assigned", "working", "reported", "landed", "late")


def cells(*counts: int) -> list:
    return [n(key=key, n=x, href="/items?unit=7") for key, x in zip(CELLS, counts, strict=True)]


VIEWS = (("late", "逾期最久的"), ("area", "各领域"), ("government", "县（市、区）"), ("department", "部门"))


def views(on: str) -> list:
    return [n(key=key, words=words, href=f"/board?by={key}", on=key == on) for key, words in VIEWS]


LINES = [n(name=name, href="/units/7", cells=cells(*counts)) for name, *counts in COUNTIES]
BOARD = page(
    "board",
    me("周明远", "市委"),
    chased=[n(words="卡住待协调3件", href="/chasing?tab=blocked"), n(words="落后进度计划5件", href="/items?pace=yellow,red")],
    name="全市",
    figures=[
        figure("issued", "412", note="比上月多38"),
        figure("landed", "305", note="比上月多41"),
        figure("late", "14", note="比上月少5", light="red"),
        figure("rate", "74.0", "percent", "比上月高3.2个百分点"),
    ],
    views=views("late"),
    by="late",
    late=[n(due_at=at(d), title=t, href="/items/1", unit=u, unit_href="/units/1", why=w) for d, t, u, w in LATE],
    latest=8,
    late_total=14,
    late_href="/items?overdue=finish",
    areas=[
        n(key=k, name=words.TABLES["area"][k], href=f"/items?area={k}", landed=a, going=b, late=c, cells=cells(a + b + c, 1, b, 2, a, c))
        for k, a, b, c in SPREAD
    ],
    units=[],
    side="government",
    side_title="县（市、区）",
    side_units=LINES,
    side_more="",
)
BOARD_AREAS = BOARD | {"views": views("area"), "by": "area"}
BOARD_DEPARTMENTS = BOARD | {
    "views": views("department"), "by": "department", "units": (LINES * 6)[:43], "side": "late", "side_title": "逾期最久的", "side_units": [],
}


def field(name: str, label: str, kind: str = "text", value: object = "", **more: object) -> object:
    base = {"required": True, "hint": "", "error": "", "options": [], "accept": "", "columns": [], "rows": [], "blank": None, "kept": [], "most": 0}
    return n(name=name, label=label, kind=kind, value=value, **(base | more))


SUBJECT = n(number="2026-督-0147", title=ITEM.title, href="/items/2026-督-0147")
REPORT = n(
    title="反馈办理情况",
    says="反馈后由其他单位的人核查，核查通过才能销号。",
    action="/do/item.report",
    submit="确认反馈",
    danger="",
    files=True,
    back="/items/2026-督-0147",
    back_words="回到事项",
    hidden={"item": 8},
    fields=[
        field(
            "done", "已做的", "textarea", "已排查企业412家，发现一般隐患1206条，整改1131条；重大隐患7条，全部挂牌，已销号4条。"
        ),
        field("problem", "存在的问题", "textarea", "白石县、金岭县、北川县尚未回报；3条重大隐患须停产整改。", required=False),
        field("percent", "完成比例", "number", "88", required=False, hint="0到100"),
        field("files", "佐证", "files", None, accept=".pdf,.jpg,.xlsx", error="第38行“隐患级别”不对",
              kept=[n(hash=HASH, name="现场照片.jpg")]),
    ],
)
FORM_REFUSED = page(
    "inbox",
    form=REPORT,
    subject=SUBJECT,
    refused=n(
        says="附件“排查汇总表.xlsx”第38行：隐患级别写的是“较大”，只能填“一般”或“重大”。",
        then="改好这一格，重新选择附件，再按“再提交一次”。其他内容不用重填。",
    ),
    aside=[("找谁", "市委督查室 赵雅琴"), ("时限", "11月26日（星期四）17:30")],
)
UNIT_ROWS = [
    [
        field(f"children-{i}-unit", "单位", "unit", u),
        field(f"children-{i}-title", "事项", "text", "有限空间和粉尘涉爆隐患排查"),
        field(f"children-{i}-due_on", "时限", "date", "2026-11-20", required=False),
    ]
    for i, u in enumerate(("云溪区", "松江县"))
]
ALL_FIELDS = n(
    title="分解到下级",
    says="每个单位一件子事项，各自计时、签收、反馈。",
    action="/do/item.break_down",
    submit="分解下去",
    danger="下发后马上送达各单位并开始计时。",
    files=False,
    back="/items/1",
    back_words="",
    hidden={"item": 8},
    fields=[
        field(
            "children",
            "子事项",
            "rows",
            None,
            columns=["单位", "事项", "时限"],
            rows=UNIT_ROWS,
            blank=[
                field("children-__n__-unit", "单位", "unit"),
                field("children-__n__-title", "事项"),
                field("children-__n__-due_on", "时限", "date", required=False),
            ],
        ),
        field("area", "领域", "choice", "safety", options=[("safety", "安全生产"), ("storms", "三防应急")]),
        field("handler", "经办人", "person", "", options=[("2", "李敏"), ("3", "周海涛")]),
        field("units", "配合单位", "units", ["7"], options=[("7", "云溪区"), ("8", "松江县"), ("9", "白石县")]),
        field("until", "新的时限", "datetime", "2026-12-04T17:30", error="12月5日是星期六，请选工作日"),
        field("reason", "理由", "textarea", "", required=False, hint="写给核查的人看"),
        field("public", "同时抄送市政府督查室", "check", True),
    ],
)
FORM = page("inbox", form=ALL_FIELDS, subject=SUBJECT, refused=None, aside=None)
SECRET = page("people", name="区政务系统对接", secret="q7Xh2mVw9Zb4Lk8sT1yR6nC3pJ5dF0gA", back="/people/3")
COLUMNS = [
    n(name="编号", required=True, hint="2026-督-0147"),
    n(name="已做的", required=True, hint=""),
    n(name="完成比例", required=False, hint="0到100"),
]
SHEET = n(
    title="用表格导入进展",
    action="/sheets/item.progress",
    template_href="/sheets/item.progress.xlsx",
    wrong_href="/sheets/item.progress/wrong?key=k1",
    columns=COLUMNS,
    back="/items",
)
SHEET_NEW = page("items", sheet=SHEET, tried=None, refused=None)
SHEET_WRONG = page(
    "items",
    sheet=SHEET,
    refused=None,
    tried=n(
        name="云溪区进展11月23日.xlsx",
        rows=412,
        good=410,
        wrong_total=2,
        key="k1",
        bad=2,
        done=False,
        wrong=[
            n(row=38, column="完成比例", says="写的是“较大”，这里要填0到100的数"),
            n(row=107, column="编号", says="没有2026-督-9147，或者不是您的事项"),
        ],
    ),
)
SHEET_GOOD = page(
    "items",
    sheet=SHEET,
    refused=None,
    tried=n(name="云溪区进展11月23日.xlsx", rows=412, good=412, wrong_total=0, key="k1", bad=0, done=False, wrong=[]),
)
SHEET_HALF = SHEET_WRONG | {"tried": n(**vars(SHEET_WRONG["tried"]) | {"done": True})}
BACK = n(words="回收件箱", href="/")
ERROR = page(
    "inbox",
    error=n(
        title="没有办成，是系统的问题",
        says="您提交的内容没有保存，也没有改动任何事项。",
        then="请按浏览器的返回键回到刚才的页面，内容还在；过几分钟再试。",
        code="E-1123-0947",
        at=NOW,
    ),
    back=BACK,
)
DENIED = page(
    "inbox",
    denied=n(
        title="这件事项不在您的办理范围",
        says="只有承办、交办和核查单位的人能看到它。如果工作需要，请向本单位负责人申请；申请和查看都会留下记录。",
    ),
    back=BACK,
)
NOT_FOUND = page("inbox", back=BACK)
SIGN = {
    "username": "limin",
    "problem": "",
    "minutes": 0,
    "next": "/",
    "me": None,
}
SIGN_IN = page() | SIGN
SIGN_IN_LOCKED = page() | SIGN | {"problem": "locked", "minutes": 15}
PASSWORD = page(forced=True, errors={"again": "两次输入的新密码不一样。"}, rules="至少10个字符，不能只有数字，不能和账号相近。")
