"""The worker tells people: killed where it may be, several at once, and nobody is told twice or not at all."""
import threading
from datetime import timedelta

import pytest
from django.db import connection

from lastmile.interfaces.jobs import worker
from lastmile.interfaces.notices.tell import tell
from lastmile.kernel.act import seal
from lastmile.kernel.actions.notices import derive as deriving
from lastmile.kernel.actions.notices.derive import derive
from lastmile.kernel.models import Notice, NoticeCursor
from lastmile.kernel.queries.items import seen_of
from tests.world import NOW, World


def kinds() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("entry", "person_id").values_list("entry", "kind"))


def filled(world: World) -> list[tuple[int, str]]:
    """Forty items on their way, and what is told of them when nothing goes wrong; then as if nobody had been told."""
    for n in range(40):
        world.item(("assigned", "reported", "returned", "closed")[n % 4])
        if n % 7 == 0:
            seal(NOW)
    seal(NOW)
    tell(NOW)
    whole = kinds()
    Notice.objects.all().delete()
    NoticeCursor.objects.all().delete()
    return whole


@pytest.mark.django_db
def test_one_round_seals_and_tells(world: World):
    world.item("assigned")
    assert worker.once(NOW + timedelta(seconds=2))["tell"] > 0
    assert Notice.objects.filter(person_id=world.people["李敏"], kind="issued").exists()


@pytest.mark.django_db
def test_killed_after_each_batch_before_it_is_kept_it_tells_the_same_as_if_it_had_not_been(world: World, monkeypatch):
    whole, step, deaths = filled(world), 0, 0
    plain = deriving.put

    def dies(db, rows, now):
        nonlocal deaths
        plain(db, rows, now)
        deaths += 1
        if deaths % 2:
            raise ConnectionError("killed after writing, before it was kept")
    monkeypatch.setattr(deriving, "put", dies)
    while step < 1000:
        step += 1
        try:
            if not derive(NOW, seen_of, 7):
                break
        except ConnectionError:
            continue
    assert deaths > 20 and kinds() == whole


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_tell_each_thing_once(lasting_world: World):
    whole = filled(lasting_world)
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        for _round in range(200):
            derive(NOW, seen_of, 5)
        connection.close()
    workers = [threading.Thread(target=work) for _n in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert kinds() == whole
