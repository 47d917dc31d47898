"""Plays the story: each step becomes an act at its own moment, by its own person; between days the clock does its turns."""
import difflib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from lastmile.domains.directives.queries import directives_of, item_of
from lastmile.interfaces.jobs.files import hand_in
from lastmile.kernel.act import Actor, Refused, perform, seal
from lastmile.kernel.actions.items.turn import sweep
from lastmile.kernel.queries import people
from lastmile.kernel.registry import ACTIONS
from lastmile.lib.workdays import SHANGHAI

from . import city, data, drawings
from .plan import Step, steps

BEGIN = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
TURNS = (time(8, 31), time(17, 31))  # lights turn when the office opens and when it closes
HOW = {"现场核查": "visit", "资料核查": "papers", "电话核查": "phone", "暗访": "unannounced", "回访": "return_visit"}
NOT_ONE = "与已列事项重复，或只是原则要求，不单独立项。"


def play() -> None:
    """The whole story in one transaction, so that a start that is interrupted leaves an empty database, not half a city."""
    with transaction.atomic():
        Story().play()
    with connection.cursor() as cursor:
        cursor.execute("select lastmile_fold(1000000)")
    seal(data_end())


def data_end() -> datetime:
    return list(steps())[-1].at


class Story:
    """What the story's names stand for in this database."""

    def __init__(self) -> None:
        self.units, self.people = city.found(BEGIN)
        self.ids: dict[str, int] = {}
        self.actors: dict[str, Actor] = {}
        self.told: dict[int, set[int]] = {}  # by document: the directives of which the story tells

    def play(self) -> None:
        self.passwords()
        last = BEGIN
        for step in steps():
            for moment in turns(last, step.at):
                while sweep(moment):
                    pass
            last = step.at
            self.do(step)

    def actor(self, username: str) -> Actor:
        if username not in self.actors:
            found = people.actor_named(username, "web")
            if found is None:
                raise LookupError(username)
            self.actors[username] = found
        return self.actors[username]

    def passwords(self) -> None:
        for username in city.SHOWN:
            perform("person.set_password", {"person": self.people[username], "password": city.PASSWORD}, self.actor(username), now=BEGIN)

    def do(self, step: Step) -> None:
        prepare = PREPARE.get(step.action)
        values = prepare(self, step) if prepare else self.plain(step)
        if values is None:
            return
        name = values.pop("action", step.action)
        try:
            done = perform(name, values, self.actor(step.username), now=step.at)
        except Refused as no:
            raise RuntimeError(f"{step.at:%m-%d %H:%M} {step.username} {name} {step.ref}: {no.code} {no.says}") from no
        self.learn(step, name, done.id)

    def plain(self, step: Step) -> dict[str, Any]:
        """The values that the action takes by the same name, with ids for names."""
        known = ACTIONS[step.action].takes.model_fields
        values = {k: self.ids.get(v, v) if isinstance(v, str) else v for k, v in step.values.items() if k in known}
        return values

    def learn(self, step: Step, name: str, made: int) -> None:
        if name in ("document.take", "directive.add", "item.open"):
            self.ids[step.ref] = made
        if name == "document.take":
            self.told[made] = set()
        if step.action == "document.issue":
            for ref in step.values["items"]:
                self.ids[ref] = item_of(self.ids["directive:" + ref.partition(":")[2]])
        if name == "item.break_down":
            parts = [child["ref"] for child in step.values["children"]]
            made_ids = self.parts_of(made)[-len(parts):]
            self.ids |= dict(zip(parts, made_ids, strict=True))

    def parts_of(self, item: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("select id from kernel_item where parent_id = %s order by id", [item])
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
    v = step.values
    return {"content": data.text(v["file"]), "name": v["file"], "title": v["title"], "issued_on": v["issued_on"]}


def add(story: Story, step: Step) -> dict[str, Any]:
    """What the reader has found already is corrected; what it has not is added."""
    v, document = step.values, story.ids[step.values["document"]]
    fields = {"title": v["title"], "area": v["area"], "lead": story.units.get(v["lead"]), "rhythm": v["rhythm"], "due": v["due"],
              "assisting": [story.units[u] for u in v["assisting"]], "measure": goal(v["goal"]), "doubt": v["doubt"]}
    fields = {k: x for k, x in fields.items() if x not in (None, "", [])}
    near = [(difflib.SequenceMatcher(None, d.text, v["says"]).ratio(), d.id) for d in directives_of(document)
            if d.id not in story.told[document] and (d.text in v["says"] or v["says"] in d.text or d.text[:8] == v["says"][:8])]
    if near:
        found = max(near)[1]
        story.told[document].add(found)
        story.ids[step.ref] = found
        return {"action": "directive.change", "directive": found, **fields}
    return {"document": document, "says": v["says"], **fields}


def issue(story: Story, step: Step) -> dict[str, Any]:
    document = story.ids[step.values["document"]]
    dismiss_rest(story, step, document)
    return {"document": document}


def dismiss_rest(story: Story, step: Step, document: int) -> None:
    """What the reader proposed beyond the story is no item of its own."""
    told = {story.ids.get(ref) for ref in story.ids if ref.startswith("directive:")}
    for directive in directives_of(document):
        if directive.id not in told and directive.state == "proposed":
            perform("directive.dismiss", {"directive": directive.id, "reason": NOT_ONE}, story.actor(step.username), now=step.at)


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
    person = story.people[step.username]
    hashes = [hand_in(name, media, content, person, step.at) for name, media, content in drawings.files(step.values.get("evidence", ()))]
    return story.plain(step) | {"evidence": hashes}


def verified(story: Story, step: Step) -> dict[str, Any]:
    return story.plain(step) | {"how": HOW.get(step.values["how"], "visit"), "close": False}


def goal(words: list) -> str:
    return "{}{}{}{}".format(words[0], words[1], words[3], words[2]) if words else ""


PREPARE: dict[str, Callable[[Story, Step], dict[str, Any] | None]] = {
    "document.take": take, "directive.add": add, "document.issue": issue, "item.open": opened, "item.change": changed,
    "item.reassign": changed, "item.break_down": broken_down, "item.report": reported, "item.verify": verified,
}
