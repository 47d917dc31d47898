"""Two months of a made-up city: whatever interrupts the sweep, the end is the same, and no breach is missed, late or told twice."""
import random
from datetime import datetime

import pytest
from django.db import transaction

from bench import lives
from bench.year import END_STATE, Year, faults, read
from lastmile.kernel.act.writer import Writer
from lastmile.lib.workdays import SHANGHAI
from tests.world import HANDLERS, World

pytestmark = pytest.mark.django_db
BEGIN, DAYS, ITEMS = datetime(2026, 11, 21, tzinfo=SHANGHAI), 45, 40
ISSUERS = {"市应急管理局": "青云市", "云溪区": "青云市", "松江县": "青云市", "石桥镇": "云溪区"}


class Killed(Exception):
    """As if the process had ended here: the transaction is gone, and nothing else is done."""


def cast(world: World) -> lives.Cast:
    pairs = [(world.units[issuer], world.units[unit]) for unit, issuer in ISSUERS.items()]
    return lives.Cast(world.actor("赵雅琴"), world.actor("孙静"), {world.units[unit]: world.actor(name) for unit, name in HANDLERS.items()}, pairs)


def state() -> dict[str, list]:
    return {name: read(sql, []) for name, sql in END_STATE.items()}


def test_a_year_that_was_interrupted_ends_like_one_that_was_not(world: World, monkeypatch):
    before = transaction.savepoint()
    year = Year(cast(world), ITEMS, BEGIN, DAYS)
    for now in lives.moments(BEGIN, DAYS):
        year.round(now)
    whole, counted = state(), faults(BEGIN, DAYS)
    assert not any(counted.values()), counted
    assert len(whole["breaches"]) > 20 and len(whole["slips"]) > 10
    transaction.savepoint_rollback(before)

    chance, flush, kills = random.Random(7), Writer.flush, 0

    def dying(writer: Writer, commit: bool = False) -> None:
        flush(writer, commit)
        if chance.random() < 0.05:
            raise Killed

    again = Year(cast(world), ITEMS, BEGIN, DAYS)
    monkeypatch.setattr(Writer, "flush", dying)
    for now in lives.moments(BEGIN, DAYS):
        while True:
            try:
                again.round(now)
                break
            except Killed:
                kills += 1
    assert kills >= 10
    assert state() == whole
    assert faults(BEGIN, DAYS) == counted


def test_two_sweepers_at_once_do_a_thing_once(world: World):
    """The second finds what the first has done, whatever it had read before."""
    from lastmile.kernel.act import clock, perform_many, revision
    from lastmile.kernel.actions.sweep import sweep
    item = world.item("signed")
    due = datetime(2026, 11, 30, 8, 30, tzinfo=SHANGHAI)
    sweep(due)
    breach = read("select id from kernel_breach where item_id = %s", [item])[0][0]
    again = perform_many("breach.climb", [{"breach": breach}], clock(revision()), now=due, all_or_nothing=False)
    assert [wrong.code for wrong in again.wrong] == ["sweep.done"] and not again.made
