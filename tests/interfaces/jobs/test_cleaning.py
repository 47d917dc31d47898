"""What is cleared away once a day, and what never is."""
import os
from datetime import datetime, timedelta
from threading import Thread

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from lastmile.interfaces import files
from lastmile.interfaces.jobs import cleaning, worker
from lastmile.kernel.actions.uploads import brought
from lastmile.kernel.models import Evidence, Upload
from tests.examples import PAPER
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
OLD = NOW - timedelta(days=8)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path
    return tmp_path


@pytest.fixture
def hand_in(world: World):
    """Somebody hands in a file at a moment; its hash."""
    def done(who: str, content: bytes, at: datetime = OLD, name: str = "现场.jpg") -> str:
        kept = files.keep([content], name, world.actor(who))["hash"]
        Upload.objects.filter(hash=kept, person_id=world.people[who]).update(at=at)
        os.utime(files.store().path(kept), (at.timestamp(), at.timestamp()))
        return kept
    return done


def there(hash: str) -> bool:
    return files.store().path(hash).exists()


def test_a_file_that_no_act_has_named_in_a_week_goes(world, hand_in):
    forgotten, fresh = hand_in("李敏", b"forgotten"), hand_in("李敏", b"fresh", NOW - timedelta(days=6))
    assert cleaning.uploads(NOW) == 1
    assert not there(forgotten) and there(fresh) and list(Upload.objects.values_list("hash", flat=True)) == [fresh]
    assert cleaning.uploads(NOW) == 0


def test_evidence_stays_even_when_somebody_else_brought_the_same_for_nothing(world, hand_in):
    photo = hand_in("李敏", b"photo")
    world.do("李敏", "item.report", item=world.item("working"), done="整治完成", evidence=[photo])
    hand_in("周海涛", b"photo")
    assert cleaning.uploads(NOW) == 0 and there(photo)
    assert list(Upload.objects.values_list("person_id", flat=True)) == [world.people["李敏"]]
    assert Evidence.objects.get().hash == photo


@pytest.mark.django_db(transaction=True)
def test_a_file_that_a_report_is_about_to_name_is_left_alone(lasting_world: World):
    """The report has looked for the upload and has not committed; the worker comes in between."""
    photo = files.keep([b"photo"], "现场.jpg", lasting_world.actor("李敏"))["hash"]
    later, did = NOW + timedelta(days=8), []

    def work() -> None:
        try:
            did.append(cleaning.uploads(later))
        finally:
            connection.close()

    with transaction.atomic():
        assert brought(photo, lasting_world.people["李敏"])
        worker = Thread(target=work)
        worker.start()
        worker.join()
    assert did == [0] and there(photo)
    os.utime(files.store().path(photo), (NOW.timestamp(), NOW.timestamp()))
    assert cleaning.uploads(later) == 1 and not there(photo)


def test_the_original_of_a_paper_stays(world, hand_in):
    paper = hand_in("赵雅琴", PAPER.encode(), name="会议报道.txt")
    world.do("赵雅琴", "document.take", file=paper)
    assert cleaning.uploads(NOW) == 0 and there(paper)


def test_what_somebody_handed_in_again_stays_for_another_week(world, hand_in):
    photo = hand_in("李敏", b"photo")
    hand_in("周海涛", b"photo", NOW)
    assert cleaning.uploads(NOW) == 0 and there(photo)
    assert cleaning.uploads(NOW + timedelta(days=8)) == 1 and not there(photo) and not Upload.objects.exists()


def test_the_half_of_a_killed_upload_goes_after_a_day(world, folder):
    half = folder / ".coming-half"
    half.write_bytes(b"half")
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    assert cleaning.uploads(NOW + timedelta(hours=23)) == 0 and half.exists()
    assert cleaning.uploads(NOW + timedelta(hours=25)) == 1 and not half.exists()


def test_sessions_that_are_over_go(world):
    for key, over in (("a" * 32, NOW - timedelta(seconds=1)), ("b" * 32, NOW + timedelta(hours=8))):
        Session.objects.create(session_key=key, session_data="", expire_date=over)
    assert cleaning.sessions(NOW) == 1 and list(Session.objects.values_list("session_key", flat=True)) == ["b" * 32]


def test_of_sign_ins_those_of_the_last_ninety_days_stay(world):
    for table in (AccessAttempt, AccessFailureLog, AccessLog):
        for days in (89, 91):
            more = {"failures_since_start": 1} if table is AccessAttempt else {}
            one = table.objects.create(username="limin", user_agent=str(days), **more)
            table.objects.filter(pk=one.pk).update(attempt_time=NOW - timedelta(days=days))
    assert cleaning.sign_ins(NOW) == 3
    assert [table.objects.get().user_agent for table in (AccessAttempt, AccessFailureLog, AccessLog)] == ["89"] * 3


def test_the_worker_clears_away_when_it_starts_and_once_a_day(monkeypatch):
    times = [NOW + timedelta(hours=hours) for hours in (0, 1, 23, 24, 25, 48)]
    cleaned, asked = [], {}
    monkeypatch.setattr(worker.signal, "signal", asked.__setitem__)
    monkeypatch.setattr(worker, "IDLE", 0)
    monkeypatch.setattr(worker.timezone, "now", lambda: times[0])
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    monkeypatch.setattr(worker, "clean", cleaned.append)

    def once(now, stopping):
        if len(times) == 1:
            asked[worker.signal.SIGTERM](15, None)
        else:
            times.pop(0)
    monkeypatch.setattr(worker, "once", once)
    worker.main([])
    assert [(at - NOW) // timedelta(hours=1) for at in cleaned] == [0, 24, 48]


def test_what_cannot_be_cleared_away_is_logged_and_stops_nothing_else(world, hand_in, monkeypatch, caplog):
    monkeypatch.setitem(cleaning.STEPS, "sessions", lambda now: 1 / 0)
    hand_in("李敏", b"forgotten")
    start = last_entry()
    assert worker.clean(NOW) == {"sessions": -1, "sign-ins": 0, "uploads": 1, "works": 0, "notices": 0}
    assert "worker: clean sessions failed" in caplog.text and not entries(start)
