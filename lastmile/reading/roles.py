"""Pass 5: the part each clause plays - order, head, tail, note (clearly no order) or other."""

from itertools import groupby
from typing import NamedTuple

from lastmile.reading import mood, vocabulary
from lastmile.reading.cues import (
    AT_LEAST,
    CASE,
    CONTACT,
    DESCRIBED,
    GOAL,
    JUDGES,
    NAMED_ACT,
    NAMED_PART,
    NAMED_THING,
    NEED,
    PAIRED,
    POINTS,
    PREAMBLE,
    RESULT,
    SHARES,
    STATES,
    TITLE_END,
    WHOEVER,
)
from lastmile.reading.gate import Gated
from lastmile.reading.page import ADDRESSEE
from lastmile.reading.units import BY, Subject, is_name, subject
from lastmile.reading.walk import ORDERS, Part
from lastmile.reading.words import begins_with_act, does, has_second_verb, holds_act

ASKING = Gated(rf"[^，]{{0,30}}?(?:(?<![需主重只想首])要(?![求点素])|须|务必|必须|{NEED})(?=.)|请|望")
ORDER, HEAD, TAIL, NOTE, OTHER = "order", "head", "tail", "note", "other"
FRAME = "frame"  # a head that nothing asks for: it never stands as an order by itself


MODALS = ("要", "应", "须", "必须", "务必")


class Around(NamedTuple):
    """What the sentence of a clause says around it."""

    asking: bool  # it asks by now
    begun: bool  # its paragraph, or the one before, has asked
    stated: bool  # it states facts since its last ordinal
    later: bool  # a later clause asks in so many words
    goes_on: bool  # there is a next clause
    turned_to: bool  # the next clause begins with the asking word, so that this one may be its subject
    asked_next: bool  # the next clause asks


def roles(parts: list[Part]) -> list[str]:
    """The roles of all parts of a paper, in order."""
    found: list[str] = []
    begun = -2
    for _, sentence in groupby(parts, key=lambda part: (part.piece.sentence, part.block)):
        here = list(sentence)
        judged = _sentence(here, here[0].piece.paragraph - begun <= 1)
        begun = here[0].piece.paragraph if ORDER in judged else begun
        found += judged
    return _settle(parts, found)


def _sentence(parts: list[Part], begun: bool) -> list[str]:
    """A first judgement clause by clause; once a sentence asks, what follows in it asks too."""
    asking = asked = labelled = told = stated = False
    found: list[str] = []
    taken_back = 0  # no order stands before this place
    preamble = _preamble(parts)
    last = max((place for place, part in enumerate(parts) if mood.asks(part.text)), default=-1)
    threat = max((place for place, part in enumerate(parts) if mood.announces(part.text)), default=-1)
    for place, part in enumerate(parts):
        asks = mood.asks(part.text)
        labelled = labelled or _is_label(part)
        told = mood.announces(part.text) or (told and not (part.fresh or asks or subject(part.text).units))
        told = told or (place < threat and bool(WHOEVER.match(part.text)) and not asks)
        following = parts[place + 1].text if place + 1 < len(parts) else ""
        around = Around(asking, begun, stated and not part.fresh, place < last, bool(following), following.startswith(MODALS), mood.asks(following))
        role = NOTE if labelled or place < preamble else OTHER if told else _role(part, around)
        if role == OTHER and not asked and JUDGES.search(part.text) and mood.gives_reason(part.text):
            found[taken_back:] = [OTHER if earlier in (ORDER, HEAD) else earlier for earlier in found[taken_back:]]
            taken_back, asking = len(found), False
        asking = asking or role == ORDER or (role == HEAD and asks)
        asked = asked or (role in (ORDER, HEAD) and (part.demanded or part.fresh or asks))
        stated = (stated and not part.fresh) or _states(part, role)
        found.append(role)
    return found


def _preamble(parts: list[Part]) -> int:
    """How many clauses lead in to the body of a paper of its own voice (为…,根据…,现就有关事项通知如下)."""
    if parts[0].spoken:
        return 0
    places = (place for place, part in enumerate(parts) if PREAMBLE.search(part.text) and not mood.asks(part.text))
    return max(places, default=-1) + 1


def _states(part: Part, role: str) -> bool:
    """Whether an earlier clause of the sentence states a fact."""
    if mood.tells(part.text) or mood.concedes(part.text) or (not mood.asks(part.text) and mood.gives_reason(part.text)):
        return True
    long = role == OTHER and part.piece.stop != "：" and len(part.text) > 8
    return long and bool(mood.FIGURE.search(part.text)) and not mood.is_condition(part.text)


def _is_label(part: Part) -> bool:
    """Whether a line says only who was there or whom to call (出席：, 联系人：)."""
    words = part.text.replace(" ", "")
    opens = vocabulary.pattern("labels", before="^(?:", after=")$").match(words) or CONTACT.search(words)
    return bool(opens) and part.piece.stop == "："


def _is_title(part: Part) -> bool:
    """Whether a clause after an ordinal only names what the next ones are about (1、学校项目：)."""
    named = part.fresh and part.piece.stop == "：" and len(part.text) < 20
    if not named or part.demanded or mood.asks(part.text):
        return False
    return bool(TITLE_END.search(part.text)) or not begins_with_act(part.text)


def _is_named_act(part: Part) -> bool:
    """Whether a sentence after an ordinal only names an act as a thing (2.材料的准备。), or a part of the paper (一、工作要求。)."""
    names = (NAMED_ACT, NAMED_THING, NAMED_PART)
    return part.fresh and part.piece.stop == "。" and any(name.fullmatch(part.text) for name in names)


def _is_name_of_work(text: str) -> bool:
    return not mood.imperative(text) or bool(mood.NAMED_WORK.search(text) and not does(text))


def _is_bare_line(part: Part) -> bool:
    """Whether a line of its own that nothing introduces: a headline, a signature, a date."""
    return part.alone and not part.demanded and (part.heading or not part.fresh) and not mood.asks(part.text)


def _role(part: Part, around: Around) -> str:
    if part.mode != ORDERS:
        return NOTE
    if _is_bare_line(part):
        return NOTE
    if part.heading and part.alone and not mood.FIGURE.search(part.text):
        return NOTE
    if mood.concedes(part.text) or mood.announces(part.text):
        return OTHER
    asks = part.demanded or mood.asks(part.text)
    if _is_aside(part.text):
        return NOTE
    if not asks and mood.gives_reason(part.text):
        return OTHER
    follows = around.goes_on and part.piece.stop == "，"
    named = part.text.removeprefix("请")
    if ADDRESSEE.match(named) and (is_name(named) or _is_everybody(named)):
        return HEAD if part.piece.stop in ("：", "，") and around.goes_on else NOTE
    who = subject(part.text)
    if _is_title(part) or _is_named_act(part) or (part.opening and not asks and not who.length and _is_name_of_work(part.text)):
        return NOTE
    if not asks and part.piece.stop == "：" and (mood.is_condition(part.text) or POINTS.search(part.text)):
        return OTHER
    if asks:
        act = _act(part.text, who)
        return HEAD if follows and (mood.opens_frame(act) or mood.sets_time(act) or CASE.fullmatch(part.text)) else ORDER
    if follows and (mood.leads_in(part.text) or (who.length and mood.FOLLOWING.match(part.text[who.length :]))):
        return HEAD if around.asking or (not around.stated and _opens(part, who, around.later, around.begun)) else FRAME
    if mood.tells(part.text) and not ((around.asking or part.fresh) and mood.imperative(part.text)):
        return OTHER
    if follows and around.later and DESCRIBED.search(part.text):
        return HEAD
    if follows and SHARES.search(part.text):
        return HEAD
    plain = not mood.imperative(part.text) and not holds_act(part.text)
    if follows and around.turned_to and (plain or mood.names_topic(part.text)):
        return HEAD
    if follows and around.asked_next and not who.length and mood.names_topic(part.text):
        return HEAD
    if around.asking:
        return ORDER
    if follows and around.later and mood.names_topic(part.text):
        return HEAD
    return ORDER if not around.stated and _opens(part, who, around.later, around.begun) else OTHER


def _is_everybody(text: str) -> bool:
    who = subject(text)
    return who.everybody and who.length == len(text)


def _act(text: str, who: Subject) -> str:
    """The clause after its subject and the asking word."""
    modal = ASKING.match(text[who.length :])
    act = text[who.length + modal.end() :] if modal else text[who.length :]
    return act[subject(act).length :] if act != text else act


def _opens(part: Part, who: Subject, later: bool, begun: bool) -> bool:
    """Whether a clause that no modal marks opens a run of orders; a paragraph of a paper that has begun to ask goes on."""
    rest = part.text[who.length :]
    if BY.match(part.text):
        return True
    if STATES.match(part.text) and not mood.imperative(rest):
        return False
    if mood.names_topic(rest if who.units else part.text):
        return False
    if who.everybody or part.group:
        counted = bool(mood.FIGURE.search(part.text)) and (holds_act(rest) or bool(vocabulary.pattern("deeds").search(rest)))
        acts = mood.imperative(rest) or bool(GOAL.search(part.text)) or counted
        return bool(who.units) or acts or (bool(part.group) and not later and has_second_verb(rest))
    if not (part.spoken or part.active):
        return (begun or part.section > 0) and (mood.imperative(rest) or bool(who.units and AT_LEAST.search(rest)))
    if who.units:
        return part.active or part.verb in ("要求", "强调", "叮嘱", "议定", "决定", "明确", "批示")
    if mood.imperative(part.text):
        return True
    return (part.active or part.verb == "要求") and not later and not STATES.match(part.text)


def _is_aside(text: str) -> bool:
    return bool(vocabulary.pattern("asides").search(text))


def _settle(parts: list[Part], found: list[str]) -> list[str]:
    """A head needs an order after it, a tail one before it."""
    settled = [NOTE if _names_list(parts, place) else role for place, role in enumerate(found)]
    for place in range(len(parts) - 1, -1, -1):
        if settled[place] == FRAME:
            settled[place] = HEAD if _goes_on(parts, settled, place) else OTHER
        elif settled[place] == HEAD and not _goes_on(parts, settled, place):
            stands = mood.imperative(parts[place].text) or mood.asks(parts[place].text)
            bound = mood.is_condition(parts[place].text) or mood.BOUND.match(parts[place].text)
            settled[place] = ORDER if stands and not bound else OTHER
    for place in range(len(parts)):
        if settled[place] == ORDER and (_is_tail(parts, settled, place) or _tail_goes_on(parts, settled, place)):
            settled[place] = TAIL
    return settled


def _names_list(parts: list[Part], place: int) -> bool:
    """Whether a short clause only announces the ordinals right after it (三、有关要求 (一)…)."""
    part, following = parts[place], parts[place + 1] if place + 1 < len(parts) else None
    if not following or not (part.fresh and following.fresh) or following.piece.paragraph != part.piece.paragraph:
        return False
    return part.piece.stop in ("：", " ") and len(part.text) < 12 and not mood.asks(part.text)


def _goes_on(parts: list[Part], found: list[str], place: int) -> bool:
    if place + 1 == len(parts) or found[place + 1] not in (ORDER, HEAD):
        return False
    here, following = parts[place], parts[place + 1]
    same = (following.piece.sentence, following.block) == (here.piece.sentence, here.block)
    return same and here.piece.stop in "，：" and not following.fresh


def _is_tail(parts: list[Part], found: list[str], place: int) -> bool:
    part = parts[place]
    before = parts[place - 1] if place else None
    if not before or part.fresh or before.piece.sentence != part.piece.sentence or before.piece.stop != "，":
        return False
    if found[place - 1] not in (ORDER, TAIL) or part.text.startswith(("要", "须", "务必", "必须")):
        return False
    return mood.says_what_for(part.text) or bool(RESULT.search(part.text) and not mood.imperative(part.text))


def _tail_goes_on(parts: list[Part], found: list[str], place: int) -> bool:
    """Whether a clause goes on with the purpose before it (确保道路畅通,群众出行安全)."""
    part = parts[place]
    if not place or found[place - 1] != TAIL or part.fresh or parts[place - 1].piece.sentence != part.piece.sentence:
        return False
    if parts[place - 1].piece.stop != "，" or mood.asks(part.text) or mood.imperative(part.text):
        return False
    return bool(vocabulary.pattern("good_ends", after="$").search(part.text) or PAIRED.fullmatch(part.text))
