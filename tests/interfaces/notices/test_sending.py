"""From an act to a mail: what goes out, when, to whom, and what becomes of it when the server does not want it."""
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection

from lastmile.interfaces.notices import channels, words
from lastmile.interfaces.notices.post import deliver, send
from lastmile.interfaces.notices.tell import tell
from lastmile.kernel.act import seal
from lastmile.kernel.actions.notices import post as desk
from lastmile.kernel.actions.notices.read import read
from lastmile.kernel.models import Channel, Delivery, Notice
from lastmile.kernel.registry import KINDS
from lastmile.kernel.rules.notices import TELLS
from lastmile.lib.workdays import SHANGHAI
from tests.interfaces.notices.conftest import says
from tests.world import NOW, World, entries

pytestmark = pytest.mark.django_db
DIGEST = datetime(2026, 11, 21, 8, 30, tzinfo=SHANGHAI)
LATER = timedelta(minutes=2)


@pytest.fixture
def limin(world: World) -> World:
    """李敏 is reached by mail, and has been told of all that was before."""
    told(NOW)
    Notice.objects.all().delete()
    reached(world, "mail", "limin@example.cn")
    return world


def reached(world: World, channel: str, address: str) -> None:
    world.do("李敏", "contact.set", person=world.people["李敏"], channel=channel, address=address)


def told(now: datetime) -> None:
    seal(now)
    tell(now)


def at(now: datetime) -> int:
    return send(lambda: now)


def state() -> list[tuple[str, str, int]]:
    """What became of the messages that were tried: the digest of the next day is not, unless it is the next day."""
    return [(d.state, d.reason, d.tries) for d in Delivery.objects.exclude(tries=0).order_by("id")]


def test_every_kind_of_notice_has_its_words():
    kinds = {told.kind for tells in TELLS.values() for told in tells}
    assert kinds == set(words.WHAT)


def test_urgent_after_a_minute_in_one_mail_and_the_rest_with_the_digest(limin, mailbox):
    for _n in range(2):
        limin.item("returned")
    told(NOW)
    assert at(NOW) == 0
    assert at(NOW + LATER) == 1
    mail = mailbox.mails[0]
    assert mail["To"] == "limin@example.cn" and mail["Subject"] == "2条督办消息"
    text = mail.get_content()
    assert text.startswith("李敏，您好：\n\n1. 2026-督-0001 北河路积水点排查整治\n"
                           "   反馈被退回补办，请补办后重新反馈。办结时限：11月27日（星期五）17:30\n"
                           "   https://duban.example.cn/notices/")
    assert "没有现场照片" not in text
    limin.item("assigned")
    told(NOW)
    assert at(NOW + LATER) == 0 and at(DIGEST) == 1
    assert mailbox.mails[1]["Subject"] == "2026-督-0003 北河路积水点排查整治，交办给您单位"
    assert state() == [("sent", "", 1)] * 2 and at(DIGEST + timedelta(days=1)) == 0


def test_what_was_read_or_done_meanwhile_is_not_sent(limin, mailbox):
    limin.item("assigned")
    told(NOW)
    read(limin.actor("李敏"), NOW)
    at(DIGEST)
    assert not mailbox.mails and state() == [("dropped", "read", 1)]


def test_what_is_over_is_not_sent_though_somebody_else_did_it(limin, mailbox):
    item = limin.item("assigned")
    told(NOW)
    limin.do("王建国", "person.add", username="tangwen", name="唐雯", unit=limin.units["市应急管理局"], role="handler")
    limin.people["唐雯"] = _person("tangwen")
    limin.do("唐雯", "item.sign", item=item)
    told(NOW)
    at(DIGEST)
    assert not mailbox.mails and Notice.objects.filter(read_at=None, person_id=limin.people["李敏"]).count() == 1


def _person(username: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select id from kernel_person where username = %s", [username])
        return int(cursor.fetchone()[0])


def test_quiet_hours_hold_even_what_is_urgent(limin, mailbox):
    limin.do("李敏", "notice.choose", person=limin.people["李敏"], quiet_from=8, quiet_until=12)
    limin.item("returned")
    told(NOW)
    assert at(NOW + LATER) == 0 and at(NOW.replace(hour=12)) == 1


def test_no_address_no_message(limin, mailbox):
    limin.item("returned")
    told(NOW)
    limin.do("李敏", "contact.remove", person=limin.people["李敏"], channel="mail")
    at(NOW + LATER)
    assert not mailbox.mails and state()[0] == ("dropped", "off", 1)


def test_who_has_left_gets_nothing(limin, mailbox):
    limin.item("returned")
    told(NOW)
    limin.do("王建国", "person.retire", person=limin.people["李敏"])
    at(NOW + LATER)
    assert not mailbox.mails and state()[0] == ("dropped", "gone", 1)


def test_of_a_sensitive_kind_nothing_but_the_number_leaves_the_house(limin, mailbox, monkeypatch):
    monkeypatch.setitem(KINDS, "directive", replace(KINDS["directive"], sensitive=True))
    limin.item("returned")
    told(NOW)
    at(NOW + LATER)
    assert mailbox.mails[0]["Subject"] == "2026-督-0001，反馈被退回补办"
    assert "北河路" not in mailbox.mails[0].get_content()


def test_an_address_that_is_refused_has_failed_and_says_so(limin, mailbox):
    mailbox.answers["limin@example.cn"] = "550 no such user"
    limin.item("returned")
    told(NOW)
    at(NOW + LATER)
    assert state()[0] == ("failed", "refused", 1) and not Channel.objects.exists()


def test_a_full_mailbox_is_tried_again_with_growing_pauses_and_then_has_failed(limin, mailbox):
    mailbox.answers["limin@example.cn"] = "452 mailbox full"
    limin.item("returned")
    told(NOW)
    when, tried = NOW + LATER, []
    while at(when):
        row = Delivery.objects.get(urgent=True)
        tried.append(row.next_at - when)
        when = row.next_at
    assert [int(pause.total_seconds() / 60) for pause in tried[:-1]] == [1, 5, 15, 60, 240]
    assert state()[0] == ("failed", "busy", 6) and not mailbox.mails


def test_after_the_mailbox_is_emptied_the_mail_comes_once(limin, mailbox):
    mailbox.answers["limin@example.cn"] = "452 mailbox full"
    limin.item("returned")
    told(NOW)
    at(NOW + LATER)
    mailbox.answers.clear()
    assert at(NOW + LATER) == 0
    at(NOW + timedelta(minutes=4))
    at(NOW + timedelta(hours=4))
    assert len(mailbox.mails) == 1 and state()[0] == ("sent", "", 2)


def test_a_dead_server_is_told_to_the_administrator_once_and_its_return_too(limin, mailbox, settings):
    alive, settings.MAIL_SERVER = settings.MAIL_SERVER, urlsplit("smtp://127.0.0.1:1")
    limin.item("returned")
    told(NOW)
    for minutes in (2, 4, 10, 30):
        at(NOW + timedelta(minutes=minutes))
    told(NOW)
    wang = Notice.objects.filter(person_id=limin.people["王建国"])
    assert [n.kind for n in wang] == ["channel_dead"]
    settings.MAIL_SERVER = alive
    at(NOW + timedelta(hours=3))
    told(NOW)
    assert [n.kind for n in wang.order_by("id")] == ["channel_dead", "channel_back"]
    assert [e["action"] for e in entries() if e["action"].startswith("channel.")] == ["channel.fail", "channel.recover"]
    assert len(mailbox.mails) == 1


def test_two_senders_never_have_the_same_message(limin, mailbox):
    limin.item("returned")
    told(NOW)
    first = desk.take(NOW + LATER)
    assert len(first) == 1 and at(NOW + LATER) == 0 and not mailbox.mails


def test_what_a_killed_sender_held_goes_out_again_under_the_same_id(limin, mailbox):
    """At least once: killed between the server's yes and our note, the mail comes a second time, and says that it is the same."""
    limin.item("returned")
    told(NOW)
    (pk, person, channel, _urgent, ids, tries, _due), = desk.take(NOW + LATER)
    all = channels.channels()
    deliver(pk, person, channel, ids, tries, all, NOW + LATER)
    channels.close(all)
    assert at(NOW + LATER) == 0
    assert at(NOW + LATER + timedelta(minutes=6)) == 1
    assert len(mailbox.mails) == 2 and len({mail["Message-ID"] for mail in mailbox.mails}) == 1
    desk.done(pk, tries, "failed", NOW)  # the first wakes up again: too late
    assert state()[0] == ("sent", "", 2)


def test_a_robot_gets_the_same_words(limin, hook, settings):
    settings.ROBOTS = settings.ROBOTS | {"wecom": hook.url}
    reached(limin, "wecom", "0f3a-77")
    limin.item("returned")
    told(NOW)
    at(NOW + LATER)
    path, _headers, body = hook.asked[0]
    assert path.endswith("key=0f3a-77") and "2026-督-0001 北河路积水点排查整治" in body["text"]["content"]


def test_a_text_message_is_short(limin, hook, settings):
    settings.SMS_URL, settings.SMS_OK = hook.url, ""
    reached(limin, "sms", "13800000000")
    for _n in range(2):
        limin.item("returned")
    told(NOW)
    at(NOW + LATER)
    hook.act = says({})
    assert hook.asked[0][2] == {"mobile": "13800000000", "content": "【Lastmile】2条督办消息，2026-督-0001反馈被退回补办等。"}


@pytest.mark.parametrize(("address", "came_to"), [
    ("test-delivered@test.invalid", ("delivered", "", 1)), ("test-sent@test.invalid", ("sent", "", 1)),
    ("test-refused@test.invalid", ("failed", "refused", 1)), ("test-busy@test.invalid", ("failed", "busy", 6)),
    ("test-once@test.invalid", ("sent", "", 2)), ("test-unreachable@test.invalid", ("failed", "unreachable", 6)),
    ("test-slow@test.invalid", ("failed", "time", 6)), ("test-nothing@test.invalid", ("failed", "refused", 1))])
def test_an_address_for_each_outcome_and_nothing_leaves_the_house(address, came_to, world, mailbox):
    reached(world, "mail", address)
    world.item("returned")
    told(NOW)
    for hours in range(1, 13):
        at(NOW + timedelta(hours=hours))
    assert state()[-1] == came_to and not mailbox.mails and not Channel.objects.exists()
