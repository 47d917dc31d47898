"""One item as it goes: every method is one thing that somebody does to it, later than all before."""
from datetime import date, datetime, timedelta
from typing import Any

from . import cast, hours, words
from .data import Story, unit
from .step import Step


class Tale:
    """The steps of one item so far, who holds it now, and the tales of the parts it was broken down into."""

    def __init__(self, story: Story, issued_at: datetime):
        self.story, self.last = story, issued_at
        self.ref = f"item:{story.ref}"
        self.holder = cast.duty(story.first or story.lead)
        self.steps: list[Step] = []
        self.parts: list[Tale] = []
        self.history: list[tuple[datetime, int]] = []  # when which figure was told

    def act(self, when: date, username: str, action: str, **values: Any) -> None:
        """Adds a step on that day, or as soon after the last one as the office works."""
        self.wait(when, action)
        self.steps.append(Step(self.last, username, action, {"item": self.ref, **values}, self.ref))

    def soon(self, username: str, action: str, **values: Any) -> None:
        """Adds a step within the hour or so."""
        self.act(date.min, username, action, **values)

    def supervise(self, when: date, action: str, **values: Any) -> None:
        """The supervisor adds a step."""
        self.act(when, cast.supervisor(self.story), action, **values)

    def wait(self, when: date, why: str) -> None:
        """Moves the clock of the tale to an office minute of that day, always forward."""
        earliest = self.last + timedelta(minutes=18 + hours.pick(f"{self.ref}{why}", 50))
        key = f"{self.ref}{why}{len(self.steps)}"
        wished = hours.evening(when, key) if self.parts and why == "note" else hours.moment(when, key)
        self.last = hours.in_office(max(earliest, wished) if self.last.date() <= when else earliest)

    def figure(self, at: datetime) -> int:
        """How much is done at a moment: the sum of its parts, or what was last told."""
        if self.parts:
            return sum(part.figure(at) for part in self.parts)
        return next((figure for when, figure in reversed(self.history) if when <= at), 0)

    def note(self, when: date, figure: int, own: bool) -> None:
        """The holder tells the progress: done, problem, next."""
        self.wait(when, "note")
        trouble = words.trouble(self.story, len(self.history), own)
        self._tell("item.progress", figure, **trouble)

    def report(self, when: date) -> None:
        """The holder reports it done, with evidence."""
        self.wait(when, "report")
        self._tell("item.report", self.story.measure[3], **words.settled(self.story))
        shares = [(unit(part.story.lead)["short"], part.figure(self.last)) for part in self.parts]
        self.steps[-1].values["evidence"] = words.evidence(self.story, self.history, shares)

    def mend(self, when: date) -> None:
        """The holder puts right what was sent back."""
        done = words.choose("mended", self.story.ref)
        share = min(99, words.percent(self.story, self.figure(self.last)))
        self.act(when, self.holder, "item.progress", done=done, **words.settled(self.story), percent=share)

    def _tell(self, action: str, figure: int, **trouble: str) -> None:
        former = self.figure(self.history[-1][0]) if self.history else 0
        figure = self.figure(self.last) if self.parts else max(figure, former)
        done = words.done(self.story, figure, former, len(self.history)) + self._answered()
        share = 100 if action == "item.report" else min(99, words.percent(self.story, figure))
        values = {"item": self.ref, "done": done, **trouble, "percent": share}
        self.steps.append(Step(self.last, self.holder, action, values, self.ref))
        self.history.append((self.last, figure))

    def _answered(self) -> str:
        there = sum(any(s.action == "item.report" and s.at <= self.last for s in part.steps) for part in self.parts)
        return f"分解的{len(self.parts)}件已反馈{there}件。" if self.parts else ""

    def check(self, when: date, passed: bool) -> None:
        """Somebody of another unit looks whether it is true."""
        checker = cast.checker(self.story)
        if passed:
            how, finding = words.sample(self.story, "checks")
            self.act(when, checker, "item.verify", how=how, finding=finding)
        else:
            self.act(when, checker, "item.return", reason=words.sample(self.story, "returns"))

    def all_steps(self) -> list[Step]:
        """The steps of the item and of everything below it."""
        return self.steps + [step for part in self.parts for step in part.all_steps()]
