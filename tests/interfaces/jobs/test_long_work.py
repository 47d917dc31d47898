"""Long work: seen while it goes on, cancelled without a trace, finished once whatever happens to its worker."""
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from datetime import timedelta
from importlib import import_module
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from django.utils import translation

from lastmile.interfaces import files
from lastmile.interfaces.jobs import Result, ask, cleaning, desk
from lastmile.interfaces.jobs.desk import LOST_AFTER, TRIES, Desk
from lastmile.interfaces.jobs.task import Stopped
from lastmile.kernel.actions import works
from lastmile.kernel.models import Item, Work
from lastmile.kernel.registry import WORKS
from tests.interfaces.jobs import toy
from tests.tools import ROOT
from tests.world import NOW, World, entries, last_entry

ACTING = import_module("lastmile.kernel.act.perform")  # the package has a function of that name
TITLES = ["北河路排涝", "桥东路排涝", "石桥镇挡墙"]
LATER = NOW + LOST_AFTER + timedelta(seconds=1)


@pytest.fixture
def happens(monkeypatch):
    """At each place of the work, what the test says is done."""
    what = {}
    monkeypatch.setattr(toy, "AT", [lambda place, task: what.get(place, lambda task: None)(task)])
    return what


def asked(world: World, who: str = "赵雅琴", titles: list[str] = TITLES, **given) -> int:
    return ask(toy.NAME, {"titles": titles, **given}, world.actor(who), "事项.xlsx")


def work(now=NOW, stopping=lambda: False) -> bool:
    """A worker takes the next one, if there is one; progress is written where the work itself says so."""
    return Desk(lambda: now, stopping, lambda task: nullcontext()).work_one()


def said(pk: int) -> tuple[str, str]:
    return Work.objects.values_list("state", "said").get(pk=pk)


@pytest.mark.django_db
def test_it_is_done_in_the_name_of_who_asked_and_says_what_came_of_it(world):
    pk = asked(world)
    assert said(pk) == ("waiting", "") and work() and not work()
    assert said(pk) == ("done", "立了3件。") and Work.objects.get().href == "/items"
    assert sorted(Item.objects.values_list("title", flat=True)) == sorted(TITLES)
    assert {(line["actor"], line["interface"]) for line in entries()[-3:]} == {("赵雅琴", "test")}


@pytest.mark.django_db
def test_the_same_is_not_asked_for_twice_while_it_is_under_way(world):
    assert asked(world) == asked(world) != asked(world, titles=TITLES[:1]) and Work.objects.count() == 2
    work(), work()
    assert asked(world) and Work.objects.count() == 3


@pytest.mark.django_db
def test_progress_is_there_to_be_read(world, happens):
    seen = []

    def look(task):
        task.beat()
        seen.append(Work.objects.values_list("state", "step", "done", "total").get())
    happens.update({f"before {n}": look for n in range(3)})
    asked(world)
    work()
    assert seen == [("working", "逐件立项", n, 3) for n in range(3)]


@pytest.mark.django_db
def test_many_rows_tell_how_far_they_are(world, monkeypatch):
    told = []
    monkeypatch.setattr(ACTING, "TICK", 2)
    monkeypatch.setattr("lastmile.interfaces.jobs.task.Task.tell", lambda task, step="", done=0, total=0: told.append((step, done, total)))
    asked(world, many=True)
    work()
    assert ("逐行核对", 2, 3) in told and ("保存", 0, 0) in told and Item.objects.count() == 3


@pytest.mark.django_db
def test_cancelled_before_its_turn_it_is_never_begun(world):
    pk = asked(world)
    works.cancel(pk, NOW)
    assert said(pk)[0] == "cancelled" and not work() and not Item.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [False, True])
def test_cancelled_before_its_first_act_it_leaves_nothing(world, happens, many):
    pk, start = asked(world, many=many), last_entry()
    happens["begun"] = lambda task: works.cancel(pk, NOW)
    work()
    assert said(pk)[0] == "cancelled" and not Item.objects.exists() and not entries(start)


@pytest.mark.django_db
def test_cancelled_in_the_middle_of_many_rows_it_leaves_none_of_them(world, monkeypatch):
    monkeypatch.setattr(ACTING, "TICK", 1)
    pk, start, tell = asked(world, many=True), last_entry(), desk.Task.tell

    def told(task, step="", done=0, total=0):
        if done == 2:
            works.cancel(pk, NOW)
            task.beat()
        tell(task, step, done, total)
    monkeypatch.setattr(desk.Task, "tell", told)
    work()
    assert said(pk)[0] == "cancelled" and not Item.objects.exists() and not entries(start)


@pytest.mark.django_db
def test_once_it_has_changed_something_it_is_carried_through(world, happens):
    pk = asked(world)
    happens["after 0"] = lambda task: works.cancel(pk, NOW)
    happens["before 1"] = lambda task: task.beat()
    work()
    assert said(pk) == ("done", "立了3件。") and Item.objects.count() == 3


@pytest.mark.django_db
def test_a_refusal_is_told_in_its_own_words_and_a_fault_in_ours(world, happens, caplog):
    refused = asked(world, titles=[])
    stranger = asked(world, "何晓棠", TITLES[:1])
    work(), work()
    assert said(refused) == ("failed", "没有要立的事项。")
    assert said(stranger)[0] == "failed" and "权限" in said(stranger)[1]
    happens["begun"] = lambda task: 1 / 0
    broken = asked(world)
    work()
    assert said(broken)[0] == "failed" and "没有办成" in said(broken)[1] and "ZeroDivisionError" in caplog.text
    assert not Item.objects.exists()


@pytest.mark.django_db
def test_words_are_in_the_language_of_who_asked(world):
    with translation.override("en"):
        pk = asked(world, "何晓棠", TITLES[:1])
    work()
    assert said(pk)[1].startswith("You")


@pytest.mark.django_db
def test_who_has_left_meanwhile_has_nothing_done_in_their_name(world):
    pk = asked(world)
    world.do("王建国", "person.retire", person=world.people["赵雅琴"])
    work()
    assert said(pk)[0] == "failed" and "停用" in said(pk)[1] and not Item.objects.exists()


@pytest.mark.django_db
def test_a_worker_that_is_told_to_stop_gives_it_back_and_the_try_does_not_count(world, happens):
    pk, stopping = asked(world), []
    happens["before 1"] = stopping.append
    work(stopping=lambda: bool(stopping))
    assert Work.objects.values_list("state", "attempts").get(pk=pk) == ("waiting", 0) and Item.objects.count() == 1
    happens.clear()
    work()
    assert said(pk)[0] == "done" and Item.objects.count() == 3


@pytest.mark.django_db
def test_what_a_worker_cannot_leave_in_time_it_gives_back_as_it_ends(world, happens):
    pk = asked(world)
    ours = Desk(lambda: NOW, lambda: False, lambda task: nullcontext())
    happens["begun"] = lambda task: ours.let_go()
    ours.work_one()
    assert Work.objects.values_list("state", "attempts").get(pk=pk) == ("waiting", 0) and not Item.objects.exists()


@pytest.mark.django_db
def test_a_worker_that_was_not_heard_of_for_too_long_can_commit_nothing_more(world, happens):
    pk, start = asked(world), last_entry()
    happens["begun"] = lambda task: works.claim(LATER, LATER - LOST_AFTER)
    work()
    assert said(pk)[0] == "working" and not entries(start) and not Item.objects.exists()


@pytest.mark.django_db
def test_one_that_ends_its_worker_each_time_is_given_up(world):
    pk = asked(world)
    for n in range(TRIES):
        assert works.claim(NOW + n * 2 * LOST_AFTER, NOW + n * 2 * LOST_AFTER - LOST_AFTER).attempts == n + 1
    assert work(NOW + TRIES * 2 * LOST_AFTER)
    assert said(pk)[0] == "failed" and "不再重试" in said(pk)[1]


@pytest.mark.django_db
def test_a_database_that_goes_away_is_another_try(world, happens, monkeypatch):
    monkeypatch.setattr(desk.connection, "close", lambda: None)

    def away(task):
        raise psycopg.OperationalError("the connection is lost")
    pk, happens["begun"] = asked(world), away
    work()
    assert Work.objects.values_list("state", "attempts").get(pk=pk) == ("waiting", 1)


@pytest.mark.django_db
def test_the_works_of_one_person_go_one_after_the_other(world):
    first, _second, other = asked(world), asked(world, titles=TITLES[:1]), asked(world, "周海涛")
    assert [works.claim(NOW, NOW - LOST_AFTER).pk for _ in range(2)] == [first, other]
    assert works.claim(NOW, NOW - LOST_AFTER) is None


@pytest.mark.django_db
def test_what_no_version_knows_any_more_is_told(world, monkeypatch):
    pk = asked(world)
    monkeypatch.delitem(WORKS, toy.NAME)
    work()
    assert said(pk)[0] == "failed" and "请重新提交" in said(pk)[1]


@pytest.mark.django_db
def test_a_result_that_is_a_file_stays_for_a_month(world, settings, tmp_path, monkeypatch):
    settings.FILES = tmp_path
    monkeypatch.setitem(WORKS, toy.NAME, type(WORKS[toy.NAME])(
        toy.NAME, "立项", toy.OpenItems, lambda task, given: task.keep([b"report"], "通报.docx", "写好了。")))
    asked(world)
    work()
    one = Work.objects.get()
    path = files.store().path(one.file)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert one.file_name == "通报.docx" and path.read_bytes() == b"report"
    assert cleaning.works(NOW + timedelta(days=29)) == 0 and path.exists()
    assert cleaning.works(NOW + timedelta(days=31)) == 1 and not path.exists() and not Work.objects.exists()


@pytest.mark.django_db
def test_a_file_that_waits_to_be_worked_on_is_not_cleared_away(world, settings, tmp_path):
    settings.FILES = tmp_path
    kept = files.keep([b"paper"], "会议报道.doc", world.actor("赵雅琴"))["hash"]
    os.utime(files.store().path(kept), (NOW.timestamp(), NOW.timestamp()))
    ask(toy.NAME, {"titles": TITLES}, world.actor("赵雅琴"), "会议报道.doc", files=[kept])
    assert cleaning.uploads(NOW + timedelta(days=8)) == 0 and files.store().path(kept).exists()


def killed(place: str) -> None:
    """A worker in a process of its own is killed when its work is at this place."""
    db = connection.settings_dict
    address = f"postgresql://{quote(db['USER'])}:{quote(db['PASSWORD'])}@{db['HOST']}:{db['PORT']}/{db['NAME']}"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "LASTMILE_TEST_DATABASE_URL": address, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.interfaces.jobs.child", place]
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline() == f"{place}\n"
        child.send_signal(signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("place", "done"), [("begun", 0), ("after 0", 1), ("before 2", 2), ("after 2", 3)])
def test_a_worker_killed_by_kill_9_leaves_it_to_the_next_which_does_nothing_twice(lasting_world, place, done):
    pk = asked(lasting_world)
    killed(place)
    assert said(pk)[0] == "working" and Item.objects.count() == done
    assert not work(NOW + LOST_AFTER) and work(LATER)
    assert said(pk) == ("done", "立了3件。") and sorted(Item.objects.values_list("title", flat=True)) == sorted(TITLES)
    assert [line["action"] for line in entries()].count("item.open") == 3


@pytest.mark.django_db(transaction=True)
def test_the_pulse_beside_a_work_sees_its_progress_and_its_cancelling_from_outside(lasting_world, happens, monkeypatch):
    """The work holds a transaction open, as an act does; the beats go over a connection of their own."""
    monkeypatch.setattr(desk, "BEAT", 0.01)
    pk, heard = asked(lasting_world, many=True), []

    def wait(task):
        task.tell("核对", 2, 7)
        while not heard:
            heard.extend(Work.objects.filter(step="核对", done=2, total=7))
        works.cancel(pk, NOW)
        while True:
            task.tell()
    happens["begun"] = wait
    assert Desk(lambda: NOW, lambda: False).work_one()
    assert said(pk)[0] == "cancelled" and not Item.objects.exists()


def test_the_end_of_a_work_is_no_exception_that_a_reader_of_broken_files_would_swallow():
    assert not issubclass(Stopped, Exception) and Result("").file == ""
