"""Rows of a table, between bars or tabs: the cells of measures hold the acts, other cells say who and until when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lastmile.reading.deadlines import deadline
from lastmile.reading.duties import Duty
from lastmile.reading.names import listed

WHEN = re.compile(r"时限|期限|时间|进度|节点|年内见效|(?:完成|办结|整改|反馈|报送)日期")
# Who watches or is in charge in person owes nothing; told apart first, since their names hold those of the others.
PERSON = re.compile(r"领导|责任人|联系人|联络员|督导|督办单位|督查|电话|备注|进展|完成情况|销号")
HELP = re.compile(r"配合|协办|协同|协助|参与|参加")
WHO = re.compile(r"牵头(?:组织实施|责任)?(?:单位|部门)|主[办责](?:单位|部门)?|承办(?:单位|部门)?|汇总单位|^牵头$")
OWES = re.compile(r"责任(?:单位|部门|主体)|(?:落实|实施|整改)(?:单位|部门)|责任分工")
ACT = re.compile(
    r"措施|举措|任务|(?:整改|办理|工作|落实|目标)要求|(?:工作|任务|具体|重点|主要)内容"
    r"|(?:议定|督办|交办|工作|重点)事项|事项内容|民生实事|实事项目|建设内容"
)
NUMBER = re.compile(r"序号|编号|^[号#]$")
KINDS = (("see", PERSON), ("when", WHEN), ("help", HELP), ("who", WHO), ("owes", OWES), ("act", ACT), ("no", NUMBER))
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?")
LONGEST_NAME = 24


@dataclass(frozen=True)
class Row:
    """One row: where its cell of acts lies in the shadow, its number, and who owes it until when."""

    start: int
    end: int
    group: str
    duty: Duty


@dataclass(frozen=True)
class Cell:
    """A cell's place in the shadow and its words."""

    start: int
    end: int
    text: str


def rows(text: str) -> dict[int, Row | None]:
    """The rows of all tables by the offset of their line; None for a heading row and for a row without an act."""
    found: dict[int, Row | None] = {}
    header: list[str] = []
    left = False  # a line that is no row has come since: only a row of as many cells goes on with the table
    place = 0
    for line in text.split("\n"):
        cells = _cells(line, place)
        if len(cells) > 2 and is_header([cell.text for cell in cells]):
            header, left = [cell.text for cell in cells], False
            found[place] = None
        elif header and len(cells) > 1 and not (left and ("|" not in line or len(cells) != len(header))):
            found[place], left = _row(cells, header), False
        elif "|" not in line and line.strip():
            left = True
        place += len(line) + 1
    return found


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the names of columns: short, and two of them known."""
    return all(len(name) < LONGEST_NAME for name in names) and len([name for name in set(names) if _kind(name)]) >= 2


def _kind(name: str) -> str:
    """when, help, who, owes, act, see, no, unit or nothing; a column of demands with their time counts as acts."""
    name = re.sub(r"\s", "", name)
    if len(name) >= LONGEST_NAME / 2 and re.search("[，。；]", name):
        return ""
    if ACT.search(name) and WHEN.search(name):
        return "act"
    return next((kind for kind, pattern in KINDS if pattern.search(name)), "unit" if name in ("单位", "地区", "部门") else "")


def _cells(line: str, place: int) -> list[Cell]:
    if line.count("|") > 1:
        return list(_between_bars(line, place))
    if "\t" in line or re.search(r"\S {2,}\S", line):
        return [Cell(place + match.start(), place + match.end(), match.group()) for match in re.finditer(r"\S+(?: \S+)*", line)]
    return []


def _between_bars(line: str, place: int) -> Iterator[Cell]:
    """The cells of a row; an empty one keeps its column."""
    if not line.strip("|-: "):  # the rule below a head, as some editors draw it
        return
    inner = line.strip()
    left = place + len(line) - len(line.lstrip()) + inner.startswith("|")
    for raw in inner.removeprefix("|").removesuffix("|").split("|"):
        start = left + len(raw) - len(raw.lstrip())
        yield Cell(start, start + len(raw.strip()), raw.strip())
        left += len(raw) + 1


def _row(cells: list[Cell], header: list[str]) -> Row | None:
    by: dict[str, Cell] = {}
    for kind, cell in zip(map(_kind, header), cells, strict=False):
        if cell.text and (kind == "act" or kind not in by):
            by[kind] = cell
    act = by.get("act")
    if act is None:
        return None
    named = [_units(by.get(kind)) for kind in ("who", "owes", "help", "unit")]
    lead = next((units for units in named if units), ())
    assist = tuple(unit for units in named[1:3] for unit in units if unit not in lead)
    duty = Duty(act.end, act.end, lead, tuple(dict.fromkeys(assist)), _due(by.get("when")))
    return Row(act.start, act.end, by["no"].text if "no" in by else "", duty)


def _units(cell: Cell | None) -> tuple[str, ...]:
    return listed(cell.text) if cell else ()


def _due(cell: Cell | None) -> str:
    """The words that set a time; in a column of times a bare day is one."""
    if cell is None:
        return ""
    bare = DATE.fullmatch(cell.text)
    return bare.group() if bare else deadline(cell.text)
