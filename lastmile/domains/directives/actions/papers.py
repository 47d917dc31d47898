"""Papers at the door: taken in and read, corrected."""
from dataclasses import asdict
from datetime import date
from pathlib import PurePath
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from lastmile.kernel.act import Act, Actor, FileRef, Made, Refused, action
from lastmile.kernel.actions.uploads import brought
from lastmile.kernel.rules.city import City
from lastmile.lib.workdays import Calendar
from lastmile.reading import Reading, Unreadable, read
from lastmile.reading.dates import due_on

from .. import labels, names, originals, rules
from ..models import Directive, Document, DocumentText
from ..queries.history import add_hints
from ..queries.same import add_same
from .shared import OnDocument, grab, last_done, reviews, takes_in

Genre = Literal["report", "minutes", "instruction", "hotline", "session", "dispatch", "bulletin", "division", "plan", "notice", "other"]
PASTED = "粘贴的文字.txt"


class TakeDocument(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    file: FileRef = Field("", title=N_("文件"), max_length=64)  # the hash of an upload
    content: str = Field("", title=N_("全文"), exclude=True)  # the journal keeps the hash, not the words twice
    name: str = Field("", title=N_("文件名"), max_length=200)
    title: str = Field("", title=N_("标题"), max_length=200)
    issued_on: date | None = Field(None, title=N_("发布日期"))
    genre: Genre | None = Field(None, title=N_("文种"))
    propose: bool = Field(True, title=N_("逐句读出要办的事"))
    _reading: Reading | None = PrivateAttr(None)  # by taking.py, before the act's transaction began; nobody sends it

    def read(self, reading: Reading) -> "TakeDocument":
        """The same, with what was read in the file that it names."""
        self._reading = reading
        return self

    @property
    def reading(self) -> Reading | None:
        return self._reading


class CorrectDocument(OnDocument):
    title: str = Field("", title=N_("标题"), max_length=200)
    issued_on: date | None = Field(None, title=N_("发布日期"))
    genre: Genre | None = Field(None, title=N_("文种"))


@action("document.take", N_("导入会议材料"), takes=TakeDocument, may=takes_in)
def take_document(act: Act, given: TakeDocument, row: None) -> Made:
    """Take in a paper and propose one directive for each thing that its text asks for; nothing is issued by this."""
    office = home(act.actor)
    data, name = content(act, given)
    reading = given.reading or readable(data, name, office, act.city, act.calendar)
    secret(reading, given.file)
    hash = given.file or originals.keep(data)
    twice(office, hash)
    title = given.title or rules.headline(reading.text) or reading.meeting.title or PurePath(name).stem
    meeting = asdict(reading.meeting)
    dated = meeting.pop("issued_on")
    issued_on = given.issued_on or dated
    paper = act.add(
        Document, title=title, file=name, hash=hash, genre=given.genre or reading.genre, issued_on=issued_on,
        meeting=meeting, state="review", unit_id=office, taken_by_id=act.actor.id, taken_at=act.now)
    act.writer.insert(DocumentText, {"document_id": paper.id, "text": reading.text, "reading": how_read(reading),
                                     "places": {"runs": [[one.start, one.end, dict(one.where)] for one in reading.places]}})
    if given.propose:
        propose(act, paper.id, reading, labels.Here(act.city, office, act.calendar, issued_on))
    return paper


@action("document.correct", N_("更正材料信息"), takes=CorrectDocument, may=reviews, locks=Document)
def correct_document(act: Act, given: CorrectDocument, paper: Document) -> None:
    """Correct title, day or genre; days that were counted from the paper's day move with it while nobody has confirmed them."""
    changes: dict[str, Any] = {name: value for name in ("title", "issued_on", "genre")
                               if (value := getattr(given, name)) and value != getattr(paper, name)}
    if not changes:
        raise Refused("document.correct.nothing", _("没有要更正的内容。"))
    before = paper.issued_on
    act.set(paper, **changes)
    if paper.issued_on != before:
        recount(act, paper, before)


def home(actor: Actor) -> int:
    """The office in whose name the paper is taken in: that of the first supervising post."""
    return next(post.unit for post in actor.posts if post.role == "supervisor")


def content(act: Act, given: TakeDocument) -> tuple[bytes, str]:
    """The bytes and the name of what was handed in."""
    if not given.file:
        if not given.content:
            raise Refused("document.take.nothing", _("请选择文件，或者粘贴全文。"), "file")
        return given.content.encode(), given.name or PASTED
    upload = brought(given.file, act.actor.id)
    return fetched(given, upload.name if upload else "")


def fetched(given: TakeDocument, brought_as: str) -> tuple[bytes, str]:
    """The bytes of a file that this person brought under a name, and its name; a hash alone opens no file that somebody else handed in."""
    lost = Refused("document.take.file", _("文件没有上传成功，请重新上传。"), "file")
    if not brought_as:
        raise lost
    try:
        return originals.fetch(given.file), given.name or brought_as
    except FileNotFoundError as no:
        raise lost from no


def readable(data: bytes, name: str, office: int, city: City, calendar: Calendar) -> Reading:
    """The paper as read, or refused with the sentence that helps."""
    try:
        reading = read(data, name, city=names.known(city, office), calendar=calendar)
    except Unreadable as no:
        raise Refused(f"document.take.{no.code}", _(no.sentence).format(**no.facts), "file") from no
    if "\0" in reading.text:
        raise Refused("document.take.damaged", _("文件里的字已经损坏，请找原件重新导出后再交来。"), "file")
    return reading


def secret(reading: Reading, file: str) -> None:
    """A paper with a mark of state secrecy goes no further, and nothing of it stays."""
    if reading.secrecy:
        if file:
            originals.discard(file)
        says = _("这份材料标有“{mark}”，涉密的不能导入，系统没有留底稿。请按保密规定处理。").format(mark=reading.secrecy)
        raise Refused("document.take.secret", says, "file")


def twice(office: int, hash: str) -> None:
    """The same paper is taken in once by an office; the second is told by whom."""
    known = Document.objects.filter(unit_id=office, hash=hash).values_list("id", "title").first()
    if known:
        says = _("这份材料已经导入过：《{title}》。").format(title=known[1])
        raise Refused("document.take.twice", says + last_done(f"document:{known[0]}"))


def how_read(reading: Reading) -> dict[str, Any]:
    """What of the reading is needed later: the clauses, who says what where, and all that was proposed."""
    return {"notes": [[note.sentence, dict(note.facts)] for note in reading.notes],
            "clauses": [[part.start, part.end, part.role, part.sentence] for part in reading.parts],
            "found": [[one.start, one.end, one.speaker, one.group, one.domain] for one in reading.directives],
            "read": [{name: value for name, value in one.items() if name not in ("text", "plain", "place")}
                     for one in reading.to_json()["directives"]]}


def propose(act: Act, document: int, reading: Reading, place: labels.Here) -> None:
    """One proposed directive for each that was found, with hints from what was issued before, and with open items that ask for the same."""
    fresh = [labels.proposal(labels.of_reading(one), place) | {"place": reading.place_of(one.start, one.end) or {}} for one in reading.directives]
    add_hints(fresh, act.city, place.office)
    add_same(fresh, act.actor, document)
    for fields in fresh:
        act.add(Directive, document_id=document, **fields)


def recount(act: Act, paper: Document, before: date | None) -> None:
    """Days that came from the paper's day, in directives that nobody has confirmed yet."""
    waiting = Directive.objects.filter(document_id=paper.pk, state="proposed").exclude(deadline_words="").order_by("id")
    for row in grab(act, [one.pk for one in waiting if one.due == due_on(one.deadline_words, before, act.calendar)]):
        due = due_on(row.deadline_words, paper.issued_on, act.calendar)
        if due and due != row.due:
            said = row.suggestions | {"said": row.suggestions.get("said", {}) | {"due": due.isoformat()}}
            act.set(row, due=due, term="day", doubt=row.doubt.replace(labels.no_day(row.deadline_words), ""), suggestions=said)
