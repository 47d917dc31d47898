"""From a repaired text to directives: the passes in a row."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from lastmile.reading import areas, labels
from lastmile.reading.confidence import confidence
from lastmile.reading.duties import Duty, duties
from lastmile.reading.model import N_, Unreadable
from lastmile.reading.ordinals import level, take_mark
from lastmile.reading.repair import Shadow
from lastmile.reading.roles import ORDER, roles
from lastmile.reading.segment import Piece, paragraphs, pieces
from lastmile.reading.spans import Span, spans
from lastmile.reading.tables import rows
from lastmile.reading.units import Subject
from lastmile.reading.voice import Names
from lastmile.reading.walk import ORDERS, Part, Walk

# In a report a name in brackets is who wrote it, unless the bracket says what for.
ASSIGNS = re.compile(r"：|负责|牵头|[日月底]前|，|、")
# A work report divided among all units of a city has about a thousand directives, a book of 500 pages 38,000 clauses. A directive takes a third
# of a millisecond on a busy machine, a clause a fifth, and ten seconds are the most.
DIRECTIVES, CLAUSES = 10_000, 50_000
# A clause that asks anew, or of something else (险情灾情要第一时间报告), or of anybody does not carry the subject before it.
OWN_SUBJECT = re.compile(r"要|须|[^，要]{2,12}(?<![主重需])要(?![求点素])|任何|坚决?杜绝")


class Found(NamedTuple):
    """A directive in the shadow with its labels, before it is mapped to the original."""

    start: int
    end: int
    speaker: str
    group: str
    domain: str
    lead: tuple[str, ...]
    assist: tuple[str, ...]
    deadline: str
    measure: str
    actionable: bool
    confidence: float


@dataclass(frozen=True)
class Findings:
    """All parts of a paper with their roles, and the directives found."""

    parts: list[Part]
    roles: list[str]
    found: list[Found]


def find(shadow: Shadow, names: Names, chair: str, news: bool) -> Findings:
    """The directives of a repaired paper; `news` when it reports what somebody said."""
    text = shadow.text
    lines = list(paragraphs(text))
    parts, lines_of_duty = _parts(text, lines, names, chair, news)
    judged = _owed(parts, roles(parts), lines_of_duty)
    kept = [span for span in spans(parts, judged)]
    kept = _without_lead(_without_repeats(kept))
    if len(kept) > DIRECTIVES:
        raise _too_many()
    return Findings(parts, judged, _label(kept, parts, lines_of_duty, (_paper_topic(text, lines), areas.ruling(text))))


def _parts(text: str, lines: list[tuple[int, int]], names: Names, chair: str, news: bool) -> tuple[list[Part], list[Duty]]:
    walk = Walk(names, chair, news)
    parts: list[Part] = []
    lines_of_duty: list[Duty] = []
    sentence = 0
    table = rows(text)
    for number, (start, end) in enumerate(lines):
        if start in table:
            row = table[start]
            cells = pieces(text, row.start, row.end, number, sentence) if row else []
            if row and cells:
                sentence = cells[-1].sentence + 1
                lines_of_duty.append(row.duty)
                parts += list(walk.row(cells, row.group))
            continue
        here = [duty for duty in duties(text, start, end) if not news or ASSIGNS.search(text, duty.start, duty.end)]
        lines_of_duty += here
        cut = _outside(pieces(text, start, end, number, sentence), here)
        if cut:
            sentence = cut[-1].sentence + 1
            following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
            parts += list(walk.paragraph(cut, _is_heading(text[start:end], following)))
        if len(parts) > CLAUSES:
            raise _too_many()
    return parts, lines_of_duty


def _owed(parts: list[Part], judged: list[str], lines_of_duty: list[Duty]) -> list[str]:
    """The roles, with an order in each item that a line names somebody for (居民收入与经济同步增长。责任单位:…), whatever its words."""
    owed, floor = list(judged), 0
    starts = [part.start for part in parts]
    for duty in (one for one in lines_of_duty if one.units):
        end = bisect_left(starts, duty.start)
        item = [place for place in range(floor, end) if parts[place].section == parts[end - 1].section]
        if item and parts[item[0]].fresh and parts[item[0]].mode == ORDERS and not any(owed[place] == ORDER for place in item):
            owed[item[0]] = ORDER
        floor = end
    return owed


def _outside(cut: list[Piece], here: list[Duty]) -> list[Piece]:
    """The clauses that begin in none of the line's responsibility lines; both stand in the order of the text."""
    ends = [0, *(duty.end for duty in here)]
    starts = [duty.start for duty in here]
    return [piece for piece in cut if piece.start >= ends[bisect_right(starts, piece.start)]] if here else cut


def _too_many() -> Unreadable:
    return Unreadable("too-many", N_("文字超过 5 万个分句，或要求超过 1 万条，不像一份文件，请拆分后再交来。"))


def _is_heading(line: str, following: str) -> bool:
    """A line with an ordinal and no sentence: 二、重点任务; one of two parts (一、加强领导,落实责任) when no further item follows it."""
    line = line.strip()
    if len(line) >= 40 or re.search(r"[。；]", line):
        return False
    mark = take_mark(line)[0]
    if "，" not in line:
        return True
    item, _ = take_mark(following.strip())
    prose = len(following.strip()) > 40 and not item
    return bool(mark) and line[-1] not in "：，" and (prose or bool(item) and level(item) > level(mark))


def _without_repeats(found: list[Span]) -> list[Span]:
    seen: set[str] = set()
    kept = []
    for span in found:
        words = "".join(part.text for part in span.parts)
        if len(words) < 10 or words not in seen:
            kept.append(span)
        seen.add(words)
    return kept


def _without_lead(found: list[Span]) -> list[Span]:
    """The lead's summary of a speech is left out when the speech itself follows."""
    later = {span.core.speaker for span in found if not span.core.lead}
    return [span for span in found if not (span.core.lead and span.core.speaker in later)]


def _paper_topic(text: str, lines: list[tuple[int, int]]) -> str:
    return "\n".join(text[start:end][:160] for start, end in lines[:3])


def _label(found: list[Span], parts: list[Part], lines_of_duty: list[Duty], topic: tuple[str, str]) -> list[Found]:
    labelled = []
    carried: tuple[Part | None, Subject] = (None, Subject((), 0))
    said = [part for part in parts if part.mode == ORDERS]
    items, nears, blocks = _words(said, _key), _words(said, _near), _words(said, _block)
    held = _duties_of(found, lines_of_duty)
    for span in found:
        texts = [part.text for part in span.parts]
        who = labels.subject_of(texts)
        who = _carry(who, span, carried)
        carried = (span.core, who)
        around = (nears[_near(span.core)], items[_key(span.core)], blocks[_block(span.core)])
        labelled.append(_one(span, texts, who, held.get(span), around, topic))
    return labelled


def _key(part: Part) -> Hashable:
    return part.piece.paragraph, part.group, part.block


def _near(part: Part) -> Hashable:
    return part.piece.sentence, part.piece.group, part.group


def _block(part: Part) -> Hashable:
    return part.block


def _words(said: list[Part], key: Callable[[Part], Hashable]) -> dict[Hashable, str]:
    """What the clauses of one item, or of one sentence, say together, purposes and all."""
    words: dict[Hashable, str] = {}
    for part in said:
        words[key(part)] = words.get(key(part), "") + " " + part.text
    return words


def _carry(who: Subject, span: Span, carried: tuple[Part | None, Subject]) -> Subject:
    """The subject of the clause before goes on up to a semicolon: after it a list turns to somebody else twice out of three times."""
    before, held = carried
    here = span.core
    same = before and _near(before) == _near(here) and before.block == here.block
    if who.units or who.everybody or not same or OWN_SUBJECT.match(span.core.text):
        return who
    return held


def _duties_of(found: list[Span], lines_of_duty: list[Duty]) -> dict[Span, Duty]:
    """The responsibility lines of each directive: they close its item, back to the ordinal or the lines before them."""
    held: dict[Span, Duty] = {}
    starts = [span.start for span in found]
    floor = 0
    item: list[Span] = []
    for duty in lines_of_duty:
        if duty.ahead:
            held |= dict.fromkeys(_phase(found[bisect_left(starts, duty.end) :], lines_of_duty, duty), duty)
            floor = duty.end
            continue
        between = found[bisect_left(starts, floor) : bisect_left(starts, duty.start)]
        if between:
            last = between[-1].core
            item = [span for span in between if (span.core.group, span.core.section) == (last.group, last.section)]
        for span in item:
            held[span] = held[span].joined(duty) if span in held else duty
        floor = duty.end
    return held


def _phase(following: list[Span], lines_of_duty: list[Duty], duty: Duty) -> list[Span]:
    """The directives of the item that begins with a phase's name and time."""
    end = min((other.start for other in lines_of_duty if other.ahead and other.start > duty.start), default=sys.maxsize)
    if not following or following[0].start > end:
        return []
    return list(takewhile(lambda span: span.core.section == following[0].core.section, following))


def _one(span: Span, texts: list[str], who: Subject, duty: Duty | None, around: tuple[str, str, str], topic: tuple[str, str]) -> Found:
    own = "，".join(texts)
    core = span.core
    near, item, block = around
    lead, assist = _units(who, duty)
    heading = core.item + " " + core.topic
    due = labels.due_words(texts) or (duty.deadline if duty else "")
    doable = labels.actionable(own, core.text)
    return Found(
        span.start, span.end, core.speaker, core.group, areas.area(own, near, item, block, heading, *topic),
        lead, assist, due, labels.measure(own), doable, confidence(span, doable, bool(lead or assist), bool(due)),
    )


def _units(who: Subject, duty: Duty | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those who lead and those who assist; a unit that the act itself names leads beside those of the line."""
    if duty is None or not duty.units:
        return who.units, tuple(unit for unit in who.helpers if unit not in who.units)
    return tuple(dict.fromkeys(duty.lead + tuple(unit for unit in who.units if unit not in duty.units))), duty.assist
