"""The command line as an office's technician meets it."""
import io
import json

import pytest

from lastmile.interfaces.cli import act, sheet, token, verify
from lastmile.interfaces.cli import work as work_command
from lastmile.interfaces.jobs import ask
from lastmile.kernel.act import Fault, seal
from lastmile.kernel.actions import works
from lastmile.kernel.queries.people import actor_of_token
from lastmile.kernel.registry import offered
from tests.interfaces.jobs import toy
from tests.world import NOW, STANDS, World, entries, last_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(world: World, monkeypatch, capsys):
    """Run a command as somebody: its status, what it printed, and what it complained of."""
    def ran(command, *argv: str, who: str = "李敏", typed: str = ""):
        monkeypatch.setenv("LASTMILE_TOKEN", world.token(who))
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            status = command(list(argv))
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        return status, said.out, said.err
    return ran


def test_an_act_by_its_options(run, world):
    status, out, _err = run(act.main, "item.open", "--title", STANDS, "--area", "安全生产", "--unit", "市应急局", "--due", "2026年11月27日",
                            "--assisting", "市公安局", "--assisting", "云溪区", "--issue", "是", who="赵雅琴")
    assert status == 0 and out.startswith("已办：item:")
    line = entries()[-1]
    assert (line["actor"], line["interface"], line["action"]) == ("赵雅琴", "cli", "item.open")
    told = json.loads(line["data"])["given"]
    assert told["area"] == "safety" and told["due"] == "2026-11-27"
    assert told["assisting"] == [world.units["市公安局"], world.units["云溪区"]] and told["issue"] is True


def test_values_as_json_and_options_above_them(run, world):
    item = world.item("signed", "云溪区")
    values = {"item": 0, "children": [{"unit": "石桥镇", "title": "排查本镇挡墙"}]}
    status, _out, _err = run(act.main, "item.break_down", "--json", "-", "--item", str(item), who="周海涛", typed=json.dumps(values))
    assert status == 0 and [line["action"] for line in entries()][-2:] == ["item.open", "item.break_down"]


def test_a_refusal_is_a_sentence_and_status_1(run, world):
    status, out, err = run(act.main, "item.sign", "--item", str(world.item("assigned", "云溪区")))
    assert (status, out) == (1, "") and err == "您没有“签收”的权限。如果应当由您办理，请联系本单位管理员。\n"


def test_the_same_key_again(run, world):
    item = str(world.item("signed"))
    run(act.main, "item.progress", "--item", item, "--done", "已排查三处", "--key", "甲")
    start = last_entry()
    status, out, _err = run(act.main, "item.progress", "--item", item, "--done", "已排查三处", "--key", "甲")
    assert (status, out) == (0, f"以前已经办过：item:{item}\n") and not entries(start)


def test_what_somebody_changed_since_is_left_alone(run, world):
    unit = str(world.units["市公安局"])
    assert run(act.main, "unit.change", "--unit", unit, "--position", "3", "--seen", "1", who="王建国")[0] == 0
    status, _out, err = run(act.main, "unit.change", "--unit", unit, "--position", "4", "--seen", "1", who="王建国")
    assert status == 1 and "王建国已于11月20日 09:00 做了“修改单位”。" in err


@pytest.mark.parametrize(("argv", "says"), [
    (["item.sing"], "没有“item.sing”这个操作"), (["item.turn", "--item", "1"], "没有“item.turn”这个操作"),
    (["item.sign", "--json", "["], "应当是一个 JSON 对象"), (["item.sign"], "“事项”还没有填。"),
])
def test_what_is_not_understood(argv, says, run):
    status, _out, err = run(act.main, *argv)
    assert status == 1 and says in err


def test_without_a_token_or_with_a_wrong_one(run, monkeypatch, capsys, world):
    monkeypatch.delenv("LASTMILE_TOKEN", raising=False)
    assert act.main(["item.sign", "--item", "1"]) == 1 and "LASTMILE_TOKEN" in capsys.readouterr().err
    monkeypatch.setenv("LASTMILE_TOKEN", "nonsense")
    assert act.main(["item.sign", "--item", "1"]) == 1 and "已失效" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(offered()))
def test_every_action_explains_its_options(name, run):
    status, out, _err = run(act.main, name, "--help")
    assert status == 0 and all(f"--{field}" in out for field in offered()[name].takes.model_fields)


def test_all_actions_are_listed(run):
    status, out, _err = run(act.listed)
    assert status == 0 and [line.split()[0] for line in out.splitlines()] == list(offered(by_token=True))
    assert "person.set_password" not in out and "item.sign" in out and "签收" in out


def test_a_token_is_printed_once_and_works(run, world):
    status, out, _err = run(token.main, "limin", "--name", "报表程序")
    secret = out.strip()
    found = actor_of_token(secret, "api", NOW)
    assert status == 0 and found is not None and found.name == "李敏"
    line = entries()[-1]
    assert (line["action"], line["actor"], line["interface"]) == ("token.issue", "系统时钟", "cli") and secret not in line["data"]
    status, out, err = run(token.main, "limin", "--name", "报表程序")
    assert (status, out) == (1, "") and "请先收回" in err


def test_verify_says_that_all_fits(run, world):
    world.item("signed")
    seal(NOW)
    status, out, _err = run(verify.main)
    assert status == 0 and out == f"一切相符：台账 {len(entries())} 条，封印 1 次。\n"


def test_verify_names_each_fault(run, monkeypatch):
    found = [Fault("changed", "item:1 2"), Fault("missing", "item:1 3"), Fault("seal", "1"), Fault("seal-chain", "2"), Fault("unsealed", "3")]
    monkeypatch.setattr(verify, "verify", lambda: iter(found))
    status, out, _err = run(verify.main)
    assert status == 1 and out.startswith("台账记录被改动：item:1 2\n") and "共 5 处不符" in out


def test_a_sheet_from_the_command_line(run, world, tmp_path):
    path = tmp_path / "交办.csv"
    path.write_text("事项内容,领域,牵头单位,办结时限\n整治积水点,三防应急,云溪区,2026-11-27\n整治边坡,三防应急,没有的局,2026-11-27\n", "utf-8")
    status, out, err = run(sheet.main, "item.open", str(path), "--dry-run", who="赵雅琴")
    assert status == 1 and "第 3 行，“牵头单位”列：没有叫“没有的局”的单位" in err and out == "检查了 2 行，有问题 1 行；没有保存。\n"
    status, out, _err = run(sheet.main, "item.open", str(path), "--by-row", who="赵雅琴")
    assert status == 1 and out == "共 2 行：办成 1 行，以前办过 0 行，有问题 1 行。\n"
    assert entries()[-1]["interface"] == "sheet"
    status, _out, err = run(sheet.main, "item.open", str(tmp_path / "没有.xlsx"), who="赵雅琴")
    assert status == 1 and "打不开" in err


def test_an_empty_sheet_to_fill_in(run, tmp_path):
    path = tmp_path / "空白.xlsx"
    assert run(sheet.blank, "item.open", str(path))[0] == 0 and path.read_bytes().startswith(b"PK")
    assert run(sheet.blank, "item.open", str(tmp_path / "没有" / "空白.xlsx"))[0] == 1


def test_long_work_is_listed_and_cancelled(run, world):
    one = ask(toy.NAME, {"titles": [STANDS]}, world.actor("赵雅琴"), "责任分解表.xlsx")
    works.beat(works.claim(NOW, NOW), "逐件立项", 3, 8, NOW)
    assert run(work_command.main, who="赵雅琴") == (0, f"{one}  2026-11-20 09:00  正在处理 逐件立项 3/8  责任分解表.xlsx\n", "")
    assert run(work_command.main)[1] == "" and run(work_command.main, "--all")[0] == 1
    assert run(work_command.main, "--cancel", str(one))[2] == f"没有编号为{one}的处理，请用 lastmile work 查看。\n"
    assert "赵雅琴" in run(work_command.main, "--all", who="王建国")[1]
    assert run(work_command.main, "--cancel", str(one), who="赵雅琴")[:2] == (0, "正在取消；没有改动任何数据。\n")
    two = ask(toy.NAME, {"titles": []}, world.actor("赵雅琴"), "通报")
    assert run(work_command.main, "--cancel", str(two), who="王建国")[:2] == (0, "已取消。\n")
    assert run(work_command.main, "--cancel", str(two), who="赵雅琴")[:2] == (0, "已取消。\n")
