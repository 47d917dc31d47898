"""Long work, as its asker sees it; administrators of the whole city see everybody's."""
from django.db.models import QuerySet

from ..act import Actor
from ..act.load import asked
from ..models import Work
from .visible import city_for

UNFINISHED = ("waiting", "working")


def sees_all(actor: Actor) -> bool:
    """Whether the actor sees the work of others: who administers the whole city."""
    city = city_for(actor)
    return actor.system or (city.root is not None and actor.has(city, "administrator", over=city.root.id))


def mine_or_all(actor: Actor) -> QuerySet[Work]:
    """What the actor may see and cancel."""
    works = Work.objects.select_related("person")
    return works if sees_all(actor) else works.filter(person_id=actor.id)


def work_of(actor: Actor, pk: int) -> Work | None:
    return mine_or_all(actor).filter(pk=pk).first()


def result_of(actor: Actor, pk: int) -> Work | None:
    """The work, if it is done and the actor asked for it: what came of it was chosen by what this person may see."""
    return Work.objects.filter(pk=pk, person_id=actor.id, state="done").first()


def works_of(actor: Actor, everybody: bool = False, older: int = 0, size: int = 50) -> list[Work]:
    """The newest first, one more than asked for when there are more; `everybody` is for those who see all."""
    found = mine_or_all(actor) if everybody else Work.objects.select_related("person").filter(person_id=actor.id)
    return list((found.filter(pk__lt=older) if older else found).order_by("-id")[:size + 1])


def unfinished(actor: Actor) -> int:
    """How many of the actor's own are waiting or being done."""
    return Work.objects.filter(person_id=actor.id, state__in=UNFINISHED).count()


def held(hashes: list[str]) -> set[str]:
    """Those of these files that are given to a work or are its result."""
    return {hash for hash, in asked(
        "select h from kernel_work w, unnest(w.files) h where h = any(%s)", hashes)}
