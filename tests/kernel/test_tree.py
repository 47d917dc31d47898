"""The tree of units stays a tree, however two acts cross; what holds for the whole city is set by who administers the whole."""
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from lastmile.kernel.act import Refused, perform
from lastmile.kernel.models import Above, Unit
from tests.world import NOW, World


def path(world: World, name: str) -> list[int]:
    return [int(step) for step in Unit.objects.get(pk=world.units[name]).path.strip("/").split("/")]


@pytest.mark.django_db
def test_of_two_moves_that_would_close_a_ring_the_second_is_refused(world):
    """Both were asked with the tree as it was in the morning."""
    someone = world.actor("王建国")
    perform("unit.move", {"unit": world.units["松江县"], "parent": world.units["石桥镇"]}, someone, now=NOW)
    with pytest.raises(Refused) as no:
        perform("unit.move", {"unit": world.units["云溪区"], "parent": world.units["松江县"]}, someone, now=NOW)
    assert no.value.code == "unit.move.below"
    assert path(world, "松江县") == [world.units[name] for name in ("青云市", "云溪区", "石桥镇", "松江县")]


@pytest.mark.django_db
@pytest.mark.parametrize("below", ["石桥镇", "云溪区"])
def test_the_database_refuses_it_too(below, world):
    with pytest.raises(DatabaseError, match="cannot move below itself"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('lastmile.act', 'a hand', true)")
        cursor.execute("update kernel_unit set parent_id = %s where id = %s", [world.units[below], world.units["云溪区"]])


@pytest.mark.django_db
def test_a_unit_moved_twice_lies_where_it_was_put_last_with_all_below_it(world):
    world.do("王建国", "unit.move", unit="云溪区", parent="松江县")
    world.do("王建国", "unit.move", unit="云溪区", parent="市公安局")
    assert path(world, "石桥镇") == [world.units[name] for name in ("青云市", "市公安局", "云溪区", "石桥镇")]
    above = Above.objects.filter(unit_id=world.units["石桥镇"]).order_by("-depth").values_list("above_id", flat=True)
    assert list(above) == path(world, "石桥镇")


@pytest.mark.django_db(transaction=True)
def test_a_town_that_is_founded_while_its_county_moves_lies_where_the_county_went(lasting_world: World):
    world, someone = lasting_world, lasting_world.actor("王建国")

    def found() -> None:
        perform("unit.add", {"name": "新溪镇", "sort": "township", "parent": world.units["云溪区"]}, someone, now=NOW)
        connection.close()

    founding = threading.Thread(target=found)
    with transaction.atomic():
        world.do("王建国", "unit.move", unit="云溪区", parent="松江县")
        founding.start()
        while founding.is_alive() and not waiting():
            pass
    founding.join(10)
    world.units["新溪镇"] = Unit.objects.get(name="新溪镇").pk
    assert path(world, "新溪镇") == [world.units[name] for name in ("青云市", "松江县", "云溪区", "新溪镇")]
    assert Above.objects.filter(unit_id=world.units["新溪镇"]).count() == 4


def waiting() -> bool:
    """Does anybody wait for a lock?"""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_calendar_of_the_city_is_not_set_by_a_countys_administrator(world):
    world.people["唐文"] = world.do("王建国", "person.add", username="tangwen", name="唐文", unit="云溪区督查室", role="administrator").id
    year = {"year": 2027, "off": ["2027-01-01"], "on": []}
    with pytest.raises(Refused) as no:
        world.do("唐文", "calendar.set_year", **year)
    assert no.value.code == "not-allowed"
    world.do("王建国", "calendar.set_year", **year)
