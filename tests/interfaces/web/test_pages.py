"""Every page can be read in Chinese and English, by people and by their tools, under a strict browser policy."""
import re
from html.parser import HTMLParser

import pytest

from tests.interfaces.web import samples, stage

ENV = stage.environment()
EVERY = samples.PAGES + samples.FRAGMENTS
NAMES = [name for name, _, _ in EVERY]
LANGUAGES = ("zh-hans", "en")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "path", "rect", "circle", "use"}
HAN = re.compile(r"[\u4e00-\u9fff]")


class Page(HTMLParser):
    """What a browser would see of a page: elements with their attributes, and whether they close in order."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def all(self, *tags: str) -> list[dict]:
        return [attrs for tag, attrs in self.elements if tag in tags]

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def page(name: str, language: str = "zh-hans") -> str:
    template, values = next((template, values) for known, template, values in EVERY if known == name)
    return stage.render(ENV, template, values, language)


def test_every_template_compiles_and_every_page_has_a_sample() -> None:
    for name in stage.templates():
        ENV.get_template(name)
    parts = {"base.html", "parts.html", "fields.html", "sprite.html", "item_paper.html"}
    assert set(stage.templates()) - parts == {template for _, template, _ in EVERY}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_renders_with_every_variable_given_and_its_elements_close(name: str, language: str) -> None:
    seen = Page(page(name, language))
    assert not seen.crossed and not seen.open
    assert len(seen.ids()) == len(set(seen.ids())), "an id stands twice"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_script_and_no_style_of_its_own(name: str) -> None:
    seen = Page(page(name))
    assert not seen.all("style")
    assert all("src" in attrs for attrs in seen.all("script"))
    for tag, attrs in seen.elements:
        assert not [key for key in attrs if key == "style" or key.startswith("on")], tag
        assert not str(attrs.get("href", "")).startswith(("javascript:", "http")), "nothing comes from elsewhere"


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_label_and_every_form_that_changes_something_carries_its_token(name: str) -> None:
    text = page(name).replace('value=""', "")
    seen = Page(text)
    labelled = {attrs.get("for") for attrs in seen.all("label")}
    for attrs in seen.all("input", "select", "textarea"):
        inside = attrs.get("type") in ("radio", "checkbox", "hidden") or attrs.get("name") in ("start", "end")
        assert inside or attrs.get("id") in labelled, attrs
    template, given = next((template, values) for known, template, values in EVERY if known == name)
    marked = stage.render(ENV, template, given | {"csrf_input": "TOKEN"})
    assert all("TOKEN" in form for form in re.findall(r'<form[^>]*method="post"[^>]*>(.*?)</form>', marked, re.S))


@pytest.mark.parametrize("name", [name for name, _, _ in samples.PAGES])
def test_a_page_says_where_one_is_and_can_be_skipped_through(name: str) -> None:
    seen = Page(page(name))
    assert len(seen.all("h1")) >= 1 and "main" in seen.ids()
    assert seen.all("html")[0]["lang"] == "zh-CN"
    assert any(attrs.get("href") == "#main" for attrs in seen.all("a"))


@pytest.mark.parametrize("name", ["sign-in", "not-found", "password", "items-none"])
def test_li_min_who_reads_english_finds_no_chinese_but_names(name: str) -> None:
    text = re.sub(r"<[^>]*>", " ", page(name, "en").split("<body")[1].split("</svg>", 1)[1])
    names = (
        "青云市督办落实平台", "市委督查室、市政府督查室主办", "两次输入的新密码不一样。",
        "至少10个字符，不能只有数字，不能和账号相近。",
        "李敏", "市应急管理局", "收件箱", "全部事项", "会议", "单位", "全市一页", "中文", "钓鱼台", "回", "云溪区",
    )
    for known in names:
        text = text.replace(known, "")
    assert not HAN.search(text), HAN.findall(text)


def test_a_leader_sees_only_the_nav_she_may_use() -> None:
    assert "全市一页" not in page("inbox-overload")


def test_what_a_person_typed_cannot_become_markup() -> None:
    values = samples.lists.ITEMS_NONE | {"filters": samples.lists.ITEMS_NONE["filters"] | {"q": "<b>"}}
    text = stage.render(ENV, "items.html", values)
    assert "&lt;b&gt;" in text and "<b>”" not in text


def test_a_step_that_needs_nothing_filled_in_posts_without_script_too() -> None:
    button = re.search(r'<button[^>]*formaction="/do/item.sign"[^>]*>', page("inbox"))
    assert button and 'form="act"' in button[0] and 'hx-post="/do/item.sign"' in button[0]
