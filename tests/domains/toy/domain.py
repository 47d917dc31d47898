"""A domain as small as can be: street lamps that are out."""
from pydantic import BaseModel, Field

from lastmile.kernel.registry import Allowance, Domain, Kind


class Lamp(BaseModel):
    """What is known of a lamp that is out."""

    pole: str = Field(title="灯杆号", min_length=1)


LAMP = Kind("toy.lamp", "灯", "路灯修复", area="other", facts=Lamp, sign_within=Allowance(2, "h", "sign_urgent"),
            finish_within=Allowance(3, "wd", "市政设施养护规定"))
DOMAIN = Domain("toy", "路灯", kinds=(LAMP,), tells={"lamp.take": ()})
