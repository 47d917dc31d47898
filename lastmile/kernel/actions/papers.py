"""Papers that an office writes: drafted from the data, edited, signed off, archived; a correction is a new version."""
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field

from lastmile.lib.workdays import Calendar

from ..act import Act, Actor, ItemRef, Made, OneLine, Refused, UnitRef, action
from ..models import Letterhead, Paper, PaperFile
from ..registry import PAPERS, WRITERS, PaperKind
from ..rules.city import City
from ..rules.papers import drafts, keeps, number, usual_period

PARTS = 400  # of a paper that one edit may touch


class DraftPaper(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    paper_kind: str = Field(title=N_("文种"), max_length=40)
    unit: UnitRef | None = Field(None, title=N_("发文单位"))
    since: date | None = Field(None, title=N_("起始日期"))
    until: date | None = Field(None, title=N_("截止日期"))
    items: list[ItemRef] = Field([], title=N_("事项"), max_length=200)
    source: str = Field("", title=N_("依据的材料"), max_length=100)
    over: UnitRef | None = Field(None, title=N_("反映哪个单位（含下级）"))


class OnPaper(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    paper: int = Field(title=N_("文件"))


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    part: OneLine = Field(title=N_("段落"), min_length=1, max_length=40)
    words: str = Field("", title=N_("文字"), max_length=20000)


class ChangePaper(OnPaper):
    parts: list[Part] = Field(title=N_("改动的段落"), min_length=1, max_length=PARTS)


class WithReason(OnPaper):
    reason: str = Field(title=N_("理由"), min_length=1, max_length=500)


@dataclass(frozen=True)
class Drafting:
    """What a kind of paper is drafted with: who asks, of which office, when, and what it is to tell of."""

    actor: Actor
    city: City
    calendar: Calendar
    now: datetime
    kind: PaperKind
    unit: int
    since: date
    until: date
    items: tuple[int, ...]
    source: str
    over: int
    head: str
    red: bool
    sealed: bool
    contact: str

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()


@action("paper.draft", N_("草拟文件"), takes=DraftPaper, may=drafts)
def draft_paper(act: Act, given: DraftPaper, row: None) -> Made:
    """A paper drafted from the data as it is now, under the next number of its series."""
    kind = PAPERS.get(given.paper_kind)
    if kind is None:
        raise Refused("paper.draft.kind", _("没有“{kind}”这个文种，请从列出的文种里选。").format(kind=given.paper_kind), "paper_kind")
    drafting = drafting_of(act, given, kind)
    drafted = kind.draft(drafting)
    year = drafting.today.year
    serial = act.next_serial(f"paper:{drafting.unit}:{kind.code}", year)
    mark = letterhead(drafting.unit, act.city).mark
    return act.add(
        Paper, kind=kind.code, unit_id=drafting.unit, year=year, serial=serial, number=number(mark, kind.letter, year, serial, kind.issues),
        title=drafted.content["title"], since=drafting.since, until=drafting.until,
        about={"items": list(given.items), "source": given.source, "over": drafting.over}, content=drafted.content, edits={},
        readers=sorted(set(drafted.readers)), version=1, state="draft", drafted_by_id=act.actor.id, drafted_at=act.now)


def drafting_of(act: Act, given: DraftPaper, kind: PaperKind) -> Drafting:
    """The values with what is usual where nothing was said. Refused when something is missing without which there is nothing to tell."""
    unit = given.unit or next(post.unit for post in act.actor.posts if post.role == "supervisor")
    since, until = usual_period(kind.period, timezone.localtime(act.now).date())
    since, until = given.since or since, given.until or until
    if since > until:
        raise Refused("paper.draft.period", _("起止日期颠倒了，请核对。"), "until")
    if "items" in kind.asks and not given.items:
        raise Refused("paper.draft.items", _("“{title}”要写明是哪几件事项。").format(title=_(kind.title)), "items")
    if "source" in kind.asks and not given.source:
        raise Refused("paper.draft.source", _("“{title}”要写明依据哪份材料。").format(title=_(kind.title)), "source")
    own = letterhead(unit, act.city)
    over = given.over or act.city.speaks_for(unit).id
    return Drafting(act.actor, act.city, act.calendar, act.now, kind, unit, since, until, tuple(given.items), given.source, over, own.head,
                    own.red, own.sealed, own.contact)


def letterhead(unit: int, city: City) -> Letterhead:
    """The office's own, or what its name gives: no mark is invented for it."""
    own = Letterhead.objects.filter(pk=unit).first()
    return own or Letterhead(unit_id=unit, mark=city.units[unit].short, head=city.units[unit].name)


@action("paper.change", N_("修改文件"), takes=ChangePaper, may=keeps, locks=Paper)
def change_paper(act: Act, given: ChangePaper, paper: Paper) -> None:
    """The words of some parts; a part without words is left out of the paper. What was drafted stays beside it."""
    needs(paper, "draft")
    known = parts_of(paper.content)
    strange = next((one.part for one in given.parts if one.part not in known), None)
    if strange is not None:
        raise Refused("paper.change.part", _("文件里没有“{part}”这一段，请刷新后再改。").format(part=strange), "parts")
    wanted = {one.part: one.words.strip() for one in given.parts}
    if wanted.get("title") == "":
        raise Refused("paper.change.title", _("标题不能空着。"), "parts")
    edits = {part: words for part, words in (paper.edits | wanted).items() if words != known[part]}
    if edits == paper.edits:
        raise Refused("paper.change.nothing", _("没有改动。"))
    act.set(paper, edits=edits, title=edits.get("title", paper.content["title"]))


def parts_of(content: dict[str, Any]) -> dict[str, str]:
    """The parts that people may write, with the words that were drafted: fields of the head, headings and paragraphs."""
    head = {name: content.get(name, "") for name in ("title", "to", "copies", "signature", "mark", "urgency")}
    blocks = [*content.get("blocks", ()), *(block for annex in content.get("annexes", ()) for block in annex["blocks"])]
    return head | {block["id"]: block["text"] for block in blocks if block["sort"] not in ("table", "form")}


def signs(asking: Any, given: Any, paper: Any) -> bool:
    """One of those entitled for this kind, over the office; never who drafted this version."""
    roles = PAPERS[paper.kind].signers if paper.kind in PAPERS else ()
    return asking.actor.id != paper.drafted_by_id and asking.actor.has(asking.city, *roles, over=paper.unit_id)


@action("paper.sign_off", N_("签发文件"), takes=OnPaper, may=signs, locks=Paper)
def sign_off_paper(act: Act, given: OnPaper, paper: Paper) -> None:
    """Its words are final; the day is the paper's day (成文日期)."""
    needs(paper, "draft")
    act.set(paper, state="signed", signed_by_id=act.actor.id, signed_at=act.now)


@action("paper.archive", N_("印发归档"), takes=OnPaper, may=keeps, locks=Paper)
def archive_paper(act: Act, given: OnPaper, paper: Paper) -> None:
    """The files as signed are kept by their content's hash, and those for whom the paper is may read it."""
    needs(paper, "signed")
    for form, write in sorted(WRITERS.items()):
        file = write(paper)
        act.attach(PaperFile, paper_id=paper.pk, version=paper.version, form=form, name=file.name, hash=file.hash, size=file.size, at=act.now)
    act.set(paper, state="archived", archived_at=act.now)


@action("paper.correct", N_("更正文件"), takes=WithReason, may=keeps, locks=Paper)
def correct_paper(act: Act, given: WithReason, paper: Paper) -> None:
    """A new version under the same number, to be edited and signed off again; what was archived stays."""
    needs(paper, "signed", "archived")
    act.set(paper, state="draft", version=paper.version + 1, drafted_by_id=act.actor.id, drafted_at=act.now, signed_by_id=None, signed_at=None,
            archived_at=None)


@action("paper.void", N_("作废文件"), takes=WithReason, may=keeps, locks=Paper)
def void_paper(act: Act, given: WithReason, paper: Paper) -> None:
    """Not to be issued. Its number stays taken, so that the series has no gap that nobody can explain."""
    needs(paper, "draft")
    act.set(paper, state="void")


def needs(paper: Paper, *states: str) -> None:
    """Refused when the paper is in another state: somebody was faster."""
    if paper.state not in states:
        raise Refused("paper.state", _("文件现在的状态不能这样办，可能刚有人办过。请刷新后再看。"))


WHEN = {"paper.change": ("draft",), "paper.sign_off": ("draft",), "paper.archive": ("signed",), "paper.correct": ("signed", "archived"),
        "paper.void": ("draft",)}
