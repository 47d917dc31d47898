"""What people corrected is kept beside what reading proposed, and leaves as corpus lines that the scorer takes."""
import json

import pytest
from django.utils.translation import gettext, override

from lastmile.domains.directives import cli
from lastmile.domains.directives.models import DocumentText
from lastmile.domains.directives.queries import directives_of
from lastmile.domains.directives.queries.gold import TOLD_ONLY, told_only
from lastmile.interfaces.cli import read
from lastmile.reading import scoring
from tests.domains.directives import papers


@pytest.fixture
def run(city, monkeypatch, capsys):
    """`lastmile corpus` as somebody: its status, what it printed, what it complained of."""
    def ran(*argv, who="赵雅琴"):
        secret = f"{city.logins[who]}-{'0' * 32}"
        monkeypatch.setattr("lastmile.interfaces.cli.who.actor_of_token", lambda given, *_more: city.actor(who) if given == secret else None)
        monkeypatch.setenv("LASTMILE_TOKEN", secret)
        status = cli.main([str(part) for part in argv])
        said = capsys.readouterr()
        return status, said.out, said.err
    return ran


def finished(city):
    """The report, every directive decided; the schools are corrected, the arrears are no item, words that nobody found are added."""
    paper = city.takes(papers.REPORT)
    gas = city.ready(paper, "燃气经营站点")
    schools = city.ready(paper, "停车秩序", area="publicity", lead="市交通运输局")
    city.does("赵雅琴", "directive.dismiss", directive=city.the(paper, "欠薪").pk, reason="已有事项在办")
    for one in directives_of(paper):
        if one.state == "proposed":
            city.does("赵雅琴", "directive.dismiss", directive=one.pk, reason="只是说明情况，不是要求")
    return paper, gas, schools


def exported(folder):
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


def test_the_first_proposal_is_kept_whatever_people_make_of_it(city):
    paper = city.takes(papers.REPORT)
    kept = DocumentText.objects.get(pk=paper).reading["read"]
    gas = next(one for one in kept if "市应急管理局" in one["units"])
    assert papers.REPORT[gas["start"]:gas["end"]] in papers.GAS and (gas["deadline"], gas["due_on"]) == ("12月10日前", "2026-12-10")
    city.does("赵雅琴", "directive.change", directive=city.the(paper, "燃气经营站点").pk, title="别的话", area="economy")
    assert DocumentText.objects.get(pk=paper).reading["read"] == kept


def test_a_reviewed_paper_leaves_as_gold_and_its_text(city, run, tmp_path):
    paper, *_ = finished(city)
    status, out, err = run("export", tmp_path / "gold")
    assert status == 0 and "gold.jsonl" in out
    assert str(tmp_path / "gold") in err and "人名" in err and "不要外传" in err
    line, = exported(tmp_path / "gold")
    assert (tmp_path / "gold/texts" / f"{line['id']}.txt").read_text("utf-8") == papers.REPORT.strip()
    assert (line["id"], line["genre"], line["issued_on"], line["meeting"]["convenor"]) == (
        f"paper-{paper}", "meeting_news", "2026-11-20", ["周明远"])
    assert all(papers.REPORT[one["start"]:one["end"]] == one["text"] for one in line["directives"])
    told = {next(word for word in ("燃气经营", "停车", "欠薪") if word in one["text"]): one for one in line["directives"]}
    assert set(told) == {"燃气经营", "停车", "欠薪"}
    assert (told["燃气经营"]["units"], told["燃气经营"]["deadline"], told["燃气经营"]["optional"]) == (["市应急管理局"], "12月10日前", False)
    assert (told["停车"]["domain"], told["停车"]["units"]) == ("publicity", [])  # the paper does not name the unit that she chose
    assert told["欠薪"]["optional"]


def test_the_keys_are_those_of_the_corpus(city, run, tmp_path):
    finished(city)
    run("export", tmp_path / "gold")
    ours = exported(tmp_path / "gold")[0]
    with open("corpus/gold.jsonl", encoding="utf-8") as corpus:
        theirs = json.loads(corpus.readline())
    assert set(ours) == set(theirs) and set(ours["meeting"]) == set(theirs["meeting"])
    assert set(ours["directives"][0]) == set(theirs["directives"][0])


def test_the_scorer_runs_on_it_and_shows_what_was_corrected(city, run, tmp_path, capsys):
    finished(city)
    run("export", tmp_path / "gold")
    assert read.main(["--eval", str(tmp_path / "gold")]) == 0
    assert "meeting_news" in capsys.readouterr().out
    figures = scoring.evaluate(tmp_path / "gold", lambda path: read._read(path).to_json()["directives"])[scoring.ALL]
    assert (figures["R"], figures["gold"], figures["domain"]) == (1.0, 2, 0.5) and figures["units_F1"] < 1


def test_it_agrees_wholly_where_nobody_corrected_anything(city, run, tmp_path):
    paper = city.takes("专题会议纪要\n　　会议要求，" + papers.GAS + "。\n")
    city.does("赵雅琴", "document.correct", document=paper, issued_on="2026-11-20")
    city.ready(paper, "燃气经营站点")
    run("export", tmp_path / "gold")
    figures = scoring.evaluate(tmp_path / "gold", lambda path: read._read(path).to_json()["directives"])[scoring.ALL]
    assert all(figures[name] == 1.0 for name in ("P", "R", "actionable", "domain", "speaker", "group", "units_F1", "deadline_exact"))


def test_an_open_paper_is_left_out_and_refused_when_it_is_named(city, run, tmp_path):
    paper = city.takes(papers.REPORT)
    assert run("export", tmp_path / "gold")[0] == 1
    status, _out, err = run("export", tmp_path / "gold", "--document", paper)
    assert status == 1 and "还有没定的事项" in err and not (tmp_path / "gold").exists()


def test_those_who_do_not_see_a_paper_cannot_export_it(city, run, tmp_path):
    paper, *_ = finished(city)
    assert run("export", tmp_path / "gold", who="李敏")[0] == 1
    status, _out, err = run("export", tmp_path / "gold", "--document", paper, who="唐文")
    assert status == 1 and "看不到" in err and not (tmp_path / "gold").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(city, run, tmp_path):
    finished(city)
    (tmp_path / "mine.txt").write_text("x")
    status, _out, err = run("export", tmp_path)
    assert status == 1 and "换一个新的文件夹" in err and [path.name for path in tmp_path.iterdir() if path.name != "files"] == ["mine.txt"]


def test_only_the_account_that_wrote_it_can_read_it(city, run, tmp_path):
    finished(city)
    run("export", tmp_path / "gold")
    assert (tmp_path / "gold").stat().st_mode & 0o077 == 0


def test_words_that_ask_for_nothing_are_told_in_every_language():
    with override("en"):
        english = gettext(TOLD_ONLY)
    assert english != TOLD_ONLY and told_only(english + ": see above") and told_only(TOLD_ONLY) and not told_only("已有事项在办")
