"""Notices are drawn from the journal: all of it, each once, to who may see it."""
from datetime import timedelta

import pytest
from django.db import connection

from lastmile.kernel.act import Refused, perform_many, seal
from lastmile.kernel.actions.notices import read
from lastmile.kernel.actions.notices.derive import derive
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import Delivery, Notice, NoticeCursor
from lastmile.kernel.queries import notices as queries
from lastmile.kernel.queries.items import seen_of
from lastmile.kernel.queries.people import actor_in_session
from lastmile.kernel.registry import ACTIONS
from lastmile.kernel.rules.notices import TELLS
from tests.world import NOW, World, last_entry

pytestmark = pytest.mark.django_db


def tell(most: int = 2000, now=NOW) -> int:
    """Seal, and tell all of it; in how many batches."""
    seal(now)
    batches = 0
    while derive(now, seen_of, most):
        batches += 1
    return batches


def told(world: World) -> list[tuple[str, str]]:
    """Who has been told, and what kind of thing, in the order of the journal."""
    names = {pk: name for name, pk in world.people.items()}
    return [(names[n.person_id], n.kind) for n in Notice.objects.order_by("entry", "id")]


@pytest.fixture
def quiet(world: World) -> World:
    """The world, whose own building has been told already."""
    tell()
    Notice.objects.all().delete()
    return world


def test_every_action_says_whom_it_tells_or_that_it_tells_nobody():
    assert set(TELLS) == set(ACTIONS)


def test_the_way_of_an_item_tells_each_whose_turn_it_is(quiet):
    quiet.item("closed")
    tell()
    assert told(quiet) == [("李敏", "issued"), ("孙静", "to_check"), ("李敏", "verified"), ("李敏", "closed")]


def test_verified_and_struck_off_in_one_act_is_told_once(quiet):
    item = quiet.item("reported")
    quiet.do("孙静", "item.verify", item=item, finding="属实")
    tell()
    assert [kind for name, kind in told(quiet) if name == "李敏"] == ["issued", "verified"]


def test_however_the_journal_is_cut_into_batches_the_same_is_told_once(quiet):
    for _n in range(3):
        quiet.item("returned")
    seal(NOW)
    quiet.item("closed")
    assert tell(most=2) > 5
    piece_by_piece = told(quiet)
    assert len(piece_by_piece) == 3 * 3 + 4
    Notice.objects.all().delete()
    NoticeCursor.objects.update(seal=0, entry=0)
    tell()
    assert told(quiet)[-len(piece_by_piece):] == piece_by_piece


def test_what_is_worse_takes_the_place_of_what_was_told_before(quiet):
    """Issued, nearly over, over: 李敏 has one line to read, not three."""
    quiet.item("assigned")
    tell()
    for day in (23, 24):
        while sweep(NOW.replace(day=day, hour=18)):
            pass
        tell(now=NOW.replace(day=day, hour=18))
    of_limin = Notice.objects.filter(person_id=quiet.people["李敏"]).order_by("id")
    assert [(n.kind, n.read_at is None) for n in of_limin] == [("issued", False), ("sign_late", True)]


def test_a_killed_batch_is_told_by_the_next_and_none_twice(quiet, monkeypatch):
    quiet.item("assigned")
    seal(NOW)
    with pytest.raises(ZeroDivisionError):
        derive(NOW, lambda actor, ids: 1 / 0)
    assert not Notice.objects.exists()
    tell()
    tell()
    assert told(quiet) == [("李敏", "issued")]


def test_nobody_is_told_of_what_they_may_not_see(quiet):
    """周海涛 owed it until now; once it is another unit's, of an issuer he does not reach, its page is closed to him, and so is the notice."""
    item = quiet.item("signed", "云溪区")
    tell()
    Notice.objects.all().delete()
    quiet.do("赵雅琴", "item.reassign", item=item, unit=quiet.units["松江县"], reason="职责调整")
    tell()
    assert told(quiet) == [("何晓棠", "issued")]


def test_whoever_acts_on_an_item_has_read_what_was_told_of_it_before(quiet):
    item = quiet.item("assigned")
    tell()
    quiet.do("李敏", "item.sign", item=item)
    tell()
    assert Notice.objects.get().read_at == NOW


def test_the_head_of_every_page_knows_what_is_unread_without_a_statement_of_its_own(quiet, django_assert_num_queries):
    quiet.item("assigned")
    tell()
    with django_assert_num_queries(0):  # Django's count does not see ours: the one statement goes past it
        _actor, _proof, unread = actor_in_session(quiet.people["李敏"], "test")
    assert unread == 1
    read.read(quiet.actor("李敏"), NOW)
    assert actor_in_session(quiet.people["李敏"], "test")[2] == 0


def test_a_reader_marks_their_own_and_all_about_the_same_item(quiet):
    first, second = quiet.item("returned"), quiet.item("assigned")
    tell()
    mine = queries.listed(quiet.actor("李敏"))[0]
    assert [(n.item, n.kind) for n in mine] == [(second, "issued"), (first, "returned"), (first, "issued")]
    assert read.read(quiet.actor("孙静"), NOW, mine[1].id) == 0
    assert read.read(quiet.actor("李敏"), NOW, mine[1].id) == 1  # what came before was read when she reported
    assert [n.item for n in queries.listed(quiet.actor("李敏"), unread=True)[0]] == [second]


def test_messages_gather_by_person_and_channel_and_urgency(quiet):
    for channel, address in (("mail", "limin@example.cn"), ("sms", "13800000000")):
        quiet.do("李敏", "contact.set", person=quiet.people["李敏"], channel=channel, address=address)
    quiet.item("assigned")
    quiet.item("returned")
    tell()
    quiet.item("assigned")
    tell()
    found = [(d.channel, d.urgent, len(d.notices)) for d in Delivery.objects.order_by("channel", "urgent")]
    assert found == [("mail", False, 3), ("mail", True, 1), ("sms", False, 3), ("sms", True, 1)]


def test_old_news_is_read_in_the_application_only(quiet):
    quiet.do("李敏", "contact.set", person=quiet.people["李敏"], channel="mail", address="limin@example.cn")
    quiet.item("assigned")
    tell(now=NOW + timedelta(days=4))
    assert Notice.objects.count() == 1 and not Delivery.objects.exists()


def test_an_address_is_kept_sealed_and_never_journalled(quiet):
    before = last_entry()
    quiet.do("李敏", "contact.set", person=quiet.people["李敏"], channel="mail", address="limin@example.cn")
    with connection.cursor() as cursor:
        cursor.execute("select c::text from kernel_contact c union all select e.data from kernel_entry e where id > %s", [before])
        assert not [row for row, in cursor if "limin@" in row]
    assert queries.address(quiet.people["李敏"], "mail") == "limin@example.cn"
    assert [(r.channel, r.address) for r in queries.reached(quiet.people["李敏"])] == [("mail", "li…@example.cn")]


@pytest.mark.parametrize(("channel", "address"), [
    ("mail", "limin"), ("sms", "http://10.0.0.1/"), ("wecom", "https://qyapi.example/send?key=1"), ("feishu", "../../admin")])
def test_what_is_no_address_of_the_channel_is_refused(channel, address, quiet):
    with pytest.raises(Refused) as no:
        quiet.do("李敏", "contact.set", person=quiet.people["李敏"], channel=channel, address=address)
    assert no.value.code == "contact.set.address"


def test_a_sheet_of_a_thousand_items_is_told_in_one_batch(quiet):
    rows = [{"title": f"排查第{n}处隐患", "area": "safety", "unit": quiet.units["市应急管理局"], "due": "2026-11-27", "issue": True}
            for n in range(1000)]
    perform_many("item.open", rows, quiet.actor("赵雅琴"), now=NOW)
    assert tell() == 1
    assert Notice.objects.filter(person_id=quiet.people["李敏"]).count() == 1000
