"""Robots and gateways that misbehave: what is tried again, what is not, and how long one waits."""
from datetime import UTC, datetime, timedelta

import pytest

from lastmile.interfaces.notices import services
from lastmile.interfaces.notices.message import Message
from lastmile.interfaces.notices.outcome import Later, Never
from tests.interfaces.notices.conftest import cut_off, endless, says

MESSAGE = Message("2026-督-0147，交办给您单位", "李敏，您好：\n", "【平台】“请签收”", "lastmile-7", datetime(2026, 11, 20, tzinfo=UTC))
ROBOTS = {
    "wecom": ("/cgi-bin/webhook/send?key=k-1", {"msgtype": "text", "text": {"content": "2026-督-0147，交办给您单位\n李敏，您好：\n"}}),
    "dingtalk": ("/robot/send?access_token=k-1", {"msgtype": "text", "text": {"content": "2026-督-0147，交办给您单位\n李敏，您好：\n"}}),
    "feishu": ("/open-apis/bot/v2/hook/k-1", {"msg_type": "text", "content": {"text": "2026-督-0147，交办给您单位\n李敏，您好：\n"}}),
}
GOOD = {"wecom": {"errcode": 0, "errmsg": "ok"}, "dingtalk": {"errcode": 0}, "feishu": {"code": 0, "msg": "success"}}
make = {name: getattr(services, name) for name in ROBOTS}


@pytest.mark.parametrize("name", sorted(ROBOTS))
def test_each_robot_is_asked_in_its_own_way(name, hook):
    hook.act = says(GOOD[name])
    assert make[name](hook.url).send("k-1", MESSAGE) == "sent"
    path, headers, body = hook.asked[0]
    assert (path, body) == ROBOTS[name] and "charset=utf-8" in headers["Content-Type"]


@pytest.mark.parametrize(("name", "answer"), [
    ("wecom", {"errcode": 93000}), ("dingtalk", {"errcode": 300005}), ("dingtalk", {"errcode": 310000}), ("feishu", {"code": 19001})])
def test_a_yes_with_a_no_inside_is_a_no(name, answer, hook):
    hook.act = says(answer)
    with pytest.raises(Never) as no:
        make[name](hook.url).send("k-1", MESSAGE)
    assert no.value.reason == "refused"


@pytest.mark.parametrize(("name", "answer", "minutes"), [
    ("wecom", {"errcode": 45009}, 1), ("dingtalk", {"errcode": 130101}, 10), ("feishu", {"code": 11232}, 1)])
def test_too_fast_is_tried_again_after_the_pause_that_the_service_sets(name, answer, minutes, hook):
    hook.act = says(answer)
    with pytest.raises(Later) as no:
        make[name](hook.url).send("k-1", MESSAGE)
    assert (no.value.reason, no.value.asked, no.value.channel) == ("busy", timedelta(minutes=minutes), False)


@pytest.mark.parametrize(("act", "reason", "asked", "channel"), [
    (says({}, 500), "busy", None, True),
    (says({}, 503, Retry_After="90"), "busy", timedelta(seconds=90), True),
    (says({}, 429, Retry_After="120"), "busy", timedelta(minutes=2), False),
    (says({}, 429, Retry_After="Fri, 20 Nov 2026 01:30:00 GMT", Date="Fri, 20 Nov 2026 01:00:00 GMT"), "busy", None, False),
    (says({}, 429, Retry_After="soon"), "busy", None, False),
    (says({}, 401), "sign-in", None, True),
    (says({}, 302, Location="http://127.0.0.1:1/"), "answer", None, True),
    (says(b"<html>"), "answer", None, True),
    (says([]), "answer", None, True),
    (cut_off, "cut", None, True),
])
def test_what_lies_in_the_server_is_tried_again(act, reason, asked, channel, hook):
    hook.act = act
    with pytest.raises(Later) as no:
        services.wecom(hook.url).send("k-1", MESSAGE)
    assert (no.value.reason, no.value.channel) == (reason, channel)
    if asked:
        assert no.value.asked == asked
    assert len(hook.asked) == 1


def test_a_date_to_wait_for_is_counted_by_the_servers_own_clock():
    class Answer:
        headers = {"Retry-After": "Fri, 20 Nov 2026 01:30:00 GMT", "Date": "Fri, 20 Nov 2026 01:00:00 GMT"}
    assert services.asked(Answer) == timedelta(minutes=30)  # type: ignore[arg-type]


def test_who_never_comes_to_an_end_is_left(hook, monkeypatch):
    monkeypatch.setattr(services, "SECONDS", 0.3)
    hook.act = endless
    with pytest.raises(Later) as no:
        services.wecom(hook.url).send("k-1", MESSAGE)
    assert (no.value.reason, no.value.channel) == ("time", True)


def test_who_is_not_there(hook):
    with pytest.raises(Later) as no:
        services.wecom("http://127.0.0.1:1").send("k-1", MESSAGE)
    assert (no.value.reason, no.value.channel) == ("unreachable", True)


def test_a_gateway_gets_the_citys_own_template_and_no_text_breaks_out_of_it(hook):
    body = {"mobile": "{to}", "content": "{text}", "id": "{key}", "sign": ["督办", 7]}
    hook.act = says({"code": "0"})
    assert services.Gateway(hook.url + "/send", body, "s3cret", "code=0").send("13800000000", MESSAGE) == "sent"
    path, headers, asked = hook.asked[0]
    assert asked == {"mobile": "13800000000", "content": "【平台】“请签收”", "id": "lastmile-7", "sign": ["督办", 7]}
    assert headers["Authorization"] == "Bearer s3cret"


def test_a_gateway_that_does_not_say_what_it_should_has_refused(hook):
    hook.act = says({"code": 7})
    with pytest.raises(Never):
        services.Gateway(hook.url, {}, "", "code=0").send("13800000000", MESSAGE)
    assert services.Gateway(hook.url, {}, "", "").send("13800000000", MESSAGE) == "sent"
