"""What the actions on papers and directives share: who may, in which state, and how two people do not cross."""
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import pgettext
from pydantic import BaseModel, ConfigDict, Field

from lastmile.kernel.act import Act, Refused, words
from lastmile.kernel.act.speech import of
from lastmile.kernel.queries.journal import last_of
from lastmile.kernel.registry import ACTIONS
from lastmile.reading import Reading
from lastmile.reading.places import Place

from ..labels import Here
from ..models import Directive, Document, DocumentText

STATES = {
    "proposed": of("state", "待确认"), "accepted": of("state", "已确认"), "dismissed": of("state", "不立项"),
    "issued": of("state", "已交办"), "linked": of("state", "已并入已有事项"), "replaced": of("state", "已并入别条"),
}
OPEN = ("proposed", "accepted")


class OnDocument(BaseModel):
    """What every action on a paper takes."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    document: int = Field(title=N_("会议材料"))


class OnDirective(BaseModel):
    """What every action on a directive takes."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    directive: int = Field(title=N_("拟立项事项"))


def takes_in(asking: Any, given: Any, row: Any) -> bool:
    """Any supervisor takes in papers, in the name of the office where they sit."""
    return asking.actor.has(asking.city, "supervisor")


def reviews(asking: Any, given: Any, row: Any) -> bool:
    """A supervisor whose scope covers the office that took the paper in."""
    return asking.actor.has(asking.city, "supervisor", over=row.unit_id if row is not None else None)


def in_state(name: str, row: Document | Directive, *states: str) -> None:
    """Refused when the row is in none of the states: says in which, and who brought it there."""
    if row.state not in states:
        says = _("“{title}”现在是“{state}”，不能再“{act}”。").format(
            title=row.title, state=pgettext("state", STATES[row.state]), act=_(ACTIONS[name].title))
        raise Refused(f"{name}.state", says + last_done(f"{row._meta.model_name}:{row.pk}"))


def last_done(subject: str) -> str:
    """Who did what to it last, as a sentence; "" when nobody did."""
    return words.last_done(last_of(subject))


def grab(act: Act, ids: Sequence[int]) -> list[Directive]:
    """Lock more directives than the act's own, without waiting, so that two acts never wait for one another in a ring."""
    if not ids:
        return []
    free = act.read("select id from directives_directive where id = any(%s) for update skip locked", [list(ids)])
    if len(free) < len(set(ids)):
        raise Refused("directive.busy", _("有人正在改其中一条，请稍等片刻再试一次。"))
    return [row for row in (act.get(Directive, one) for one in ids) if isinstance(row, Directive)]


def live(act: Act, document: int) -> list[tuple[int, int, int, str]]:
    """The directives of a paper that count, in the order of the text: id, start, end, state."""
    return act.read("select id, start, \"end\", state from directives_directive where document_id = %s"
                    " and state not in ('dismissed', 'replaced') order by start, id", [document])


def settle(act: Act, document: int) -> None:
    """The paper is issued when directives went out, or were linked to items, and none is left to decide; else it is in review."""
    paper, states = act.get(Document, document), {row[3] for row in live(act, document)}
    state = "issued" if states & {"issued", "linked"} and not states & set(OPEN) else "review"
    if isinstance(paper, Document) and paper.state != state:
        act.set(paper, state=state)


def text_of(act: Act, document: int) -> DocumentText:
    found = act.look(DocumentText, document)
    assert isinstance(found, DocumentText)
    return found


def place_in(words: DocumentText, span: tuple[int, int]) -> dict[str, Any]:
    """Where a span stands in the file that the paper was read from; {} where that is not known."""
    return Reading("", words.text, places=tuple(Place(*run) for run in words.places.get("runs", ()))).place_of(*span) or {}


def here(act: Act, document: Document) -> Here:
    """Where a paper is read."""
    return Here(act.city, document.unit_id, act.calendar, document.issued_on)
