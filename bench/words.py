"""Invented words for titles and texts: two characters each, used as words are, a few very often and most seldom (Zipf)."""
import random
from itertools import accumulate

VERBS = ("推进", "加强", "开展", "落实", "完成", "排查", "整治", "建立", "修订", "督促", "协调", "组织")
# In order of use. The first is the common word of the search, the others its middling and rare ones.
OFFICE = (
    "安全", "整改", "隐患", "排查", "责任", "检查", "单位", "项目", "建设", "管理", "群众", "工作", "防汛", "消防", "燃气", "道路", "社区", "学校",
    "企业", "河道", "巡查", "值守", "信访", "环境", "水库", "山塘", "森林", "物资", "演练", "培训", "台账", "资金", "规划", "改造", "管网", "小区",
    "市场", "监管", "医院", "养老", "就业", "住房", "土地", "审批", "招商", "投资", "财政", "审计", "文化", "旅游", "体育", "农业", "粮食", "交通",
    "电力", "供水", "桥梁", "边坡", "堤防", "泵站", "转移", "预案", "通报", "核查", "复查", "照片", "清单", "时限", "会商", "联动",
)
PARTS = ("城乡水土田林路桥江山镇村户校厂站点线区园库塘渠坝井灯牌车船人事文法教科医药食品电气网云台账图"
         "表册卡证照章条款项目标准期限量质价费税金银粮油棉丝茶果木石砂砖瓦钢铁煤")
SIZE = 4000
COMMON, MIDDLING, RARE = OFFICE[0], OFFICE[35], "棉瓦"
FOUR = OFFICE[3] + OFFICE[2]


def vocabulary() -> list[str]:
    """All words, the most used first; the same at every call."""
    pairs = [a + b for a in PARTS for b in PARTS if a != b and a + b != RARE]
    random.Random(7).shuffle(pairs)
    return list(dict.fromkeys([*OFFICE, *pairs[:SIZE - len(OFFICE)]]))


class Writer:
    """Titles of some twenty characters and texts of some hundred and forty."""

    def __init__(self, seed: int):
        words = vocabulary()
        weights = list(accumulate(1 / (place + 10) for place in range(len(words))))
        self.random = random.Random(seed)
        self.pool = self.random.choices(words, cum_weights=weights, k=200_000)

    def title(self) -> str:
        at = self.random.randrange(len(self.pool) - 10)
        return self.random.choice(VERBS) + "".join(self.pool[at:at + 9])

    def body(self) -> str:
        """Five sentences; one in a thousand has the rare word."""
        at = self.random.randrange(len(self.pool) - 66)
        parts = ["".join(self.pool[at + n:at + n + 6]) + "，" + "".join(self.pool[at + n + 6:at + n + 13]) + "。" for n in range(0, 65, 13)]
        if self.random.random() < 0.001:
            parts.append(f"{RARE}。")
        return "".join(parts)
