"""Whom an entry tells, asked without a database."""
from datetime import datetime, timedelta
from typing import Any

from lastmile.kernel.rules.notices import TELLS, Happened, Held, posts_of, told
from lastmile.lib.workdays import SHANGHAI
from tests.kernel.rules import town
from tests.kernel.rules.town import CITY, ID

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
NAMES = {"赵雅琴": 1, "李敏": 2, "周海涛": 3, "陈立新": 4, "孙静": 5, "王建国": 8, "何晓棠": 9, "区核查员": 10, "区督查员": 11, "区管理员": 12}
CAST = tuple(
    Held(pk, post.role, post.unit, post.scope, post.role == "handler")
    for name, pk in NAMES.items() for post in getattr(town, name).actor.posts)


def item(unit: str = "云溪区", **more: Any) -> Any:
    return town.item(unit, **{"handler_id": None, "sign_due_at": NOW + timedelta(days=3), "issued_at": NOW} | more)


def tells(action: str, about: Any = None, by: str = "系统时钟", also: tuple[Held, ...] = (), **more: Any) -> dict[str, tuple[str, bool]]:
    """Who is told, by name: the kind, and whether at once."""
    names = {pk: name for name, pk in NAMES.items()}
    happened = Happened(action, NOW, NAMES.get(by, 0), item=about, **more)
    return {names.get(pk, str(pk)): said for pk, said in told(happened, posts_of(CITY, (*CAST, *also))).items()}


def test_what_is_issued_is_told_to_the_duty_holder_and_to_the_assisting_unit():
    assert tells("item.issue", item(), "赵雅琴", assisting=(ID["石桥镇"],)) == {"周海涛": ("issued", False), "陈立新": ("assisting", False)}


def test_at_once_when_the_time_to_sign_is_over_before_the_next_digest():
    assert tells("item.issue", item(sign_due_at=NOW + timedelta(hours=2)), "赵雅琴") == {"周海涛": ("issued", True)}


def test_an_item_that_is_only_registered_is_told_to_nobody():
    assert tells("item.open", item(state="draft"), "赵雅琴") == {}
    assert tells("item.open", item(), "赵雅琴", became={"issued_at": "2026-11-20T01:00:00+00:00"}) == {"周海涛": ("issued", False)}


def test_of_several_handlers_those_on_duty_are_told_and_all_where_nobody_is():
    others = (Held(30, "handler", ID["云溪区"], ID["云溪区"]), Held(31, "handler", ID["松江县"], ID["松江县"]))
    assert set(tells("item.issue", item(), "赵雅琴", also=others)) == {"周海涛"}
    assert set(tells("item.issue", item("市公安局"), "赵雅琴", also=(Held(32, "handler", ID["市公安局"], ID["市公安局"]),))) == {"32"}


def test_the_named_handler_alone_is_told_unless_they_have_left():
    clerk = Held(33, "handler", ID["云溪区"], ID["云溪区"])
    assert set(tells("item.return", item(handler_id=33), "孙静", also=(clerk,))) == {"33"}
    assert set(tells("item.return", item(handler_id=33), "孙静")) == {"周海涛"}


def test_nobody_is_told_of_what_they_did_themselves():
    assert tells("item.hand_to", item(handler_id=NAMES["周海涛"]), "周海涛") == {}


def test_a_report_is_told_to_who_may_check_it_and_not_to_the_office_of_the_same_county():
    assert tells("item.report", item("云溪区"), "周海涛") == {"孙静": ("to_check", False)}
    assert tells("item.report", item("石桥镇", issuer="云溪区", reporter=town.陈立新), "陈立新") == {"区核查员": ("to_check", False)}


def test_a_refusal_is_told_at_once_where_it_was_issued_not_to_every_supervisor_of_the_city():
    beside = Held(34, "supervisor", ID["市政府督查室"], ID["青云市"])
    assert tells("item.refuse", item(state="draft"), "周海涛", also=(beside,)) == {"赵雅琴": ("refused", True)}


def test_of_a_part_the_unit_that_broke_it_down_hears_too():
    part = item("石桥镇", issuer="云溪区", parent_id=6)
    assert set(tells("item.refuse", part, "陈立新")) == {"区督查员", "周海涛"}


def test_who_owed_it_until_now_is_told_that_it_went_elsewhere():
    went = tells("item.reassign", item("松江县"), "赵雅琴", was={"unit_id": ID["云溪区"], "handler_id": None})
    assert went == {"何晓棠": ("issued", False), "周海涛": ("former", True)}


def test_a_light_that_turns_red_is_told_at_once_to_who_is_late_and_with_the_digest_to_who_issued_it():
    red = {"became": {"light": "red", "late": True}}
    assert tells("item.turn", item(state="working"), **red) == {"周海涛": ("late", True), "赵雅琴": ("late_below", False)}
    assert tells("item.turn", item(state="assigned"), **red) == {"周海涛": ("sign_late", True), "赵雅琴": ("unsigned_below", False)}
    assert tells("item.turn", item(state="working"), became={"light": "yellow"}) == {"周海涛": ("near", False)}


def test_a_light_that_turned_before_the_report_came_in_is_no_news_any_more():
    assert tells("item.turn", item(state="reported"), became={"light": "red"}) == {}


def test_progress_is_told_only_when_it_names_a_problem():
    assert tells("item.progress", item(state="working"), "周海涛", given={"done": "已排查三处"}) == {}
    assert tells("item.progress", item(state="working"), "周海涛", given={"done": "已排查", "problem": "缺设备"}) == {"赵雅琴": ("problem", False)}


def test_a_password_set_by_somebody_else_is_told_to_whose_it_is():
    assert tells("person.set_password", by="王建国", person=2) == {"李敏": ("password", True)}
    assert tells("person.set_password", by="李敏", person=2) == {}


def test_a_dead_channel_is_told_to_who_administers_the_city_not_a_county():
    assert tells("channel.fail") == {"王建国": ("channel_dead", True)}


def test_no_kind_of_item_ever_reaches_the_stranger():
    for action in TELLS:
        if action.startswith("item."):
            assert "何晓棠" not in tells(action, item(), "赵雅琴", became={"light": "red", "issued_at": "x"}, given={"problem": "x"}), action
