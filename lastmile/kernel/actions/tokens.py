import secrets
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from ..act import Act, OneLine, PersonRef, Refused, action
from ..models import Person, Token, hash_of
from .people import self_or_administers


class IssueToken(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    person: PersonRef = Field(title=N_("人员账号"))
    name: OneLine = Field(title=N_("用途"), min_length=1, max_length=100)
    secret: SecretStr = Field(title=N_("令牌"), min_length=32)
    days: int = Field(365, title=N_("有效天数"), ge=1, le=1100)


class RevokeToken(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    person: PersonRef = Field(title=N_("人员账号"))
    name: OneLine = Field(title=N_("用途"), min_length=1, max_length=100)


def new_secret() -> str:
    return secrets.token_urlsafe(32)


@action("token.issue", N_("发放接口令牌"), takes=IssueToken, may=self_or_administers, locks=Person, in_person=True)
def issue_token(act: Act, given: IssueToken, person: Any) -> None:
    """A key to the API for a person's programs; whoever asks brings the secret, only its hash is kept."""
    if not person.active:
        raise Refused("person.not-found", _("此人已停用，不能发放令牌。"), "person")
    if Token.objects.filter(person_id=given.person, name=given.name, revoked_at=None, expires_at__gt=act.now).exists():
        raise Refused("token.issue.twice", _("已经有一个用途相同的令牌，请先收回。"), "name")
    act.attach(Token, hash=hash_of(given.secret.get_secret_value()), person_id=given.person, name=given.name, issued_at=act.now,
               expires_at=act.now + timedelta(days=given.days))


@action("token.revoke", N_("收回接口令牌"), takes=RevokeToken, may=self_or_administers, locks=Person)
def revoke_token(act: Act, given: RevokeToken, person: Any) -> None:
    """The key opens nothing from now on."""
    found = Token.objects.filter(person_id=given.person, name=given.name, revoked_at=None).values_list("id", flat=True).first()
    if found is None:
        raise Refused("token.revoke.none", _("没有这个令牌，或已经收回。"), "name")
    act.set(act.get(Token, found), revoked_at=act.now)

