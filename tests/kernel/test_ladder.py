"""The sweep: a time that is over is recorded once, those it concerns are told one after the other, and nothing falls out of the ladder."""
import json
from datetime import datetime, timedelta

import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.models import Breach, Entry, Item
from lastmile.kernel.rules.books import presets
from lastmile.lib.workdays import SHANGHAI
from tests.world import NOW, World, entries, last_entry

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)  # Friday


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def told(world: World, since: int = 0) -> list[list[str]]:
    """Whom the ladder has told, in order."""
    names = {pk: name for name, pk in world.people.items()}
    found = [json.loads(line["data"]).get("told") for line in entries(since) if line["action"] == "breach.climb"]
    return [[names[pk] for pk in one["people"]] for one in found if one]


def breaches(item: int) -> list[tuple[str, datetime]]:
    return list(Breach.objects.filter(item_id=item).order_by("id").values_list("clock", "due_at"))


def post(world: World, name: str, unit: str, role: str, scope: str | None = None) -> None:
    world.people[name] = world.do("王建国", "person.add", username=f"p{len(world.people)}", name=name, unit=unit, role=role,
                                  **({"scope": scope} if scope else {})).id


def test_a_day_that_is_over_is_one_entry_and_stays_one(world):
    item = world.item("signed")
    for later in (DUE, DUE, DUE + timedelta(minutes=1), DUE + timedelta(days=40)):
        while sweep(later):
            pass
    assert breaches(item) == [("finish", DUE)]
    assert Entry.objects.filter(subject=f"item:{item}", action="item.breach").count() == 1


def test_who_is_told_and_when(world):
    post(world, "郑国栋", "市应急管理局", "leader")
    item, start = world.item("signed"), last_entry()
    rounds = {"2026-11-24T08:30": [], "2026-11-27T17:30": [], "2026-11-30T08:30": [["李敏"]], "2026-12-02T08:29": [],
              "2026-12-02T08:30": [["郑国栋"]], "2026-12-04T08:30": [["周明远", "沈若岚"]],
              "2026-12-25T09:00": []}
    for moment, expected in rounds.items():
        sweep(at(moment))
        assert told(world, start) == expected, moment
        start = last_entry()
    assert Breach.objects.get(item_id=item).next_at is None


def test_an_item_without_a_named_person_goes_to_the_duty_holder(world):
    content = presets()["ladder"].content.model_dump(mode="json") | {"sign": [{"who": "handler", "after": 2, "unit": "h"}]}
    world.do("赵雅琴", "rulebook.set", book="ladder", since="2026-11-20", basis="本市督查工作规程", content=content)
    world.item("assigned")
    sweep(at("2026-11-23T17:30"))
    sweep(at("2026-11-23T19:30"))
    assert told(world) == [["李敏"]]


def test_a_leader_whose_field_it_is_is_told_before_those_who_lead_all(world):
    post(world, "郑国栋", "市应急管理局", "leader")
    post(world, "宋怀远", "青云市", "leader", "市应急管理局")
    world.item("signed")
    sweep(DUE)
    start = last_entry()
    sweep(at("2026-12-04T08:30"))  # the worker was down for a week: whose turn it was meanwhile is told too
    assert told(world, start) == [["李敏", "郑国栋", "宋怀远"]]


def test_what_could_not_be_escalated_stands_on_the_red_list_until_somebody_is_there(world):
    item = world.item("signed")
    for moment in ("2026-11-27T17:30", "2026-11-30T08:30", "2026-12-02T08:30"):
        sweep(at(moment))
    breach = Breach.objects.get(item_id=item)
    assert (breach.stuck, breach.next_at) == ("head", at("2026-12-03T08:30"))
    post(world, "郑国栋", "市应急管理局", "leader")
    start = last_entry()
    sweep(at("2026-12-03T08:30"))
    assert told(world, start) == [["郑国栋"]]
    assert Breach.objects.get(item_id=item).stuck == ""


def test_the_ladder_ends_when_the_unit_reports_and_goes_on_when_the_report_is_sent_back(world):
    item = world.item("signed")
    sweep(DUE)
    world.do("李敏", "item.report", now=DUE + timedelta(hours=16), item=item, done="整治完成")
    start = last_entry()
    sweep(at("2026-11-30T08:30"))
    assert told(world, start) == [] and Breach.objects.get(item_id=item).next_at is None
    world.do("孙静", "item.return", now=at("2026-12-10T10:00"), item=item, reason="没有现场照片")
    assert Breach.objects.get(item_id=item).next_at == at("2026-12-11T08:30")
    sweep(at("2026-12-11T08:30"))
    assert told(world, start) == [["李敏"]]


def test_a_breach_is_recorded_though_the_unit_was_faster_than_the_sweep(world):
    """Signed, and reported, in the seconds between the due time and the next round."""
    signed, reported = world.item("assigned"), world.item("signed")
    world.do("李敏", "item.sign", now=at("2026-11-23T17:30"), item=signed)
    world.do("李敏", "item.report", now=DUE, item=reported, done="整治完成")
    sweep(DUE + timedelta(seconds=1))
    assert breaches(signed) == [("sign", at("2026-11-23T17:30")), ("finish", DUE)]
    assert breaches(reported) == [("finish", DUE)]
    assert Breach.objects.get(item_id=reported).next_at is None


def test_what_was_reported_in_time_is_no_breach_unless_it_is_sent_back_late(world):
    item = world.item("reported")
    sweep(DUE + timedelta(days=3))
    assert breaches(item) == []
    world.do("孙静", "item.return", now=DUE + timedelta(days=3), item=item, reason="没有现场照片")
    sweep(DUE + timedelta(days=3, seconds=2))
    assert breaches(item) == [("finish", DUE)]
    assert Breach.objects.get(item_id=item).since == DUE + timedelta(days=3)


def test_closed_or_cancelled_in_time_nothing_is_over(world):
    for state in ("closed", "cancelled"):
        item = world.item(state)
        assert sweep(DUE + timedelta(days=3)) == 0 and breaches(item) == []


def test_suspended_time_is_nobodys_breach(world):
    item = world.item("suspended")
    assert sweep(DUE + timedelta(days=30)) == 0
    world.do("赵雅琴", "item.resume", now=at("2026-12-28T09:00"), item=item, reason="批复已到")
    assert breaches(item) == [] and sweep(at("2026-12-28T09:00")) == 0


def test_every_missed_report_of_a_standing_duty_is_a_breach_of_its_own(world):
    item = world.item("signed", title="每周巡查沿河挡墙", rhythm="weekly", due=None)
    for moment in ("2026-11-27T17:30", "2026-11-30T09:00"):
        sweep(at(moment))
        if moment.endswith("09:00"):
            world.do("李敏", "item.progress", now=at(moment), item=item, done="已巡查")
    sweep(at("2026-12-04T17:30"))
    assert [clock for clock, _due in breaches(item)] == ["round-1", "round-2"]


def test_the_entry_of_a_turn_says_why(world):
    item = world.item("signed")
    sweep(at("2026-11-24T08:30"))
    line = json.loads(entries()[-1]["data"])
    assert line["became"][f"item:{item}"]["light"] == "yellow"
    assert (line["why"]["code"], line["why"]["values"]["days"], line["why"]["values"]["clock"]) == ("left", 3, "finish")


def test_only_the_clock_climbs(world):
    item = world.item("signed")
    sweep(DUE)
    breach = Breach.objects.get(item_id=item).pk
    for action, values in (("breach.climb", {"breach": breach}), ("item.breach", {"item": item, "clock": "finish", "since": DUE})):
        with pytest.raises(Refused) as no:
            world.do("赵雅琴", action, **values)
        assert no.value.code == "not-allowed"


def test_the_thresholds_of_a_kind_are_data_and_what_began_before_keeps_its_own(world):
    content = {"warn_days": {"finish": 3, "report": 3, "sign": 0}, "behind": 10, "far_behind": 31,
               "kinds": {"directive": {"warn_days": {"finish": 5, "report": 3, "sign": 0}, "behind": 10, "far_behind": 31}}}
    before = world.item("signed", due="2026-12-11")
    world.do("赵雅琴", "rulebook.set", book="lights", since="2026-11-23", basis="本市督查工作规程", content=content)
    after = world.do("赵雅琴", "item.open", now=NOW + timedelta(days=3), title="排查沿河挡墙隐患", area="safety", unit="市应急管理局",
                     due="2026-12-11", issue=True).id
    world.do("李敏", "item.sign", now=NOW + timedelta(days=3), item=after)
    assert Item.objects.get(pk=before).next_turn_at == at("2026-12-08T08:30")
    assert Item.objects.get(pk=after).next_turn_at == at("2026-12-06T08:30")
