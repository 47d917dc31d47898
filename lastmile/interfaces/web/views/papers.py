"""Papers that the office writes: their list, and the page of one, on which a person edits what was drafted."""
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from lastmile.interfaces.papers.layout import title_lines
from lastmile.interfaces.papers.structure import Block, Paper, numbered, of_json
from lastmile.interfaces.papers.tracing import surviving
from lastmile.interfaces.papers.writing import paper_of
from lastmile.interfaces.perform import perform
from lastmile.kernel.act import Actor, Refused, can
from lastmile.kernel.act.speech import joined
from lastmile.kernel.actions.papers import WHEN, parts_of
from lastmile.kernel.queries import items
from lastmile.kernel.queries import papers as queries
from lastmile.kernel.queries.journal import last_number, timeline
from lastmile.kernel.queries.visible import city_for
from lastmile.kernel.registry import ACTIONS, PAPERS
from lastmile.kernel.rules.city import City

from ..asked import number
from ..jinja import url
from ..page import render, tell
from ..words import TABLES, word
from .errors import not_found
from .items import row_of
from .journal import SIZE, journal

PARTS = {"title": N_("标题"), "to": N_("主送"), "copies": N_("抄送"), "urgency": N_("紧急程度"), "mark": N_("版头左上角的标注"),
         "signature": N_("署名")}
OR = N_("或")
LATER = ("sign_off", "archive")  # the one next step, where it may be done


def listing(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in PAPERS else ""
    state = request.GET.get("state", "") if request.GET.get("state") in TABLES["paper_state"] else ""
    page = queries.listing(actor, kind, state, number(request.GET.get("before")) or 0)
    names, city = queries.names_of(page.rows), city_for(actor)
    may = can("paper.draft", actor, now=timezone.now())
    rows = [SimpleNamespace(href=url("paper", row.pk), number=row.number, title=row.title, kind=kind_of(row), unit=city.units[row.unit_id].short,
                            state=row.state, drafted_at=row.drafted_at, by=names.get(row.drafted_by_id, "")) for row in page.rows]
    return render(
        request, "papers.html", "papers", rows=rows, filters=SimpleNamespace(kind=kind, state=state), narrowed=bool(kind or state),
        kinds=[(code, _(one.title)) for code, one in PAPERS.items()], waiting=queries.waiting(actor),
        news=[SimpleNamespace(words=_(one.title), href=url("do", "paper.draft", paper_kind=code)) for code, one in PAPERS.items()
              if "source" not in one.asks] if may else [],
        ledger_href=url("ledger"), style_href=url("do", "letterhead.set", unit=office(actor)) if may else "",
        pager=SimpleNamespace(prev=url("papers", kind=kind, state=state) if "before" in request.GET else "",
                              next=url("papers", kind=kind, state=state, before=page.after) if page.after else ""))


def office(actor: Actor) -> int | None:
    """The office in whose name the actor writes."""
    return next((post.unit for post in actor.posts if post.role == "supervisor"), None)


def kind_of(row: Any) -> str:
    return _(PAPERS[row.kind].title) if row.kind in PAPERS else row.kind


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a paper; with ?edit its parts stand in fields, and what was typed is posted here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = queries.paper_of(actor, pk)
    if row is None:
        return not_found(request)
    may = [name for name in WHEN if row.state in WHEN[name] and can(name, actor, row, now=timezone.now())]
    if request.method == "POST" or "edit" in request.GET:
        return edit(request, row) if "paper.change" in may else page(request, row, may)
    return page(request, row, may)


def page(request: HttpRequest, row: Any, may: list[str]) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    city, shown, drafted = city_for(actor), paper_of(row), of_json(row.content)
    names, lines = queries.names_of([row]), timeline(f"paper:{row.pk}", size=SIZE)
    traced = Traced(row, drafted)
    files = [SimpleNamespace(href=url("paper_archived", file.pk), name=file.name, form=file.form, version=file.version, at=file.at, size=file.size,
                             hash=file.hash) for file in queries.files_of(row.pk)]
    body, annexes = traced.blocks(shown.blocks, drafted.blocks), [
        SimpleNamespace(title=one.title, blocks=traced.blocks(one.blocks, of.blocks)) for one, of in zip(shown.annexes, drafted.annexes, strict=True)]
    return render(
        request, "paper.html", "papers", paper=shown, title=title_lines(shown.title), body=body, annexes=annexes, gone=traced.gone, files=files,
        about=SimpleNamespace(id=row.pk, kind=kind_of(row), state=row.state, version=row.version, unit=city.units[row.unit_id].name,
                              since=row.since if counts(row) else None, until=row.until,
                              drafted_by=names.get(row.drafted_by_id, ""), drafted_at=row.drafted_at,
                              signed_by=names.get(row.signed_by_id or 0, ""), signed_at=row.signed_at),
        signers=signers(row), seen=last_number(f"paper:{row.pk}"), may=may, next=next((one for one in LATER if f"paper.{one}" in may), ""),
        edit_href=url("paper", row.pk, edit=1) if "paper.change" in may else "",
        downloads=[SimpleNamespace(words=words, href=url("paper_file", row.pk, form)) for form, words in (("docx", "Word"), ("pdf", "PDF"))],
        journal=journal(request, f"paper:{row.pk}", city, lines))


def counts(row: Any) -> bool:
    """Does it tell of a period?"""
    return row.kind in PAPERS and "period" in PAPERS[row.kind].asks


def signers(row: Any) -> str:
    """Who may sign it off, in words."""
    roles = PAPERS[row.kind].signers if row.kind in PAPERS else ()
    return joined((word("role", role) for role in roles), OR)


class Traced:
    """The figures of a paper, as links where they still stand, and those that somebody changed by hand."""

    def __init__(self, row: Any, drafted: Paper) -> None:
        self.pk, self.figures = row.pk, {one.id: one for one in drafted.figures}
        self.gone: list[SimpleNamespace] = []

    def href(self, figure: str) -> str:
        """Where its items are listed; of none there is nothing to list."""
        return url("paper_figure", self.pk, figure) if figure in self.figures and self.figures[figure].n else ""

    def blocks(self, shown: Iterable[Block], drafted: Iterable[Block]) -> list[SimpleNamespace]:
        """The blocks as the page draws them: runs of words, some of them links to what they count."""
        return [self.block(one, of, mark) for (one, mark), of in zip(numbered(tuple(shown)), drafted, strict=True)]

    def block(self, one: Block, drafted: Block, mark: str) -> SimpleNamespace:
        made = SimpleNamespace(sort=one.sort, mark=mark, lines=[], head=one.head, rows=[])
        if one.sort in ("table", "form"):
            at = {(row, column): figure for row, column, figure in one.refs}
            made.rows = [[SimpleNamespace(words=words, href=self.href(at.get((n, place), ""))) for place, words in enumerate(row)]
                         for n, row in enumerate(one.rows)]
            return made
        kept, gone = surviving(drafted.text, drafted.refs, one.text)
        self.gone += [SimpleNamespace(what=self.figures[figure].what, n=self.figures[figure].n, href=self.href(figure)) for figure in gone]
        made.lines = list(self.lines(one.text, kept))
        return made

    def lines(self, text: str, refs: list[tuple[int, int, str]]) -> Iterable[list[SimpleNamespace]]:
        place = 0
        for line in text.split("\n"):
            end, runs, at = place + len(line), [], place
            for start, stop, figure in sorted(refs):
                if place <= start and stop <= end:
                    runs += [SimpleNamespace(words=text[at:start], href=""), SimpleNamespace(words=text[start:stop], href=self.href(figure))]
                    at = stop
            runs.append(SimpleNamespace(words=text[at:end], href=""))
            place = end + 1
            if line.strip():
                yield [run for run in runs if run.words]


def edit(request: HttpRequest, row: Any) -> HttpResponse:
    """Its parts in fields; refused, all that was typed still stands in them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    drafted, seen = parts_of(row.content), last_number(f"paper:{row.pk}")
    now = drafted | row.edits
    if request.method != "POST":
        return edit_page(request, row, now, seen, None)
    typed = {part: request.POST[f"p-{part}"].replace("\r\n", "\n") for part in now if f"p-{part}" in request.POST}
    changed = {part: words for part, words in typed.items() if words.strip() != now[part].strip()}
    if not changed:
        return redirect("paper", row.pk)
    try:
        perform("paper.change", {"paper": row.pk, "parts": [{"part": part, "words": words} for part, words in changed.items()]}, actor,
                seen=number(request.POST.get("seen")))
    except Refused as no:
        return edit_page(request, row, now | typed, seen, no)
    done = ACTIONS["paper.change"].title
    tell(request, _("“{title}”已经办好。").format(title=_(done)))
    return redirect("paper", row.pk)


def edit_page(request: HttpRequest, row: Any, words: dict[str, str], seen: int, no: Refused | None) -> HttpResponse:
    drafted = of_json(row.content)
    head = [part("p", name, _(title), words[name]) for name, title in PARTS.items() if not (name == "signature" and drafted.issued_by)]
    return render(
        request, "paper_edit.html", "papers", status=422 if no else 200, number=row.number, title=row.title, action=url("paper", row.pk), head=head,
        fields=[*shown_parts(drafted.blocks, words), *(one for annex in drafted.annexes for one in shown_parts(annex.blocks, words))],
        seen=seen, back=url("paper", row.pk), refused=SimpleNamespace(says=no.says, then="") if no else None)


def shown_parts(blocks: tuple[Block, ...], words: dict[str, str]) -> list[SimpleNamespace]:
    """Headings in lines, paragraphs in boxes, tables as they are: their figures come from the data."""
    made = []
    for block, mark in numbered(blocks):
        if block.sort in ("table", "form"):
            made.append(SimpleNamespace(kind="table", name="", label="", value="", rows=0, head=block.head, cells=block.rows, mark=""))
        else:
            made.append(part("h" if mark else "t", block.id, _("标题") if mark else _("正文"), words[block.id], mark))
    return made


def part(kind: str, name: str, label: str, value: str, mark: str = "") -> SimpleNamespace:
    rows = min(12, 1 + sum(1 + len(line) // 42 for line in value.split("\n"))) if kind == "t" else 1
    return SimpleNamespace(kind=kind, name=name, label=label, value=value, rows=rows, head=(), cells=(), mark=mark)


def figure(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What a figure of a paper counts: the items, as far as the reader may see them, and how they stand now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = queries.paper_of(actor, pk)
    found = next((one for one in of_json(row.content).figures if one.id == name), None) if row else None
    if row is None or found is None:
        return not_found(request)
    city: City = city_for(actor)
    rows = items.some(actor, list(found.items[:items.CAP])).rows
    return render(
        request, "figure.html", "papers", number=row.number, what=found.what, n=found.n, drafted_at=row.drafted_at,
        rows=[row_of(one, city, timezone.localtime()) for one in rows], hidden=min(len(found.items), items.CAP) - len(rows),
        capped=len(found.items) > items.CAP or (found.n > 0 and not found.items), back=url("paper", pk),
        now_href=url("items", **found.filters) if found.filters else "")
