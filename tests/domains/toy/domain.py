"""A domain as small as can be: street lamps that are out."""
from pydantic import BaseModel, Field

from lastmile.kernel.registry import Domain, Kind
from lastmile.kernel.rules.clocks import Limit


class Lamp(BaseModel):
    """What is known of a lamp that is out."""

    pole: str = Field(title="灯杆号", min_length=1)


LAMP = Kind("toy.lamp", "灯", "路灯修复", area="other", facts=Lamp, sign_within="sign_urgent", finish_within="lamp")
MEND = Limit("lamp", "修复路灯", "mend a lamp", 3, "wd", "市政设施养护规定", "rules on public lighting", "路灯", "Lamps")
DOMAIN = Domain("toy", "路灯", kinds=(LAMP,), limits=(MEND,), tells={"lamp.take": ()})
