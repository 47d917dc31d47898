from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext
from pydantic import BaseModel, ConfigDict, Field

from ..act import Act, Made, OneLine, Refused, UnitRef, action
from ..models import Unit, UnitAlias
from ..rules.permissions import administers

Sort = Literal["city", "county", "township", "village", "department", "office"]
LAST = 1_000_000  # place in the order


class AddUnit(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    name: OneLine = Field(title=N_("单位全称"), min_length=2, max_length=100)
    short: OneLine = Field("", title=N_("简称"), max_length=50)
    sort: Sort = Field(title=N_("类型"))
    parent: UnitRef | None = Field(None, title=N_("上级单位"))
    aliases: list[OneLine] = Field([], title=N_("别名"))
    region: str = Field("", title=N_("行政区划代码"), max_length=20)
    pinyin: str = Field("", title=N_("拼音"), max_length=200)
    position: int = Field(0, title=N_("排列顺序"), ge=0, le=LAST)


class OnUnit(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    unit: UnitRef = Field(title=N_("现有单位"))


class ChangeUnit(OnUnit):
    name: OneLine = Field("", title=N_("单位全称"), max_length=100)
    short: OneLine = Field("", title=N_("简称"), max_length=50)
    aliases: list[OneLine] = Field([], title=N_("另加别名"))
    position: int | None = Field(None, title=N_("排列顺序"), ge=0, le=LAST)


class MoveUnit(OnUnit):
    parent: UnitRef = Field(title=N_("新的上级单位"))


@action("unit.add", N_("新增单位"), takes=AddUnit, may=administers)
def add_unit(act: Act, given: AddUnit, row: None) -> Made:
    """Put a unit into the tree; one only has no unit above it: the city."""
    if given.parent is None and act.city.root is not None:
        raise Refused("unit.add.root", _("请选择上级单位；只有市一级没有上级。"), "parent")
    if Unit.objects.filter(name=given.name).exists():
        raise Refused("unit.add.name", _("已经有叫“{name}”的单位。").format(name=given.name), "name")
    made = act.add(Unit, name=given.name, short=given.short or given.name, sort=given.sort, parent_id=given.parent, region=given.region,
                   pinyin=given.pinyin or pinyin_of(given.name), position=given.position)
    add_aliases(act, made.id, given.aliases)
    return made


@action("unit.change", N_("修改单位"), takes=ChangeUnit, may=administers, locks=Unit)
def change_unit(act: Act, given: ChangeUnit, unit: Any) -> None:
    """Another name, place in the order, or more aliases."""
    changes: dict[str, Any] = {name: value for name in ("name", "short") if (value := getattr(given, name))}
    if given.position is not None:
        changes["position"] = given.position
    known = set(UnitAlias.objects.filter(unit_id=unit.pk).values_list("alias", flat=True))
    fresh = [alias for alias in given.aliases if alias not in known]
    if not changes and not fresh:
        raise Refused("unit.change.nothing", _("没有要修改的内容。"))
    if "name" in changes and Unit.objects.filter(name=given.name).exclude(pk=unit.pk).exists():
        raise Refused("unit.add.name", _("已经有叫“{name}”的单位。").format(name=given.name), "name")
    act.set(unit, **changes)
    add_aliases(act, unit.pk, fresh)


@action("unit.move", N_("调整隶属"), takes=MoveUnit, may=administers, locks=Unit)
def move_unit(act: Act, given: MoveUnit, unit: Any) -> None:
    """The unit, and all below it, belongs to another unit from now on; boards are counted anew."""
    below = act.read("select 1 from kernel_above where above_id = %s and unit_id = %s", [unit.pk, given.parent])  # as it is now
    if unit.parent_id is None or below:
        raise Refused("unit.move.below", _("不能把单位调整到它自己的下级。"), "parent")
    act.set(unit, parent_id=given.parent)


@action("unit.retire", N_("停用单位"), takes=OnUnit, may=administers, locks=Unit)
def retire_unit(act: Act, given: OnUnit, unit: Any) -> None:
    """The unit gets nothing new; what it did stays."""
    owed = act.read("select count(*) from kernel_item where unit_id = %s and is_open", [unit.pk])[0][0]
    if owed:
        says = ngettext("这个单位还有 {n} 件事项没有办结，请先改派。", "这个单位还有 {n} 件事项没有办结，请先改派。", owed)
        raise Refused("unit.retire.owes", says.format(n=owed))
    if not unit.active:
        raise Refused("unit.retire.again", _("这个单位已经停用。"))
    act.set(unit, active=False)


def add_aliases(act: Act, unit: int, aliases: list[str]) -> None:
    for alias in dict.fromkeys(a.strip() for a in aliases if a.strip()):
        act.attach(UnitAlias, unit_id=unit, alias=alias)


def pinyin_of(name: str) -> str:
    """The key by which Chinese names sort."""
    from pypinyin import lazy_pinyin
    return "".join(lazy_pinyin(name))
