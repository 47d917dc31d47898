"""What is typed wrong is a sentence about a row and a column, never a page about the inside of the system."""
import threading

import psycopg
import pytest
from django.db import IntegrityError, connection

from lastmile.interfaces.perform import perform, perform_many
from lastmile.kernel.act import Act, Refused, names
from lastmile.kernel.act.load import asked
from lastmile.kernel.models import Item
from tests.world import STANDS, World, last_entry

pytestmark = pytest.mark.django_db
NOBODY = 987654321


def opening(unit: object = "云溪区", **more: object) -> dict:
    return {"title": STANDS, "area": "storms", "unit": unit, "due": "2026-11-27"} | more


@pytest.mark.parametrize(("more", "column", "code"), [
    ({"parent": NOBODY}, "parent", "item.unknown"), ({"parent": 10**30}, "parent", "item.unknown"),
    ({"parent": "2026-督-9999"}, "parent", "item.unknown"), ({"assisting": [NOBODY]}, "assisting", "unit.unknown"),
    ({"assisting": "市公安局、987654321"}, "assisting", "unit.unknown"), ({"issuer": NOBODY}, "issuer", "unit.unknown"),
    ({"unit": -1}, "unit", "unit.unknown"), ({"title": "排\0查"}, "title", "value.unstorable"),
    ({"title": "排\ud800查"}, "title", "value.string_unicode"), ({"unit": "云\ud800溪"}, "unit", "value.unstorable"),
    ({"parent": "2026-\0"}, "parent", "value.unstorable"),
])
def test_one_cell_that_cannot_be_is_told_by_row_and_column_and_the_others_stand(more, column, code, world):
    rows = [opening(), opening(**more), opening("市公安局")]
    outcome = perform_many("item.open", rows, world.actor("赵雅琴"), all_or_nothing=False)
    assert [(w.row, w.column, w.code) for w in outcome.wrong] == [(1, column, code)] and sorted(outcome.made) == [0, 2]
    assert outcome.wrong[0].says.encode()  # what cannot be written is not repeated
    connection.check_constraints()


@pytest.mark.parametrize(("who", "action", "values", "column"), [
    ("李敏", "item.hand_to", {"handler": NOBODY}, "handler"),
    ("周海涛", "item.break_down", {"children": [{"unit": "石桥镇", "title": STANDS}, {"unit": NOBODY, "title": STANDS}]}, "children"),
])
def test_so_is_a_person_and_a_unit_in_a_row_inside(who, action, values, column, world):
    item = world.item("signed", "云溪区" if who == "周海涛" else "市应急管理局")
    with pytest.raises(Refused) as no:
        perform(action, values | {"item": item}, world.actor(who))
    assert (no.value.column, no.value.code.rpartition(".")[2]) == (column, "unknown")


def test_numbers_of_items_and_accounts_are_looked_up_once_for_all_rows(world, monkeypatch):
    items = [world.item("signed") for _ in range(30)]
    numbers = Item.objects.filter(pk__in=items).order_by("id").values_list("number", flat=True)
    looked_up = []
    monkeypatch.setattr(names, "asked", lambda sql, wanted: (looked_up.append(sql), asked(sql, wanted))[1])
    outcome = perform_many("item.hand_to", [{"item": number, "handler": "limin"} for number in numbers], world.actor("李敏"))
    assert sorted(outcome.made) == list(range(30)) and len(looked_up) == 2


@pytest.mark.parametrize(("action", "values", "column"), [
    ("unit.add", {"name": "市水务\n局", "sort": "department", "parent": "青云市"}, "name"),
    ("unit.add", {"name": "市水务局", "short": "水\u202e务", "sort": "department", "parent": "青云市"}, "short"),
    ("unit.change", {"unit": "市公安局", "aliases": ["市\u0007局"]}, "aliases"),
    ("person.add", {"username": "tangwen", "name": "唐\t雯", "unit": "市公安局", "role": "handler"}, "name"),
    ("token.issue", {"person": "limin", "name": "报\n表", "secret": "q" * 40}, "name"),
])
def test_a_name_is_one_line_that_everybody_can_see(action, values, column, world):
    with pytest.raises(Refused) as no:
        perform(action, values, world.actor("王建国"))
    assert (no.value.column, no.value.code) == (column, "value.one_line") and "换行" in no.value.says


def test_a_place_in_the_order_is_no_number_of_a_hundred_digits(world):
    rows = [{"unit": "市公安局", "position": 10**30}, {"unit": "市应急局", "position": 3}]
    outcome = perform_many("unit.change", rows, world.actor("王建国"), all_or_nothing=False)
    assert [(w.row, w.column, w.code) for w in outcome.wrong] == [(0, "position", "value.less_than_equal")] and sorted(outcome.made) == [1]


@pytest.mark.parametrize("fault", [psycopg.errors.CheckViolation("no"), IntegrityError("no")])
def test_what_only_the_database_finds_is_a_sentence_too_and_stands_in_the_log(fault, world, monkeypatch, caplog):
    item, start = world.item("assigned"), last_entry()

    def refuse(*given: object, **named: object) -> None:
        raise fault
    monkeypatch.setattr(Act, "flush", refuse)
    with pytest.raises(Refused) as no:
        perform("item.sign", {"item": item}, world.actor("李敏"))
    assert no.value.code == "conflict" and "没有保存" in no.value.says and last_entry() == start
    assert "item.sign: the database refused" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_who_adds_a_unit_that_somebody_adds_at_the_same_moment_is_told_of_its_name(lasting_world: World, monkeypatch):
    actor, plain, first = lasting_world.actor("王建国"), Act.flush, []
    values = {"name": "市水务局", "sort": "department", "parent": "青云市"}

    def add() -> None:
        try:
            first.append(perform("unit.add", values, actor))
        finally:
            connection.close()

    def meanwhile(act: Act, commit: bool = False) -> None:
        if not first:
            first.append(None)
            other = threading.Thread(target=add)
            other.start()
            other.join()
        plain(act, commit)

    monkeypatch.setattr(Act, "flush", meanwhile)
    with pytest.raises(Refused) as no:
        perform("unit.add", values, actor)
    assert first[1] and no.value.code == "unit.add.name"
