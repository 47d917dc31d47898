"""A directive that an open item covers already becomes one more source of that item, and no item of its own."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from lastmile.kernel.act import Act, ItemRef, Refused, action
from lastmile.kernel.queries.items import some

from ..models import Directive
from .shared import OPEN, OnDirective, in_state, reviews, settle

OVER = ("closed", "cancelled")


class LinkDirective(OnDirective):
    item: ItemRef = Field(title=N_("已有事项"))
    words: str = Field("", title=N_("补充说明"), max_length=200)


@action("directive.link", N_("并入已有事项"), takes=LinkDirective, may=reviews, locks=Directive)
def link_directive(act: Act, given: LinkDirective, directive: Directive) -> None:
    """It is covered by the item from here on; nothing is issued. Refused when the item is over, or not for these eyes."""
    in_state("directive.link", directive, *OPEN)
    item = next(iter(some(act.actor, [given.item]).rows), None)
    if item is None:
        raise Refused("directive.link.unseen", _("没有这件事项，或者您看不到它，请核对编号。"), "item")
    if item.state in OVER or (item.state == "draft" and item.issued_at is None):
        raise Refused("directive.link.over", _("{number}不在办理中，不能并入；要办的请立为新的事项。").format(number=item.number), "item")
    reason = _("与{number}是同一件事。").format(number=item.number) + given.words
    act.set(directive, state="linked", linked_id=item.id, reason=reason, doubt="")
    settle(act, directive.document_id)
