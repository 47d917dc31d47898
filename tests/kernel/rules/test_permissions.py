"""Who may do what, as the city's people ask it."""
from types import SimpleNamespace

import pytest

from lastmile.kernel.rules import permissions as may

from . import town
from .town import ID, item


def test_who_owes_an_item_works_on_it_and_nobody_else():
    assert may.works_on(town.周海涛, None, item("云溪区"))
    assert not may.works_on(town.何晓棠, None, item("云溪区")) and not may.works_on(town.赵雅琴, None, item("云溪区"))


def test_a_handler_of_the_office_that_acts_for_the_county_works_on_what_the_county_owes():
    clerk = town.person(20, ("handler", "云溪区政府办公室", "云溪区"))
    assert may.works_on(clerk, None, item("云溪区")) and not may.works_on(clerk, None, item("石桥镇"))


def test_supervising_reaches_as_far_as_the_scope():
    assert may.supervises(town.赵雅琴, None, item("石桥镇", issuer="云溪区"))
    assert may.supervises(town.区督查员, None, item("石桥镇", issuer="云溪区督查室"))
    assert not may.supervises(town.区督查员, None, item("云溪区", issuer="市委督查室"))


def test_the_office_of_the_county_does_not_check_what_the_county_reported():
    assert not may.checks(town.区核查员, None, item("云溪区"))
    assert not may.checks_or_supervises(town.区督查员, None, item("云溪区", issuer="云溪区督查室"))
    assert may.checks(town.孙静, None, item("云溪区"))


def test_nor_does_the_county_check_what_its_office_reported():
    of_the_county = town.person(21, ("verifier", "云溪区", "云溪区"))
    assert not may.checks(of_the_county, None, item("云溪区政府办公室", issuer="云溪区"))


def test_another_office_of_the_same_county_checks_what_an_office_reported():
    assert may.checks(town.区核查员, None, item("云溪区政府办公室", issuer="云溪区"))


def test_the_county_checks_its_town_and_its_bureau():
    assert may.checks(town.区核查员, None, item("石桥镇", issuer="云溪区"))
    assert may.checks(town.区核查员, None, item("云溪区应急管理局", issuer="云溪区"))


def test_nobody_checks_above_or_beside_their_scope():
    assert not may.checks(town.区核查员, None, item("松江县")) and not may.checks(town.陈立新, None, item("云溪区"))


def test_who_reported_neither_checks_nor_closes_whatever_else_they_are():
    both = town.person(22, ("handler", "市应急管理局", "云溪区"), ("supervisor", "市委督查室", "青云市"))
    assert not may.checks(both, None, item("云溪区", reporter=both))
    assert not may.checks_or_supervises(both, None, item("云溪区", reporter=both))


def test_a_report_stays_that_of_the_unit_that_made_it_when_the_item_goes_elsewhere():
    moved = item("市公安局", reporter=town.周海涛, reporter_unit_id=ID["云溪区"])
    of_yunxi = town.person(23, ("verifier", "云溪区督查室", "青云市"))
    assert not may.checks(of_yunxi, None, moved) and may.checks(town.孙静, None, moved)


def test_a_page_offers_to_reassign_a_draft_only_when_its_unit_sent_it_back():
    assert may.reassigns(town.赵雅琴, None, item(state="draft")) and may.reassigns(town.赵雅琴, None, item(state="assigned"))
    assert not may.reassigns(town.赵雅琴, None, item(state="draft", issued_at=None))
    assert not may.reassigns(town.周海涛, None, item(state="draft"))


def test_a_part_is_cancelled_with_the_whole_by_who_may_cancel_the_whole():
    part = item("石桥镇", issuer="云溪区", parent_id=3)
    outside = town.person(24, ("supervisor", "松江县", "松江县"))
    assert may.cancels(town.区督查员, None, part) and not may.cancels(outside, None, part)
    for state, allowed in (("cancelled", True), ("working", False)):
        outside.held = {"item:3": SimpleNamespace(state=state)}
        assert may.cancels(outside, None, part) is allowed


@pytest.mark.parametrize(("who", "given", "allowed"), [
    (town.赵雅琴, None, True), (town.李敏, None, False),
    (town.赵雅琴, {"issuer": "云溪区", "parent": None}, True), (town.区督查员, {"issuer": "市委督查室", "parent": None}, False),
    (town.周海涛, {"issuer": "云溪区", "parent": 7}, True), (town.周海涛, {"issuer": "云溪区", "parent": None}, False),
    (town.周海涛, {"issuer": "松江县", "parent": 7}, False), (town.赵雅琴, {}, True), (town.李敏, {}, False),
])
def test_supervisors_open_items_and_handlers_only_parts(who, given, allowed):
    """A kind's own action may declare neither issuer nor parent: the last two."""
    values = None if given is None else SimpleNamespace(**given | ({"issuer": ID[given["issuer"]]} if given else {}))
    assert may.opens(who, values, None) is allowed


def test_an_administrator_of_a_county_keeps_the_countys_units_not_the_citys_calendar():
    in_yunxi = SimpleNamespace(unit=ID["石桥镇"], parent=ID["云溪区"])
    assert may.administers(town.区管理员, in_yunxi, None) and not may.administers(town.区管理员, SimpleNamespace(unit=ID["松江县"]), None)
    assert may.administers_all(town.王建国, None, None) and not may.administers_all(town.区管理员, None, None)
    assert not may.administers_all(town.赵雅琴, None, None)


def test_only_the_clock_does_what_happens_by_itself():
    assert not may.the_clock(town.赵雅琴, None, item()) and may.the_clock(SimpleNamespace(actor=SimpleNamespace(system=True)), None, item())
