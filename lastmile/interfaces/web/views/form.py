"""The page of any action: its fields, what it is about, and why it was refused."""
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.act import Actor, Refused, can
from lastmile.kernel.queries import items, papers, people
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import PAPERS, Action

from .. import forms
from ..asked import number
from ..jinja import url
from ..page import render
from . import edits
from .errors import not_found
from .sign import local

DANGER = {"item.cancel", "unit.retire", "person.retire", "token.revoke", "paper.void"}
HERE = {"item": "inbox", "unit": "units", "person": "people", "post": "people", "token": "people", "calendar": "calendar", "rule": "calendar",
        "document": "documents", "directive": "documents", "notice": "notices", "contact": "notices", "feed": "notices",
        "paper": "papers", "letterhead": "papers", "ledger": "papers"}
ASKS = {"period": ("since", "until", "over"), "items": ("items",), "source": ()}
HINTS = {
    "paper.draft": N_("按现在的数据写出初稿，取下一个文号；写好后可以改。"),
    "paper.void": N_("作废的文件留着记录，文号不再给别的文件用。"),
    "paper.correct": N_("文号不变，成为新的一版，改好后重新签发；已归档的一版仍然留着。"),
    "letterhead.set": N_("代字写进文号，如“青督”；标志印在红头上。以后的文件按这里的样子排。"),
    "ledger.set_columns": N_("一行一列，从上到下就是从左到右；列名可以照本单位的叫法。"),
    "item.report": N_("反馈后由其他单位的人核查，核查通过才能销号。"),
    "item.break_down": N_("每个单位一件子事项，各自计时、签收、反馈；都办结了，这件才能办结。"),
    "item.refuse": N_("写明为什么不属本单位职责，由交办单位重新定。"),
    "item.verify": N_("核查人不能是反馈的人，也不能在承办单位。"),
    "notice.choose": N_("免打扰的起止填同一个数，就是不设。"),
    "contact.set": N_("只有您本人和系统用得到，台账里不留。想先试一试，可填 test-sent 这样的测试地址，什么都不会发出去。"),
    "item.ask_extension": N_("要在时限到期前申请，写明理由、现进展和延到哪天；最长延多久，按时限规则。批准以前时限照走，不批准的按原时限算逾期。"),
    "item.extend": N_("要在时限到期前批准；承办单位到期前已经申请的，到期后也可以批准。原时限保留在台账里，延到哪天有上限。"),
    "item.decline_extension": N_("不同意的，写明理由；时限不变。"),
    "rule.set": N_("修改后起算的时限按新规则；已经起算的事项按当时的规则，不变。"),
    "calendar.set_year": N_("保存后，还没办结的事项按新日历重新推算时限，每件的台账写明原来是哪天、现在是哪天、为什么。"),
    "calendar.set_hours": N_("时限的最后一天到下班为止；按工作小时计的，午休不计。还没办结的事项会重新推算。"),
    "token.issue": N_("令牌由系统生成，只显示一次，请当场复制给用它的程序。"),
}


@dataclass
class Sent:
    """What a form carries: what was typed, where to go afterwards, the key under which it is done once, and what its reader had seen."""

    typed: dict[str, Any]
    wanted: str = ""
    key: str = ""
    seen: int | None = None
    errors: dict[str, str] = field(default_factory=dict)


def form_page(request: HttpRequest, action: Action, sent: Sent, no: Refused | None = None, then: str = "") -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject, hidden = subject_of(action, actor, sent.typed), {"next": sent.wanted, "key": sent.key}
    name = action.about[1] if action.about else ""
    if number(sent.typed.get(name)) is not None:
        hidden[name] = sent.typed[name]
    if sent.seen is not None:
        hidden["seen"] = str(sent.seen)
    if subject is None and action.field == "item" and "item" in sent.typed:
        return not_found(request)
    if action.name == "paper.draft":
        hidden |= {name: typed for name in ("paper_kind", "source") if (typed := sent.typed.get(name))}
    fields = forms.fields(action, actor, sent.typed, sent.errors, hidden)
    fields = [one for one in fields if not others_password(action, actor, sent.typed, one.name) and asked_of_kind(action, sent.typed, one.name)]
    form = SimpleNamespace(
        title=title(action, sent.typed), says=_(HINTS[action.name]) if action.name in HINTS else "", action=url("do", action.name),
        submit=_(action.title), danger=_("做了以后不能收回，请再看一遍。") if action.name in DANGER else "", fields=fields, hidden=hidden,
        files=any(one.kind in ("file", "files") for one in fields), back_words="",
        back=local(request, sent.wanted, "") or (subject.href if subject else url("inbox")))
    then = then or (_("改好后再按一次“再提交一次”。") if sent.errors else "")
    return render(request, "form.html", HERE.get(action.noun, "inbox"), status=422 if no else 200, form=form, subject=subject,
                  refused=SimpleNamespace(says=no.says, then=then) if no else None, aside=edits.aside(action, sent.typed, actor))


def title(action: Action, typed: dict[str, Any]) -> str:
    """What the form is called; of a paper to be drafted, its kind."""
    kind = PAPERS.get(typed.get("paper_kind", "")) if action.name == "paper.draft" else None
    return _("草拟：{kind}").format(kind=_(kind.title)) if kind else _(action.title)


def asked_of_kind(action: Action, typed: dict[str, Any], name: str) -> bool:
    """Of what a paper may be told, only what its kind asks for."""
    kind = PAPERS.get(typed.get("paper_kind", "")) if action.name == "paper.draft" else None
    if kind is None:
        return True
    return name in {"unit", *(one for need in kind.asks for one in ASKS[need])}


def others_password(action: Action, actor: Actor, typed: dict[str, Any], name: str) -> bool:
    """Somebody else's old password is asked of nobody."""
    return action.name == "person.set_password" and name == "old" and number(typed.get("person")) != actor.id


def subject_of(action: Action, actor: Actor, typed: dict[str, Any]) -> SimpleNamespace | None:
    """What the form is about, as far as the reader may see it: an item, a unit, a person, a year."""
    model, name = action.about or (None, "")
    pk = number(typed.get(name))
    if model is None or pk is None:
        return None
    tell = SUBJECTS.get(str(model._meta.model_name))
    return tell(action, actor, pk) if tell else None


def _item(action: Action, actor: Actor, pk: int) -> SimpleNamespace | None:
    rows = items.some(actor, [pk]).rows
    return SimpleNamespace(number=rows[0].number, title=rows[0].title, href=url("item", pk)) if rows else None


def _unit(action: Action, actor: Actor, pk: int) -> SimpleNamespace | None:
    unit = city_for(actor).units.get(pk)
    return SimpleNamespace(number="", title=unit.name, href=url("unit", pk)) if unit else None


def _person(action: Action, actor: Actor, pk: int) -> SimpleNamespace | None:
    one = people.whole(pk)
    if one is None or not (pk == actor.id or can("person.retire", actor, one.person, now=timezone.now())):
        return None
    return SimpleNamespace(number=one.person.name, title=one.person.username, href=url("person", pk))


def _office(action: Action, actor: Actor, pk: int) -> SimpleNamespace | None:
    unit = city_for(actor).units.get(pk)
    return SimpleNamespace(number="", title=unit.name, href=url("papers")) if unit else None


def _paper(action: Action, actor: Actor, pk: int) -> SimpleNamespace | None:
    row = papers.paper_of(actor, pk)
    return SimpleNamespace(number=row.number, title=row.title, href=url("paper", pk)) if row else None


def _year(action: Action, actor: Actor, pk: int) -> SimpleNamespace:
    return SimpleNamespace(number="", title=_("{year}年").format(year=pk), href=url("calendar"))


SUBJECTS = {"item": _item, "paper": _paper, "letterhead": _office, "ledgermap": _office, "unit": _unit, "person": _person, "calendaryear": _year}
