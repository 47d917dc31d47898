"""Plays the story: each step becomes an act at its own moment, by its own person; between days the clock does its turns."""
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from lastmile.domains.directives.queries import gaps_of
from lastmile.interfaces.files import store
from lastmile.kernel.act import Actor, Refused, perform, seal
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.actions.uploads import note_upload
from lastmile.kernel.queries import people
from lastmile.kernel.registry import ACTIONS
from lastmile.lib.workdays import SHANGHAI

from . import PASSWORD, SHOWN, city, data, drawings
from .plan import Step, steps

BEGIN = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
TURNS = (time(8, 31), time(17, 31))  # lights turn when the office opens and when it closes
NO_ITEM = "原则要求或目的，没有可以单独交办的事项。"
HOW = {"现场核查": "visit", "资料核查": "papers", "电话核查": "phone", "暗访": "unannounced", "回访": "return_visit"}


def play() -> None:
    """The whole story in one transaction, so that a start that is interrupted leaves an empty database, not half a city."""
    with transaction.atomic():
        Story().play()
    with connection.cursor() as cursor:
        cursor.execute("select lastmile_fold(1000000)")
    seal(list(steps())[-1].at)


class Story:
    """What the story's names stand for in this database."""

    def __init__(self) -> None:
        self.units, self.people = city.found(BEGIN)
        self.ids: dict[str, int] = {}
        self.actors: dict[str, Actor] = {}

    def play(self) -> None:
        self.passwords()
        last = BEGIN
        for step in steps():
            for moment in turns(last, step.at):
                while sweep(moment):
                    pass
            last = step.at
            self.do(step)
        newest = data.documents()[-1]
        self.cover(self.ids[f"doc:{len(data.documents())}"], newest["supervisor"], last, tuple(newest["uncovered"]))

    def cover(self, document: int, username: str, at: datetime, left: tuple[str, ...] = ()) -> None:
        """Headings and purposes are looked at and found to be no items, but for the clauses that are left for the viewer."""
        for gap in gaps_of([document])[document]:
            if not any(words in gap.text or gap.text in words for words in left):
                values = {"document": document, "start": gap.start, "end": gap.end, "reason": NO_ITEM}
                perform("document.cover", values, self.actor(username), now=at)

    def actor(self, username: str) -> Actor:
        if username not in self.actors:
            found = people.actor_named(username, "web")
            if found is None:
                raise LookupError(username)
            self.actors[username] = found
        return self.actors[username]

    def passwords(self) -> None:
        for username in SHOWN:
            perform("person.set_password", {"person": self.people[username], "password": PASSWORD}, self.actor(username), now=BEGIN)

    def do(self, step: Step) -> None:
        """One step as one act; what the kernel refuses is a fault of the story."""
        values = PREPARE.get(step.action, Story.plain)(self, step)
        try:
            done = perform(step.action, values, self.actor(step.username), now=step.at)
        except Refused as no:
            raise RuntimeError(f"{step.at:%m-%d %H:%M} {step.username} {step.action} {step.ref}: {no.code} {no.says}") from no
        self.learn(step, done.id)

    def plain(self, step: Step) -> dict[str, Any]:
        """The values that the action takes by the same name, with ids for names."""
        known = ACTIONS[step.action].takes.model_fields
        told = {**step.values, "plan": step.values.get("next", "")}
        return {k: self.ids.get(v, v) if isinstance(v, str) else v for k, v in told.items() if k in known}

    def learn(self, step: Step, made: int) -> None:
        """What the step made, under the story's name for it."""
        name = step.action
        if name in ("document.take", "directive.add", "item.open"):
            self.ids[step.ref] = made
        if name == "document.issue":
            for ref in step.values["items"]:
                self.ids[ref] = items_of(f"source = 'directive:{self.ids['directive:' + ref.partition(':')[2]]}'")[0]
        if name == "item.break_down":
            parts = [child["ref"] for child in step.values["children"]]
            self.ids |= dict(zip(parts, items_of(f"parent_id = {made}")[-len(parts):], strict=True))


def items_of(which: str) -> list[int]:
    """The ids of the items that a condition names, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"select id from kernel_item where {which} order by id")
        return [pk for pk, in cursor.fetchall()]


def turns(since: datetime, until: datetime) -> Iterator[datetime]:
    """The moments between two steps at which the clock looks."""
    day: date = since.date()
    while day <= until.date():
        for at in TURNS:
            moment = datetime.combine(day, at, SHANGHAI)
            if since < moment <= until:
                yield moment
        day += timedelta(days=1)


def take(story: Story, step: Step) -> dict[str, Any]:
    """The paper comes in unread: the story itself tells what is found in it."""
    v = step.values
    return {"content": data.text(v["file"]), "name": v["file"], "title": v["title"], "issued_on": v["issued_on"], "genre": v["genre"],
            "propose": False}


def add(story: Story, step: Step) -> dict[str, Any]:
    v = step.values
    fields = {"document": story.ids[v["document"]], "says": v["says"], "title": v["title"], "area": v["area"],
              "lead": story.units.get(v["lead"]), "assisting": [story.units[u] for u in v["assisting"]], "due": v["due"],
              "rhythm": v["rhythm"], "measure": goal(v["goal"]), "doubt": v["doubt"]}
    return {name: value for name, value in fields.items() if value not in (None, "", [], "once")}


def accept(story: Story, step: Step) -> dict[str, Any]:
    return story.plain(step) | {"usual": True}


def issue(story: Story, step: Step) -> dict[str, Any]:
    story.cover(story.ids[step.values["document"]], step.username, step.at)
    return {"document": story.ids[step.values["document"]]}


def opened(story: Story, step: Step) -> dict[str, Any]:
    v = step.values
    return {"title": v["title"], "body": goal(v["goal"]), "area": v["area"], "unit": story.units[v["lead"]],
            "assisting": [story.units[u] for u in v["assisting"]], "due": v["due"], "rhythm": v["rhythm"], "source": v["source"]}


def changed(story: Story, step: Step) -> dict[str, Any]:
    return story.plain(step) | {"unit": story.units[step.values["lead"]]}


def broken_down(story: Story, step: Step) -> dict[str, Any]:
    children = [{"unit": story.units[c["unit"]], "title": c["title"], "due": c["due"]} for c in step.values["children"]]
    return {"item": story.ids[step.values["item"]], "children": children}


def reported(story: Story, step: Step) -> dict[str, Any]:
    hashes = []
    for name, media, content in drawings.files(step.values.get("evidence", ())):
        kept = store().put([content])
        note_upload(story.actor(step.username), kept.hash, name, media, kept.size, step.at)
        hashes.append(kept.hash)
    return story.plain(step) | {"evidence": hashes}


def verified(story: Story, step: Step) -> dict[str, Any]:
    return story.plain(step) | {"how": HOW.get(step.values["how"], "visit"), "close": False}


def goal(words: list) -> str:
    return f"{words[0]}{words[1]}{words[3]}{words[2]}" if words else ""


PREPARE: dict[str, Callable[[Story, Step], dict[str, Any]]] = {
    "document.take": take, "directive.add": add, "directive.accept": accept, "document.issue": issue,
    "item.open": opened, "item.change": changed,
    "item.reassign": changed, "item.break_down": broken_down, "item.report": reported, "item.verify": verified,
}
