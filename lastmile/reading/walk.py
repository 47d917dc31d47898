"""Pass 4: through the paper from the top, carrying who speaks, in which mode, under which ordinal and topic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lastmile.reading import mood, vocabulary
from lastmile.reading.cues import AIMS, ATTENDS, CONVENES, DEMANDS, FAULTS, FOUND, HAPPENED, HOLDS, MADE
from lastmile.reading.gate import Gated
from lastmile.reading.ordinals import is_modal, level, take_bullet, take_mark
from lastmile.reading.page import is_furniture, is_salutation
from lastmile.reading.segment import Piece
from lastmile.reading.voice import Names, Report, take_report

ORDERS, TELLS = "orders", "tells"
TITLE = 16  # code points; a longer line is no title of a part
# How a paper that told of something turns to asking (下一步,各镇要…).
TURNS = Gated(
    r"(?:下一步|今后|为此|对此)?，?(?:为[^，]{2,30}，)?(?:请|希?望(?=[各你贵全广有相以上])|[^，]{2,20}(?<![主重需])(?:要(?!求|点|素)|须|务必|必须|应当))"
)
# What announces what follows, and whether it will tell or ask.
AS_FOLLOWS = Gated(r"(?:如下|以下)(?:事项|意见|要求|指令|措施)?$")
TOLD = re.compile("问题|情况|通报")
ASKED = re.compile("要求|事项|意见")
FIRST = re.compile(r"[（第]?[一1](?!\d)|①|首")
LISTED = re.compile(r"[^，一]{2,20}(?=一(?:是要|要|是)[^一])")
PAPER, MEETING = "文件", "会议"


@dataclass
class State:
    """What holds at a place of the paper; the walk changes it as it goes."""

    speaker: str
    mode: str
    verb: str = ""
    active: bool = False
    marks: list[str] = field(default_factory=list)
    local: str = ""
    item: str = ""
    topic: str = ""
    person: str = ""
    lead: bool = False
    block: int = 0
    section: int = 0
    depth: int = 0  # of the last ordinal
    told: int = 0  # the depth of the item or heading that tells; 0 when none does
    turned: int = 0  # the depth of the item in a list of faults that turned to asking

    @property
    def group(self) -> str:
        """The innermost ordinal in force."""
        return self.local or (self.marks[-1] if self.marks else "")


class Part(NamedTuple):
    """What is left of a clause when ordinals and reporting phrases are taken off, with what holds there."""

    piece: Piece
    start: int
    end: int
    text: str
    speaker: str
    mode: str
    verb: str
    active: bool
    group: str
    item: str
    topic: str
    lead: bool
    block: int
    section: int
    fresh: bool  # an ordinal, bullet or reporting phrase stands right before
    demanded: bool  # the ordinal itself asks (一要)
    alone: bool  # the whole line
    heading: bool
    spoken: bool  # the paper reports speech
    opening: bool  # a short sentence that opens an item whose text goes on


class Walk:
    """One pass over the clauses of a paper."""

    def __init__(self, names: Names, chair: str, news: bool) -> None:
        self.names = names
        self.news = news
        self.told = -1
        self.led = False
        self.begun = False
        self.marked = -1
        self.last = -1  # where the last clause of the paragraph begins
        self.convened: frozenset[int] = frozenset()
        self.state = State(MEETING if news else PAPER, TELLS if news else ORDERS, person=chair)

    def paragraph(self, pieces: list[Piece], heading: bool) -> Iterator[Part]:
        """The parts of one paragraph; a heading keeps its ordinal in force for the paragraphs after it."""
        if self._is_around(pieces):
            yield from (self._part(piece, piece.text, piece.start, False, False, False, False)._replace(mode=TELLS) for piece in pieces)
            return
        self.convened, self.last = _convened(pieces), pieces[-1].start
        self._enter(pieces, heading)
        spoken = self._spoken(pieces)
        for place, piece in enumerate(pieces):
            if place < spoken.get(piece.sentence, 0):
                self.state.mode = TELLS
            elif self.news and _first(pieces, place) and ATTENDS.match(piece.text) and not _asks_on(pieces, piece):
                self.state.mode = TELLS
            elif self.state.mode == TELLS and (_first(pieces, place) or self._concludes() or _begs(piece, self.news)):
                self._resume("，".join(other.text for other in pieces[place : place + 3] if other.sentence == piece.sentence))
            yield from self._piece(piece, place, pieces, heading)
        if not heading:
            self.state.local = ""

    def row(self, cells: list[Piece], number: str) -> Iterator[Part]:
        """The parts of a table row's acts, under the row's number."""
        state = self.state
        state.mode, state.active, state.local, state.item = ORDERS, True, number, ""
        state.section += 1
        for piece in cells:
            yield self._part(piece, piece.text, piece.start, False, False, False, False)
        state.local = ""

    def _is_around(self, pieces: list[Piece]) -> bool:
        """Whether a line is no part of the paper's text: of the page around it, or its salutation."""
        if is_furniture("".join(piece.text + piece.stop for piece in pieces)):
            return True
        begun, self.begun = self.begun, self.begun or any(piece.stop == "。" or take_mark(piece.text)[0] for piece in pieces)
        return not begun and is_salutation(pieces)

    def _enter(self, pieces: list[Piece], heading: bool) -> None:
        state = self.state
        state.active = state.active and not self.news
        held = any(CONVENES.search(piece.text) for piece in pieces[:8])
        state.lead = self.news and held and not self.led
        self.led = self.led or state.lead
        first = pieces[0].text
        if self.news and not take_mark(first)[0] and vocabulary.pattern("narrations", before="^").match(first):
            state.mode = TELLS
        if self.news and state.mode == ORDERS and not any(mood.asks(piece.text) for piece in pieces) and any(HAPPENED.search(p.text) for p in pieces):
            state.mode = TELLS
        titled = (len(pieces) == 1 and len(first) < TITLE) or pieces[-1].stop == "："
        if not self.news and titled and vocabulary.pattern("tellings").search("".join(p.text for p in pieces[-2:])):
            state.mode = TELLS

    def _spoken(self, pieces: list[Piece]) -> dict[int, int]:
        """For each sentence that reports orders, the place of the reporting clause: what stands before it only tells when."""
        if not self.news:
            return {}
        reports = [(place, piece, take_report(piece.text, self.names)) for place, piece in enumerate(pieces)]
        return {piece.sentence: place for place, piece, found in reports if found and found.orders and found.speaker}

    def _concludes(self) -> bool:
        """Whether the meeting itself judges or decides, so that the next clause may ask (会议认为…,要…)."""
        return self.state.speaker == MEETING and self.state.verb in ("认为", "通过", "同意", "审议")

    def _resume(self, text: str) -> None:
        """A sentence in a speaker's report that turns to everybody with 要 asks again."""
        if not self.news:
            if TURNS.match(text):
                self.state.mode = ORDERS
                self.state.turned = self.state.depth
        elif _asks_everybody().match(text):
            self.state.mode, self.state.active = ORDERS, True
            self.state.speaker = self.state.person if self.state.speaker not in (MEETING, "全会") else self.state.speaker

    def _piece(self, piece: Piece, place: int, pieces: list[Piece], heading: bool) -> Iterator[Part]:
        text, start, fresh, demanded, addressed = piece.text, piece.start, False, False, False
        while text:
            mark, length = take_mark(text)
            if mark:
                self._mark(mark, heading, text[length:])
                self.marked = piece.sentence
                fresh, demanded = True, is_modal(mark)
            else:
                length = take_bullet(text)
                fresh = fresh or bool(length)
                self.state.active = self.state.active or bool(length)
            report = None if length else self._report(text, piece, place, pieces)
            if report:
                length, fresh = report.length, True
            if not length:
                length = 0 if addressed else _addressed(text, piece, pieces)
                if not length:
                    break
                addressed = True
                yield self._part(piece._replace(stop="，"), text[:length], start, fresh, False, False, heading)
            text, start = text[length:], start + length
        if text.strip():
            yield self._part(piece, text, start, fresh and not addressed, demanded, len(pieces) == 1 and piece.stop in ("", "："), heading)
        if fresh and not self.news and _names_telling(text, piece):
            self.state.mode, self.state.told = TELLS, level(self.state.group)
        self._after(piece)

    def _report(self, text: str, piece: Piece, place: int, pieces: list[Piece]) -> Report | None:
        report = take_report(text, self.names) if self.news else None
        state = self.state
        if report and report.speaker in self.names.found:
            state.person = report.speaker
        if report is None or not (report.verb or _first(pieces, place) and not _asks_on(pieces, piece)):
            return None
        same = place and pieces[place - 1].sentence == piece.sentence
        if not report.speaker and not (same and piece.sentence == self.told or piece.sentence in self.convened):
            return None
        if report.speaker:
            self.told = piece.sentence
            summary = report.speaker in ("他", "她") or piece.sentence in self.convened
            state.lead = state.lead and (summary or not report.orders)
        state.speaker = self._who(report)
        state.mode = ORDERS if report.orders else TELLS
        state.verb, state.active = report.verb, False
        if self.marked != piece.sentence:
            state.local, state.item = "", ""
        state.block += 1
        if not report.orders:
            state.topic = text
            return Report(report.speaker, report.verb, False, 0) if report.length >= len(text) else report
        return report

    def _who(self, report: Report) -> str:
        if report.speaker in ("他", "她", ""):
            return self.state.person or self.state.speaker if report.speaker else self.state.speaker
        if report.speaker not in (MEETING, "全会", "批示", "通知", "通报"):
            self.state.person = report.speaker
        return report.speaker

    def _mark(self, mark: str, heading: bool, rest: str) -> None:
        state = self.state
        state.depth = depth = level(mark)
        state.section += 1
        if heading or mark.startswith("【"):
            state.marks = [held for held in state.marks if level(held) < depth] + [mark]
            state.local, state.topic = "", rest
            if not self.news and not (state.mode == TELLS and 0 < state.told < depth):  # what stands under 存在问题 tells too
                state.told = depth if vocabulary.pattern("tellings").search(rest) else 0
                state.mode = TELLS if state.told else ORDERS
            if mark.startswith("【"):
                state.mode = TELLS
        else:
            state.local = mark
            if not self.news:
                self._next_item(mark, is_modal(mark) or bool(DEMANDS.match(rest)))
        state.item = rest
        state.active = True
        if is_modal(mark) and self.news:
            state.mode = ORDERS

    def _next_item(self, mark: str, asks: bool) -> None:
        """A list of faults that asked in one item tells again in the next; what an item told ends with it."""
        state = self.state
        if state.turned == state.depth and not FIRST.match(mark):
            state.mode = TELLS
        if asks or 0 < state.depth <= state.told:
            state.mode, state.told = ORDERS, 0
        state.turned = 0

    def _part(self, piece: Piece, text: str, start: int, fresh: bool, demanded: bool, alone: bool, heading: bool) -> Part:
        state = self.state
        return Part(
            piece, start, piece.end, text, state.speaker, state.mode, state.verb, state.active, state.group,
            state.item, state.topic, state.lead, state.block, state.section, fresh, demanded, alone, heading, self.news,
            self._opens(piece, text, fresh),
        )

    def _opens(self, piece: Piece, text: str, fresh: bool) -> bool:
        return fresh and not self.news and piece.stop == "。" and len(text) < TITLE and piece.start < self.last

    def _after(self, piece: Piece) -> None:
        if not self.news and piece.stop == "：" and self.state.mode == TELLS and DEMANDS.fullmatch(piece.text):
            self.state.mode, self.state.active, self.state.turned = ORDERS, True, self.state.depth
        if piece.text == "答" and piece.stop == "：":
            self.state.mode, self.state.active, self.state.speaker, self.state.local = ORDERS, True, MEETING, ""
        if AS_FOLLOWS.search(piece.text):
            telling = TOLD.search(piece.text) and not ASKED.search(piece.text)
            self.state.mode, self.state.active = (TELLS, False) if telling else (ORDERS, True)
        elif (piece.stop == "：" and FAULTS.search(piece.text)) or (not self.news and FOUND.search(piece.text)):
            self.state.mode, self.state.active = TELLS, False
        elif not self.news and piece.stop == "：" and AIMS.search(piece.text):
            self.state.active = True
        elif not self.news and MADE.search(piece.text):
            self.state.section += 1


@cache
def _asks_everybody() -> Gated:
    everybody = rf"(?:{vocabulary.choice('everybody')}[、，]?)+(?:都)?"
    return Gated(rf"(?:{everybody})?(?:要|必须|务必)|由[^，]{{2,24}}(?:牵头|负责|根据|会同)|严禁|不得")


def _names_telling(text: str, piece: Piece) -> bool:
    """Whether an item opens with the name of what it tells (检查内容：, 存在问题。)."""
    named = piece.stop in ("：", "。") and len(text) < TITLE and vocabulary.pattern("tellings").search(text)
    return bool(named) and not mood.asks(text)


def _addressed(text: str, piece: Piece, pieces: list[Piece]) -> int:
    """The length of the addressee before the first ordinal of a list (各部门一要…，二要…)."""
    found = LISTED.match(text)
    after = found and any(other.start > piece.start and other.text.startswith(("二要", "二是")) for other in pieces)
    return found.end() if found and after else 0


def _begs(piece: Piece, news: bool) -> bool:
    """Whether a paper turns to asking within a sentence (…满意率低,请立即整改)."""
    return not news and piece.text.startswith("请") and mood.asks(piece.text)


def _first(pieces: list[Piece], place: int) -> bool:
    """Whether a clause begins its sentence."""
    return not place or pieces[place - 1].sentence != pieces[place].sentence


def _asks_on(pieces: list[Piece], piece: Piece) -> bool:
    """Whether the sentence of a clause turns to asking at once (会议结束后,要…)."""
    after = [other.text for other in pieces if other.sentence == piece.sentence and other.start > piece.start]
    return bool(after) and after[0].startswith(("要", "必须", "务必"))


def _convened(pieces: list[Piece]) -> frozenset[int]:
    """The sentences that tell who held the meeting: what follows in them is the convenor's word."""
    return frozenset(piece.sentence for piece in pieces if HOLDS.search(piece.text))
