"""Sample data for the pages of the office's own papers."""
from datetime import date

from lastmile.kernel.rules.ledger import usual_columns
from tests.interfaces.papers.sample import CIRCULAR
from tests.interfaces.web import samples_lists as lists
from tests.interfaces.web.cast import at, entry, me, n, page

WRITER = me("赵雅琴", "市委督查室", "inbox items meetings units board")
RUN = [n(words="截至11月20日，全市应办督办事项", href=""), n(words="126", href="/papers/3/figures/f1"), n(words="件。", href="")]
BODY = [
    n(sort="1", mark="一、", lines=[[n(words="总体情况", href="")]], head=(), rows=[]), n(sort="text", mark="", lines=[RUN], head=(), rows=[]),
    n(sort="table", mark="", lines=[], head=("领域", "逾期"), rows=[[n(words="安全生产", href=""), n(words="3", href="/papers/3/figures/f2")]]),
    n(sort="form", mark="", lines=[], head=(), rows=[[n(words=words, href="") for words in ("编号", "2026-督-0147", "责任人", "李敏")],
                                                     [n(words="事项", href=""), n(words="排查隐患", href="")]])]
PAPERS = page(
    "papers", WRITER, waiting=2, narrowed=False, kinds=[("circular", "督查通报")], filters=n(kind="", state=""), ledger_href="/ledger",
    style_href="/do/letterhead.set", news=[n(words="督查通报", href="/do/paper.draft?paper_kind=circular")],
    pager=n(prev="", next="/papers?before=3"),
    rows=[n(href="/papers/3", number="青督通〔2026〕3号", title=CIRCULAR.title, kind="督查通报", unit="市委督查室", state=state,
            drafted_at=at(20, 9, 0), by="赵雅琴") for state in ("draft", "archived")])
PAPERS_NONE = PAPERS | {"rows": [], "waiting": 0, "narrowed": True, "news": []}
PAPER = page(
    "papers", WRITER, paper=CIRCULAR, title=[CIRCULAR.title[:9], CIRCULAR.title[9:]], body=BODY,
    annexes=[n(title="数据对应的事项编号", blocks=BODY[2:3])],
    gone=[n(what="逾期未办结", n=12, href="/papers/3/figures/f2")],
    files=[n(href="/papers/archived/7", name="通报.pdf", form="pdf", version=1, at=at(20, 10, 0), size=52_000, hash="ab" * 32)],
    about=n(id=3, kind="督查通报", state="draft", version=2, unit="市委督查室", since=date(2026, 11, 1), until=date(2026, 11, 20),
            drafted_by="赵雅琴", drafted_at=at(20, 9, 0), signed_by="", signed_at=None),
    signers="领导或督查", seen=4, may=["paper.change", "paper.void", "paper.sign_off"], next="sign_off", edit_href="/papers/3?edit=1",
    downloads=[n(words="Word", href="/papers/3/file/docx")],
    journal=n(count=1, older="", newest="", entries=[entry(at(20, 9, 0), "草拟文件", "市委督查室 赵雅琴")]))
ARCHIVED = PAPER | {
    "about": n(**vars(PAPER["about"]) | {"state": "archived", "signed_by": "周明远", "signed_at": at(20, 10, 0)}), "may": ["paper.correct"],
    "next": "", "edit_href": "", "gone": []}


def part(kind: str, name: str, label: str, value: str, **more: object) -> object:
    return n(**{"kind": kind, "name": name, "label": label, "value": value, "rows": 3, "head": (), "cells": (), "mark": ""} | more)


EDIT = page(
    "papers", WRITER, number="青督通〔2026〕3号", title=CIRCULAR.title, action="/papers/3", seen=4, back="/papers/3",
    refused=n(says="没有改动。", then=""), head=[part("p", "title", "标题", CIRCULAR.title)],
    fields=[part("h", "b1", "标题", "总体情况", mark="一、"), part("t", "b2", "正文", "截至11月20日，全市应办督办事项126件。"),
            part("table", "", "", "", head=("领域", "逾期"), cells=[("安全生产", "3")] * 7)])
FIGURE = page("papers", WRITER, number="青督通〔2026〕3号", what="逾期未办结", n=12, drafted_at=at(20, 9, 0), rows=lists.LISTED[:3], hidden=1,
              capped=False, back="/papers/3", now_href="/items?overdue=finish")
LEDGER = page("papers", WRITER, filters={"unit": "云溪区", "area": "", "state": "", "light": "", "overdue": ""}, states=lists.CHOICES, total=126,
              capped=False, columns=usual_columns(), action="/ledger/write", columns_href="/do/ledger.set_columns?unit=2", sent={"unit": "云溪区"},
              back="/papers")
LEDGER_LONG = LEDGER | {"total": 500, "capped": True}
PAGES = [
    ("papers", "papers.html", PAPERS), ("papers-none", "papers.html", PAPERS_NONE), ("paper", "paper.html", PAPER),
    ("paper-archived", "paper.html", ARCHIVED),
    ("paper-edit", "paper_edit.html", EDIT), ("figure", "figure.html", FIGURE), ("ledger", "ledger.html", LEDGER),
    ("ledger-long", "ledger.html", LEDGER_LONG)]
