"""What a directive says is corrected by a person; its words in the paper stay as they are."""
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, BeforeValidator, Field

from lastmile.kernel.act import Act, Refused, UnitRef, action
from lastmile.kernel.rules.areas import AREAS

from .. import rules
from ..models import Directive
from ..queries.same import same_as
from .shared import OPEN, OnDirective, in_state, reviews

Area = Literal[AREAS]  # type: ignore[valid-type]
Rhythm = Literal["once", "weekly", "monthly", "quarterly"]
Due = Annotated[date | None, BeforeValidator(lambda value: value or None)]
COMPARED = {"title", "area", "lead_id"}  # with the open items that may ask for the same
PLAIN = ("title", "area", "measure", "doubt")


class Fields(BaseModel):
    """What a person may say of a directive. What is left out stays as it is."""

    title: str = Field("", title=N_("事项内容"), max_length=rules.LONGEST)
    area: Area | None = Field(None, title=N_("领域"))
    lead: UnitRef | None = Field(None, title=N_("牵头单位"))
    assisting: list[UnitRef] | None = Field(None, title=N_("配合单位"))
    due: Due = Field(None, title=N_("办结时限"))
    usual: bool = Field(False, title=N_("按规定时限办结"))  # the kind's own limit
    standing: bool = Field(False, title=N_("长期坚持，没有办结日期"))
    rhythm: Rhythm | None = Field(None, title=N_("报告周期"))
    measure: str = Field("", title=N_("要求达到"), max_length=200)
    doubt: str = Field("", title=N_("存疑"), max_length=500)


class ChangeDirective(OnDirective, Fields):
    whole: bool = Field(False, title=N_("空着的就是没有"))  # a form that shows every field: what is empty in it is cleared


@action("directive.change", N_("修改拟立项事项"), takes=ChangeDirective, may=reviews, locks=Directive)
def change_directive(act: Act, given: ChangeDirective, directive: Directive) -> None:
    """Correct what will be issued; one that was confirmed and now lacks something waits for confirmation again."""
    in_state("directive.change", directive, *OPEN)
    changes = changes_of(given, directive)
    if given.whole:
        changes |= cleared(given, changes)
    changes = {name: value for name, value in changes.items() if getattr(directive, name) != value}
    if not changes:
        return
    if changes.keys() & COMPARED:
        changes["suggestions"] = same_as(directive, changes, act.actor)
    act.set(directive, **changes)
    if directive.state == "accepted" and rules.lacks(directive.area, directive.lead_id, directive.term):
        act.set(directive, state="proposed")


def changes_of(given: Fields, directive: Directive | None) -> dict[str, Any]:
    """The columns that what was given changes; "" and None count as not given."""
    changes: dict[str, Any] = {name: value for name in PLAIN if (value := getattr(given, name))}
    if given.lead:
        changes["lead_id"] = given.lead
    if given.assisting is not None:
        changes["assisting"] = list(dict.fromkeys(given.assisting))
    return changes | until(given, directive)


def until(given: Fields, directive: Directive | None) -> dict[str, Any]:
    """Term, day and rhythm, as far as one of them was given; a duty without a day goes on by its rhythm."""
    said = {name: getattr(given, name) for name in ("due", "usual", "standing") if name in given.model_fields_set}
    if not said and not given.rhythm:
        return {}
    term, due = rules.term_after(directive.term if directive else "", directive.due if directive else None, said)
    rhythm = given.rhythm or (directive.rhythm if directive else "once")
    if term == "standing" and rhythm == "once":
        raise Refused("directive.change.rhythm", _("长期坚持的事项要定报告周期：每周、每月或每季度。"), "rhythm")
    once_only(term, rhythm)
    return {"term": term or ("standing" if rhythm != "once" else ""), "due": due, "rhythm": rhythm}


def once_only(term: str, rhythm: str) -> None:
    """The kind's own limit is for what is done once; what is reported again and again has a day to end on, or goes on."""
    if term == "default" and rhythm != "once":
        says = _("定了报告周期的事项不能按规定时限办结。请写明办结日期或选“长期坚持”；只办一次的，请把报告周期改为“一次办结”。")
        raise Refused("directive.change.usual", says, "usual")


def cleared(given: ChangeDirective, changes: dict[str, Any]) -> dict[str, Any]:
    """What a whole form leaves empty."""
    empty: dict[str, Any] = {name: value for name, value in (("assisting", []), ("lead_id", None)) if name not in changes}
    if not {"due", "usual", "standing"} & given.model_fields_set:
        empty |= {"term": "standing" if given.rhythm not in (None, "once") else "", "due": None}
    return empty
