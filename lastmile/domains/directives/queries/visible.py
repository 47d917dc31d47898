"""Who sees papers: supervisors, leaders and verifiers whose scope covers the office that took them in."""
from django.db.models import QuerySet

from lastmile.kernel.act import Actor, snapshot

from ..models import Document

ROLES = ("supervisor", "leader", "verifier")


def papers(actor: Actor) -> QuerySet[Document]:
    """The papers that the actor may see. Handlers see a paper's sentence only where it is their item's source."""
    city = snapshot(actor.revision or None).city
    scopes = [post.scope for post in actor.posts if post.role in ROLES]
    offices = [unit.id for unit in city.units.values() if any(city.covers(scope, unit.id) for scope in scopes)]
    return Document.objects.filter(unit_id__in=offices)
