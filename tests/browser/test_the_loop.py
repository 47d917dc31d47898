"""The whole loop in a browser, with four people: from a paper to a closed item, the board telling each step."""
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lastmile.kernel.act import seal, verify
from tests.world import NOW, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# the pictures stay for whoever wants to look
PICTURES = Path(__file__).parents[2] / ".cache" / "loop"
REPORT = """全市冬季安全生产工作会议召开
　　11月20日，市委书记周明远主持召开全市冬季安全生产工作会议，市长沈若岚出席会议。
　　周明远强调，一要抓紧燃气整治。云溪区要在12月8日前完成老旧小区燃气管道排查；市应急管理局要在12月10日前通报一次检查情况。今年冬天气温偏低。
"""
SIGN_IN = {"赵雅琴": "zhaoyaqin", "周海涛": "zhouhaitao", "陈立新": "chenlixin", "孙静": "sunjing", "周明远": "zhoumingyuan"}
PHOTO = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
                      "0000000049454e44ae426082")


class Desk:
    """One person at a browser of their own."""

    def __init__(self, browser: Any, address: str, name: str):
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self.page.set_default_timeout(15_000)
        self.address = address
        self.page.goto(f"{address}/sign-in")
        self.page.fill("#u", SIGN_IN[name])
        self.page.fill("#p", PASSWORD)
        self.page.click("main .btn.go")
        self.page.wait_for_url(f"{address}/")

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page

    def act(self, action: str, **fields: str) -> None:
        """From the item's page, the form of an action: fill in and send."""
        self.page.click(f'a.btn[href*="{action}"]')
        for name, value in fields.items():
            self.page.fill(f'[name="{name}"]', value)
        self.send()

    def send(self) -> None:
        self.page.click('form.form button[type="submit"]')
        self.page.wait_for_selector("#notice .note:not(.bad)")

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@pytest.fixture
def desk(browser: Any, live_server: Any, lasting_world: Any) -> Callable[[str], Desk]:
    sat: dict[str, Desk] = {}
    return lambda name: sat.get(name) or sat.setdefault(name, Desk(browser, live_server.url, name))


def figures(leader: Desk) -> list[int]:
    """Of 云溪区 on the city's board: owed, to sign, working, reported, landed, late."""
    page = leader.open("/board")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="云溪区"))
    return [int(re.sub(r"\D", "", cell)) for cell in row.locator("td").all_inner_texts()]


def test_a_sentence_of_a_meeting_becomes_work_that_somebody_else_has_checked(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    leader = desk("周明远")
    assert figures(leader)[0] == 0

    supervisor = desk("赵雅琴")
    page = supervisor.open("/documents/new")
    page.fill("#text", REPORT)
    page.fill("#issued_on", "2026-11-20")
    page.click("form.form .btn.go")
    page.wait_for_selector("main.review")
    supervisor.picture("1-review")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("li.dir.on:has-text('老旧小区燃气管道排查')")
    page.keyboard.press("Enter")
    page.wait_for_selector("li.dir[data-state='ok']:has-text('老旧小区燃气管道排查')")
    page.click("details.confirm summary")
    page.click("details.confirm .ask-box .btn.go")
    page.wait_for_selector("li.dir[data-state='issued']")
    supervisor.picture("2-issued")
    assert figures(leader)[:2] == [1, 1]

    county = desk("周海涛")
    page = county.open("/")
    county.picture("3-inbox")
    page.click("ol.rows button:has-text('签收')")
    page.wait_for_selector("#notice .note")
    assert figures(leader)[:3] == [1, 0, 1]
    page = county.open("/")
    page.click("ol.rows .what a")
    page.click('a.btn[href*="item.break_down"]')
    page.fill('[name="children-0-unit"]', "石桥镇")
    page.fill('[name="children-0-title"]', "排查本镇老旧小区燃气管道")
    page.fill('[name="children-0-due"]', "2026-12-04")
    county.send()
    county.picture("4-broken-down")
    assert figures(leader)[:3] == [2, 1, 1]

    township = desk("陈立新")
    page = township.open("/")
    page.click("ol.rows button:has-text('签收')")
    page.wait_for_selector("#notice .note")
    photo = tmp_path / "现场.png"
    photo.write_bytes(PHOTO)
    report(township, photo, "12处老旧小区全部排查完毕，更换管道3处。")
    township.picture("5-reported")
    assert figures(leader)[:4] == [2, 0, 1, 1]

    verifier = desk("孙静")
    verifier.open("/?tab=check").click("ol.rows .what a")
    verifier.page.click('a.btn[href*="item.return"]')
    verifier.page.fill('[name="reason"]', "没有说明更换管道的位置，请补充。")
    verifier.send()
    assert figures(leader)[:4] == [2, 0, 2, 0]
    report(township, photo, "12处排查完毕；桥东路5号、8号和镇南里2号更换管道。")
    check(verifier, "到桥东路5号看过，属实。")
    verifier.picture("6-verified")
    assert figures(leader)[:5] == [2, 0, 1, 0, 1]

    report(county, photo, "全区老旧小区燃气管道排查完毕。")
    check(verifier, "抽查两个镇，属实。")
    assert figures(leader) == [2, 0, 0, 0, 2, 0]
    leader.picture("7-board")
    county.open("/items?state=closed")
    assert county.page.locator("tbody tr").count() == 2
    seal(NOW)
    assert list(verify()) == []


def report(who: Desk, photo: Path, done: str) -> None:
    who.open("/").click("ol.rows .what a")
    who.page.click('a.btn[href*="item.report"]')
    who.page.fill('[name="done"]', done)
    who.page.set_input_files('[name="evidence"]', str(photo))
    who.send()


def check(who: Desk, finding: str) -> None:
    who.open("/?tab=check").click("ol.rows .what a")
    who.page.click('a.btn[href*="item.verify"]')
    who.page.fill('[name="finding"]', finding)
    who.send()
