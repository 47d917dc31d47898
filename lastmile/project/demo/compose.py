"""From a story to steps: when an item is signed, told, broken down, reported, sent back, checked and closed."""
from collections.abc import Callable
from datetime import date, datetime, timedelta

from . import cast, words
from .cascade import issuer, parts
from .data import Story, day
from .hours import CALENDAR, NOW, before, pick, spread
from .tale import Tale

TODAY = NOW.date()
REPORTED = ("reported", "returned", "verified", "closed")
APART = {"once": 9, "weekly": 15, "monthly": 22, "quarterly": 40}  # working days from one telling to the next
PAUSE, GO_ON = "三防Ⅲ级应急响应期间集中力量防御，暂停计时。", "应急响应已结束，恢复计时。"
Beat = tuple[date, Callable[[], None]]


def tell(story: Story, issued_at: datetime) -> Tale:
    """The whole tale of an issued item, with the tales of its parts inside."""
    tale = Tale(story, issued_at)
    if story.end == "assigned":
        return tale
    take_over(tale)
    if story.end == "signed":
        return tale
    beats = [*turns(tale), *broken_down(tale), *notes(tale)]
    for _, beat in sorted(beats, key=lambda timed: timed[0]):
        beat()
    finish(tale)
    return tale


def take_over(tale: Tale) -> None:
    """The unit signs, after a detour if it was given to the wrong one; perhaps a colleague goes on with it."""
    story = tale.story
    if story.first:
        (refused if story.turn("refuse") else moved)(tale)
    wait = 2 if story.turn("late_sign") else int(pick(story.ref + "sign", 4) == 0)
    tale.act(CALENDAR.add_workdays(tale.last.date(), wait), tale.holder, "item.sign")
    if story.turn("handed"):
        colleague = cast.colleague(story.lead)
        tale.soon(tale.holder, "item.hand_to", handler=colleague, words=words.choose("handing", story.ref))
        tale.holder = colleague


def refused(tale: Tale) -> None:
    """The wrong unit says so; the supervisor gives it to the right one."""
    story = tale.story
    tomorrow = CALENDAR.add_workdays(tale.last.date(), 1)
    tale.act(tomorrow, tale.holder, "item.refuse", reason=words.fixed("refusals", story.first))
    tale.holder = cast.duty(story.lead)
    tale.supervise(tomorrow, "item.change", lead=story.lead)
    tale.supervise(tomorrow, "item.issue")


def moved(tale: Tale) -> None:
    """The wrong unit signs; the supervisor notices and moves it."""
    story = tale.story
    tale.soon(tale.holder, "item.sign")
    tale.supervise(CALENDAR.add_workdays(tale.last.date(), 2), "item.reassign", lead=story.lead,
                   reason=words.fixed("moves", story.first))
    tale.holder = cast.duty(story.lead)


def turns(tale: Tale) -> list[Beat]:
    """Extensions and pauses, each on its day."""
    story, beats = tale.story, list[Beat]()
    if turn := story.turn("extend"):
        beats.append((day(turn[1]), lambda: extend(tale, day(turn[1]), turn[2])))
    if pause := story.turn("suspend"):
        reason = PAUSE if len(pause) > 2 else f"{story.problem}。{story.next}。"
        beats.append((day(pause[1]), lambda: tale.supervise(day(pause[1]), "item.suspend", reason=reason)))
        if len(pause) > 2:
            beats.append((day(pause[2]), lambda: tale.supervise(day(pause[2]), "item.resume", reason=GO_ON)))
    return beats


def extend(tale: Tale, when: date, until: str) -> None:
    """Asked for by the unit before the due day, granted by the supervisor with a new one."""
    story = tale.story
    problem = words.trouble(story, 0, own=True)["problem"].rstrip("。")
    reason = words.choose("reasons", story.ref).format(problem=problem)
    progress = tale.steps[-1].values.get("done", "已签收，正在办理。")
    tale.supervise(when, "item.extend", due=until, reason=reason, progress=progress, asked_by=tale.holder)


def broken_down(tale: Tale) -> list[Beat]:
    """The day on which the parts are issued: the next working day, or the one on which a pause near the start ends."""
    if not tale.story.kids:
        return []
    pause = tale.story.turn("suspend")
    start = day(pause[2]) if pause else CALENDAR.add_workdays(tale.last.date(), 1)
    return [(start, lambda: break_down(tale, start))]


def break_down(tale: Tale, when: date) -> None:
    """Issues the parts, then tells how each went."""
    stories = parts(tale.story)
    children = [{"ref": f"item:{s.ref}", "unit": s.lead, "title": s.title, "due": s.due.isoformat(), "goal": list(s.measure)}
                for s in stories]
    who = tale.holder if issuer(tale.story) else cast.supervisor(tale.story)
    tale.act(when, who, "item.break_down", children=children)
    tale.parts = [tell(story, tale.last) for story in stories]


def notes(tale: Tale) -> list[Beat]:
    """When progress is told, and how far it is each time."""
    story, first = tale.story, tale.last.date()
    until = finishing(story) or (day(story.turn("suspend")[1]) if story.end == "suspended" else None)
    if until and story.turn("returned"):
        until = before(until, 4)
    days = spread(first, until, _times(story, first, until)) if until else _lately(story, first)
    pause = story.turn("suspend")
    if len(pause) > 2:
        days = [d for d in days if not day(pause[1]) <= d <= day(pause[2])]

    def timed(nth: int, when: date) -> Beat:
        figure, last = reached(story, first, when, nth / len(days)), nth == len(days)
        return when, lambda: tale.note(when, figure, own=last)

    return [timed(nth, when) for nth, when in enumerate(days, 1)]


def _times(story: Story, first: date, until: date) -> int:
    length = CALENDAR.workdays_between(first, until) if first < until else 0
    return min(8, length // APART[story.rhythm] + (story.rhythm == "once"))


def _lately(story: Story, first: date) -> list[date]:
    last = before(TODAY, 1 if story.kids else 1 + pick(story.ref + "lately", 4))
    return [*spread(first, last, _times(story, first, last) - 1), last] if first < last else []


def reached(story: Story, first: date, when: date, share: float) -> int:
    """The figure on that day: by the calendar for a standing duty, by the notes for one that ends."""
    total = story.measure[3]
    if story.reach:
        return int(story.reach * share)
    if finishing(story) and story.rhythm == "once":
        return int(total * share * 0.9)
    passed = (when - first).days / max(1, (story.until - first).days)
    return int(total * min(0.94, passed * (85 + pick(story.ref + "pace", 25)) / 100))


def finishing(story: Story) -> date | None:
    """The day of the last report or of the end; None for what goes on."""
    if story.on or story.end not in REPORTED:
        return story.on
    room = {"closed": 3, "verified": 2, "returned": 2, "reported": 1}[story.end]
    return min(before(story.until, room - 1 + pick(story.ref + "end", 2)), before(TODAY, room))


def finish(tale: Tale) -> None:
    """The last report, the check, and the end."""
    story, when = tale.story, finishing(tale.story)
    if when is None:
        return
    if story.end == "cancelled":
        tale.supervise(when, "item.cancel", reason=f"{story.problem}；{story.next}。")
    if story.end not in REPORTED:
        return
    waive(tale, when)
    if story.turn("returned") and story.end != "returned":
        tale.report(before(when, 4))
        tale.check(CALENDAR.add_workdays(tale.last.date(), 1), passed=False)
        tale.mend(CALENDAR.add_workdays(tale.last.date(), 1))
    tale.report(when)
    settle(tale)


def waive(tale: Tale, when: date) -> None:
    """Waits for the parts; one that is allowed to stay behind is waived by the supervisor."""
    turn = tale.story.turn("waive")
    behind = [part for part in tale.parts if turn and part.story.lead in turn[1:]]
    tale.last = max([tale.last, *(part.last for part in tale.parts if part not in behind)])
    if behind:
        refs = [part.ref for part in behind]
        tale.supervise(when, "item.waive_children", children=refs, reason="该县剩余点位另行销号，不影响全市办结。")


def settle(tale: Tale) -> None:
    """What comes after the last report."""
    story, reported_on = tale.story, tale.last.date()
    if story.end == "reported":
        return
    slow = pick(story.ref + "check", 2) if reported_on < before(TODAY, 6) else 0
    tale.check(CALENDAR.add_workdays(reported_on, 1 + slow), passed=story.end != "returned")
    if story.end == "closed":
        when = tale.last.date() + timedelta(days=slow)
        tale.supervise(when, "item.close", words=words.choose("closings", story.ref))
