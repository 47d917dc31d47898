"""The city in which the tests play: 青云市 with its people, built by actions once, then copied into each test's database."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lastmile.kernel.act import Actor, Outcome, clock, perform, revision
from lastmile.kernel.queries.people import actor
from lastmile.lib.workdays import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)  # a Friday
UNITS = (
    ("青云市", "city", None), ("市委督查室", "office", "青云市"), ("市政府督查室", "office", "青云市"),
    ("市应急管理局", "department", "青云市"), ("市公安局", "department", "青云市"), ("云溪区", "county", "青云市"),
    ("云溪区督查室", "office", "云溪区"), ("云溪区应急管理局", "department", "云溪区"), ("石桥镇", "township", "云溪区"),
    ("松江县", "county", "青云市"),
)
PEOPLE = (
    ("赵雅琴", "zhaoyaqin", "市委督查室", "supervisor"), ("李敏", "limin", "市应急管理局", "handler"),
    ("周海涛", "zhouhaitao", "云溪区", "handler"), ("陈立新", "chenlixin", "石桥镇", "handler"),
    ("孙静", "sunjing", "市政府督查室", "verifier"), ("周明远", "zhoumingyuan", "青云市", "leader"),
    ("沈若岚", "shenruolan", "青云市", "leader"), ("王建国", "wangjianguo", "市委督查室", "administrator"),
    ("何晓棠", "hexiaotang", "松江县", "handler"),
)
HANDLERS = {"市应急管理局": "李敏", "云溪区": "周海涛", "石桥镇": "陈立新", "松江县": "何晓棠"}
PASSWORD = "雨后青山-2026-晴"
STANDS = "北河路积水点排查整治"
# What brings an item from one state to the next: (state, who, action, values).
WAY = (
    ("signed", "handler", "item.sign", {}), ("working", "handler", "item.progress", {"done": "已排查三处"}),
    ("reported", "handler", "item.report", {"done": "整治完成"}),
    ("verified", "孙静", "item.verify", {"finding": "属实", "close": False}),
    ("closed", "赵雅琴", "item.close", {}),
)
ASIDE = {
    "returned": ("reported", "孙静", "item.return", {"reason": "没有现场照片"}),
    "suspended": ("signed", "赵雅琴", "item.suspend", {"reason": "等待上级批复"}),
    "cancelled": ("assigned", "赵雅琴", "item.cancel", {"reason": "与另一件合并办理"}),
}
SIGNED = ("open", "赵雅琴", "slip.sign", {})
ANSWERED = ("answered", "李敏", "slip.answer", {"answer": "已增派两个班组，周五前完成"})
SLIP_WAY: dict[str, tuple[tuple[str, str, str, dict[str, Any]], ...]] = {
    "open": (SIGNED,), "answered": (SIGNED, ANSWERED), "met": (SIGNED, ANSWERED, ("met", "孙静", "slip.accept", {})),
    "withdrawn": (SIGNED, ("withdrawn", "赵雅琴", "slip.withdraw", {"reason": "事由有误"})),
    "declined": (("declined", "赵雅琴", "slip.decline", {"reason": "已电话催办"}),),
}
REVISION = "insert into kernel_revision (id, n) values (1, nextval('lastmile_revision')) on conflict do nothing"
TABLES = ("unit", "unitalias", "person", "post", "token", "done", "entry")


@dataclass
class World:
    """The ids of units and people by name, and short ways of doing things as somebody at NOW."""

    units: dict[str, int]
    people: dict[str, int]
    names: dict[str, str] = field(default_factory=lambda: {name: username for name, username, *_ in PEOPLE})
    now: datetime = NOW

    def actor(self, name: str, interface: str = "test") -> Actor:
        """Somebody of the cast; "系统时钟" is the clock."""
        if name == "系统时钟":
            return clock(revision(), interface)
        return actor_of(self.people[name], interface)

    def token(self, name: str) -> str:
        """The secret of their token."""
        return token_of(self.names[name])

    def do(self, who: str, action: str, /, now: datetime = NOW, key: str | None = None, seen: int | None = None, **values: Any) -> Outcome:
        return perform(action, values, self.actor(who), now=now, key=key, seen=seen)

    def item(self, state: str = "assigned", unit: str = "市应急管理局", **values: Any) -> int:
        """A new item that the unit owes, brought to the state by the people whose turn it is."""
        given = {"title": STANDS, "area": "storms", "unit": unit, "due": "2026-11-27", "issue": state != "draft"} | values
        item = self.do("赵雅琴", "item.open", **given).id
        self.bring(item, state, unit)
        return item

    def bring(self, item: int, state: str, unit: str) -> None:
        if state in ASIDE:
            before, who, action, values = ASIDE[state]
            self.bring(item, before, unit)
            self.do(who, action, item=item, **values)
        elif state not in ("draft", "assigned"):
            for reached, who, action, values in WAY:
                self.do(HANDLERS[unit] if who == "handler" else who, action, item=item, **values)
                if reached == state:
                    break

    def slip(self, state: str = "proposed", item: int | None = None, **values: Any) -> int:
        """A slip about an item of 市应急管理局, proposed by 赵雅琴 and brought to the state."""
        given = {"item": item or self.item("working"), "colour": "blue", "reason": "汛期临近，进展偏慢"} | values
        slip = self.do("赵雅琴", "slip.propose", **given).id
        for _reached, who, action, more in SLIP_WAY.get(state, ()):
            self.do(who, action, slip=slip, **more)
        return slip

    def block(self, item: int | None = None) -> int:
        """A blocker for which 李敏 has asked help."""
        item = item or self.item("working")
        self.do("李敏", "block.ask", item=item, words="管线权属不清，需要协调")
        with connection.cursor() as cursor:
            cursor.execute("select id from kernel_block where item_id = %s and ended_at is null", [item])
            return int(cursor.fetchone()[0])

    def review(self, item: int | None = None) -> int:
        """An objection of 李敏 to what 孙静 has concluded."""
        return self.do("李敏", "review.ask", item=item or self.item("returned"), reason="现场照片当日已经补传").id


def actor_of(person: int, interface: str) -> Actor:
    found = actor(person, interface)
    assert found is not None
    return found


def token_of(username: str) -> str:
    return f"{username}-{'0' * 32}"


def build() -> World:
    """Everything by actions of the clock, as an installation would be filled."""
    def do(action: str, **values: Any) -> int:
        return perform(action, values, clock(revision()), now=NOW).id

    units = {}
    for position, (name, sort, parent) in enumerate(UNITS):
        units[name] = do("unit.add", name=name, sort=sort, parent=units.get(parent or ""), position=position)
    do("unit.change", unit=units["市应急管理局"], aliases=["市应急局"])
    people = {}
    for name, username, unit, role in PEOPLE:
        people[name] = do("person.add", username=username, name=name, unit=units[unit], role=role, duty=role == "handler")
        do("token.issue", person=people[name], name="测试", secret=token_of(username))
        perform("person.set_password", {"person": people[name], "password": PASSWORD}, actor_of(people[name], "test"), now=NOW)
    return World(units, people)


class Copies:
    """The rows of a world as text, so that each test gets it in a few milliseconds."""

    def __init__(self) -> None:
        self.world: World | None = None
        self.rows: dict[str, bytes] = {}

    def put(self) -> World:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(REVISION)
            if self.world is None:
                self.world = build()
                self.rows = {table: b"".join(self._out(table)) for table in TABLES}
            else:
                self._put_back()
        return World(dict(self.world.units), dict(self.world.people))

    def _out(self, table: str) -> Iterator[bytes]:
        with connection.cursor() as cursor, cursor.copy(f"copy (select * from kernel_{table}) to stdout") as copy:
            yield from map(bytes, copy)

    def _put_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('lastmile.act', 'the world of the tests', true)")
            for table, rows in self.rows.items():
                with cursor.copy(f"copy kernel_{table} from stdin") as copy:
                    copy.write(rows)
            cursor.execute("select set_config('lastmile.act', '', true)")


_copies = Copies()


@pytest.fixture
def at_nine(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is nine in the morning of NOW for whoever asks the clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def world(db: None, at_nine: datetime) -> World:
    """青云市 and its people, at NOW."""
    return _copies.put()


@pytest.fixture
def one_revision(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After a test with real commits all tables are empty; the one row that migrations made is put back, and is there before it too."""
    def put() -> None:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(REVISION)

    put()
    yield
    put()


@pytest.fixture
def lasting_world(one_revision: None, transactional_db: None, at_nine: datetime) -> World:
    """The same with real commits, for tests with several connections."""
    return _copies.put()


def entries(since: int = 0) -> list[dict[str, Any]]:
    """The entries after an id, in order, as plain values."""
    with connection.cursor() as cursor:
        cursor.execute("select id, subject, n, act, action, at, interface, actor, unit, data from kernel_entry"
                       " where id > %s order by id", [since])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def last_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from kernel_entry")
        return int(cursor.fetchone()[0])


