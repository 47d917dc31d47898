"""The database refuses what is not an act, whichever way it comes."""
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from lastmile.kernel.actions.sweep import sweep
from lastmile.lib.workdays import SHANGHAI
from tests.examples import EXAMPLES, paper, signed_off
from tests.world import World

pytestmark = pytest.mark.django_db
# Written outside acts, each for a reason: counters and queues kept by triggers, files before they are evidence, seals (insert only),
# long work that changes nothing but by acts, what is drawn from the journal and can be drawn again (notices), and how its messages fare.
FREE = {"kernel_revision", "kernel_tally", "kernel_tallydelta", "kernel_entryunsealed", "kernel_upload", "kernel_seal", "kernel_work",
        "kernel_notice", "kernel_noticecursor", "kernel_delivery"}
TRIGGERS = """
select c.relname, t.tgtype from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
where p.proname = %s and t.tgenabled = 'O'"""
INSERT_UPDATE_DELETE = 4 + 8 + 16
UPDATE_DELETE = 8 + 16
WAYS = {
    "update of a query": lambda model, row: model.objects.update(**{last(model).name: getattr(row, last(model).attname)}),
    "save": lambda model, row: row.save(),
    "delete": lambda model, row: row.delete(),
    "delete of a query": lambda model, row: model.objects.filter(pk=row.pk)._raw_delete("default"),
    "bulk_create": lambda model, row: model.objects.bulk_create([row]),
    "bulk_update": lambda model, row: model.objects.bulk_update([row], [last(model).name]),
    "raw insert": lambda model, row: sql(f"insert into {model._meta.db_table} default values"),
    "raw update": lambda model, row: sql(f"update {model._meta.db_table} set \"{last(model).column}\" = null"),
    "raw delete": lambda model, row: sql(f"delete from {model._meta.db_table}"),
}


def ours() -> dict[str, type]:
    """Every model of ours by its table."""
    return {m._meta.db_table: m for m in apps.get_models() if m.__module__.startswith("lastmile.")}


def triggers(function: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [function])
        return dict(cursor.fetchall())


def sql(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


def last(model: type) -> Any:
    """The last column that is nobody's key."""
    return [f for f in model._meta.concrete_fields if not f.primary_key and not f.generated][-1]


@pytest.fixture
def full_world(world: World, settings: Any, tmp_path: Any) -> World:
    """A row in every guarded table."""
    settings.FILES = tmp_path
    item = world.item("signed", assisting=[world.units["市公安局"]])
    apps.get_model("kernel", "Upload").objects.create(
        hash="0" * 64, name="现场.jpg", media="image/jpeg", size=3, at=world.now, person_id=world.people["李敏"])
    world.do("李敏", "item.report", item=item, done="整治完成", evidence=["0" * 64], key="例")
    world.do("王建国", "calendar.set_year", year=2027)
    world.do("王建国", "calendar.set_hours", since="2027-05-01", opens="08:30", closes="17:00")
    world.do("王建国", "rule.set", rule="meeting", allow=15, counts="d", basis="青云市督查工作规程第12条")
    world.do("李敏", "notice.choose", person=world.people["李敏"])
    world.do("李敏", "contact.set", person=world.people["李敏"], channel="mail", address="limin@example.cn")
    world.do("李敏", "feed.issue", person=world.people["李敏"], secret="q" * 40)
    world.do("系统时钟", "channel.fail", channel="mail", reason="refused")
    written = signed_off(world)
    world.do("赵雅琴", "paper.archive", paper=written)
    world.do("赵雅琴", "letterhead.set", unit=world.units["市委督查室"], mark="青督", head="中共青云市委督查室")
    world.do("赵雅琴", "ledger.set_columns", unit=world.units["市委督查室"], columns=[{"field": "number"}])
    late = world.item("signed")
    sweep(datetime(2026, 11, 28, 9, 0, tzinfo=SHANGHAI))
    world.slip("open"), world.block(), world.review()
    world.do("赵雅琴", "rulebook.set", **EXAMPLES["rulebook.set"](world).values)
    assert apps.get_model("kernel", "Breach").objects.filter(item_id=late).exists()
    document = paper(world)
    world.do("赵雅琴", "document.cover", document=document, clause="会议由市委副书记主持")
    return world


def test_every_table_is_guarded_or_listed_as_free():
    guarded = triggers("lastmile_needs_act")
    assert set(ours()) == set(guarded) | FREE
    assert not set(guarded) & FREE
    assert all(kinds & INSERT_UPDATE_DELETE == INSERT_UPDATE_DELETE for kinds in guarded.values())


def test_journal_and_seals_are_never_changed():
    never = triggers("lastmile_never")
    assert set(never) == {"kernel_entry", "kernel_seal"}
    assert all(kinds & UPDATE_DELETE == UPDATE_DELETE for kinds in never.values())


@pytest.mark.parametrize("way", sorted(WAYS))
def test_no_guarded_table_is_changed_outside_an_act(way, full_world):
    for table in sorted(triggers("lastmile_needs_act")):
        model = ours()[table]
        row = model.objects.first()
        assert row is not None, f"{table} is empty: the world of this test needs a row in it"
        with pytest.raises(DatabaseError, match="outside an action|through protected foreign keys"), transaction.atomic():
            WAYS[way](model, row)


@pytest.mark.parametrize("words", ["update kernel_entry set actor = '何晓棠'", "delete from kernel_entry", "delete from kernel_seal",
                                   "update kernel_seal set count = 0"])
def test_not_even_an_act_changes_the_journal(words, world):
    with pytest.raises(DatabaseError, match="the journal is never changed"), transaction.atomic():
        sql("select set_config('lastmile.act', 'an act', true)")
        sql(words)


@pytest.mark.parametrize("words", ["alter table kernel_item disable trigger all", "drop trigger never on kernel_entry",
                                   "create or replace function lastmile_needs_act() returns trigger"
                                   " language plpgsql as $$ begin return null; end $$"])
def test_the_application_may_not_switch_a_guard_off(words, world):
    with pytest.raises(DatabaseError, match="must be owner|permission denied"), transaction.atomic():
        sql(words)
