"""What the papers say is there: files, functions, commands, options, settings and words."""
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils import translation

from lastmile.interfaces.web import words
from lastmile.kernel.act import journal
from lastmile.kernel.models.items import LIGHTS, RHYTHMS
from lastmile.kernel.models.papers import PAPER_STATES
from lastmile.kernel.models.people import ROLES
from lastmile.kernel.models.units import SORTS
from lastmile.kernel.registry import ACTIONS
from lastmile.kernel.rules.areas import AREAS
from lastmile.kernel.rules.moves import STATES
from lastmile.project import settings
from lastmile.project.main import COMMANDS
from tests.tools import ROOT

FOLDERS = ("*.md", "docs/**/*.md", "docs/**/*.sql")
PAPERS = sorted(str(path.relative_to(ROOT)) for pattern in FOLDERS for path in ROOT.glob(pattern))
# A path from the root, perhaps with names from inside the file: `lastmile/kernel/act/perform.py: perform, _begin`
PLACE = re.compile(r"`((?:lastmile|tests|docs|scripts|corpus|bench|requirements|\.ci)(?:/[\w.*-]+)+/?)(?:: ([\w., ]+))?`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`]+`", re.S)
COMMAND = re.compile(r"(?<!role )(?<!database )\blastmile (--?[a-z-]+|[a-z][a-z-]*)([^\n`#]*)")  # in SQL it is a role and a database
WORDS = {"Sorts of unit": ("sort", SORTS), "Roles": ("role", ROLES), "States": ("state", STATES), "Lights": ("light", LIGHTS),
         "Areas": ("area", AREAS), "Rhythms": ("rhythm", RHYTHMS), "States of a paper": ("paper_state", PAPER_STATES)}


@cache
def text(paper: str) -> str:
    return (ROOT / paper).read_text("utf-8")


def code(paper: str) -> str:
    """What stands in a paper as code; of SQL its comments."""
    if paper.endswith(".sql"):
        return "\n".join(line for line in text(paper).splitlines() if line.startswith("--"))
    return "\n".join(CODE.findall(text(paper)))


def rows(paper: str, heading: str = "") -> list[list[str]]:
    """The rows of the tables under a heading (of all, without one), a list of cells each; the first without its quotes."""
    part = text(paper).partition(f"## {heading}\n")[2].partition("\n## ")[0] if heading else text(paper)
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("| `")]
    return [[row[0].strip("`"), *row[1:]] for row in cells]


def missing(place: str, names: str) -> list[str]:
    """What is not there: the file itself, or those of the names that nothing in it defines."""
    files = list(ROOT.glob(place.rstrip("/"))) if "*" in place else [path for path in [ROOT / place] if path.exists()]
    if not files:
        return [place]
    wanted = [name.strip().rpartition(".")[2] for name in names.split(",")] if names else []
    told = "\n".join(path.read_text("utf-8") for path in files if path.is_file())
    return [f"{place}: {name}" for name in wanted
            if not re.search(rf"^\s*(?:def |class |create (?:function|view) )?{re.escape(name)}\b", told, re.M)]


def options(command: str, rest: str) -> set[str]:
    """The options of a command: those in its source; for `act` also the fields of the action."""
    source = Path(find_spec(COMMANDS[command].where.split(":")[0]).origin).read_text("utf-8")
    taken = ACTIONS[rest.split()[0]].takes.model_fields if command == "act" and rest else ()
    return {"--help", *re.findall(r'"(--[a-z-]+)"', source), *(f"--{name}" for name in taken)}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_and_function_that_a_paper_names_is_there(paper):
    assert [gone for place, names in PLACE.findall(text(paper)) for gone in missing(place, names)] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_leads_somewhere(paper):
    targets = [target for target in LINK.findall(text(paper)) if "://" not in target]
    assert [target for target in targets if not ((ROOT / paper).parent / target).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_and_option_that_a_paper_names_is_there(paper):
    for name, rest in COMMAND.findall(code(paper)):
        if name.startswith("-"):
            continue
        assert name in COMMANDS, f"lastmile {name}"
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options(name, rest), f"lastmile {name} {rest}"


@pytest.mark.parametrize("paper", PAPERS)
def test_every_target_of_make_that_a_paper_names_is_there(paper):
    assert set(re.findall(r"\bmake ([a-z]+)", code(paper))) <= set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))


def sources() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / "lastmile").rglob("*.py"))]


def variables() -> set[str]:
    """What settings read, and what a command reads for itself, under a name of its own: NAME = "LASTMILE_TOKEN"."""
    read_by_commands = {name for one in sources() for name in re.findall(r'^[A-Z]+ = "(LASTMILE_[A-Z_]+)"', one, re.M)}
    return read_by_commands | {f"LASTMILE_{name}" for name in settings.environment.known}


def test_every_setting_is_in_the_table_of_settings_and_no_other():
    told = [row[0] for row in rows("docs/operate/settings.md") if row[0].startswith("LASTMILE_")]
    assert sorted(told) == sorted(variables())


def test_no_paper_and_no_sentence_of_the_code_names_a_setting_that_is_not_there():
    for_tests = set(re.findall(r"LASTMILE_(?:TEST_\w+|REPORT)", text("CONTRIBUTING.md")))
    named = {name for one in [*map(text, PAPERS), *sources()] for name in re.findall(r"\bLASTMILE_[A-Z_]+[A-Z]\b", one)}
    assert named - variables() - for_tests == set()


def test_both_readmes_have_the_same_parts_and_show_the_same_pictures():
    english, chinese = text("README.md"), text("README.zh-CN.md")
    for pattern in (r"^(#+) ", r"!\[[^]]*\]\(([^)]+)\)", r"^\| (`\w+`)", r"^(?:make|lastmile) \S+"):
        assert re.findall(pattern, english, re.M) == re.findall(pattern, chinese, re.M)
    assert [Path(picture).name for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", english)] == ["review.png", "board.png"]


@pytest.mark.parametrize("page", ["supervisor", "handler", "verifier", "leader"])
def test_each_role_has_its_page_in_both_languages_with_the_same_parts(page):
    chinese, english = (text(f"docs/guide/{language}/{page}.md") for language in ("zh", "en"))
    for pattern in (r"^#+ ", r"^\| ", r"^- ", r"^\d\. "):
        assert len(re.findall(pattern, chinese, re.M)) == len(re.findall(pattern, english, re.M)), pattern


@pytest.mark.parametrize("heading", WORDS)
def test_the_glossary_has_the_words_of_the_screen(heading):
    table, keys = WORDS[heading]
    told = {row[0]: row[1:3] for row in rows("docs/glossary.md", heading)}
    assert set(told) == set(keys)
    for key in keys:
        with translation.override("zh-hans"):
            chinese = words.word(table, key)
        with translation.override("en"):
            assert told[key] == [chinese, words.word(table, key)]


def test_the_glossary_has_every_action_by_its_name():
    told = {row[0]: row[1] for row in rows("docs/glossary.md", "Actions")}
    there = {name: action.title for name, action in ACTIONS.items() if action.run.__module__.startswith("lastmile.")}
    assert told == there


def test_verify_sql_hashes_what_the_journal_hashes():
    sql = text("docs/operate/verify.sql")
    read = re.search(r"\(select (subject, [^)]*?) from kernel_entry\)", sql)
    hashed = re.search(r"concat_ws\(E'\\n',\s+(.*?)\), 'UTF8'\)", sql, re.S)
    assert read and tuple(read[1].split(", ")) == journal.COLUMNS
    assert hashed and tuple(re.sub(r"to_char\(at .*?Z\"'\)", "at", hashed[1]).split(", ")) == journal.COLUMNS[:-1]


def test_every_decision_has_its_parts_and_its_own_number():
    decisions = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        said = path.read_text("utf-8")
        assert said.startswith(f"# {path.name[:4]}. ")
        assert re.findall(r"^\*\*(Context|Decision|Consequences)", said, re.M) == ["Context", "Decision", "Consequences"]
