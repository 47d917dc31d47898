from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):
    """An act that was not done: a code for machines, words for the person, the field it is about (or "")."""

    def __init__(self, code: str, says: str, column: str = ""):
        super().__init__(says)
        self.code, self.says, self.column = code, says, column


@dataclass(frozen=True)
class Wrong:
    """A row that was refused: its place in what was handed in (from 0), the column, a code, words."""

    row: int
    column: str
    code: str
    says: str


@dataclass
class Outcome:
    """What became of the rows: subjects by row, rows already done before by the same key, rows refused."""

    act: str = ""
    made: dict[int, str] = field(default_factory=dict)
    already: dict[int, str] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    done: bool = False

    @property
    def subject(self) -> str:
        """The subject of a single act, such as "item:12"."""
        return next(iter((self.made or self.already).values()))

    @property
    def id(self) -> int:
        return int(self.subject.partition(":")[2])

    def as_json(self) -> dict[str, Any]:
        return {"act": self.act, "made": len(self.made), "already": len(self.already), "done": self.done,
                "wrong": [w.__dict__ for w in self.wrong]}


def unstorable(column: str = "") -> Refused:
    """What no field forbids but no database keeps: a NUL character, half a character, a number of a hundred digits."""
    return Refused("value.unstorable", _("填写的内容里有无法保存的字符或过大的数字，请检查后重新提交。"), column)
