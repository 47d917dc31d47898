"""Many rows are one act: the same checks and the same entries as row by row."""
import re
import sys

import pytest
from django.db import connection, transaction

from lastmile.kernel.act import Refused, perform, perform_many, verify
from lastmile.kernel.models import ClockEvent, Item
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
NEW = re.compile(r'"(\w+):\d+"')
ROWS = 25  # from 20 rows on they are written by COPY


@pytest.fixture(autouse=True, params=[4000, 5], ids=["at once", "in parts"])
def parts(request, monkeypatch):
    """All of these must come out the same when the database writes the first rows while the rules of the next are worked out."""
    monkeypatch.setattr(sys.modules["lastmile.kernel.act.perform"], "SPILL", request.param)


def opening(world: World, n: int, **more) -> dict:
    return {"title": f"排查第{n}处隐患", "body": "逐一核查\t限期\\整改", "area": "safety", "unit": "云溪区", "due": "2026-11-27",
            "issue": True} | more


def unfinished(world: World) -> int:
    """A reported item with an open part that nobody has waived. No act leads to it: a hand in the database takes the waiver back."""
    item = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=item, children=[{"unit": "石桥镇", "title": "排查本镇"}])
    world.do("赵雅琴", "item.waive_children", item=item, reason="子事项另行督办")
    world.do("周海涛", "item.report", item=item, done="整治完成")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lastmile.act', 'a hand', true)")
        cursor.execute("update kernel_item set children_waived = false where id = %s", [item])
    return item


def told(since: int) -> list[tuple]:
    """The entries without what differs between any two runs: ids and numbers given out."""
    def bare(data: str) -> str:
        return re.sub(r'2026-督-\d+|"item_id":\d+', "…", NEW.sub(r'"\1"', data))
    return [(line["action"], line["subject"].partition(":")[0], line["n"], line["actor"], bare(line["data"])) for line in entries(since)]


def test_the_entries_of_many_are_those_of_one_by_one(world):
    actor, rows = world.actor("赵雅琴"), [opening(world, n) for n in range(ROWS)]
    start = last_entry()
    for row in rows:
        perform("item.open", row, actor, now=NOW)
    one_by_one, start = told(start), last_entry()
    outcome = perform_many("item.open", rows, actor, now=NOW)
    assert told(start) == one_by_one
    assert sorted(outcome.made) == list(range(ROWS)) and outcome.done
    assert {str(line["act"]) for line in entries(start)} == {outcome.act}
    assert not list(verify())


def test_many_changes_of_rows_that_are_there(world):
    items = [world.item(unit="云溪区") for _ in range(ROWS)]
    start = last_entry()
    perform_many("item.sign", [{"item": item} for item in items], world.actor("周海涛"), now=NOW)
    assert [(line["action"], line["n"]) for line in entries(start)] == [("item.sign", 2)] * ROWS
    assert set(Item.objects.filter(pk__in=items).values_list("state", flat=True)) == {"signed"}
    assert not list(verify())


def test_one_wrong_row_and_nothing_is_done(world):
    start = last_entry()
    rows = [opening(world, 1), opening(world, 2, unit="没有的局"), opening(world, 3, due="哪天"), opening(world, 4, unit="石桥镇")]
    outcome = perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW)
    assert [(w.row, w.column, w.code) for w in outcome.wrong][:2] == [(1, "unit", "unit.unknown"), (2, "due", "value.date_from_datetime_parsing")]
    assert not outcome.done and not outcome.made and not told(start)


def test_a_dry_run_tells_all_wrong_rows_and_keeps_nothing(world):
    start = last_entry()
    rows = [opening(world, 1), opening(world, 2, unit="没有的局"), opening(world, 4, unit="石桥镇")]
    outcome = perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW, dry=True)
    assert [(w.row, w.code) for w in outcome.wrong] == [(1, "unit.unknown"), (2, "item.issue.too-deep")]
    assert not told(start) and not Item.objects.exists()


def test_row_by_row_the_good_ones_are_done(world):
    rows = [opening(world, 1), opening(world, 2, unit="石桥镇"), opening(world, 3)]
    outcome = perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW, all_or_nothing=False)
    assert sorted(outcome.made) == [0, 2] and [w.row for w in outcome.wrong] == [1] and outcome.done
    assert Item.objects.count() == 2 and not list(verify())


def test_row_by_row_every_row_is_accounted_for(world):
    """The second may not be reported before its part is closed; the third is none of its business."""
    first, second, third = (world.item("signed", "云溪区") for _ in range(3))
    world.do("周海涛", "item.break_down", item=second, children=[{"unit": "石桥镇", "title": "排查本镇"}])
    rows = [{"item": item, "done": "整治完成"} for item in (first, second, third)]
    outcome = perform_many("item.report", rows, world.actor("周海涛"), now=NOW, all_or_nothing=False)
    assert sorted(outcome.made) == [0, 2] and [(w.row, w.code) for w in outcome.wrong] == [(1, "item.report.children")]
    assert dict(Item.objects.filter(pk__in=(first, second, third)).values_list("id", "state")) == {
        first: "reported", second: "working", third: "reported"}
    assert not list(verify())


def test_known_keys_are_counted_and_not_done_again(world):
    rows, keys = [opening(world, n) for n in range(3)], ["甲", "乙", "丙"]
    perform_many("item.open", rows[:2], world.actor("赵雅琴"), now=NOW, keys=keys[:2])
    outcome = perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW, keys=keys)
    assert sorted(outcome.already) == [0, 1] and sorted(outcome.made) == [2]
    assert Item.objects.count() == 3


def test_a_key_twice_in_one_sheet_is_done_once(world):
    outcome = perform_many("item.open", [opening(world, 1)] * 2, world.actor("赵雅琴"), now=NOW, keys=["甲", "甲"])
    assert outcome.already == {1: outcome.made[0]} and Item.objects.count() == 1


def test_the_key_of_one_person_is_not_that_of_another(world):
    item = world.item("signed")
    world.do("李敏", "item.progress", item=item, done="已排查三处", key="甲")
    assert not world.do("赵雅琴", "item.cancel", item=item, reason="合并办理", key="甲").already


def test_the_key_of_one_action_is_not_that_of_another(world):
    """An office numbers the rows of each of its sheets from 1."""
    units = [{"name": name, "sort": "department", "parent": "青云市"} for name in ("市水务局", "市住建局")]
    people = [{"username": name, "name": name, "unit": "市公安局", "role": "handler"} for name in ("tangwen", "luoping")]
    perform_many("unit.add", units, world.actor("王建国"), now=NOW, keys=["1", "2"])
    outcome = perform_many("person.add", people, world.actor("王建国"), now=NOW, keys=["1", "2"])
    assert sorted(outcome.made) == [0, 1] and not outcome.already
    again = perform_many("person.add", people, world.actor("王建国"), now=NOW, keys=["1", "2"])
    assert again.already == outcome.made


def test_a_refused_row_leaves_no_gap_in_numbers_and_chains(world):
    """The second is verified, but may not be struck off, since a part of it is open: the whole row is taken back."""
    first, second, third = world.item("reported", "云溪区"), unfinished(world), world.item("reported", "云溪区")
    rows = [{"item": item, "finding": "属实"} for item in (first, second, second, third)]
    outcome = perform_many("item.verify", rows, world.actor("孙静"), now=NOW, all_or_nothing=False)
    assert sorted(outcome.made) == [0, 3] and [(w.row, w.code) for w in outcome.wrong] == [
        (1, "item.close.children"), (2, "item.close.children")]
    assert dict(Item.objects.filter(pk__in=(first, second, third)).values_list("id", "state")) == {
        first: "closed", second: "reported", third: "closed"}
    perform_many("item.open", [opening(world, 1), opening(world, 2, due="2026-11-01"), opening(world, 3)], world.actor("赵雅琴"), now=NOW,
                 all_or_nothing=False)
    numbers = [int(n.rpartition("-")[2]) for n in Item.objects.order_by("id").values_list("number", flat=True)]
    assert numbers == list(range(1, len(numbers) + 1)) and not list(verify())


def test_a_refused_dispatch_starts_no_clock(world):
    """The first day named is past; the second row dispatches the same draft as if the first had never been."""
    item = world.item("draft")
    rows = [{"item": item, "due": "2026-11-01"}, {"item": item, "due": "2026-12-04"}]
    outcome = perform_many("item.issue", rows, world.actor("赵雅琴"), now=NOW, all_or_nothing=False)
    assert [(w.row, w.code) for w in outcome.wrong] == [(0, "item.issue.past")] and sorted(outcome.made) == [1]
    assert list(ClockEvent.objects.filter(item_id=item).order_by("id").values_list("clock", "what")) == [("sign", "start"), ("finish", "start")]
    assert Item.objects.get(pk=item).due_at.date().isoformat() == "2026-12-04"


def test_the_same_alone_by_row_keeps_nothing(world):
    item = unfinished(world)
    start = last_entry()
    outcome = perform_many("item.verify", [{"item": item, "finding": "属实"}], world.actor("孙静"), now=NOW, all_or_nothing=False)
    assert [w.code for w in outcome.wrong] == ["item.close.children"] and not entries(start)
    assert Item.objects.get(pk=item).state == "reported"


def test_what_the_database_refuses_of_the_first_rows_is_told_and_nothing_is_kept(world):
    rows, start, there = [opening(world, n) for n in range(ROWS)], last_entry(), Item.objects.count() + ROWS
    perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lastmile.act', 'a hand', true)")
        cursor.execute("update kernel_serial set last = 0")  # the numbers that come next are taken
    with pytest.raises(Refused) as no, transaction.atomic():
        perform_many("item.open", rows, world.actor("赵雅琴"), now=NOW)
    assert no.value.code == "taken" and Item.objects.count() == there
    assert len(entries(start)) == ROWS and not list(verify())
