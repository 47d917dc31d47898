"""Sample data for the pages of meetings: a paper with 26 directives, three doubtful, five unseen, four clauses uncovered."""

import re
from datetime import date

from tests.interfaces.web.cast import me, n, page
from tests.interfaces.web.samples_lists import ITEMS

# the paper: [n] stands for directive n, {words} for a clause that no directive covers
PAPER = [
    "全市岁末年初重点工作推进会议召开",
    "11月20日，市委书记周明远主持召开全市岁末年初重点工作推进会议，传达学习全省安全生产和秋冬季传染病防控工作电视电话会议精神，研究部署岁末年初重点工作。市委副书记、市长沈若岚出席会议并讲话。",
    "周明远强调，各级各部门要以“时时放心不下”的责任感抓好当前各项工作，统筹好发展和安全两件大事，确保全市大局平安稳定。",
    "一要抓实抓细传染病防控。[1]；[2]；[3]，[4]；[5]，{补齐人员物资短板}，切实织牢秋冬季防线。",
    "二要守住守牢安全生产底线。[6]；[7]；[8]；[9]。{凡发生较大以上事故的，一律提级调查}。",
    "三要备足备齐应急力量。[10]，[11]；[12]。",
    "四要用心用情化解信访问题。[13]；[14]；[15]。",
    "五要从严维护社会治安。[16]；[17]；[18]，{消除各类治安盲区}。",
    "六要加强宣传引导。[19]，[20]，营造良好舆论氛围。",
    "七要全力推进重点项目。[21]；[22]；[23]；[24]。",
    "沈若岚要求，要咬定目标不放松，[25]；{各有关部门要主动靠前服务企业}；[26]。",
    "会议以视频形式开至各县（市、区）。市领导林晓峰、郑怀谷、程少华、叶丽萍在主会场参加会议。",
]
# area, words, lead, assisting, by when, how often
DIRECTIVES = [
    (
        "epidemic",
        "第一时间核查处置上级推送的病例和密切接触者信息，24小时内反馈结果",
        "市卫健局",
        "市公安局、各县（市、区）",
        "24小时内",
        "每次推送",
    ),
    ("epidemic", "常态化开展蚊媒监测，每半月通报一次布雷图指数", "市卫健局", "", "每半月", "半月一次"),
    ("epidemic", "加强学校、养老机构等八类重点场所日常巡查", "市卫健局", "市教育局、市民政局", "长期坚持", ""),
    ("epidemic", "聚焦薄弱环节逐项建立整改台账", "", "", "", ""),
    ("epidemic", "12月15日前完成全市发热门诊能力评估", "市卫健局", "", "12月15日", ""),
    ("safety", "全面整治城区燃气管网隐患，重大隐患一律挂牌督办、限期销号", "市住建局", "市应急管理局", "逐件定", ""),
    ("safety", "12月底前完成人员密集场所、高层建筑消防安全“拉网式”排查", "市消防救援支队", "各县（市、区）", "12月31日", ""),
    ("safety", "强化“两客一危一货”车辆夜间路检路查", "市公安局", "市交通运输局", "长期坚持", "每周一次"),
    ("safety", "对在建工地深基坑、高支模开展一次专项检查", "市住建局", "", "12月10日", ""),
    ("storms", "逐级落实预警“叫应”责任人", "市应急管理局", "各县（市、区）", "12月10日", ""),
    ("storms", "11月底前补足镇街低温冰冻抢险物资", "市应急管理局", "市粮食和储备局", "11月30日", ""),
    ("storms", "加快12座病险水库除险加固，确保明年汛前完工", "市水务局", "", "2027年4月14日", "每月一次"),
    ("petitions", "市领导带头包案，年底前信访积案化解率不低于90%", "市信访局", "包案市领导", "12月31日", ""),
    (
        "petitions",
        "由市人社局牵头，会同市住建局、市公安局，会后5个工作日内摸清欠薪底数，逐一建立清欠台账",
        "市人社局",
        "市住建局、市公安局",
        "11月27日",
        "",
    ),
    ("petitions", "规范办理初次信访事项，做到件件有回告", "", "", "", ""),
    ("order", "依托公安“铁骑”提高重点时段、重点部位见警率", "市公安局", "", "长期坚持", ""),
    ("order", "严厉打击走私冻品等违法犯罪行为", "市公安局", "青云海关、市市场监管局", "长期坚持", ""),
    ("order", "扎实开展校园周边治安整治", "市公安局", "市教育局", "12月10日", ""),
    ("publicity", "突发事件5小时内发布权威信息", "市委宣传部", "", "5小时内", "每次发生"),
    ("publicity", "深入开展反诈宣传进社区、进企业、进校园", "市公安局", "市委宣传部", "12月31日", ""),
    ("projects", "逐一梳理重点项目存在问题，列出问题、责任、时限三张清单", "", "", "", ""),
    ("projects", "用好“重点项目夜班车”，每周三晚集中协调", "", "", "", "每周三"),
    ("projects", "12月20日前完成青云大道北延线征地拆迁扫尾", "南屏区", "市自然资源局", "12月20日", ""),
    ("projects", "确保松江产业园污水处理厂年底前通水试运行", "", "", "12月31日", ""),
    ("projects", "提前谋划明年重大项目，储备不少于120个", "", "", "", ""),
    ("projects", "各牵头单位每月5日前报送进展情况", "", "", "每月5日", "每月一次"),
]
DOUBTS = {
    4: "没有写明哪类台账、由谁建，可能并入第3条。",
    22: "是一项机制，不一定单独立项。建议改为第21条的落实方式。",
    26: "系统已自动汇总进展，再要报送会重复要材料，建议不立项。",
}
UNSEEN = {14, 15, 21, 24, 25}
LEADS = {4: "市卫健局", 15: "市信访局", 21: "市发改局", 22: "市发改局", 24: "松江县", 25: "市发改局", 26: "市委督查室"}
DAYS = {
    "12月15日": date(2026, 12, 15),
    "12月31日": date(2026, 12, 31),
    "12月10日": date(2026, 12, 10),
    "11月30日": date(2026, 11, 30),
    "2027年4月14日": date(2027, 4, 14),
    "11月27日": date(2026, 11, 27),
    "12月20日": date(2026, 12, 20),
}
RHYTHMS = {"每周一次": "weekly", "每周三": "weekly", "每月一次": "monthly"}
HANDLER = me("赵雅琴", "市委督查室")


ADRIFT = 2  # linked to an item that was cancelled since


def state(k: int) -> str:
    return "linked" if k == ADRIFT else "doubt" if k in DOUBTS else "todo" if k in UNSEEN else "ok"


SAME = [n(id=9, number="2026-督-0098", href="/items/9", title="重点项目集中协调", unit="市发改局", state="办理中")]


def directive(k: int, area: str, text: str, lead: str, assisting: str, by: str, often: str) -> object:
    """Directive k as the page takes it."""
    sourced = k == 14
    hint = [(LEADS[k], f"指定{LEADS[k]}")] if k in LEADS and not lead else []
    return n(
        id=k,
        n=k,
        text=text,
        state=state(k),
        area=area,
        area_from="随原文这一段",
        lead=[lead] if lead else [],
        lead_hints=hint,
        lead_from="原文：“由市人社局牵头”" if sourced else "赵雅琴指定" if lead else "",
        assisting=re.findall(r"[^、（]+(?:（[^）]+）)?", assisting),
        assisting_from="原文：“会同…”" if sourced else "",
        assisting_hints=[("各县（市、区）", "添加各县（市、区）")] if sourced else [],
        due_on=DAYS.get(by),
        standing=by == "长期坚持",
        due_from="原文：“会后5个工作日内”，自11月20日次日起算" if sourced else "",
        usual=False,
        source=text,
        place=f"第{3 + k // 5}段",
        lacks=[*(["lead"] if not lead else []), *(["due"] if not by else [])] if k in DOUBTS or k in UNSEEN else [],
        item=n(number="2026-督-0098", href="/items/9") if k == ADRIFT else None,
        same=SAME if k == 22 else [],
        second="另一读法提出" if k == 24 else "",
        reason="与2026-督-0098是同一件事。" if k == ADRIFT else "",
        adrift=k == ADRIFT,
        rhythm=RHYTHMS.get(often, "once"),
        rhythm_from="" if often else "原文没有重复要求",
        doubt=DOUBTS.get(k, ""),
    )


def runs(paragraph: str, start: int) -> tuple[list, int]:
    """A paragraph as runs of plain text, directives and gaps, and where the next paragraph starts."""
    found = []
    for token in re.split(r"(\[\d+\]|\{.+?\})", paragraph):
        if not token:
            continue
        k = int(token[1:-1]) if token[0] == "[" else 0
        kind = "directive" if k else "gap" if token[0] == "{" else "plain"
        text = DIRECTIVES[k - 1][1] if k else token.strip("{}")
        area = DIRECTIVES[k - 1][0] if k else ""
        found.append(n(text=text, start=start, kind=kind, n=k, id=k, area=area, doubt=k in DOUBTS))
        start += len(text)
    return found, start + 1


def paragraphs() -> list:
    """The whole paper; offsets count one line break between paragraphs."""
    made, start = [], 0
    for index, paragraph in enumerate(PAPER):
        found, start = runs(paragraph, start)
        made.append(n(head=index == 0, runs=found))
    return made


BODY = paragraphs()
GAPS = [n(start=r.start, end=r.start + len(r.text), text=r.text) for p in BODY for r in p.runs if r.kind == "gap"]
ROWS = [directive(k, *row) for k, row in enumerate(DIRECTIVES, 1)]
DOCUMENT = n(
    id=8,
    title=PAPER[0],
    file="会议报道.docx",
    issued_on=date(2026, 11, 20),
    open=True,
    total=26,
    accepted=17,
    issued=0,
    doubt=3,
    todo=5,
    units=11,
    linked=1,
    adrift=1,
    first_adrift=ADRIFT,
    second="另一读法（qwen，11月20日）：另外提出1条，两种读法都有的16条，弃用答复5处",
    lacking=6,
    first_lacking=4,
    sheet_href="/documents/8.xlsx",
    report_href="",
)
DROPPED = [
    n(id=31, text="营造良好舆论氛围", reason="原则要求，没有可以核对的结果"),
    n(id=0, text="统筹好发展和安全两件大事", reason="不是要办的事"),
]
REVIEW = page(
    "meetings",
    HANDLER,
    document=DOCUMENT,
    address="/documents/8",
    at=14,
    paragraphs=BODY,
    directives=ROWS,
    panel=None,
    gaps=GAPS,
    dropped=DROPPED,
    notes=["隐藏的工作表“字典”没有读。", "有 3 页是扫描图片，文字由识别得来，可能有错字，请对照原件。"],
    usual="按规定20日办结",
)
EDIT = n(
    id=15,
    what="edit",
    seen=3,
    problem="没有叫“信访办”的单位，请从列出的单位里选",
    title=ROWS[14].text,
    area="petitions",
    lead="信访办",
    assisting="",
    due="",
    usual=False,
    standing=True,
    rhythm="once",
)
REVIEW_EDIT = REVIEW | {"at": 15, "panel": EDIT}
CUTS = [n(offset=at, before=ROWS[13].text[:at], after=ROWS[13].text[at:], on=at == 20) for at in (8, 20, 37)]
REVIEW_SPLIT = REVIEW | {"panel": n(id=14, what="split", problem="", seen=None, cuts=CUTS)}
REASONS = [n(value=w, words=w, on=False) for w in ("只是表述，没有要办的事", "与别的事项重复", "不属于本级督办范围")] + [
    n(value="other", words="其他（写在下面）", on=True)
]
REVIEW_DISMISS = REVIEW | {
    "at": 26,
    "panel": n(id=26, what="dismiss", problem="", seen=None, reasons=REASONS, note=""),
}
REVIEW_COVER = REVIEW | {
    "panel": n(id=GAPS[1].start, what="cover", problem="请选一个理由；选“其他”的，请写明。", seen=None, reasons=REASONS, note=""),
}
PAPERS = (
    ("全市岁末年初重点工作推进会议召开", date(2026, 11, 20), "周明远", "review", 26, 17, 1, 3, 4, 0, 0),
    ("关于做好低温冰冻灾害防范应对工作的通知", date(2026, 11, 13), "", "issued", 12, 12, 0, 0, 0, 4, 1),
    ("全市重点工作调度会议召开", date(2026, 10, 30), "周明远", "issued", 31, 29, 2, 0, 0, 19, 5),
    ("市政府常务会议纪要（第19次）", date(2026, 9, 24), "沈若岚", "issued", 17, 17, 0, 0, 0, 15, 0),
)
NAMES = ("title", "issued_on", "convenor", "state", "total", "accepted", "linked", "doubt", "uncovered", "landed", "late")
LISTED = [
    n(href="/documents/8", late_href="/items?light=red", items_href="/items?document=8", **dict(zip(NAMES, row, strict=True)))
    for row in PAPERS
]
NO_PAGES = n(prev="", next="")
DOCUMENTS = page("meetings", HANDLER, without_href="/documents/without", total=4, pager=NO_PAGES, upload_href="/documents/add", rows=LISTED)
DOCUMENTS_NONE = page("meetings", HANDLER, without_href="/documents/without", total=0, pager=NO_PAGES, upload_href="/documents/add", rows=[])
UPLOAD = page(
    "meetings",
    HANDLER,
    action="/documents/add",
    text="",
    title="",
    issued_on="",
    formats="Word、WPS、PDF（文字版）、纯文本",
    accept=".docx,.pdf,.txt,.html",
    limit=20 * 2**20,
    kept=None,
    refused=None,
    back="/documents",
)
REFUSED = n(says="这份材料标有“秘密”，系统已拒收，没有留底稿。", then="请按保密规定在涉密系统里办理。")
UPLOAD_REFUSED = UPLOAD | {"refused": REFUSED, "title": "专题会议纪要", "issued_on": "2026-11-20", "kept": n(hash="9f" * 32, name="纪要.docx")}
WITHOUT = page("meetings", HANDLER, rows=ITEMS["rows"], capped=False, back=n(href="/documents"))
