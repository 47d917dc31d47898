from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from lastmile.kernel.act import Act, UnitRef, action
from lastmile.kernel.rules.permissions import opens

from .domain import LAMP


class TakeLamp(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    pole: str = Field(title="灯杆号", min_length=1)
    unit: UnitRef = Field(title="维修单位")


@action("lamp.take", "登记坏灯", takes=TakeLamp, may=opens)
def take_lamp(act: Act, given: TakeLamp, row: None) -> Any:
    """Somebody says that a lamp is out; the unit owes its repair at once."""
    return act.call("item.open", kind=LAMP.code, title=f"修复{given.pole}号路灯", unit=given.unit, facts={"pole": given.pole},
                    issue=True)
