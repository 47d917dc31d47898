"""The secret address of somebody's calendar."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field, SecretStr

from ...act import Act, Refused, action
from ...models import Feed, Person, hash_of
from ..people import self_or_administers
from .choose import OnPerson


class IssueFeed(OnPerson):
    secret: SecretStr = Field(title=N_("订阅密钥"), min_length=32)


@action("feed.issue", N_("生成日历订阅地址"), takes=IssueFeed, may=self_or_administers, locks=Person, in_person=True)
def issue_feed(act: Act, given: IssueFeed, person: Any) -> None:
    """A new secret address for the calendar; the one before opens nothing any more."""
    if not person.active:
        raise Refused("person.not-found", _("此人已停用，不能生成订阅地址。"), "person")
    close(act, person.pk)
    act.flush()  # the old one ends before the new one begins: one is in force at a time
    act.attach(Feed, person_id=person.pk, hash=hash_of(given.secret.get_secret_value()), issued_at=act.now)


@action("feed.revoke", N_("停用日历订阅地址"), takes=OnPerson, may=self_or_administers, locks=Person)
def revoke_feed(act: Act, given: OnPerson, person: Any) -> None:
    """The address opens nothing from now on."""
    if not close(act, person.pk):
        raise Refused("feed.revoke.none", _("没有在用的订阅地址。"))


def close(act: Act, person: int) -> bool:
    found = Feed.objects.filter(person_id=person, revoked_at=None).values_list("id", flat=True).first()
    if found is not None:
        act.set(act.get(Feed, found), revoked_at=act.now)
    return found is not None
