"""The story of 青云市 from June to November 2026, as the steps that its people take.

The values of a step are those of its action, with names such as "item:6-05" (see Step) where the system has its own keys:

    document.take       file title issued_on genre              directive.add    document says title area lead assisting due
    directive.accept    directive item                                           rhythm goal doubt
    directive.dismiss   directive reason                        document.cover   document clause reason
    document.issue      document items                          item.open        as directive.add, with source
    item.issue  item.sign                                       item.refuse      reason
    item.change         lead                                    item.reassign    lead reason
    item.hand_to        handler words                           item.break_down  children (ref unit title due goal)
    item.progress       done problem next percent               item.report      the same, with evidence (see words.evidence)
    item.return         reason                                  item.verify      how finding
    item.close          words                                   item.cancel  item.suspend  item.resume    reason
    item.extend         due reason progress asked_by            item.waive_children  children reason

An item carries its own name in `item`, a document's act the document's in `document`; `goal` is verb, noun, measure, number.
Units are keys of units.json, people usernames of people.json, dates ISO. The clock's own acts (lights, urging) are left to it.
"""
from collections.abc import Iterator
from datetime import date

from . import papers
from .cast import supervisor
from .compose import tell
from .data import Story, documents, stories
from .hours import NOW
from .step import Step

__all__ = ["Step", "steps"]
LAST_DAY = NOW.date()
HELD = ("draft", "dismissed", "doubtful", "unseen", "accepted")  # never issued


def steps(today: date = LAST_DAY) -> Iterator[Step]:
    """All steps up to and including `today`, in order of time; the story itself ends on 23 November 2026."""
    told = [step for number, paper in enumerate(documents(), 1) for step in papers.steps(number, paper)]
    told += [step for story in stories() for step in _of(story)]
    for step in sorted(told, key=lambda step: step.at):
        if step.at <= NOW and step.at.date() <= today:
            yield step


def _of(story: Story) -> list[Step]:
    """The steps of one story, with its opening when it comes from no document."""
    opening = [] if story.document else papers.opening(story, supervisor(story))
    if story.end in HELD:
        return opening
    issued = opening[-1].at if opening else papers.issued_at(documents()[story.document - 1])
    return opening + tell(story, issued).all_steps()
