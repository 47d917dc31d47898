"""Papers are drafted from the data: their figures are the boards' own, and each names its items."""
from datetime import timedelta

import pytest

from lastmile.interfaces.papers.drafting import runs
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.sweep import sweep
from lastmile.kernel.queries import boards, items
from tests.examples import accepted_paper
from tests.interfaces.papers.cast import cells, draft, printed, row, text
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(world: World) -> World:
    """Items in many states; one of 市应急管理局 is late."""
    for n, state in enumerate(("assigned", "working", "reported", "closed", "verified", "returned", "suspended", "cancelled", "draft")):
        world.item(state, ("市应急管理局", "云溪区")[n % 2], area=("storms", "safety")[n % 2])
    world.item("working", due="2026-11-21")
    world.now += timedelta(days=4)
    while sweep(world.now):
        pass
    return world


def test_every_figure_of_a_circular_is_the_boards_and_counts_the_items_that_the_list_shows(busy):
    supervisor = busy.actor("赵雅琴")
    paper = printed(busy.do("赵雅琴", "paper.draft", now=busy.now, paper_kind="circular").id)
    board = boards.board(supervisor, busy.units["青云市"])
    told = {one.what: one for one in paper.figures}
    for key, name in (("owed", "应办"), ("landed", "已落地"), ("to_sign", "待签收"), ("working", "正在办理"), ("reported", "已反馈待核查"),
                      ("late", "逾期未办结"), ("near", "临近时限")):
        assert told[name].n == getattr(board.total, key) == len(told[name].items), name
        assert {one.id for one in items.listing(supervisor, told[name].filters, size=500).rows} == set(told[name].items), name
    for area, figures in board.areas.items():
        assert (told[{"storms": "三防应急", "safety": "安全生产"}[area] + "应办"].n) == figures.owed
    assert told["市应急管理局逾期未办结"].n == board.units[busy.units["市应急管理局"]].late == 1


def test_each_figure_stands_in_the_words_where_its_reference_says(busy):
    paper = printed(busy.do("赵雅琴", "paper.draft", now=busy.now, paper_kind="monthly").id)
    counted = {one.id: one.n for one in paper.figures}
    placed = [(block.text[start:end], figure) for block in paper.blocks if block.sort == "text" for start, end, figure in block.refs]
    placed += [(block.rows[n][place], figure) for block in paper.blocks if block.sort == "table" for n, place, figure in block.refs]
    assert len(placed) > 20
    assert [figure for words, figure in placed if words != str(counted[figure])] == []


def test_what_happened_in_a_week_is_counted_from_its_monday_to_its_last_day(world):
    world.item("closed")
    week = printed(draft(world, "weekly", since="2026-11-16", until="2026-11-20"))
    before = printed(draft(world, "weekly", since="2026-11-09", until="2026-11-19"))
    assert "11月16日至11月20日，新交办1件，落地1件" in text(week)
    assert "11月9日至11月19日，新交办0件，落地0件" in text(before)


def test_the_late_stand_in_a_table_the_longest_first(busy):
    paper = printed(busy.do("赵雅琴", "paper.draft", now=busy.now, paper_kind="circular").id)
    late = [cells for cells in cells(paper) if cells[0].startswith("2026-督-") and len(cells) == 5]
    assert [cells[2:] for cells in late] == [["市应急管理局", "11月21日", "3"]]


def test_the_annex_names_the_items_behind_each_figure_of_the_text(busy):
    paper = printed(busy.do("赵雅琴", "paper.draft", now=busy.now, paper_kind="circular").id)
    (table,) = paper.annexes[0].blocks
    told = {what: (n, numbers) for what, n, numbers in table.rows}
    assert told["逾期未办结"] == ("1", "2026-督-0010")
    assert told["应办"][0] == "8" and told["应办"][1].startswith("2026-督-0001至0007")


def test_numbers_of_one_series_are_told_as_runs_and_very_many_are_counted():
    assert runs(["2026-督-0001", "2026-督-0002", "2026-督-0003", "2026-督-0007", "2026-安-0001", "2026-安-0002"]) == \
        "2026-督-0001至0003、0007，2026-安-0001、0002"
    assert runs([f"2026-督-{n:04}" for n in range(1, 1001)]) == "2026-督-0001至0300，另有700件见系统清单"


def test_a_notice_names_item_unit_source_and_time_limit_and_goes_to_the_unit_that_owes(world):
    item = world.item("assigned", source="市长办公会")
    made = draft(world, "notice", items=[item])
    paper, kept = printed(made), row(made)
    said = dict(zip(*[iter([cell for cells in cells(paper) for cell in cells])] * 2, strict=True))
    assert (said["督办事项"], said["牵头单位"], said["责 任 人"]) == ("北河路积水点排查整治", "市应急管理局", "李敏")
    assert said["办结时限"].startswith("2026年11月27日") and said["任务来源"] == "市长办公会"
    assert kept.readers == [world.units["市应急管理局"]] and kept.number == "市委督查室交〔2026〕1号"


def test_a_reminder_says_what_was_reported_last(world):
    made = draft(world, "urge", items=[world.item("working")])
    assert ["最近反馈", "已排查三处"] in cells(printed(made))


@pytest.mark.parametrize(("kind", "values", "code"), [
    ("letter", {}, "paper.draft.kind"), ("notice", {}, "paper.draft.items"), ("circular", {"since": "2026-11-20", "until": "2026-11-01"},
                                                                            "paper.draft.period"),
    ("implementation", {}, "paper.draft.source"), ("implementation", {"source": "document:99999"}, "paper.draft.source"),
    ("implementation", {"source": "item:1"}, "paper.draft.source")])
def test_what_cannot_be_drafted_is_refused_in_words(kind, values, code, world):
    with pytest.raises(Refused) as no:
        draft(world, kind, **values)
    assert no.value.code == code


def test_one_paper_is_about_one_item_and_not_about_one_that_was_not_issued(world):
    for chosen, code in (([world.item(), world.item()], "paper.draft.one"), ([world.item("draft")], "paper.draft.unissued")):
        with pytest.raises(Refused) as no:
            draft(world, "notice", items=chosen)
        assert no.value.code == code


def test_the_report_on_a_meeting_tells_of_every_clause(world, settings, tmp_path):
    settings.FILES = tmp_path
    document = accepted_paper(world)
    world.do("赵雅琴", "document.issue", document=document)
    world.do("赵雅琴", "document.cover", document=document, clause="会议由市委副书记主持", reason="会务情况")
    paper = printed(draft(world, "implementation", source=f"document:{document}"))
    clauses = {cells[1]: cells[2:] for cells in paper.annexes[0].blocks[0].rows}
    issued = next(cells for words, cells in clauses.items() if "燃气安全隐患排查" in words)
    assert issued == ("已交办", "2026-督-0001", "待签收")
    assert next(cells for words, cells in clauses.items() if "夜间巡查" in words)[0] == "待交办"
    assert next(cells for words, cells in clauses.items() if "市委副书记" in words)[0] == "不立项：会务情况"
    assert "牵头单位市应急管理局" in text(paper) and "办结时限2026年11月30日" in text(paper)
