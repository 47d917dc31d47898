"""Two people with the same form open: the second does not overwrite what the first has changed, and is told who did."""
import threading

import pytest
from django.db import connection

from lastmile.kernel.act import Refused, perform, perform_many
from lastmile.kernel.models import CalendarYear, Item, Unit
from lastmile.kernel.queries.journal import last_number, last_numbers
from lastmile.kernel.registry import offered
from tests.examples import directive
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(world: World) -> World:
    """沈若岚 administers too."""
    world.do("王建国", "post.give", person=world.people["沈若岚"], unit="市政府督查室", role="administrator")
    return world


def refused(world: World, who: str, action: str, seen: int, **values) -> Refused:
    with pytest.raises(Refused) as no:
        world.do(who, action, seen=seen, **values)
    return no.value


def test_the_second_to_change_a_unit_is_told_who_was_first(two):
    unit = two.units["市公安局"]
    seen = last_number(f"unit:{unit}")
    two.do("沈若岚", "unit.change", unit=unit, short="公安局", seen=seen)
    no = refused(two, "王建国", "unit.change", seen, unit=unit, short="市公安")
    assert no.code == "unit.changed" and "沈若岚已于11月20日 09:00 做了“修改单位”。请刷新后再改。" in no.says
    assert Unit.objects.get(pk=unit).short == "公安局"
    two.do("王建国", "unit.change", unit=unit, short="市公安", seen=last_number(f"unit:{unit}"))
    assert Unit.objects.get(pk=unit).short == "市公安" and last_numbers("unit")[unit] == seen + 2


def test_holidays_that_somebody_has_entered_meanwhile_stay(two):
    two.do("沈若岚", "calendar.set_year", year=2027, off=["2027-01-01"], seen=0)
    no = refused(two, "王建国", "calendar.set_year", 0, year=2027)
    assert no.code == "calendar.changed" and "沈若岚" in no.says
    two.do("王建国", "calendar.set_year", year=2027, off=["2027-02-08"], seen=1)
    assert [day.isoformat() for day in CalendarYear.objects.get(year=2027).off] == ["2027-02-08"]


def test_a_draft_and_a_directive_are_kept_too(world):
    draft, proposed = world.item("draft"), directive(world)
    item, paper = last_number(f"item:{draft}"), last_number(f"directive:{proposed}")
    world.do("赵雅琴", "item.change", item=draft, title="排查沿河挡墙隐患", seen=item)
    world.do("赵雅琴", "directive.change", directive=proposed, area="order", seen=paper)
    assert refused(world, "赵雅琴", "item.change", item, item=draft, title="另一件").code == "item.changed"
    assert refused(world, "赵雅琴", "directive.change", paper, directive=proposed, area="safety").code == "directive.changed"
    assert Item.objects.get(pk=draft).title == "排查沿河挡墙隐患"


def test_a_repetition_with_its_key_is_not_in_its_own_way(two):
    unit = two.units["市公安局"]
    seen = last_number(f"unit:{unit}")
    two.do("王建国", "unit.change", unit=unit, short="公安局", key="甲", seen=seen)
    assert two.do("王建国", "unit.change", unit=unit, short="公安局", key="甲", seen=seen).already


def test_among_many_rows_only_the_one_that_is_old_is_refused(two):
    units = [two.units["市公安局"], two.units["市应急管理局"]]
    seen = [last_number(f"unit:{unit}") for unit in units]
    two.do("沈若岚", "unit.change", unit=units[0], position=9)
    rows = [{"unit": unit, "position": 3} for unit in units]
    outcome = perform_many("unit.change", rows, two.actor("王建国"), now=NOW, seen=seen, all_or_nothing=False)
    assert sorted(outcome.made) == [1] and [(w.row, w.code) for w in outcome.wrong] == [(0, "unit.changed")]


def test_a_stranger_is_not_told_who_did_what(two):
    assert refused(two, "何晓棠", "unit.change", 0, unit=two.units["市公安局"], short="公安").code == "not-allowed"


def test_who_makes_something_new_can_have_seen_nothing_of_it(two):
    no = refused(two, "王建国", "unit.add", 1, name="市水务局", sort="department", parent="青云市")
    assert no.code == "value.seen"


def test_no_action_has_a_field_that_interfaces_pass_beside_its_values():
    assert not [name for name, action in offered().items() if {"key", "seen"} & set(action.takes.model_fields)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("there", [True, False])
def test_of_eight_who_set_the_same_year_one_does(there, lasting_world):
    if there:
        lasting_world.do("王建国", "calendar.set_year", year=2027)
    actor, begin, done, told = lasting_world.actor("王建国"), threading.Barrier(8), [], []

    def work() -> None:
        begin.wait()
        try:
            done.append(perform("calendar.set_year", {"year": 2027, "off": ["2027-01-01"]}, actor, now=NOW, seen=int(there)))
        except Refused as no:
            told.append(no.code)
        finally:
            connection.close()

    people = [threading.Thread(target=work) for _ in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(done) == 1 and told == ["calendar.changed"] * 7
