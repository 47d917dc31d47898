"""Responsibility lines: (责任单位:市甲局;配合单位:市乙局;完成时限:6月底前) and their shorter forms."""

import re
from dataclasses import dataclass, replace

from lastmile.reading.deadlines import deadline
from lastmile.reading.names import listed

BRACKET = re.compile(r"（(?:[^（）\n]|（[^（）\n]*）){2,240}）|[〔［\[](?:[^〔〕［］\[\]\n]){2,240}[〕］\]]")
LABELLED = re.compile(
    r"(?P<label>(?:市级|县级|区级|省级|总)?(?:牵头|主办|主责|责任|承办|组织实施|实施|落实|整改|主管|行业|督导|指导|配合|协办|协同|协作|参与|参加|协助|联系|挂钩|包保|包案|分管)"
    r"(?:责任|负责|组织|实施)*(?:单位|部门|处室|科室|地区|主体|领导|县领导|市领导|同志|人)|(?:完成|办结|整改|落实|报送|推进|计划完成)?(?:时限|时间|期限|节点))[：:]\s*"
    r"(?P<value>[^；。\n（）〔〕]*(?:（[^）\n]*）[^；。\n（）〔〕]*)*)"
)
# A second label after a comma (牵头单位:甲局,责任单位:乙局) begins a value of its own; a time at the end of a list is no name.
SECOND = re.compile(r"，(?=[^，；：]{0,4}(?:牵头|主办|责任|配合|协办|参与|协助|完成|办结)[^，；：]{0,6}：)")
FINISHED = re.compile(r"，(?P<due>[^，；]*\d[^，；]*)(?:完成|办结|到位)?$")
REMARK = re.compile(r"（(?:列|排|第一|下同)[^）]*）")
PARTED = re.compile(
    r"(?P<who>[^，；（）]*?(?:（[^）]*）[^，；（）]*?)?)"
    r"(?P<how>牵头(?:负责)?|配合|参与|协助|按职责分工负责|分别负责|共同负责|负责)(?=[，；、）]|$)"
)
UNITISH = re.compile(
    r"(?:局|委|办|办公室|政府|县|区|市|镇|街|街道|公司|集团|支队|大队|中心|分行|残联|妇联|机关|部|院|组织|工委|党校|"
    r"团县委|团市委|分局|）)$"
)
# What a bracket with a time says of the acts after it: (一)自查阶段(3月底前)。
PHASE = re.compile(r"(?:阶段|步骤|环节)$")
ASSISTING = ("配合", "协办", "协同", "协作", "参与", "参加", "协助", "按职责分工负责")
PEOPLE = re.compile(r"领导|同志|人$|督导|联系|挂钩|包保|包案|分管")


@dataclass(frozen=True)
class Duty:
    """Who leads and who assists, and until when, for every directive of an item."""

    start: int
    end: int
    lead: tuple[str, ...]
    assist: tuple[str, ...]
    deadline: str = ""
    ahead: bool = False  # it stands before its acts

    @property
    def units(self) -> tuple[str, ...]:
        """All units, those that lead first."""
        return self.lead + tuple(unit for unit in self.assist if unit not in self.lead)

    def joined(self, other: "Duty") -> "Duty":
        """With what the next line of the same item adds: who leads stays, who is named later assists."""
        more = tuple(unit for unit in (other.units if self.lead else other.assist) if unit not in self.units)
        return Duty(self.start, other.end, self.lead or other.lead, self.assist + more, self.deadline or other.deadline)


def duties(text: str, start: int, end: int) -> list[Duty]:
    """The responsibility lines between two offsets of the shadow."""
    found = [_bracket(match) for match in BRACKET.finditer(text, start, end)]
    kept = [replace(duty, ahead=_is_of_phase(text, duty)) for duty in found if duty]
    if not kept:
        kept = _open_line(text, start, end)
    return kept


def _is_of_phase(text: str, duty: Duty) -> bool:
    return not duty.units and bool(PHASE.search(text, max(duty.start - 4, 0), duty.start))


def _bracket(match: re.Match[str]) -> Duty | None:
    inner = SECOND.sub("；", match.group()[1:-1])
    if "：" in inner:
        return _labelled(inner, match.start(), match.end())
    parts = list(PARTED.finditer(inner))
    if parts:
        return _parted(parts, inner, match.start(), match.end())
    return _bare(inner, match.start(), match.end())


def _labelled(inner: str, start: int, end: int) -> Duty | None:
    lead: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    due, people = "", False
    for part in LABELLED.finditer(inner):
        label, value = re.sub(r"^(?:[市县区省]级|总)", "", part["label"]), REMARK.sub("", part["value"])
        finished = FINISHED.search(value)
        if finished and deadline(finished["due"]):
            due, value = due or deadline(finished["due"]), value[: finished.start()]
        if re.search(r"时限|时间|期限|节点", label):
            due = deadline(value)
        elif PEOPLE.search(label):
            people = True
        elif label.startswith(ASSISTING):
            assist += _all(value)
        elif lead and label.startswith("责任"):
            assist += _all(value)
        else:
            lead += _all(value)
    return Duty(start, end, lead, assist, due) if lead or assist or due or people else None


def _parted(parts: list[re.Match[str]], inner: str, start: int, end: int) -> Duty | None:
    lead: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    for part in parts:
        names = _all(part["who"])
        if part["how"].startswith(ASSISTING):
            assist += names
        else:
            lead += names
    joint = re.match(r"(.{2,30}?局)牵头，", inner)
    due = "" if joint and not deadline(inner) else deadline(inner)
    return Duty(start, end, lead, assist, due) if lead or assist else None


def _bare(inner: str, start: int, end: int) -> Duty | None:
    """Only names, or a date and names: （9月4日20时前，市海洋渔业局）."""
    due = ""
    names: list[str] = []
    for part in re.split(r"[，；]", re.sub(r"负责$|完成", "", inner)):
        if deadline(part) and len(part) < 16:
            due = due or deadline(part)
        elif all(UNITISH.search(name) for name in listed(part)) and len(part) > 3:
            names += listed(part)
        else:
            return None
    short = len(names) == 1 and not due and not re.match(r"[市县区省]", names[0])
    return None if short or not (names or due) else Duty(start, end, tuple(names), (), due)


def _open_line(text: str, start: int, end: int) -> list[Duty]:
    parts = list(LABELLED.finditer(text, start, end))
    if not parts or parts[0].start() - start > len(text[start:end]) - len(text[start:end].lstrip()) + 2 and not _says_who(parts):
        return []
    duty = _labelled(text[parts[0].start() : parts[-1].end()], parts[0].start(), parts[-1].end())
    return [duty] if duty else []


def _says_who(parts: list[re.Match[str]]) -> bool:
    return any(re.search("单位|部门", part["label"]) for part in parts)


def _all(value: str) -> tuple[str, ...]:
    return tuple(name for piece in re.split(r"[，；]", value) for name in listed(piece))
