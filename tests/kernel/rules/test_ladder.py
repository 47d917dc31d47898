"""The ladder: whose turn it is, and who that is."""
from datetime import datetime

import pytest

from lastmile.kernel.rules.books import Rung, in_force, presets
from lastmile.kernel.rules.city import Unit, city_of
from lastmile.kernel.rules.ladder import Held, moment, whom
from lastmile.lib.workdays import SHANGHAI, standard

CITY_HALL, BUREAU, COUNTY = 1, 2, 3
TOWN = city_of([Unit(1, "青云市", "青云市", "city", None, "/1/"), Unit(2, "市应急管理局", "市应急管理局", "department", 1, "/1/2/"),
                Unit(3, "云溪区", "云溪区", "county", 1, "/1/3/")])
LI, ZHOU_ON_DUTY, HEAD, VICE_MAYOR, MAYOR = 11, 12, 13, 14, 15
POSTS = (Held(LI, BUREAU, BUREAU, "handler", False), Held(ZHOU_ON_DUTY, BUREAU, BUREAU, "handler", True), Held(HEAD, BUREAU, BUREAU, "leader", False),
         Held(VICE_MAYOR, CITY_HALL, BUREAU, "leader", False), Held(MAYOR, CITY_HALL, CITY_HALL, "leader", False))


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(("who", "handler", "people", "rank"), [
    ("handler", LI, (LI,), "handler"), ("handler", None, (ZHOU_ON_DUTY,), "duty"), ("duty", LI, (ZHOU_ON_DUTY,), "duty"),
    ("head", LI, (HEAD,), "head"), ("leader", LI, (VICE_MAYOR,), "leader")])
def test_each_rung_has_its_people_and_where_nobody_is_named_the_duty_holder_is(who, handler, people, rank):
    assert whom(who, BUREAU, handler, POSTS, TOWN) == (people, rank)


def test_a_handler_who_has_left_is_not_told():
    assert whom("handler", BUREAU, 99, POSTS, TOWN) == ((ZHOU_ON_DUTY,), "duty")


def test_without_a_leader_of_its_own_field_it_is_who_leads_all():
    assert whom("leader", COUNTY, None, POSTS, TOWN) == ((MAYOR,), "leader")


def test_a_unit_without_anybody_is_told_as_such():
    assert whom("handler", COUNTY, None, POSTS, TOWN) == ((), "") and whom("head", COUNTY, None, POSTS, TOWN) == ((), "")


@pytest.mark.parametrize(("after", "unit", "turn"), [
    (0, "wd", "2026-09-30T17:30"), (1, "wd", "2026-10-08T08:30"), (2, "h", "2026-09-30T19:30"), (1, "d", "2026-10-01T17:30")])
def test_working_days_pass_over_the_national_holiday_and_begin_when_the_office_opens(after, unit, turn):
    assert moment(Rung(who="duty", after=after, unit=unit), at("2026-09-30T17:30"), standard()) == at(turn)


def test_the_latest_edition_that_has_begun_is_in_force():
    preset = presets()["ladder"]
    spring, autumn = (type(preset)("ladder", at(day).date(), preset.content, day) for day in ("2026-03-01", "2026-09-01"))
    assert in_force([autumn, spring], "ladder", at("2026-02-28").date()) == preset
    assert in_force([autumn, spring], "ladder", at("2026-08-31").date()) == spring
    assert in_force([autumn, spring], "ladder", at("2026-09-01").date()) == autumn
    assert in_force([autumn, spring], "lights", at("2026-09-01").date()) == presets()["lights"]
