"""One item: where it stands, what to do next, in whose words it came, who owes it, until when and why, what happened."""
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, can, snapshot
from lastmile.kernel.act.speech import CLAUSE, HALF, joined
from lastmile.kernel.queries import item as queries
from lastmile.kernel.queries import people
from lastmile.kernel.queries.journal import Line, timeline
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import KINDS, PAPERS, Source, further_sources, source_of
from lastmile.kernel.rules import clock_words, lights, pace
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.clocks import Derivation, owed
from lastmile.kernel.rules.clocks import latest as latest_of
from lastmile.kernel.rules.moves import refused

from .. import moments, words
from ..jinja import url
from ..page import render
from .chased import chased, history
from .errors import not_found
from .journal import SIZE, journal
from .rows import AGAIN, state_word

MAIN = ("item.sign", "item.verify", "item.report", "item.issue", "item.close", "item.resume")
ACTS = ("item.change", "item.sign", "item.refuse", "item.hand_to", "item.break_down", "item.progress", "item.report", "item.verify", "item.return",
        "item.close", "item.issue", "item.reassign", "item.ask_extension", "item.extend", "item.decline_extension", "item.suspend", "item.resume",
        "item.plan", "block.ask", "slip.propose", "review.ask", "item.waive_children", "item.cancel")
STAGES = (("opened", "opened_at"), ("issued", "issued_at"), ("signed", "signed_at"), ("working", ""), ("reported", "reported_at"),
          ("verified", "verified_at"), ("closed", "closed_at"))
NOW_AT = {"draft": "issued", "assigned": "signed", "signed": "working", "working": "working", "returned": "working",
          "suspended": "working", "reported": "verified", "verified": "closed", "closed": "", "cancelled": ""}
SHOWN = ("finish", "report", "first", "returned", "sign", "reported", "ask")
PASSING = ("returned", "reported", "ask")  # shown while they last; what came of them stands in the journal
TOLD = ("item.progress", "item.report")


def item(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    whole = queries.one(actor, pk)
    if whole is None:
        return not_found(request)
    now, city = timezone.localtime(), city_for(actor)
    lines = timeline(f"item:{pk}", size=SIZE)
    first = timeline(f"item:{pk}", before=11) if lines and lines[-1].n > 1 else []  # who issued it stands at the beginning
    row, source, on_duty = whole.item, source_of(whole.item.source), joined(duty(whole.item.unit_id))
    return render(
        request, "item.html", "inbox", item=head(whole, actor, now), steps=steps(row, now), acts=acts(actor, row, now),
        source=quoted(source) if source else None, further=[quoted(one) for one in further_sources(pk)],
        progress=progress(lines), children=children(whole, city, now), evidence=[evidence(e, whole) for e in whole.evidence],
        evidence_href=url("do", "item.report", item=pk) if can("item.report", actor, row, now=now) else "",
        sent_back=sent_back(row, lines, city), asked=asked(row, lines), chased=chased(pk, actor, city, now), history=history(whole, now),
        clocks=[clock(name, d, row, now, actor) for name, d in shown_clocks(whole).items()], who=who(whole, city, [*lines, *first], on_duty),
        journal=journal(request, f"item:{pk}", city, lines),
        paper=paper(whole, city, lines, source, now, actor, on_duty), papers=to_write(actor, row, now))


def quoted(source: Source) -> SimpleNamespace:
    """Words of a paper with what stands around them, and where they stand."""
    by = joined([part for part in (source.title, source.where) if part], CLAUSE)
    return SimpleNamespace(before=source.before, text=source.text, after=source.after, by=by, href=source.url)


def head(whole: queries.Whole, actor: Actor, now: datetime) -> SimpleNamespace:
    row = whole.item
    parent = SimpleNamespace(number=whole.parent.number, href=url("item", whole.parent.id)) if whole.parent else None
    kind = _(KINDS[row.kind].title) if row.kind in KINDS else row.kind
    return SimpleNamespace(id=row.pk, number=row.number, title=row.title, area=row.area, kind=kind, light=row.light,
                           reason=reason(whole, now, actor), parent=parent, pace=paced(row, now, actor))


def reason(whole: queries.Whole, now: datetime, actor: Actor) -> str:
    """The light in words, and how many parts are back."""
    row = whole.item
    if row.state in ("verified", "closed"):
        said = _("{when}销号").format(when=moments.stamp(row.closed_at, now)) if row.closed_at else _("等待销号")
    elif row.state == "reported":
        said = _("已反馈，等待核查")
    else:
        state = "refused" if refused(row) else row.state  # its clocks run, as the kernel counts them
        snap = snapshot(actor.revision or None)
        running = {name: d for name, d in latest(whole).items() if owed(name, state)}
        said = lights.why_words(lights.of_item(
            running, state, now, calendar=snap.calendar, warn_days=snap.book("lights", row.opened_at).content.of(row.kind).warn_days), language())
    alive = [c for c in whole.children if c.state != "cancelled"]
    if alive:
        back = sum(c.state in ("reported", "verified", "closed") for c in alive)
        said = joined((said, _("下级反馈{back}/{all}").format(back=back, all=len(alive))), HALF)
    return said


def paced(row: Any, now: datetime, actor: Actor) -> SimpleNamespace | None:
    """Progress against the plan, as a light with its reason; none without a plan, or when nobody has it in hand."""
    if not row.pace:
        return None
    snap = snapshot(actor.revision or None)
    rule = snap.book("lights", row.opened_at).content.of(row.kind)
    one = pace.pace(pace.curve(row.plan["points"], row.issued_at, row.due_at, snap.calendar), row.percent, now, rule.behind, rule.far_behind)
    return SimpleNamespace(light=one.colour, key=one.colour, why=pace.why_words(one, language()))


def language() -> str:
    return get_language() or "zh"


def latest(whole: queries.Whole) -> dict[str, Derivation]:
    """The clocks that count now: to finish, to sign, to report of a period."""
    return {sort: whole.clocks[name] for sort, name in latest_of(whole.clocks).items()}


def shown_clocks(whole: queries.Whole) -> dict[str, Derivation]:
    found = latest(whole)
    return {name: found[name] for name in SHOWN if name in found and (name not in PASSING or found[name].met_at is None)}


def clock(name: str, d: Derivation, row: Any, now: datetime, actor: Actor) -> SimpleNamespace:
    if d.met_at:
        colour, said = ("was" if d.met_at > d.due else "done"), _("{when}完成").format(when=moments.stamp(d.met_at, now))
    else:
        light = lights.light(d.due, now, warn_days=lights.WARN_DAYS_OF.get(name, lights.WARN_DAYS), owed=d.running and row.state != "cancelled",
                             clock=name)
        colour, said = light.colour, moments.left(d.due, now) if light.colour != "rest" else words.word("light", "rest")
    steps = [SimpleNamespace(words=clock_words.words(s, language(), name), effect=clock_words.effect_words(s, language()),
                             basis=clock_words.authority_words(s, language())) for s in d.steps]
    return SimpleNamespace(key=name, due_at=d.due, light=colour, words=said, first_due_at=d.first_due if d.first_due != d.due else None,
                           suspended=d.suspended, steps=steps)


def steps(row: Any, now: datetime) -> list[SimpleNamespace]:
    current, made, passed = NOW_AT[row.state], [], True
    for key, column in STAGES:
        at = getattr(row, column) if column else None
        place = "now" if key == current else "done" if passed and (at or key == "working") else "todo"
        if key == current:
            passed = False
        if row.state == "returned" and key == "reported":
            place = "back"
        said = moments.stamp(at, now) if at else ""
        if key == "issued" and refused(row):
            said = state_word(row)
        if key == "working" and place == "now" and row.issued_at:
            said = _("第{n}天").format(n=(now.date() - timezone.localtime(row.issued_at).date()).days + 1)
        if key == "reported" and place in ("todo", "back") and row.due_at:
            said = _("{day}前").format(day=moments.day(timezone.localtime(row.due_at), now))
        made.append(SimpleNamespace(key=key, words=said, place=place))
    return made


def acts(actor: Actor, row: Any, now: datetime) -> list[SimpleNamespace]:
    """What may be done, the one next step last and solid."""
    may = [name for name in ACTS if can(name, actor, row, now=now)]
    main = next((name for name in (AGAIN if refused(row) else MAIN) if name in may), None)
    order = [name for name in may if name != main] + ([main] if main else [])
    return [SimpleNamespace(action=name, href=url("do", name) if name == "item.sign" else url("do", name, item=row.pk),
                            post=name == "item.sign", go=name == main) for name in order]


def sent_back(row: Any, lines: list[Line], city: City) -> SimpleNamespace | None:
    """Which unit says that the item is not its own, and why; until somebody decides."""
    last = next((line for line in lines if line.action == "item.refuse"), None)
    if not refused(row) or last is None:
        return None
    return SimpleNamespace(unit=last.unit or city.units[row.unit_id].short, reason=last.given.get("reason", ""))


def asked(row: Any, lines: list[Line]) -> SimpleNamespace | None:
    """That the unit asks for more time, until when, why, and what was done so far; until somebody decides."""
    last = next((line for line in lines if line.action == "item.ask_extension"), None)
    if row.asked_until is None or last is None:
        return None
    return SimpleNamespace(until=row.asked_until, by=f"{last.unit} {last.actor}".strip(), reason=last.given.get("reason", ""),
                           progress=last.given.get("progress", ""))


def progress(lines: list[Line]) -> SimpleNamespace | None:
    last = next((line for line in lines if line.action in TOLD), None)
    if last is None:
        return None
    return SimpleNamespace(by=last.actor, at=last.at, done=last.given.get("done", ""), problem=last.given.get("problem", ""),
                           next=last.given.get("plan", ""))


def children(whole: queries.Whole, city: Any, now: datetime) -> SimpleNamespace | None:
    if not whole.children:
        return None
    alive = [c for c in whole.children if c.state != "cancelled"]
    back = sum(c.state in ("reported", "verified", "closed") for c in alive)
    late = sum(c.light == "red" for c in alive)
    note = _("{all}件，已反馈{back}件").format(all=len(alive), back=back) + (_("，逾期{n}件").format(n=late) if late else "")
    rows = [SimpleNamespace(
        href=url("item", c.id), unit=city.units[c.unit_id].short, light=c.light, due_at=c.due_at,
        words="" if c.light == "red" else words.word("state", c.state), values=[f"{c.percent}%"],
        handler=whole.people.get(c.handler_id or 0, ""), last=moments.stamp(c.reported_at or c.issued_at, now) if c.issued_at else "", depth=0)
        for c in whole.children]
    return SimpleNamespace(note=note, columns=[_("完成比例")], rows=rows, sums=None)


def evidence(e: dict[str, Any], whole: queries.Whole) -> SimpleNamespace:
    picture = e["media"].startswith("image/")
    href = url("file", e["id"])
    return SimpleNamespace(href=href, name=e["name"], by=whole.people.get(e["person_id"], ""), at=e["at"], hash=e["hash"],
                           sort="photo" if picture else "sheet" if e["name"].endswith((".csv", ".xlsx", ".xls")) else "paper",
                           size=e["size"], thumb=href if picture else "", value="")


def who(whole: queries.Whole, city: Any, lines: list[Line], on_duty: str) -> SimpleNamespace:
    row = whole.item

    def chip(pk: int) -> SimpleNamespace:
        return SimpleNamespace(name=city.units[pk].short, href=url("unit", pk))
    issued = next((line.actor for line in reversed(lines) if line.action in ("item.issue", "item.open")), "")
    checked = next((f"{line.unit} {line.actor}" for line in lines if line.action in ("item.verify", "item.return")), "")
    return SimpleNamespace(lead=chip(row.unit_id), assisting=[chip(pk) for pk in whole.assisting],
                           handler=whole.people.get(row.handler_id or 0, ""), duty=on_duty,
                           issuer=f"{city.units[row.issuer_id].short} {issued}".strip(), verifier=checked)


def duty(unit: int) -> list[str]:
    """Those who answer for the unit when nobody is named."""
    return list(dict.fromkeys(p["person__name"] for p in people.people_of(unit) if p["duty"]))


def to_write(actor: Actor, row: Any, now: datetime) -> list[SimpleNamespace]:
    """The papers about one item that a supervisor over its issuer may draft from here."""
    if row.issued_at is None or not actor.has(city_for(actor), "supervisor", over=row.issuer_id) or not can("paper.draft", actor, now=now):
        return []
    return [SimpleNamespace(words=_(one.title), href=url("do", "paper.draft", paper_kind=code, items=row.number))
            for code, one in PAPERS.items() if "items" in one.asks]


def paper(whole: queries.Whole, city: Any, lines: list[Line], source: Any, now: datetime, actor: Actor, on_duty: str) -> SimpleNamespace:
    row, last = whole.item, progress(lines)
    return SimpleNamespace(
        issued_on=row.issued_at or row.opened_at, source=source.title if source else row.source,
        assisting=joined(city.units[u].name for u in whole.assisting), duty=on_duty,
        due=moments.due(row.due_at, now) if row.due_at else "", report=last.done if last else "",
        signed=joined((whole.people.get(row.handler_id or 0, ""), moments.stamp(row.signed_at, now)), CLAUSE) if row.signed_at else "",
        contact=city.units[row.issuer_id].name,
        printed=_("{who}打印，{when}").format(who=actor.name, when=f"{moments.full_day(now, now)} {now:%H:%M}"),
        fingerprint=lines[0].act[:8] if lines else "")
