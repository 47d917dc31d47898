"""A telephone subscribes to what its owner owes."""
from datetime import date, datetime

import pytest
from django.test import Client
from icalendar import Calendar

from lastmile.lib.workdays import SHANGHAI
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET = "k" * 43
ADDRESS = f"/calendar/{SECRET}.ics"


@pytest.fixture
def subscribed(world: World) -> World:
    world.do("李敏", "feed.issue", person=world.people["李敏"], secret=SECRET)
    return world


def events(answer: object) -> dict[str, object]:
    """The events by UID."""
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}  # type: ignore[attr-defined]


def test_each_time_that_is_running_is_an_event_on_the_offices_clock(subscribed):
    item = subscribed.item("assigned")
    answer = Client().get(ADDRESS)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert set(found) == {f"item-{item}-sign@testserver", f"item-{item}-finish@testserver"}
    finish = found[f"item-{item}-finish@testserver"]
    assert finish["dtstart"].dt == datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI) and finish["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert str(finish["summary"]) == "办结截止：2026-督-0001 北河路积水点排查整治" and str(finish["url"]) == f"http://testserver/items/{item}"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in answer.content
    assert b"BEGIN:VTIMEZONE" in answer.content and all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_a_time_that_moves_moves_the_event_and_keeps_its_name(subscribed):
    item = subscribed.item("working")
    before = events(Client().get(ADDRESS))[f"item-{item}-finish@testserver"]
    subscribed.do("赵雅琴", "item.extend", item=item, due="2026-12-04", reason="连日降雨无法施工")
    after = events(Client().get(ADDRESS))[f"item-{item}-finish@testserver"]
    assert (before["dtstart"].dt.date(), after["dtstart"].dt.date()) == (date(2026, 11, 27), date(2026, 12, 4))
    assert after["sequence"] > before["sequence"]


def test_what_is_reported_or_handed_to_somebody_else_is_not_owed(subscribed):
    subscribed.item("reported")
    other = subscribed.item("signed")
    subscribed.do("王建国", "person.add", username="tangwen", name="唐雯", unit=subscribed.units["市应急管理局"], role="handler")
    subscribed.do("李敏", "item.hand_to", item=other, handler="tangwen")
    subscribed.item("signed", "云溪区")
    assert events(Client().get(ADDRESS)) == {}


def test_the_same_is_not_sent_twice(subscribed):
    subscribed.item("signed")
    first = Client().get(ADDRESS)
    again = Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    subscribed.item("signed")
    assert Client().get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_new_address_ends_the_old_one_and_revoking_ends_both(subscribed):
    fresh = "n" * 43
    subscribed.do("李敏", "feed.issue", person=subscribed.people["李敏"], secret=fresh)
    assert [Client().get(f"/calendar/{secret}.ics").status_code for secret in (SECRET, fresh, "x" * 43, "%ff")] == [404, 200, 404, 404]
    subscribed.do("李敏", "feed.revoke", person=subscribed.people["李敏"])
    assert Client().get(f"/calendar/{fresh}.ics").status_code == 404


def test_who_has_left_has_no_calendar(subscribed):
    subscribed.do("王建国", "person.retire", person=subscribed.people["李敏"])
    assert Client().get(ADDRESS).status_code == 404


def test_the_secret_opens_nothing_but_the_calendar(subscribed):
    assert Client().get("/api/items", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 401


def test_who_looks_over_others_owes_nothing(world):
    world.item("signed")
    world.do("赵雅琴", "feed.issue", person=world.people["赵雅琴"], secret=SECRET)
    assert events(Client().get(ADDRESS)) == {}
