"""Loops over the registry: a new action is covered without a new test, once tests/examples.py has its example."""
import pytest
from django.apps import apps
from django.db import connection

from lastmile.kernel.act import Refused, journal, perform, perform_many
from lastmile.kernel.registry import ACTIONS, offered
from tests.examples import EXAMPLES
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
each = pytest.mark.parametrize("name", sorted(offered()))
# Counters and queues that move on by themselves, and say nothing of the city.
UNTOLD = {"kernel_revision", "kernel_tallydelta", "kernel_entryunsealed"}


def everything() -> dict[str, list]:
    """All rows of all tables of ours."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted({m._meta.db_table for m in apps.get_models() if m.__module__.startswith("lastmile.")} - UNTOLD):
            cursor.execute(f"select t::text from {table} t order by 1")
            found[table] = [row for row, in cursor.fetchall()]
    return found


def do(world: World, name: str, who: str, values: dict, key: str | None = None) -> object:
    return perform(name, values, world.actor(who), now=NOW, key=key)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path


def test_every_offered_action_has_an_example():
    assert set(offered()) <= set(EXAMPLES), set(offered()) - set(EXAMPLES)


@each
def test_its_entry_tells_what_was_done(name, world):
    example = EXAMPLES[name](world)
    before = last_entry()
    outcome = do(world, name, example.who, example.values)
    lines = entries(before)
    own = [line for line in lines if line["action"] == name and line["subject"] == outcome.subject]
    assert own, [line["action"] for line in lines]
    assert {line["act"] for line in lines} == {lines[0]["act"]}
    assert {(line["actor"], line["interface"], line["at"]) for line in lines} == {(example.who, "test", NOW)}
    assert all(line["action"] in ACTIONS for line in lines)


@each
def test_a_stranger_is_refused_and_leaves_nothing(name, world):
    example = EXAMPLES[name](world)
    before = everything()
    with pytest.raises(Refused) as no:
        do(world, name, "何晓棠", example.values)
    assert no.value.code == "not-allowed"
    assert everything() == before


@each
def test_without_its_entry_nothing_is_changed(name, world, monkeypatch):
    example = EXAMPLES[name](world)
    before = everything()
    monkeypatch.setattr(journal, "link", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        do(world, name, example.who, example.values)
    assert everything() == before


@each
def test_the_same_key_does_nothing_twice(name, world):
    example = EXAMPLES[name](world)
    first = do(world, name, example.who, example.values, example.key)
    before = everything()
    again = do(world, name, example.who, example.values, example.key)
    assert again.already and again.subject == first.subject
    assert everything() == before


@each
def test_a_dry_run_keeps_nothing(name, world):
    example = EXAMPLES[name](world)
    before = everything()
    outcome = perform_many(name, [example.values], world.actor(example.who), now=NOW, dry=True)
    assert not outcome.wrong and not outcome.done
    assert everything() == before
