"""What happens by itself."""
from datetime import datetime

import pytest
from django.db import connection

from lastmile.interfaces.jobs import worker
from lastmile.kernel.models import EntryUnsealed, Item, Seal, TallyDelta
from lastmile.kernel.registry import Domain
from lastmile.lib.workdays import SHANGHAI
from tests.world import World, entries

LATE = datetime(2026, 11, 28, 9, 0, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_one_round_folds_turns_and_seals(world: World):
    late = world.item("signed")
    did = worker.once(LATE)
    assert did["fold"] > 0 and did["sweep"] == 1 and did["seal"] == len(entries())
    assert (Item.objects.get(pk=late).light, Item.objects.get(pk=late).late) == ("red", True)
    assert [(line["action"], line["actor"]) for line in entries()[-3:]] == [
        (name, "系统时钟") for name in ("item.turn", "item.breach", "slip.draw")]
    assert Seal.objects.count() == 1 and not EntryUnsealed.objects.exists()
    assert worker.once(LATE)["sweep"] == 0
    assert not TallyDelta.objects.exists()


@pytest.mark.django_db
def test_what_fails_stops_nothing_else(world: World, monkeypatch, caplog):
    world.item("signed")
    monkeypatch.setattr(worker, "sweep", lambda now: 1 / 0)
    did = worker.once(LATE)
    assert did["sweep"] == -1 and did["fold"] > 0 and did["seal"] > 0
    assert "worker: sweep failed" in caplog.text


@pytest.mark.django_db
def test_a_light_that_cannot_be_turned_does_not_hold_up_the_round(world: World, monkeypatch):
    monkeypatch.setattr(worker, "sweep", lambda now: 1)
    assert worker.once(LATE)["sweep"] == worker.BATCHES


@pytest.mark.django_db(transaction=True)
def test_the_loop_ends_when_told_and_a_lost_connection_comes_back(lasting_world: World, monkeypatch):
    rounds, asked = [], {}
    monkeypatch.setattr(worker.signal, "signal", asked.__setitem__)
    monkeypatch.setattr(worker, "IDLE", 0)
    monkeypatch.setattr(worker, "TIDY_EVERY", -1)

    def once(now, stopping):
        rounds.append(now)
        if len(rounds) == 1:
            connection.connection.close()
            return worker.guarded("fold", worker.fold)
        asked[worker.signal.SIGTERM](15, None)
        return worker.guarded("fold", worker.fold)

    monkeypatch.setattr(worker, "once", once)
    assert worker.main([]) == 0
    assert rounds == [lasting_world.now] * 2
    assert worker.signal.SIGINT in asked


def counted(now, stopping):
    """A job that a domain might declare."""
    return 3 if now() == LATE and not stopping() else 0


def broken(now, stopping):
    raise ZeroDivisionError


@pytest.mark.django_db
def test_what_takes_minutes_is_declared_by_domains_and_one_that_fails_stops_no_other(monkeypatch, caplog):
    names = (f"{__name__}.broken", f"{__name__}.counted")
    monkeypatch.setattr(worker, "DOMAINS", {"some": Domain("some", "某事", jobs=names)})
    monkeypatch.setattr(worker, "import_string", lambda name: globals()[name.rpartition(".")[2]])
    assert worker.jobs(lambda: LATE) == {names[0]: -1, names[1]: 3}
    assert "broken failed" in caplog.text
    assert worker.jobs(lambda: LATE, lambda: True) == {}
