"""What an office decides once for all its papers: how it signs them, and the columns of its ledger."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from ..act import Act, Made, OneLine, Refused, UnitRef, action
from ..models import LedgerMap, Letterhead
from ..rules.ledger import FIELDS
from ..rules.papers import drafts


class SetLetterhead(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    unit: UnitRef = Field(title=N_("发文单位"))
    mark: OneLine = Field(title=N_("发文机关代字"), min_length=1, max_length=20)
    head: OneLine = Field(title=N_("发文机关标志"), min_length=1, max_length=40)
    red: bool = Field(True, title=N_("印红头"))
    sealed: bool = Field(True, title=N_("加盖印章"))
    contact: OneLine = Field("", title=N_("联系人及电话"), max_length=100)


class Column(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    field: OneLine = Field(title=N_("字段"), min_length=1, max_length=40)
    title: OneLine = Field("", title=N_("列名"), max_length=40)
    width: int = Field(14, title=N_("列宽"), ge=4, le=100)


class SetColumns(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    unit: UnitRef = Field(title=N_("单位"))
    columns: list[Column] = Field(title=N_("各列"), min_length=1, max_length=60)


@action("letterhead.set", N_("设置发文样式"), takes=SetLetterhead, may=drafts, about=(Letterhead, "unit"))
def set_letterhead(act: Act, given: SetLetterhead, row: None) -> Any:
    """Which mark stands in the numbers from now on, what is printed in red, and who is asked; papers that are there stay as they are."""
    return kept(act, Letterhead, given.unit, given.model_dump(exclude={"unit"}))


@action("ledger.set_columns", N_("设置台账各列"), takes=SetColumns, may=drafts, about=(LedgerMap, "unit"))
def set_columns(act: Act, given: SetColumns, row: None) -> Any:
    """Which fields the office's ledger shows, in which order, under which heads and how wide."""
    unknown = next((one.field for one in given.columns if one.field not in FIELDS), None)
    if unknown is not None:
        raise Refused("ledger.set_columns.field", _("台账没有“{field}”这个字段，请从列出的字段里选。").format(field=unknown), "columns")
    columns = [{"field": one.field, "title": one.title or FIELDS[one.field].title, "width": one.width} for one in given.columns]
    if len({one["title"] for one in columns}) < len(columns):
        raise Refused("ledger.set_columns.twice", _("有两列同名，看表的人分不清，请改列名。"), "columns")
    return kept(act, LedgerMap, given.unit, {"columns": {"columns": columns}})


def kept(act: Act, model: Any, unit: int, values: dict[str, Any]) -> Any:
    """The office's own row: changed, or made the first time."""
    known = act.get(model, unit)
    if known is not None:
        act.set(known, **values)
        return known
    act.writer.insert(model, {"unit_id": unit, **values})
    return Made(model, unit, values)
