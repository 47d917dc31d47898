"""A document on its day: taken in, read, its directives accepted, and the items issued."""
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from .data import NO_DAY, Story, day, stories
from .hours import at
from .step import Step

TAKEN, NEWEST, ISSUED = time(14, 8), time(15, 40), time(15, 20)  # the newest is read late and is still being reviewed


def directives(number: int) -> list[Story]:
    """The stories of one document."""
    return [story for story in stories() if story.document == number]


def in_review(number: int) -> bool:
    """Is the document not issued yet?"""
    return any(story.end == "unseen" for story in directives(number))


def issued_at(paper: dict[str, Any]) -> datetime:
    """When the items of a document went out."""
    return at(day(paper["issued_on"]), ISSUED)


def steps(number: int, paper: dict[str, Any]) -> Iterator[Step]:
    """What happens to document `number` (from 1 on) until its items are issued."""
    found, ref, review = directives(number), f"doc:{number}", in_review(number)
    now = at(day(paper["issued_on"]), NEWEST if review else TAKEN)

    def act(action: str, about: str, seconds: int, **values: Any) -> Step:
        nonlocal now
        now += timedelta(seconds=seconds)
        return Step(now, paper["supervisor"], action, {"document": ref, **values}, about)

    taken = {key: paper[key] for key in ("file", "title", "issued_on", "genre")}
    yield act("document.take", ref, 0, **taken)
    for story in found:
        yield act("directive.add", f"directive:{story.ref}", 4, **reading(story))
    for story in found:
        if story.end not in ("unseen", "doubtful"):
            yield decision(story, act)
    if review:
        return
    for clause in paper["uncovered"]:
        yield act("document.cover", ref, 25, clause=clause, reason="原则要求或目的，没有可以单独交办的事项。")
    now = issued_at(paper)
    yield act("document.issue", ref, 0, items=[f"item:{s.ref}" for s in found if s.end != "dismissed"])


def decision(story: Story, act: Any) -> Step:
    """The supervisor's word on one directive."""
    about = f"directive:{story.ref}"
    if story.end == "dismissed":
        return act("directive.dismiss", about, 70, directive=about, reason=story.why)
    return act("directive.accept", about, 70, directive=about, item=f"item:{story.ref}")


def reading(story: Story) -> dict[str, Any]:
    """What the directive says, as it is to stand in the list; empty fields are those nobody has filled."""
    return {
        "says": story.says, "title": story.title, "area": story.area, "lead": story.first or story.lead,
        "assisting": list(story.assisting), "due": story.due.isoformat() if story.due != NO_DAY else None, "rhythm": story.rhythm,
        "goal": list(story.count or ()), "doubt": story.why if story.end == "doubtful" else "",
    }


def opening(story: Story, supervisor: str) -> list[Step]:
    """An item that comes from a leader's note and no document: opened, and issued unless it is still a draft."""
    ref, now = f"item:{story.ref}", at(day(story.opened[:10]), time.fromisoformat(story.opened[11:]))
    facts = {key: value for key, value in reading(story).items() if key not in ("says", "doubt")}
    opened = Step(now, supervisor, "item.open", {"item": ref, "source": story.source, **facts}, ref)
    issue = Step(now + timedelta(minutes=7), supervisor, "item.issue", {"item": ref}, ref)
    return [opened] if story.end == "draft" else [opened, issue]
