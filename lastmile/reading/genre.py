"""What kind of paper it is, told from its head and its shape; a person may say otherwise."""

import re

# In this order: a name that says more stands before one that says less (会议纪要 before 会议, 督查通报 before 通知).
NAMES = (
    ("minutes", r"纪\s*要|议定事项|会议记录$"),
    ("instruction", r"批示(?:办理|抄清|件|摘报)|领导批示|阅批|批办单"),
    ("hotline", r"12345|热线|信访.{0,8}(?:交办|转办)|(?:交办|转办)单.{0,30}诉求|诉求.{0,12}交办"),
    ("session", r"(?:协调会|调度会|夜班车|专题会|现场会).{0,16}(?:问题|议题|事项)清单|^.{0,24}问题(?:清单|台账)$"),
    ("dispatch", r"紧急通知|调度令|转移指令|应急响应|明传电报|叫应|防御工作的?通知|防范.{2,24}(?:的|工作)通知|特提|预警信号"),
    ("bulletin", r"通报(?!会)"),
    ("division", r"(?:任务|责任|工作)(?:分解|分工)|分工方案|分解表|分工表|目标任务分解"),
    ("plan", r"(?:方案|计划|要点|规划|若干措施|实施意见|行动纲要|预案)(?:（.{2,16}）)?(?:》|的通知|$|\s|（)"),
    ("notice", r"督查通知|督办通知|交办|督查.{0,24}通知|催办|通知$|通知(?:\s|$)|的函"),
)
GENRES = ("report", *(name for name, _pattern in NAMES), "other")
HEAD = 6  # lines that may hold the paper's name
LINE = 60  # code points; longer lines are text
ADDRESSED = re.compile(r"^.{2,120}[：:]$")
SPEECH = re.compile(r"同志们[：:，,]")


def genre(text: str, speaks: bool) -> str:
    """The genre of a repaired text: report, minutes, plan, division, notice, bulletin, dispatch, instruction, hotline, session or other.

    `speaks` when the paper reports what somebody said: such a paper is a report unless its head names it minutes or the like.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:HEAD]
    head = [line for line in lines if len(line) <= LINE] or [lines[0][:LINE]] if lines else []
    for name, pattern in NAMES:
        if any(re.search(pattern, line) for line in head) and not (speaks and name in ("plan", "notice", "bulletin", "division", "hotline")):
            return name
    if speaks or SPEECH.search(text[:400]):
        return "report"
    return "notice" if any(ADDRESSED.match(line) for line in lines) else "other"
