"""What the boards count is what there is."""
import pytest
from django.db import connection

from lastmile.interfaces.jobs.worker import fold
from tests.world import World

pytestmark = pytest.mark.django_db
COUNTED = """
select unit_id, kind, area, state, light, late, sum(n)::int from {table} group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
order by 1, 2, 3, 4, 5, 6"""
RECOUNT = """
select a.above_id, i.kind, i.area, i.state, i.light, i.late, count(*)::int from kernel_item i join kernel_above a on a.unit_id = i.unit_id
group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6"""


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def agree() -> None:
    assert rows(COUNTED.format(table="kernel_tally_now")) == rows(RECOUNT) != []


def mixture(world: World) -> None:
    """Items in every state, in three units, one of them moved to another unit."""
    for state in ("draft", "assigned", "working", "reported", "returned", "suspended", "closed", "cancelled"):
        world.item(state)
        world.item(state, "云溪区", area="safety")
    broken = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=broken, children=[{"unit": "石桥镇", "title": "排查本镇"}] * 3)
    world.do("赵雅琴", "item.reassign", item=world.item("working"), unit="云溪区", reason="属地负责")


def test_before_and_after_folding(world):
    mixture(world)
    agree()
    assert fold() > 0
    agree()
    assert rows(COUNTED.format(table="kernel_tally")) == rows(RECOUNT)
    world.item("closed")
    agree()


def test_after_a_unit_has_moved(world):
    mixture(world)
    world.do("王建国", "unit.move", unit="石桥镇", parent="松江县")
    agree()
    counted = {(unit, state): n for unit, _kind, _area, state, _light, _late, n in rows(COUNTED.format(table="kernel_tally_now"))}
    assert counted[world.units["松江县"], "assigned"] == 3
    world.item("working", "云溪区")
    fold()
    agree()
