"""Rows of a table, between bars or tabs: the cells of measures hold the acts, other cells say who and until when."""

import re
from dataclasses import dataclass

from lastmile.reading.deadlines import deadline
from lastmile.reading.duties import Duty
from lastmile.reading.units import listed

ACT = re.compile(r"具体措施|工作措施|主要措施|整改要求|整改措施|办理要求|工作要求|工作内容|任务内容|重点任务|工作任务|措施|任务")
WHO = re.compile(r"牵头(?:组织实施|责任)?单位|主办单位|承办单位|牵头部门|主办")
HELP = re.compile(r"责任单位|责任部门|配合单位|协办单位|参与单位|协办|配合")
WHEN = re.compile(r"时限|完成时间|时间|进度|节点")


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
    place = 0
    for line in text.split("\n"):
        cells = _cells(line, place)
        if len(cells) > 2 and _is_header(cells):
            header = [cell.text for cell in cells]
            found[place] = None
        elif header and len(cells) > 1:
            found[place] = _row(cells, header)
        elif "|" not in line and line.strip():
            header = []
        place += len(line) + 1
    return found


def _is_header(cells: list[Cell]) -> bool:
    return all(len(cell.text) < 12 for cell in cells) and sum(bool(_kind(cell.text)) for cell in cells) >= 2


def _kind(name: str) -> str:
    """when, help, who, act or nothing; a column of demands with their time counts as acts."""
    if ACT.search(name) and WHEN.search(name):
        return "act"
    for kind, pattern in (("when", WHEN), ("help", HELP), ("who", WHO), ("act", ACT), ("no", re.compile("序号|编号"))):
        if pattern.search(name):
            return kind
    return "unit" if name in ("单位", "地区", "部门") else ""


def _cells(line: str, place: int) -> list[Cell]:
    if line.count("|") > 1:
        splitter = r"[^|]+"
    elif "\t" in line or re.search(r"\S {2,}\S", line):
        splitter = r"\S+(?: \S+)*"
    else:
        return []
    cells = []
    for match in re.finditer(splitter, line.strip("| ") if "|" in line else line):
        offset = len(line) - len(line.lstrip("| ")) if "|" in line else 0
        raw = match.group()
        left = place + offset + match.start() + len(raw) - len(raw.lstrip())
        cells.append(Cell(left, left + len(raw.strip()), raw.strip()))
    return cells


def _row(cells: list[Cell], header: list[str]) -> Row | None:
    kinds = [_kind(name) for name in header]
    by: dict[str, Cell] = {}
    for kind, cell in zip(kinds, cells, strict=False):
        if kind == "act" or kind not in by:
            by[kind] = cell
    act = by.get("act")
    if act is None or not act.text:
        return None
    lead = _units(by.get("who")) or _units(by.get("help")) or _units(by.get("unit"))
    assist = tuple(unit for unit in _units(by.get("help")) if unit not in lead)
    duty = Duty(act.end, act.end, lead, assist, _due(by.get("when")))
    return Row(act.start, act.end, by["no"].text if "no" in by else "", duty)


def _units(cell: Cell | None) -> tuple[str, ...]:
    return listed(cell.text) if cell else ()


def _due(cell: Cell | None) -> str:
    return deadline(cell.text) if cell else ""
