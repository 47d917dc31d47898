"""A paper is drafted, edited, signed off by somebody else, archived; a correction is a new version, and nothing is overwritten."""
import json
from concurrent.futures import ThreadPoolExecutor

import docx
import pytest
from django.db import connection

from lastmile.interfaces.files import store
from lastmile.interfaces.jobs import cleaning
from lastmile.kernel.act import Refused
from lastmile.kernel.queries import papers as queries
from tests.examples import signed_off, written
from tests.interfaces.papers.cast import draft, files, printed, row
from tests.world import World, entries, last_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path


def change(world: World, paper: int, **words: str):
    return world.do("赵雅琴", "paper.change", paper=paper, parts=[{"part": part, "words": said} for part, said in words.items()])


def test_numbers_of_a_kind_follow_one_another_also_past_a_paper_that_was_given_up(world):
    first, second = draft(world, "circular"), draft(world, "circular")
    world.do("赵雅琴", "paper.void", paper=second, reason="重复")
    with pytest.raises(Refused):
        draft(world, "circular", since="2026-12-01", until="2026-11-01")
    third, other = draft(world, "circular"), draft(world, "special")
    assert [row(pk).number for pk in (first, second, third, other)] == [
        "市委督查室通〔2026〕1号", "市委督查室通〔2026〕2号", "市委督查室通〔2026〕3号", "2026年第1期"]


def test_an_office_writes_under_its_own_mark_and_head(world):
    world.do("赵雅琴", "letterhead.set", unit=world.units["市委督查室"], mark="青督", head="中共青云市委督查室", contact="赵雅琴 3360000")
    made = draft(world, "circular")
    assert row(made).number == "青督通〔2026〕1号" and printed(made).red_head == printed(made).signature == "中共青云市委督查室"
    world.do("赵雅琴", "letterhead.set", unit=world.units["市委督查室"], mark="青督", head="中共青云市委督查室", red=False)
    assert printed(draft(world, "circular")).red_head == "" and printed(made).red_head


def test_edited_words_stand_in_the_paper_and_what_was_drafted_stays_beside_them(world):
    made = written(world)
    change(world, made, title="关于积水点整治的督查通知单", b2="请于汛前完成。\n并报进展。")
    assert printed(made).title == row(made).title == "关于积水点整治的督查通知单"
    assert printed(made).blocks[1].text == "请于汛前完成。\n并报进展。"
    change(world, made, title="督查通知单")
    assert set(row(made).edits) == {"b2"} and row(made).content["blocks"][1]["text"].startswith("请按时限办结")


@pytest.mark.parametrize(("words", "code"), [({"b1": "x"}, "paper.change.part"), ({"nonsense": "x"}, "paper.change.part"), ({"title": " "},
                                             "paper.change.title"), ({"title": "督查通知单"}, "paper.change.nothing")])
def test_tables_are_not_edited_a_title_must_be_there_and_nothing_is_no_change(words, code, world):
    with pytest.raises(Refused) as no:
        change(world, written(world), **words)
    assert no.value.code == code


def test_who_drafted_it_does_not_sign_it_off(world):
    made = written(world)
    with pytest.raises(Refused) as no:
        world.do("赵雅琴", "paper.sign_off", paper=made)
    assert no.value.code == "not-allowed"
    world.do("周明远", "paper.sign_off", paper=made)
    assert row(made).signed_by_id == world.people["周明远"]


def test_what_is_signed_is_not_edited_and_what_is_not_signed_is_not_archived(world):
    made = signed_off(world)
    for who, action, values in (("赵雅琴", "paper.change", {"parts": [{"part": "title", "words": "改"}]}), ("周明远", "paper.sign_off", {}),
                                ("赵雅琴", "paper.void", {"reason": "改"})):
        with pytest.raises(Refused) as no:
            world.do(who, action, paper=made, **values)
        assert no.value.code == "paper.state"
    with pytest.raises(Refused) as no:
        world.do("赵雅琴", "paper.archive", paper=written(world))
    assert no.value.code == "paper.state"


def test_what_was_archived_is_kept_by_its_hash_and_stays_when_a_correction_is_archived_too(world):
    made = signed_off(world)
    world.do("赵雅琴", "paper.archive", paper=made)
    first = files(made)
    assert [file.form for file in first] == ["docx", "json", "pdf"]
    world.do("赵雅琴", "paper.correct", paper=made, reason="时限写错")
    change(world, made, title="督查通知单（更正）")
    world.do("周明远", "paper.sign_off", paper=made)
    world.do("赵雅琴", "paper.archive", paper=made)
    assert row(made).version == 2 and row(made).number == "市委督查室交〔2026〕1号"
    assert files(made)[:3] == first and [file.version for file in files(made)] == [1, 1, 1, 2, 2, 2]
    titles = []
    for file in files(made):
        with store().open(file.hash) as kept:
            if file.form == "docx":
                titles.append(docx.Document(kept).paragraphs[0].text)
            elif file.form == "json":
                assert json.load(kept)["number"] == "市委督查室交〔2026〕1号"
            else:
                assert kept.read(5) == b"%PDF-"
    assert titles == ["督查通知单", "督查通知单（更正）"]


def test_archived_files_are_not_cleared_away(world):
    made = signed_off(world)
    world.do("赵雅琴", "paper.archive", paper=made)
    assert cleaning.named({file.hash for file in files(made)} | {"0" * 64}) == {file.hash for file in files(made)}


def test_the_journal_tells_each_step_and_only_the_words_that_changed(world):
    made, before = written(world), last_entry()
    change(world, made, b2="请抓紧办理。")
    (line,) = entries(before)
    told = json.loads(line["data"])
    assert (line["action"], line["subject"]) == ("paper.change", f"paper:{made}")
    assert told["became"] == {f"paper:{made}": {"edits": {"b2": "请抓紧办理。"}}}


def test_only_the_archived_paper_is_read_by_the_unit_that_it_is_for_and_by_no_other(world):
    made = signed_off(world)

    def readers():
        return [name for name in ("赵雅琴", "孙静", "周明远", "李敏", "周海涛", "何晓棠") if queries.paper_of(world.actor(name), made)]
    assert readers() == ["赵雅琴", "孙静", "周明远"]
    world.do("赵雅琴", "paper.archive", paper=made)
    assert readers() == ["赵雅琴", "孙静", "周明远", "李敏"]
    file = files(made)[0].pk
    assert queries.file_of(world.actor("李敏"), file) and not queries.file_of(world.actor("何晓棠"), file)


@pytest.mark.django_db(transaction=True)
def test_papers_drafted_at_once_take_numbers_without_gap(lasting_world):
    def one(_n):
        try:
            return row(draft(lasting_world, "special")).serial
        finally:
            connection.close()
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(8))) == list(range(1, 9))
