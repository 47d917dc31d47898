"""The demo city is one whole: its tree, its people, its documents, and a story that keeps the rules."""
from collections import Counter, defaultdict
from datetime import date

import pytest

from lastmile.kernel.rules.areas import AREAS
from lastmile.kernel.rules.moves import STATES, after, possible
from lastmile.project.demo import data, plan
from lastmile.project.demo.hours import CALENDAR, NOW

UNITS = {unit["key"]: unit for unit in data.units()}
PEOPLE = {person["username"]: person for person in data.people()}
STORIES = data.stories()
STEPS = list(plan.steps())
CAST = dict(zhaoyaqin="赵雅琴", limin="李敏", zhouhaitao="周海涛", chenlixin="陈立新", sunjing="孙静", zhoumingyuan="周明远",
            shenruolan="沈若岚", wangjianguo="王建国", hexiaotang="何晓棠")
CHECKED_AS = {"return": "verify"}
REAL_PLACES = ("清远 清城 清新 英德 连州 佛冈 阳山 连山 连南 "
               "太平镇 太和镇 龙塘镇 三江镇 永和镇 青塘镇 白沙镇 杨梅镇 岭背镇").split()
REAL_PEOPLE = "殷昭举 温文星 李丰 黄晨光 黄建平 邱泽军 林科聪 苏锦丹 岑中坚 杨焕 雷虎".split()


def units_of(username: str) -> set[str]:
    return {post["unit"] for post in PEOPLE[username]["posts"]}


class Ledger:
    """Replays the steps as the system would and remembers what each item has come to."""

    def __init__(self):
        self.state, self.unit, self.due, self.seen = {}, {}, {}, defaultdict(set)
        self.reporter, self.children, self.waived, self.directives = {}, {}, set(), {}

    def replay(self):
        for step in STEPS:
            self.take(step)
        return self

    def put(self, ref, state, unit, due):
        self.unit[ref], self.due[ref] = unit, due
        self.move(ref, state)

    def move(self, ref, state):
        self.state[ref] = state
        self.seen[state].add(ref)

    def take(self, step):
        ref, values = step.ref, step.values
        match step.action:
            case "directive.add":
                self.directives[ref] = values
            case "document.issue":
                for item in values["items"]:
                    facts = self.directives[item.replace("item:", "directive:")]
                    self.put(item, "assigned", facts["lead"], facts["due"])
            case "item.open":
                self.put(ref, "draft", values["lead"], values["due"])
            case action if action.startswith("item."):
                self.item(action.removeprefix("item."), step)

    def item(self, act, step):
        ref, values = step.ref, step.values
        assert possible(step.action, self.state[ref]), f"{step.action} of {ref} while it is {self.state[ref]}"
        getattr(self, CHECKED_AS.get(act, act), lambda *_: None)(step, ref, values)
        self.move(ref, after(step.action, self.state[ref]))

    def change(self, step, ref, values):
        self.unit[ref] = values["lead"]

    reassign = change

    def sign(self, step, ref, values):
        assert self.unit[ref] in units_of(step.username), f"{step.username} signs for {self.unit[ref]}"

    progress = sign

    def report(self, step, ref, values):
        self.sign(step, ref, values)
        assert values["evidence"], f"{ref} is reported without evidence"
        open_parts = {c for c in self.children.get(ref, ()) if self.state[c] != "closed"} - self.waived
        assert not open_parts, f"{ref} is reported before its parts {open_parts}"
        self.reporter[ref] = step.username

    def verify(self, step, ref, values):
        assert not units_of(step.username) & units_of(self.reporter[ref]), f"{ref} is checked by the unit that reported it"

    def break_down(self, step, ref, values):
        for child in values["children"]:
            assert child["due"] <= self.due[ref], f"{child['ref']} is due after the whole"
            self.put(child["ref"], "assigned", child["unit"], child["due"])
        self.children[ref] = [child["ref"] for child in values["children"]]

    def suspend(self, step, ref, values):
        self.paused = step.at

    def resume(self, step, ref, values):
        later = date.fromisoformat(self.due[ref]) + (step.at.date() - self.paused.date())
        self.due[ref] = later.isoformat()

    def waive_children(self, step, ref, values):
        self.waived.update(values["children"])

    def extend(self, step, ref, values):
        assert step.at.date().isoformat() <= self.due[ref] < values["due"], f"{ref} is extended too late or backwards"
        self.due[ref] = values["due"]


@pytest.fixture(scope="module")
def ledger():
    return Ledger().replay()


def test_the_units_form_one_tree_and_a_parent_stands_before_its_children():
    seen = set()
    for key, unit in UNITS.items():
        assert unit["parent"] in seen or (unit["parent"] is None and key == "city")
        seen.add(key)


def test_every_name_and_alias_leads_to_one_unit():
    names = Counter(name for unit in UNITS.values() for name in [unit["name"], *unit["aliases"]])
    assert [name for name, times in names.items() if times > 1] == []


def test_the_city_has_eight_counties_some_forty_departments_and_eighty_townships():
    sorts = Counter(unit["sort"] for unit in UNITS.values())
    departments = sum(unit["sort"] == "department" and unit["parent"] == "city" for unit in UNITS.values())
    assert sorts["county"] == 8 and 78 <= sorts["township"] <= 84 and 38 <= departments <= 45


def test_every_township_lies_in_a_county_and_shiqiao_in_yunxi():
    parents = {UNITS[unit["parent"]]["sort"] for unit in UNITS.values() if unit["sort"] == "township"}
    assert parents == {"county"}
    assert UNITS["yunxi.shiqiao"]["short"] == "石桥镇" and UNITS["yunxi.shiqiao"]["parent"] == "yunxi"


def test_every_post_is_in_a_unit_and_usernames_and_names_are_unique():
    assert len(PEOPLE) == len(data.people()) == len({person["name"] for person in data.people()})
    posts = [post for person in data.people() for post in person["posts"]]
    assert {post["unit"] for post in posts} | {post["scope"] for post in posts} <= set(UNITS)
    assert {post["role"] for post in posts} == {"supervisor", "leader", "handler", "verifier", "administrator"}


def test_every_county_department_and_township_has_one_handler_on_duty():
    posts = [post for person in data.people() for post in person["posts"]]
    duty = Counter(post["unit"] for post in posts if post["role"] == "handler" and post["duty"])
    owing = [key for key, unit in UNITS.items() if unit["sort"] in ("county", "department", "township", "village")]
    assert {key: duty[key] for key in owing if duty[key] != 1} == {}


def test_the_cast_is_there_under_its_names():
    assert {username: PEOPLE[username]["name"] for username in CAST} == CAST


def test_no_real_place_or_person_appears():
    written = "".join(data.text(paper["file"]) for paper in data.documents()) + str(data.units()) + str(data.people())
    assert [name for name in REAL_PLACES + REAL_PEOPLE if name in written] == []


def test_every_sentence_stands_once_in_its_document():
    for number, paper in enumerate(data.documents(), 1):
        text = data.text(paper["file"])
        clauses = [story.says for story in STORIES if story.document == number] + paper["uncovered"]
        assert [clause for clause in clauses if text.count(clause) != 1] == []


def test_the_documents_are_of_the_length_of_their_genre_and_in_order():
    papers = data.documents()
    assert Counter(paper["genre"] for paper in papers) == {"report": 5, "minutes": 2, "notice": 1}
    assert [paper["issued_on"] for paper in papers] == sorted(paper["issued_on"] for paper in papers)
    assert all(700 <= len(data.text(paper["file"])) <= 1500 for paper in papers)


def test_the_newest_report_has_26_directives_18_accepted_3_doubtful_and_5_unseen():
    assert Counter(story.end for story in STORIES if story.document == 8) == {"accepted": 18, "doubtful": 3, "unseen": 5}


def test_stories_speak_of_known_units_and_areas():
    for story in STORIES:
        assert {story.lead, story.first, *story.assisting} - {""} <= set(UNITS) and story.area in AREAS


def test_steps_come_in_order_of_time_in_office_hours_of_working_days():
    times = [step.at for step in STEPS]
    assert times == sorted(times) and times[-1] <= NOW
    assert all(CALENDAR.is_workday(at.date()) and CALENDAR.office_start(at.date()) <= at <= CALENDAR.office_end(at.date()) for at in times)


def test_only_people_of_the_city_act_and_the_stranger_never_in_yunxi():
    assert {step.username for step in STEPS} <= set(PEOPLE)
    assert not [step.ref for step in STEPS if step.username == "hexiaotang" and "yunxi" in step.ref]


def test_the_story_is_legal_and_comes_to_its_ends(ledger):
    held = ("dismissed", "accepted", "doubtful", "unseen")
    told = {f"item:{story.ref}": story.end for story in STORIES if story.end not in held}
    assert {ref: ledger.state[ref] for ref in told} == told


def test_every_state_and_every_light_occurs(ledger):
    assert set(ledger.seen) == set(STATES)
    owed = [ref for ref, state in ledger.state.items() if state in ("assigned", "signed", "working")]
    days = [(date.fromisoformat(ledger.due[ref]) - NOW.date()).days for ref in owed]
    assert min(days) < 0 and any(0 <= left <= 3 for left in days) and max(days) > 3


def test_most_is_landed_or_on_course_and_about_a_tenth_is_late(ledger):
    landed = sum(state in ("verified", "closed") for state in ledger.state.values())
    today = NOW.date().isoformat()
    late = sum(s in ("assigned", "signed", "working", "returned") and ledger.due[r] < today for r, s in ledger.state.items())
    assert 240 <= len(ledger.state) <= 290
    assert 0.35 <= landed / len(ledger.state) <= 0.6 and 0.05 <= late / len(ledger.state) <= 0.12


def test_the_parts_of_an_item_add_up_to_the_whole():
    goals = {f"item:{story.ref}": story.count[3] for story in STORIES if story.count}
    for step in STEPS:
        if step.action == "item.break_down":
            goals |= {child["ref"]: child["goal"][3] for child in step.values["children"]}
            assert sum(child["goal"][3] for child in step.values["children"]) == goals[step.ref]


def test_asked_for_an_earlier_day_the_story_stops_there():
    august = date(2026, 8, 31)
    assert list(plan.steps(august)) == [step for step in STEPS if step.at.date() <= august]
