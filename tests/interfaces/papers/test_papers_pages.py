"""The pages of papers: drafted from a form, edited in fields, signed off by a button, each figure a way to its items."""
import re

import pytest

from lastmile.interfaces.files import store
from tests.examples import written
from tests.interfaces.papers.cast import draft, files, printed, row
from tests.interfaces.web.desk import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES, settings.FONTS = tmp_path, tmp_path / "fonts"


def fields(answer) -> dict[str, str]:
    """What a form of a page carries."""
    text = answer.content.decode()
    found = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', text))
    return found | dict(re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>([^<]*)</textarea>', text))


def test_a_circular_is_drafted_by_a_form_that_asks_for_the_period_alone_and_its_figures_lead_to_their_items(world):
    item = world.item()
    supervisor = at(world, "赵雅琴")
    form = supervisor.get("/do/paper.draft?paper_kind=circular")
    assert "草拟：督查通报" in words(form) and 'name="items"' not in form.content.decode()
    assert fields(form)["since"] == "2026-01-01" and fields(form)["until"] == "2026-11-20"
    answer = supervisor.post("/do/paper.draft", {"paper_kind": "circular", "since": "2026-11-01", "until": "2026-11-20"}, follow=True)
    text = answer.content.decode()
    figure = re.search(r'应办督办事项<a class="fig" href="([^"]+)">1</a>件', text)[1]
    seen = supervisor.get(figure)
    assert "应办1件" in words(seen).replace(" ", "") and f'href="/items/{item}"' in seen.content.decode()
    assert ">0</a>" not in text, "a figure that counts nothing leads nowhere"


def test_the_items_of_a_figure_are_shown_only_to_those_who_may_see_them(world):
    world.item("assigned", "云溪区")
    world.item()
    made = draft(world, "circular")
    world.do("周明远", "paper.sign_off", paper=made)
    world.do("赵雅琴", "paper.archive", paper=made)
    owed = next(one.id for one in printed(made).figures if one.what == "应办")
    seen = words(at(world, "李敏").get(f"/papers/{made}/figures/{owed}"))
    assert "另有1件不在您的范围内" in seen and "市应急管理局" in seen
    assert at(world, "陈立新").get(f"/papers/{made}").status_code == 404


def test_words_are_edited_in_fields_and_a_figure_that_was_changed_by_hand_is_told(world):
    world.item()
    made = draft(world, "circular")
    supervisor = at(world, "赵雅琴")
    form = fields(supervisor.get(f"/papers/{made}?edit=1"))
    part = next(name for name, said in form.items() if said.startswith("截至"))
    answer = supervisor.post(f"/papers/{made}", form | {part: form[part].replace("事项1件", "事项12件"), "p-to": "各县"}, follow=True)
    said = words(answer)
    assert "应办督办事项12件" in said and "各县：" in said
    assert "有些数被手工改过" in said and "应办：草拟时1件" in said
    assert row(made).edits.keys() == {part.removeprefix("p-"), "to"}


def test_who_edits_what_somebody_else_has_changed_meanwhile_is_told_and_loses_nothing(world):
    made = written(world)
    supervisor = at(world, "赵雅琴")
    form = fields(supervisor.get(f"/papers/{made}?edit=1"))
    world.do("赵雅琴", "paper.change", paper=made, parts=[{"part": "to", "words": "市应急局"}])
    answer = supervisor.post(f"/papers/{made}", form | {"p-b2": "我写的一段。"})
    assert answer.status_code == 422 and "我写的一段。" in answer.content.decode() and "新的变动" in words(answer)
    assert row(made).edits == {"to": "市应急局"}


def test_who_drafted_finds_no_button_to_sign_off_and_the_leader_does(world):
    made = written(world)
    assert "拟稿的人不能签发自己的稿" in words(at(world, "赵雅琴").get(f"/papers/{made}"))
    leader = at(world, "周明远")
    page = leader.get(f"/papers/{made}")
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    assert 'action="/do/paper.sign_off"' in page.content.decode()
    world.do("赵雅琴", "paper.change", paper=made, parts=[{"part": "to", "words": "市应急局"}])
    late = leader.post("/do/paper.sign_off", {"paper": made, "seen": seen, "next": f"/papers/{made}"}, follow=True)
    assert "新的变动" in words(late) and row(made).state == "draft", "signed unseen"
    leader.post("/do/paper.sign_off", {"paper": made, "seen": int(seen) + 1, "next": f"/papers/{made}"})
    assert row(made).state == "signed"


def test_word_and_pdf_are_handed_out_and_once_archived_the_very_bytes_that_were_kept(world):
    made = written(world)
    supervisor = at(world, "赵雅琴")
    word = supervisor.get(f"/papers/{made}/file/docx")
    assert b"".join(word.streaming_content)[:2] == b"PK" and "attachment" in word["Content-Disposition"]
    world.do("周明远", "paper.sign_off", paper=made)
    world.do("赵雅琴", "paper.archive", paper=made)
    kept = next(file for file in files(made) if file.form == "pdf")
    pdf = supervisor.get(f"/papers/{made}/file/pdf")
    with store().open(kept.hash) as file:
        assert b"".join(pdf.streaming_content) == file.read()
    assert supervisor.get(f"/papers/{made}/file/json").status_code == 404
    assert at(world, "何晓棠").get(f"/papers/{made}/file/pdf").status_code == 404


def test_the_list_offers_the_kinds_to_those_who_may_draft_and_shows_the_others_what_is_for_them(world):
    made = written(world)
    assert "草拟一份" in words(at(world, "赵雅琴").get("/papers")) and "草拟一份" not in words(at(world, "周明远").get("/papers"))
    handler = at(world, "李敏")
    assert "督查通知单" not in words(handler.get("/papers?kind=")).split("筛选")[-1]
    world.do("周明远", "paper.sign_off", paper=made)
    world.do("赵雅琴", "paper.archive", paper=made)
    assert "市委督查室交〔2026〕1号" in words(handler.get("/papers"))


def test_the_page_of_an_item_leads_to_the_papers_about_it(world):
    item = world.item()
    page = at(world, "赵雅琴").get(f"/items/{item}").content.decode()
    assert "/do/paper.draft?paper_kind=urge&amp;items=2026-" in page
    assert "paper.draft" not in at(world, "李敏").get(f"/items/{item}").content.decode()
