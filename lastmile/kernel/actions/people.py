from functools import partial
from typing import Any, Literal

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from ..act import Act, Asking, Made, OneLine, PersonRef, Refused, UnitRef, action
from ..models import Person, Post
from ..rules.permissions import administers

Role = Literal["supervisor", "leader", "handler", "verifier", "administrator"]


class AddPerson(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    username: str = Field(title=N_("账号"), min_length=2, max_length=50, pattern=r"^[A-Za-z0-9._-]+$")
    name: OneLine = Field(title=N_("姓名"), min_length=1, max_length=50)
    unit: UnitRef = Field(title=N_("所在单位"))
    role: Role = Field(title=N_("角色"))
    scope: UnitRef | None = Field(None, title=N_("管辖范围"))
    duty: bool = Field(False, title=N_("值班责任人"))


class OnPerson(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    person: PersonRef = Field(title=N_("人员账号"))


class GivePost(OnPerson):
    unit: UnitRef = Field(title=N_("所在单位"))
    role: Role = Field(title=N_("角色"))
    scope: UnitRef | None = Field(None, title=N_("管辖范围"))
    duty: bool = Field(False, title=N_("值班责任人"))


class TakePost(OnPerson):
    unit: UnitRef = Field(title=N_("所在单位"))
    role: Role = Field(title=N_("角色"))


class SetPassword(OnPerson):
    old: SecretStr | None = Field(None, title=N_("原密码"), exclude=True)
    password: SecretStr = Field(title=N_("新密码"))


def administers_person(asking: Asking, given: Any, row: Any) -> bool:
    """An administrator over every unit in which the person sits and to which their posts reach; over the city for who has no post."""
    if asking.actor.system:
        return True
    posts = Post.objects.filter(person_id=row.pk, ended_at=None).values_list("unit_id", "scope_id")
    reach = {unit for post in posts for unit in post} or {asking.city.root.id if asking.city.root else 0}
    return all(asking.actor.has(asking.city, "administrator", over=unit) for unit in reach)


def self_or_administers(asking: Asking, given: Any, row: Any) -> bool:
    return asking.actor.id == row.pk or administers_person(asking, given, row)


@action("person.add", N_("新增人员"), takes=AddPerson, may=administers)
def add_person(act: Act, given: AddPerson, row: None) -> Made:
    """Somebody with a first post, who may sign in once a password is set; a program never needs one, its token works without."""
    if Person.objects.filter(username=given.username).exists():
        raise Refused("person.add.username", _("账号 {username} 已经有人使用。").format(username=given.username), "username")
    made = act.add(Person, username=given.username, name=given.name, password=make_password(None))
    give(act, made.id, given)
    return made


@action("post.give", N_("任岗"), takes=GivePost, may=administers, locks=Person)
def give_post(act: Act, given: GivePost, person: Any) -> None:
    """A further post for somebody."""
    if Post.objects.filter(person_id=given.person, unit_id=given.unit, role=given.role, ended_at=None).exists():
        raise Refused("post.give.twice", _("此人已经在这个岗位上。"))
    give(act, person.pk, given)


@action("post.take", N_("免岗"), takes=TakePost, may=administers, locks=Person)
def take_post(act: Act, given: TakePost, person: Any) -> None:
    """The post ends; what was done in it stays."""
    held = Post.objects.filter(person_id=given.person, unit_id=given.unit, role=given.role, ended_at=None)
    found = held.values_list("id", flat=True).first()
    if found is None:
        raise Refused("post.take.none", _("此人不在这个岗位上。"))
    act.set(act.get(Post, found), ended_at=act.now)


@action("person.set_password", N_("设置密码"), takes=SetPassword, may=self_or_administers, locks=Person, in_person=True)
def set_password(act: Act, given: SetPassword, person: Any) -> None:
    """A new password, never in the journal. One's own needs the old one; one set by somebody else must be changed at the next sign-in."""
    secret, own = given.password.get_secret_value(), act.actor.id == person.pk
    if own and person.has_usable_password() and not (given.old and person.check_password(given.old.get_secret_value())):
        raise Refused("person.set_password.old", _("原密码不对。"), "old")
    try:
        validate_password(secret, person)
    except ValidationError as no:
        raise Refused("person.set_password.weak", "".join(no.messages), "password") from no
    act.set(person, password=make_password(secret), password_set_at=act.now, must_change=not own)
    if not own:
        transaction.on_commit(partial(unlock, person.username), robust=True)


@action("person.retire", N_("停用人员"), takes=OnPerson, may=administers_person, locks=Person)
def retire_person(act: Act, given: OnPerson, person: Any) -> None:
    """They can no longer sign in; their posts end."""
    if not person.active:
        raise Refused("person.retire.again", _("此人已经停用。"))
    act.set(person, active=False)
    for post in Post.objects.filter(person_id=person.pk, ended_at=None).order_by("id").values_list("id", flat=True):
        act.set(act.get(Post, post), ended_at=act.now)


def unlock(username: str) -> None:
    """The pause after wrong passwords is over for this name, wherever they came from."""
    from axes.utils import reset
    reset(username=username)


def give(act: Act, person: int, given: Any) -> None:
    if given.role in ("supervisor", "administrator", "verifier", "leader") and given.scope is None:
        scope = act.city.speaks_for(given.unit).id
    else:
        scope = given.scope or given.unit
    if not act.actor.system and not act.actor.has(act.city, "administrator", over=scope):
        raise Refused("post.give.scope", _("管辖范围超出了您能授予的范围。"), "scope")
    act.attach(Post, person_id=person, unit_id=given.unit, scope_id=scope, role=given.role, duty=given.duty)
