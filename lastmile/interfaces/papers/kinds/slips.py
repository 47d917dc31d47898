"""Papers about one item: 督查通知单, 催办单, and the coloured slips. One item, one paper (一事一单)."""
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.web import words
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.papers import Drafting
from lastmile.kernel.queries import item as items
from lastmile.kernel.queries import people
from lastmile.kernel.queries.journal import timeline
from lastmile.kernel.registry import Drafted, source_of

from ..structure import Block, Paper, to_json

TOLD = ("item.progress", "item.report")
COLOURS = {"blue": "蓝色", "yellow": "黄色", "orange": "橙色", "red": "红色"}


@dataclass(frozen=True)
class Facts:
    """What a slip says of its item, all in words."""

    number: str
    title: str
    unit: str
    unit_id: int
    assisting: str
    duty: str
    source: str
    quoted: str
    issued: str
    due: str
    state: str
    done: str
    problem: str


@dataclass(frozen=True)
class Slip:
    """A coloured slip as it is printed (督办单: 颜色、单号、前单号、事由、限期、签发人、送达、答复)."""

    colour: str
    number: str
    reason: str
    answer_by: datetime | None = None
    previous: str = ""
    signer: str = ""
    issued_on: date | None = None
    served: str = ""
    answer: str = ""


def full(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def moment(at: datetime | None) -> str:
    here = timezone.localtime(at) if at else None
    return f"{full(here.date())}{here:%H:%M}" if here else ""


def facts_of(asked: Drafting) -> Facts:
    """The one item that the paper is about, as far as the drafter may see it."""
    if len(asked.items) != 1:
        raise Refused("paper.draft.one", _("一事一单：请只选一件事项；几件的分别写。"), "items")
    whole = items.one(asked.actor, asked.items[0])
    if whole is None:
        raise Refused("paper.draft.unseen", _("您看不到这件事项，不能据此写文件。"), "items")
    row, units = whole.item, asked.city.units
    if row.issued_at is None:
        raise Refused("paper.draft.unissued", _("这件事项还没有交办，先交办再写。"), "items")
    source = source_of(row.source)
    last = next((line.given for line in timeline(f"item:{row.pk}") if line.action in TOLD), {})
    on_duty = dict.fromkeys(one["person__name"] for one in people.people_of(row.unit_id) if one["duty"])
    assisting = "、".join(units[pk].name for pk in whole.assisting)
    return Facts(row.number, row.title, units[row.unit_id].name, row.unit_id, assisting, "、".join(on_duty), source.title if source else row.source,
                 source.text if source else "", full(timezone.localtime(row.issued_at).date()), moment(row.due_at),
                 words.TABLES["state"][row.state], last.get("done", ""), last.get("problem", ""))


def notice(asked: Drafting) -> Drafted:
    """督查通知单: what is to be done, by whom, until when."""
    facts = facts_of(asked)
    rows = [("编　　号", facts.number, "交办日期", facts.issued), ("督办事项", facts.title), ("任务来源", facts.source), ("原　　文", facts.quoted),
            ("牵头单位", facts.unit, "责 任 人", facts.duty), ("配合单位", facts.assisting), ("办结时限", facts.due), ("联系方式", asked.contact)]
    says = "请按时限办结，并反馈办理情况、存在问题和下一步措施，附佐证材料。不属本单位职责的，写明理由及时退回；确需延期的，在时限届满前提出申请。" \
           "反馈情况由其他单位核查，核查通过后销号。"
    return done(asked, "督查通知单", facts, rows, says)


def urge(asked: Drafting) -> Drafted:
    """催办单: what is not done yet, how it stands, what is asked for."""
    facts = facts_of(asked)
    rows = [("编　　号", facts.number, "交办日期", facts.issued), ("督办事项", facts.title), ("承办单位", facts.unit, "责 任 人", facts.duty),
            ("办结时限", facts.due), ("目前状态", facts.state), ("最近反馈", facts.done or "尚未反馈"), ("存在问题", facts.problem),
            ("联系方式", asked.contact)]
    return done(asked, "催办单", facts, rows, "请抓紧办理，书面说明目前进展、未办结的原因、下一步措施和预计完成时间，经单位负责人审签后反馈。")


def done(asked: Drafting, title: str, facts: Facts, rows: list[tuple[str, ...]], says: str) -> Drafted:
    kept = tuple(row for row in rows if any(row[1::2]))
    paper = Paper(title=title, to=facts.unit, blocks=(Block("b1", "form", rows=kept), Block("b2", "text", text=says)), signature=asked.head,
                  sealed=asked.sealed)
    return Drafted(to_json(paper), (facts.unit_id,))


def slip(slip: Slip, facts: Facts, office: str) -> Paper:
    """A coloured slip as a paper; it has a number of its own, and is printed as it was issued."""
    colour = COLOURS[slip.colour]
    rows = [("单　　号", slip.number, "前单单号", slip.previous or "无"), ("督办事项", f"{facts.number}　{facts.title}"),
            ("承办单位", facts.unit, "责 任 人", facts.duty), ("办结时限", facts.due), ("目前状态", facts.state, "签 发 人", slip.signer),
            ("事　　由", slip.reason), ("答复限期", moment(slip.answer_by)), ("送　　达", slip.served), ("答　　复", slip.answer)]
    return Paper(title=f"{colour}督办单", to=facts.unit, colour=slip.colour, signature=office, dated=slip.issued_on,
                 blocks=(Block("b1", "form", rows=tuple(row for row in rows if any(row[1::2]))),))
