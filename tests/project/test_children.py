"""What dies is started again, ever more slowly while it will not start; nothing that goes wrong in starting stops the rest."""
from types import SimpleNamespace

import psycopg
import pytest

from lastmile.project import children
from lastmile.project.words import Stop


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is set."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(children.time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def place():
    return SimpleNamespace(embedded=True, folder="data", application="port 1")


def tries(monkeypatch, *ends) -> list:
    """Each try to start the database ends so: an error, or whether it had to be started; afterwards it runs."""
    left, made = list(ends), []

    def keep_running(folder):
        made.append(children.time.monotonic())
        end = left.pop(0) if left else False
        if isinstance(end, BaseException):
            raise end
        return end
    monkeypatch.setattr(children, "keep_running", keep_running)
    return made


@pytest.mark.parametrize("fault", [Stop("内置数据库没有启动成功"), OSError(28, "No space left on device"), psycopg.OperationalError("no")])
def test_a_database_that_will_not_start_is_tried_again_ever_more_slowly(fault, clock, place, monkeypatch, capsys):
    made = tries(monkeypatch, *[fault] * 9, True)
    database = children.Database(place)
    for _look in range(400):
        database.look([])
        clock.now += 0.5
    pauses = [after - before for before, after in zip(made, made[1:], strict=False)]
    assert pauses[:9] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    said = capsys.readouterr().out
    assert said.count("数据库没有恢复") == 9 and "30 秒后再试" in said and said.count("已重新启动") == 1


def test_after_it_has_held_for_a_while_the_next_fault_is_mended_at_once(clock, place, monkeypatch):
    made = tries(monkeypatch, Stop("满"), Stop("满"), True, *[False] * 200, True)
    database = children.Database(place)
    for _look in range(300):
        database.look([])
        clock.now += 0.5
    assert database.pause == children.FIRST and len(made) > 200


def test_when_its_port_has_moved_the_children_start_anew(clock, place, monkeypatch):
    stopped = []
    child = SimpleNamespace(stop=lambda: stopped.append(place.application))
    tries(monkeypatch, True)
    database = children.Database(place)
    place.application = "port 2"
    database.look([child])
    assert stopped == ["port 2"] and database.reached == "port 2"


def test_the_citys_own_database_is_none_of_ours(clock, place, monkeypatch):
    place.embedded = False
    made = tries(monkeypatch, Stop("满"))
    children.Database(place).look([])
    assert not made
