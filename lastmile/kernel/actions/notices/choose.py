"""How somebody wants to be told: when, and where they are reached."""
import re
from typing import Any, Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from lastmile.lib.sealed import seal

from ...act import Act, PersonRef, Refused, action
from ...models import Contact, NoticeChoice, Person
from ...rules.posting import Choice
from ..people import self_or_administers

Channel = Literal["mail", "wecom", "dingtalk", "feishu", "sms"]
SEALED_FOR = "contact"
KEY = re.compile(r"[A-Za-z0-9_-]{4,100}")  # of a robot: never an address, so that nobody makes us call where they like
TELEPHONE = re.compile(r"\+?\d{5,15}")
TEST = re.compile(r"test-[a-z]+(@test\.invalid)?")


class OnPerson(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    person: PersonRef = Field(title=N_("人员账号"))


class ChooseNotices(OnPerson):
    digest_hour: int = Field(Choice.digest_hour, title=N_("每日汇总几点发"), ge=0, le=23)
    urgent_at_once: bool = Field(Choice.urgent_at_once, title=N_("急件随时发"))
    quiet_from: int = Field(Choice.quiet_from, title=N_("免打扰从几点"), ge=0, le=23)
    quiet_until: int = Field(Choice.quiet_until, title=N_("免打扰到几点"), ge=0, le=23)


class OnContact(OnPerson):
    channel: Channel = Field(title=N_("渠道"))


class SetContact(OnContact):
    address: SecretStr = Field(title=N_("邮箱、手机号或机器人密钥"), min_length=4, max_length=200)


@action("notice.choose", N_("设置消息时间"), takes=ChooseNotices, may=self_or_administers, locks=Person)
def choose_notices(act: Act, given: ChooseNotices, person: Any) -> None:
    """From now on; what waits already goes out when it was to."""
    values = given.model_dump(exclude={"person"})
    known = act.get(NoticeChoice, person.pk)
    if known is None:
        act.attach(NoticeChoice, person_id=person.pk, **values)
    else:
        act.set(known, **values)


@action("contact.set", N_("设置接收地址"), takes=SetContact, may=self_or_administers, locks=Person)
def set_contact(act: Act, given: SetContact, person: Any) -> None:
    """Where messages go by this channel; the journal tells that it changed, never what it is."""
    address = given.address.get_secret_value().strip()
    if not fits(given.channel, address):
        raise Refused("contact.set.address", _(WRONG[given.channel]), "address")
    put(act, person.pk, given.channel, seal(settings.SECRET_KEY, SEALED_FOR, address))


@action("contact.remove", N_("取消接收地址"), takes=OnContact, may=self_or_administers, locks=Person)
def remove_contact(act: Act, given: OnContact, person: Any) -> None:
    """No message goes out by this channel any more; in the application everything is still told."""
    if not Contact.objects.filter(person_id=person.pk, channel=given.channel).exclude(address=b"").exists():
        raise Refused("contact.remove.none", _("这个渠道没有接收地址。"), "channel")
    put(act, person.pk, given.channel, b"")


WRONG = {"mail": N_("这不是邮箱地址，请写成 limin@example.cn。"), "sms": N_("这不是手机号，请只填数字。")} | dict.fromkeys(
    ("wecom", "dingtalk", "feishu"), N_("请只填机器人地址里的密钥（key、access_token 或最后一段），不要填整个网址。"))


def fits(channel: str, address: str) -> bool:
    """Is it an address of this channel? Test addresses fit every channel."""
    if TEST.fullmatch(address):
        return True
    if channel == "mail":
        try:
            validate_email(address)
        except ValidationError:
            return False
        return True
    return bool((TELEPHONE if channel == "sms" else KEY).fullmatch(address))


def put(act: Act, person: int, channel: str, address: bytes) -> None:
    found = Contact.objects.filter(person_id=person, channel=channel).values_list("id", flat=True).first()
    if found is None:
        act.attach(Contact, person_id=person, channel=channel, address=address)
    else:
        act.set(act.get(Contact, found), address=address)
