"""The second reading takes literal words of the paper and nothing else, whatever the city's server does."""
import json

import pytest

from lastmile.reading.engine import Engine, Limits
from lastmile.reading.second import Second, objects, read_again, windows
from tests.reading import stub

GAS, SCHOOLS, DOGS = "市应急管理局要在12月10日前完成燃气经营站点排查", "市公安局要整治校园周边停车秩序", "对流浪犬只进行收容"
PAPER = f"全市会议召开\n　　会议强调，{GAS}；{SCHOOLS}。\n　　{DOGS}，云溪区负责。\n"
SHORT = Limits(window=0.3, paper=5.0, tries=1)


def asked(*answers, text=PAPER, limits=SHORT, **more) -> tuple[Second, stub.Server]:
    with stub.engine(*answers) as server:
        return read_again(text, Engine(server.url, "qwen", "geheim"), limits=limits, **more), server


def test_quotes_that_stand_in_the_paper_are_spans_of_it():
    found, server = asked(stub.rows(GAS, DOGS + "。"))
    assert [one.text for one in found.quotes] == [GAS, DOGS]
    assert all(PAPER[one.start:one.end] == one.text for one in found.quotes)
    assert (found.thrown, found.failed, found.windows, found.answered) == ({}, {}, 1, True)
    question, = server.asked
    assert (question["path"], question["model"], question["key"]) == ("/v1/chat/completions", "qwen", "Bearer geheim")
    assert question["messages"][1]["content"] == PAPER and "原文" in question["messages"][0]["content"]


def test_what_is_not_in_the_paper_is_thrown_away_and_counted():
    found, _ = asked(stub.rows("市卫生健康局要立即关闭全部诊所", GAS.replace("12月10日", "12月31日"), GAS, "犬", "要" * 600))
    assert [one.text for one in found.quotes] == [GAS]
    assert (found.thrown["invented"], found.thrown["length"]) == (2, 2)


def test_labels_are_known_ones_and_units_and_days_stand_beside_the_quote():
    good = {"quote": GAS, "area": "safety", "lead": ["市应急管理局"], "assist": [], "deadline": "12月10日前", "actionable": True}
    bad = {"quote": DOGS, "area": "animals", "lead": ["市卫生健康局", "流浪犬只"], "assist": "云溪区", "deadline": "12月20日前", "actionable": "yes"}
    gas, dogs = asked(stub.rows(good, bad))[0].quotes
    assert (gas.area, gas.lead, gas.deadline, gas.actionable) == ("safety", ("市应急管理局",), "12月10日前", True)
    assert (dogs.area, dogs.lead, dogs.assist, dogs.deadline, dogs.actionable) == ("", (), ("云溪区",), "", None)
    assert asked(stub.rows(good, bad))[0].thrown["label"] == 4


def test_a_deadline_is_one_that_our_own_rules_understand():
    found, _ = asked(stub.rows({"quote": GAS, "deadline": "燃气经营站点"}))
    assert found.quotes[0].deadline == "" and found.thrown["label"] == 1


@pytest.mark.parametrize(("paper", "quote"), [
    ("会议要求，要抓緊整治燃氣站點隱患，確保羣眾安全，責任單位要對問題進行檢查。", "要抓紧整治燃气站点隐患"),
    ("要整治燃（rán）气站点，消除隐患。", "要整治燃气站点，消除隐患"),
    ("要整治１２处燃气站点,消除隐患。", "要整治12处燃气站点，消除隐患"),
    ("要在城区范围内全面整治各类燃气经营站点的安全隐患问题，\n逐个登记，消除隐患。", "安全隐患问题，逐个登记，消除隐患"),
])
def test_width_script_reading_aids_and_broken_lines_do_not_hide_a_quote(paper, quote):
    one, = asked(stub.rows(quote), text=paper)[0].quotes
    assert paper[one.start:one.end] == one.text


def test_the_same_words_twice_are_one_quote():
    found, _ = asked(stub.rows(GAS, GAS, GAS[:15]))
    assert len(found.quotes) == 1 and found.thrown["twice"] == 2


def test_words_that_stand_twice_are_found_one_after_the_other():
    text = "一要加强值守。\n二要加强值守。\n"
    found, _ = asked(stub.rows("要加强值守", "要加强值守"), text=text)
    assert [one.start for one in found.quotes] == [1, 9]


def test_rows_stand_anywhere_in_an_answer():
    row = json.dumps({"quote": GAS}, ensure_ascii=False)
    for words in (f"```json\n[{row}]\n```", f"<think>{{也许}}</think>好的：{row}以上。", f'{{"directives": [{row}]}}', row + "\n{broken\n"):
        assert [one.text for one in asked(stub.says(words))[0].quotes] == [GAS], words


def test_an_answer_in_prose_gives_nothing_and_is_counted():
    found, _ = asked(stub.says("好的，这份文件主要讲了安全生产，要求各部门认真落实。"))
    assert found.quotes == [] and found.thrown["prose"] == 1 and found.answered


def test_an_answer_that_was_cut_off_keeps_its_whole_rows():
    row = json.dumps({"quote": GAS}, ensure_ascii=False)
    found, _ = asked(stub.says(row + '\n{"quote": "市公安局要整', "length"))
    assert [one.text for one in found.quotes] == [GAS] and (found.thrown["cut"], found.thrown["not-json"]) == (1, 1)


@pytest.mark.parametrize("words", ['{"quote": 7}', '{"text": "x"}', '{"quote": null}', '{"quote": ["a"]}'])
def test_rows_of_another_shape_are_thrown_away(words):
    found, _ = asked(stub.says(words))
    assert found.quotes == [] and found.thrown["shape"] == 1


@pytest.mark.parametrize(("answer", "cause"), [
    (stub.status(500), "busy"), (stub.status(429), "busy"), (stub.status(401), "refused"), (stub.status(404), "refused"),
    (stub.raw(b"<html>"), "protocol"), (stub.raw(b"{}"), "protocol"), (stub.raw(b'{"choices": []}'), "protocol"),
    (stub.raw(b'{"choices": [{"message": {"content": null}}]}'), "protocol"), (stub.raw(b"[" * 200_000), "protocol"),
    (stub.raw(b""), "protocol"), (stub.raw(b"\xff\xfe"), "protocol"), (stub.never, "time"), (stub.drop_by_drop, "time"), (stub.flood, "size"),
    (stub.hang_up, "protocol"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_a_server_that_gives_no_answer_is_told_by_its_cause(answer, cause):
    found, _ = asked(answer)
    assert found.quotes == [] and found.failed == {cause: 1} and not found.answered


def test_a_redirect_is_not_followed():
    with stub.engine(stub.rows(GAS)) as elsewhere:
        found, server = asked(stub.status(307, Location=elsewhere.url + "/chat/completions"))
        assert elsewhere.asked == []
    assert found.failed == {"redirect": 1} and len(server.asked) == 1


def test_nothing_listens_there():
    with stub.engine(stub.never) as server:
        url = server.url
    found = read_again(PAPER, Engine(url, "qwen"), limits=SHORT)
    assert found.failed == {"unreachable": 1}


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert asked(stub.rows(GAS))[0].quotes


def test_a_busy_server_is_asked_once_more():
    found, server = asked(stub.status(500), stub.rows(GAS), limits=Limits(window=5.0))
    assert len(found.quotes) == 1 and len(server.asked) == 2
    assert len(asked(stub.status(500), limits=Limits(window=5.0))[1].asked) == 2
    assert len(asked(stub.status(400), limits=Limits(window=5.0))[1].asked) == 1


LONG = "".join(f"第{n}条，要对第{n}号水库大坝进行检查。\n" for n in range(60))


def test_a_long_paper_is_asked_about_window_by_window():
    found, server = asked(stub.rows("要对第1号水库大坝进行检查"), text=LONG, limits=Limits(window=5.0, window_chars=400))
    assert found.windows == len(server.asked) > 3
    assert "".join(one["messages"][1]["content"] for one in server.asked) == LONG
    assert len(found.quotes) == 1 and found.thrown["invented"] == found.windows - 1


def test_after_three_silences_it_gives_up():
    found, server = asked(stub.status(401), text=LONG, limits=Limits(window=5.0, window_chars=100))
    assert len(server.asked) == 3 and found.failed["given-up"] == found.windows - 3


def test_the_time_for_a_paper_ends_by_the_clock_that_is_given():
    hours = iter(range(0, 10**6, 100))
    found, server = asked(stub.rows(GAS), text=LONG, limits=Limits(window=250, paper=700, window_chars=100), clock=lambda: next(hours))
    assert 0 < len(server.asked) < found.windows and found.failed["time"] > 0


def test_it_stops_when_told():
    found, server = asked(stub.rows(GAS), stopping=lambda: True)
    assert server.asked == [] and found.failed == {"given-up": 1}


@pytest.mark.parametrize("text", ["", "\n\n", "一" * 5000, LONG, "甲\n" * 3000, "短句。" * 2000])
def test_windows_lose_nothing_and_keep_their_size(text):
    found = windows(text, 500)
    assert all(end - start <= 500 for start, end in found)
    assert "".join(text[start:end] for start, end in found).split() == text.split() or "".join(text[s:e] for s, e in found) == text.strip("\n")


@pytest.mark.parametrize("answer", ["{" * 100_000, '{"a":' * 100_000, '{"a":"' * 50_000, "[{" * 50_000, '{"quote": "' + "x" * 900_000])
def test_an_answer_made_to_be_slow_is_not(answer):
    assert list(objects(answer, Second("x").thrown)) == []


def test_an_engine_shows_neither_key_nor_address():
    assert repr(Engine("http://10.0.0.5:8000", "qwen", "geheim")) == "Engine(qwen)"
