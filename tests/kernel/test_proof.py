"""The journal proves itself: whoever gets past the guards is found out."""
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from lastmile.kernel.act import Refused, seal, seals, verify
from lastmile.kernel.models import Entry, Item
from tests.world import NOW, World

REAL = pytest.mark.django_db(transaction=True)


@contextmanager
def past_the_guards() -> Iterator[psycopg.Connection]:
    """The database's owner with all triggers off, as a thief with its password would work."""
    access = settings.PLACE.owner.libpq(dbname=connection.settings_dict["NAME"])
    with psycopg.connect(**access) as link:
        for table in ("kernel_entry", "kernel_seal"):
            link.execute(f"alter table {table} disable trigger user")
        yield link
        for table in ("kernel_entry", "kernel_seal"):
            link.execute(f"alter table {table} enable trigger user")


def faults() -> set[str]:
    return {fault.what for fault in verify()}


@pytest.fixture
def sealed(lasting_world: World) -> World:
    """Two seals, and one entry that waits for the third."""
    item = lasting_world.item("signed")
    assert seal(NOW) > 0
    lasting_world.do("李敏", "item.progress", item=item, done="已排查三处")
    assert seal(NOW) == 1
    lasting_world.do("李敏", "item.progress", item=item, done="已排查五处")
    assert not faults()
    return lasting_world


@REAL
@pytest.mark.parametrize(("deed", "found"), [
    ("update kernel_entry set data = replace(data, '已排查三处', '已排查三十处') where action = 'item.progress'", {"changed"}),
    ("update kernel_entry set actor = '何晓棠' where action = 'item.sign'", {"changed"}),
    ("update kernel_entry set at = at - interval '1 day' where action = 'item.sign'", {"changed"}),
    ("delete from kernel_entry where action = 'item.sign'", {"missing", "changed", "seal", "unsealed"}),
    ("delete from kernel_entry where id = (select max(id) from kernel_entry)", {"unsealed"}),
    ("delete from kernel_seal where id = (select min(id) from kernel_seal)", {"seal-chain", "unsealed"}),
    ("delete from kernel_seal where id = (select max(id) from kernel_seal)", {"unsealed"}),
    ("update kernel_seal set root = sha256(root) where id = (select max(id) from kernel_seal)", {"seal", "seal-chain"}),
])
def test_what_was_tampered_with_is_found(deed, found, sealed):
    with past_the_guards() as thief:
        thief.execute(deed)
    assert faults() == found


@REAL
@pytest.mark.parametrize("between", ["merkle", "verify_seals"])
def test_a_seal_made_while_the_journal_is_verified_is_no_fault(between, sealed, monkeypatch):
    """The worker, on a connection of its own, seals what waits: after the chains were read, and again after the seals were."""
    plain, done = getattr(seals, between), []

    def work() -> None:
        try:
            done.append(seal(NOW))
        finally:
            connection.close()

    def meanwhile(given):
        if not done:
            done.append(0)
            worker = threading.Thread(target=work)
            worker.start()
            worker.join()
        return plain(given)

    monkeypatch.setattr(seals, between, meanwhile)
    assert not faults() and done == [0, 1]
    assert not faults()


@REAL
def test_one_of_eight_signs_and_seven_are_told_who_did(lasting_world):
    world, item = lasting_world, lasting_world.item("assigned", "云溪区")
    begin, signed, told = threading.Barrier(8), [], []
    actor = world.actor("周海涛")

    def sign() -> None:
        from lastmile.kernel.act import perform
        begin.wait()
        try:
            signed.append(perform("item.sign", {"item": item}, actor, now=NOW))
        except Refused as no:
            told.append(no)
        finally:
            connection.close()

    people = [threading.Thread(target=sign) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(signed) == 1 and len(told) == 7
    assert {no.code for no in told} == {"item.sign.state"}
    assert all("云溪区，周海涛已于11月20日 09:00 做了“签收”。" in no.says for no in told)
    assert Item.objects.get(pk=item).state == "signed"
    assert Entry.objects.filter(subject=f"item:{item}", action="item.sign").count() == 1
    assert not faults()


@REAL
def test_eight_who_send_the_same_key_do_it_once(lasting_world):
    world = lasting_world
    begin, outcomes = threading.Barrier(8), []
    actor = world.actor("赵雅琴")
    values = {"title": "排查沿河挡墙隐患", "area": "safety", "unit": world.units["云溪区"], "due": "2026-11-27", "issue": True}

    def send() -> None:
        from lastmile.kernel.act import perform
        begin.wait()
        try:
            outcomes.append(perform("item.open", values, actor, now=NOW, key="甲"))
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len({outcome.subject for outcome in outcomes}) == 1 and len(outcomes) == 8
    assert Item.objects.count() == 1
