"""The office edits its rules: a new edition of a rule book, in force from a day on."""
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lastmile.lib.workdays import SHANGHAI

from ..act import Act, Made, Refused, action
from ..models import RuleBook
from ..rules.books import SHAPES


class SetBook(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    book: Literal["lights", "slips", "ladder"] = Field(title=N_("哪一种规则"))
    since: date = Field(title=N_("从哪天起施行"))
    content: dict[str, Any] = Field(title=N_("内容"))
    basis: str = Field(title=N_("依据"), min_length=1, max_length=500)


def keeps_rules(asking: Any, given: Any, row: Any) -> bool:
    """A supervisor or administrator over the whole city."""
    root = asking.city.root
    return asking.actor.system or (root is not None and asking.actor.has(asking.city, "supervisor", "administrator", over=root.id))


@action("rulebook.set", N_("修订督办规则"), takes=SetBook, may=keeps_rules)
def set_book(act: Act, given: SetBook, row: None) -> Made:
    """A new edition. What began under an earlier one goes on under it; none begins in the past."""
    if given.since < act.now.astimezone(SHANGHAI).date():
        raise Refused("rulebook.set.past", _("规则不能从过去的日子起施行。"), "since")
    if RuleBook.objects.filter(name=given.book, since=given.since).exists():
        raise Refused("rulebook.set.twice", _("从这一天起施行的已经有一份，请换一天。"), "since")
    try:
        content = SHAPES[given.book].model_validate(given.content)
    except ValidationError as no:
        error = no.errors(include_url=False)[0]
        where = ".".join(map(str, error["loc"]))
        raise Refused("rulebook.set.content", _("“{where}”填得不对，请对照现行规则修改。").format(where=where), "content") from no
    return act.add(RuleBook, name=given.book, since=given.since, content=content.model_dump(mode="json"), basis=given.basis)
