"""`lastmile clock`: the due time and its reasons at the terminal, without a database."""
import json
import subprocess
import sys
import time

import pytest

from lastmile.interfaces.cli.clock import main


def asked(capsys, *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def plain(capsys, *arguments: str) -> dict:
    status, told, _ = asked(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(told)


def test_five_working_days_over_national_day_say_why(capsys):
    status, told, _ = asked(capsys, "--from", "2026-09-29T16:40", "--for", "5wd")
    assert status == 0 and told.splitlines() == [
        "到期：2026年10月12日17:30（星期一）",
        "  9月29日交办，下一个工作日起算：9月30日（依据：参照《民法典》第二百零一条）",
        "  按5个工作日：+5个工作日",
        "  其间周末和节假日8天不计（10月1日至7日放假）；10月10日调休上班，照计：+8日（依据：国务院办公厅年度节假日安排）",
        "  时限：10月12日",
    ]


def test_as_json_it_is_the_due_time_the_derivation_and_whether_it_is_provisional(capsys):
    told = plain(capsys, "--from", "2026-12-10T09:00", "--for", "30d")
    assert set(told) == {"due", "derivation", "provisional"}
    assert (told["due"], told["provisional"]) == ("2027-01-11T17:30:00+08:00", True)
    assert any("2027年的放假安排" in line for line in told["derivation"])


@pytest.mark.parametrize(("arguments", "due"), [
    (("--from", "2026-10-30T15:20", "--for", "20d", "--suspend", "2026-11-04T09:00/2026-11-11T08:00"), "2026-11-26T17:30"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--suspend", "2026-11-10/2026-11-13", "--suspend", "2026-11-04/2026-11-06"), "2026-11-24T17:30"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--suspend", "2026-11-04T09:00/"), "2026-11-19T17:30"),
    (("--from", "2026-10-30T15:20", "--for", "2h"), "2026-10-30T17:20"),
    (("--from", "2026-10-30T07:20Z", "--for", "15m"), "2026-10-30T15:35"),
    (("--from", "2026-10-09T17:00", "--for", "2wh"), "2026-10-10T10:00"),
    (("--from", "2026-11-24T11:00", "--for", "2wh", "--office", "08:30-12:00,14:30-17:30"), "2026-11-24T15:30"),
    (("--from", "2026-11-24T16:00", "--for", "2wh", "--office", "09:00-17:00"), "2026-11-25T10:00"),
    (("--from", "2026-01-31", "--for", "1mo"), "2026-02-28T17:30"),
    (("--from", "2026-11-02", "--until", "2026-11-26"), "2026-11-26T17:30"),
    (("--from", "2026-11-02", "--until", "2026-11-26T12:00"), "2026-11-26T12:00"),
    (("--from", "2026-08-03", "--rule", "petition_finish"), "2026-10-08T17:30"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--extend", "2026-12-10"), "2026-12-10T17:30"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--extend", "2026-11-17T09:00/2026-12-10", "--extend", "2026-12-18"), "2026-12-18T17:30"),
])
def test_what_may_be_asked(arguments, due, capsys):
    assert plain(capsys, *arguments)["due"] == f"{due}:00+08:00"


@pytest.mark.parametrize(("arguments", "says"), [
    (("--for", "5wd"), "--from"),
    (("--from", "昨天", "--for", "5wd"), "“昨天”不是时刻"),
    (("--from", "2026-10-30", "--for", "5"), "请用 --for"),
    (("--from", "2026-10-30", "--for", "1.5wd"), "请用 --for"),
    (("--from", "2026-10-30"), "请用 --for"),
    (("--from", "2026-10-30", "--until", "月底"), "“月底”不是日期"),
    (("--from", "2026-10-30", "--rule", "nothing"), "没有“nothing”这条时限规则"),
    (("--from", "2026-10-30", "--rule", "report_monthly"), "没有“report_monthly”这条时限规则"),
    (("--from", "2026-10-30", "--for", "5wd", "--suspend", "2026-11-02"), "起止两个时刻"),
    (("--from", "2026-10-30", "--for", "5wd", "--suspend", "2026-11-03/2026-11-02"), "早于中止"),
    (("--from", "2026-10-30", "--for", "5wd", "--suspend", "2026-11-02/2026-11-04", "--suspend", "2026-11-03/2026-11-05"), "还没有恢复"),
    (("--from", "2026-10-30", "--for", "5wd", "--suspend", "2026-10-20/2026-10-21"), "早于交办"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--extend", "2026-11-19T17:30/2026-12-10"), "不予延期"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--extend", "2026-11-18"), "要晚于现在的时限"),
    (("--from", "2026-10-30T15:20", "--for", "20d", "--suspend", "2026-11-04/", "--extend", "2026-12-10"), "中止期间不能延期"),
    (("--from", "2026-10-30", "--for", "2wh", "--office", "9-17"), "不是办公时间"),
])
def test_what_cannot_be_counted_is_refused_in_a_sentence(arguments, says, capsys):
    status, told, wrong = asked(capsys, *arguments)
    assert (status, told) == (2, "") and says in wrong


def test_the_rules_in_the_box_are_listed_with_their_basis(capsys):
    status, told, _ = asked(capsys, "--rules")
    line = next(line for line in told.splitlines() if line.startswith("petition_finish"))
    assert status == 0 and "60日" in line and "《信访工作条例》第三十四条" in line
    assert "report_monthly" not in told


@pytest.mark.slow
def test_it_answers_within_a_second_and_without_django():
    began = time.monotonic()
    code = "import sys; from lastmile.project.main import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    asked_for = ["clock", "--from", "2026-09-29T16:40", "--for", "5wd"]
    done = subprocess.run([sys.executable, "-c", code, *asked_for], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "10月12日" in done.stdout
    assert time.monotonic() - began < 1
