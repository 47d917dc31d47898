"""Papers that count: 督查通报, 督查专报, weekly and monthly bulletin. Their figures are the boards' own; each names its items."""
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.web import words
from lastmile.kernel.act import Refused
from lastmile.kernel.actions.papers import Drafting
from lastmile.kernel.queries.figures import MOST, Counted, Moving, Standing, TooMany, standing
from lastmile.kernel.queries.items import under
from lastmile.kernel.registry import Drafted
from lastmile.kernel.rules.city import GOVERNMENTS

from ..drafting import Telling, Told
from ..structure import Paper, to_json

FILTERS = {"owed": {"state": "refused,assigned,signed,working,returned,reported,verified,suspended,closed"}, "landed": {"state": "verified,closed"},
           "to_sign": {"state": "assigned"}, "working": {"state": "signed,working,returned"}, "reported": {"state": "reported"},
           "late": {"overdue": "finish"}, "near": {"light": "yellow"}, "was_late": {"light": "was"}}
NAMES = {"owed": "应办", "landed": "已落地", "to_sign": "待签收", "working": "正在办理", "reported": "已反馈待核查", "late": "逾期未办结",
         "near": "临近时限", "was_late": "逾期后落地"}
CELLS = ("owed", "to_sign", "working", "reported", "landed", "late")
LATE_LISTED = 100  # lines of the table of what is late; the rest is counted below it


def day(on: date) -> str:
    return f"{on.month}月{on.day}日"


class Counting:
    """One counting paper in the making: what is asked, what is counted, what is told."""

    def __init__(self, asked: Drafting) -> None:
        self.asked, self.told = asked, Telling()
        self.name = "全市" if asked.city.units[asked.over].parent is None else asked.city.units[asked.over].short
        self.seen = counted(asked)

    def figure(self, key: str, listed: bool = True, area: str = "", unit: int | None = None) -> Told:
        """A figure of the board, in all or of an area or a unit below."""
        units = frozenset(under(self.asked.city, unit)) if unit is not None else None
        where = {"unit": unit if unit is not None else self.asked.over} | ({"area": area} if area else {}) | FILTERS[key]
        of = words.TABLES["area"][area] if area else self.asked.city.units[unit].short if unit is not None else ""
        return self.told.count(of + NAMES[key], self.seen.behind(key, area, units), where, listed)

    def happened(self, what: str, items: Sequence[Counted]) -> Told:
        return self.told.count(what, items)

    def between(self) -> tuple[datetime, datetime]:
        """The period as moments, its last day taken whole."""
        zone = timezone.get_current_timezone()
        return (datetime.combine(self.asked.since, time(), zone), datetime.combine(self.asked.until + timedelta(days=1), time(), zone))

    def overall(self) -> None:
        total = self.seen.board.total
        rate = total.landing_rate
        owed, landed = self.figure("owed"), self.figure("landed")
        said = f"，落地率{rate:.1f}%" if rate is not None else ""
        self.told.text("截至{today}，{name}应办督办事项{owed}件，其中已落地{landed}件{said}；待签收{to_sign}件，正在办理{working}件，已反馈待核查{reported}件。",
                       today=day(self.asked.today), name=self.name, owed=owed, landed=landed, said=said,
                       **{key: self.figure(key) for key in ("to_sign", "working", "reported")})
        if total.late:
            self.told.text("逾期未办结{late}件，临近时限{near}件；已落地事项中逾期后落地{was_late}件。",
                           **{key: self.figure(key) for key in ("late", "near", "was_late")})
        else:
            self.told.text("没有逾期未办结的事项，临近时限{near}件。", near=self.figure("near"))

    def period(self) -> None:
        since, until = self.between()
        issued = self.happened("期内新交办", self.seen.within(lambda one: one.issued_at, since, until))
        landed = self.happened("期内落地", self.seen.within(lambda one: one.landed_at, since, until))
        fell_due = self.seen.within(lambda one: one.due_at, since, until)
        due = self.happened("期内到期", fell_due)
        left = self.happened("期内到期未办结", [one for one in fell_due if one.counts("late")])
        self.told.text("{since}至{until}，新交办{issued}件，落地{landed}件；期内到期{due}件，其中未按期办结{left}件。", since=day(self.asked.since),
                       until=day(self.asked.until), issued=issued, landed=landed, due=due, left=left)

    def by_area(self) -> None:
        rows: list[list[Told | str]] = [[words.TABLES["area"][area], *(self.figure(key, False, area=area) for key in CELLS)]
                                        for area in self.seen.board.areas]
        if rows:
            self.told.table(("领域", "应办", "待签收", "办理中", "待核查", "已落地", "逾期"), (28, 12, 12, 12, 12, 12, 12), rows)

    def by_unit(self) -> None:
        units = [pk for pk, figures in self.seen.board.units.items() if figures.owed]
        rows: list[list[Told | str]] = [[str(n), self.asked.city.units[pk].short, *(self.figure(key, False, unit=pk) for key in CELLS)]
                                        for n, pk in enumerate(units, 1)]
        if rows:
            self.told.table(("序号", "单位", "应办", "待签收", "办理中", "待核查", "已落地", "逾期"), (9, 31, 10, 10, 10, 10, 10, 10), rows)

    def late(self) -> bool:
        """The table of what is late, the longest first; False when nothing is."""
        items = sorted(self.seen.behind("late"), key=lambda one: (one.due_at or self.asked.now, one.id))
        if not items:
            return False
        units = self.asked.city.units
        self.told.table(("编号", "事项", "承办单位", "办结时限", "逾期天数"), (22, 32, 18, 15, 13), [
            (one.number, one.title, units[one.unit].short, day(local(one.due_at)), str((self.asked.today - local(one.due_at)).days))
            for one in items[:LATE_LISTED] if one.due_at])
        if len(items) > LATE_LISTED:
            self.told.text("表中列出逾期时间最长的{n}件，其余{more}件见附件。", n=str(LATE_LISTED), more=str(len(items) - LATE_LISTED))
        return True

    def done(self, title: str, to: str = "", readers: Sequence[int] = ()) -> Drafted:
        """What comes in issues bears its own name in red, and who issues it under the number."""
        asked, issues = self.asked, self.asked.kind.issues
        paper = Paper(title=title, blocks=tuple(self.told.blocks), to=to, red_head=(asked.kind.title if issues else asked.head) if asked.red else "",
                      signature="" if issues else asked.head, issued_by=asked.head if issues else "", sealed=asked.sealed,
                      printed_by=asked.head, annexes=self.told.annex(), figures=tuple(self.told.figures))
        return Drafted(to_json(paper), tuple(readers))


def local(moment: datetime | None) -> date:
    return timezone.localtime(moment).date()


def counted(asked: Drafting) -> Standing:
    """The figures, as the drafter may see them."""
    try:
        found = standing(asked.actor, asked.over)
    except TooMany as no:
        raise Refused("paper.draft.too-many", _("这个单位及下级的事项超过{n}件，不能逐件列出依据。请分单位写。").format(n=MOST), "over") from no
    except Moving as no:
        raise Refused("paper.draft.moving", _("数据正在变动，没有写成。请过一会儿再试。")) from no
    if found is None:
        raise Refused("paper.draft.unseen", _("您看不到这个单位的数据，不能据此写文件。"), "over")
    return found


def below(asked: Drafting) -> tuple[str, tuple[int, ...]]:
    """Whom a circular goes to: the governments and departments directly below, in the office's way of naming them all."""
    units = asked.city.children.get(asked.over, ())
    of = {"city": "各县（市、区），市直各有关单位", "county": "各镇（街道），区直各有关单位"}.get(asked.city.units[asked.over].sort, "各有关单位")
    return of, tuple(unit.id for unit in units if unit.sort in (*GOVERNMENTS, "department"))


def circular(asked: Drafting) -> Drafted:
    """督查通报: to all units below, how things stand, by area and unit, what is late, what is asked."""
    one = Counting(asked)
    one.told.text("现将督办事项办理情况通报如下。")
    one.told.heading(1, "总体情况")
    one.overall()
    one.period()
    one.told.heading(1, "分领域、分单位情况")
    one.told.heading(2, "各领域")
    one.by_area()
    one.told.heading(2, "各单位")
    one.by_unit()
    one.told.heading(1, "逾期未办结的事项")
    if not one.late():
        one.told.text("没有逾期未办结的事项。")
    one.told.heading(1, "下一步要求")
    one.told.text("有逾期事项的单位要逐件查明原因，提出新的完成时间和措施，经单位负责人审签后反馈。临近时限的事项要倒排进度，确需延期的，在时限届满前提出申请。"
                  "反馈情况要附佐证材料，由其他单位核查，核查通过后销号。")
    to, readers = below(asked)
    return one.done(f"关于{one.name}督办事项办理情况的通报", to, readers)


def special(asked: Drafting) -> Drafted:
    """督查专报: to leaders, what is wrong and what is proposed; to whom it goes a person says."""
    one = Counting(asked)
    one.told.heading(1, "基本情况")
    one.overall()
    one.told.heading(1, "主要问题")
    late = one.seen.behind("late")
    for pk, figures in sorted(one.seen.board.units.items(), key=lambda found: -found[1].late):
        if figures.late:
            one.told.text("{unit}逾期未办结{late}件，占该单位应办事项{owed}件的{share}。", unit=asked.city.units[pk].short,
                          late=one.figure("late", unit=pk),
                          owed=one.figure("owed", unit=pk, listed=False), share=f"{100 * figures.late / figures.owed:.1f}%")
    if late:
        one.late()
    else:
        one.told.text("目前没有逾期未办结的事项。")
    one.told.heading(1, "工作建议")
    one.told.text("对逾期时间较长、涉及多个单位的事项，建议由分管领导召集牵头单位和配合单位专题研究，明确责任分工和新的完成时间。")
    return one.done(f"{one.name}督办事项办理中的问题和建议")


def bulletin(asked: Drafting) -> Drafted:
    """A week's or a month's bulletin: what was issued, what landed, what is late, what falls due next."""
    one = Counting(asked)
    one.told.heading(1, "本期情况")
    one.period()
    one.overall()
    one.told.heading(1, "各领域进展")
    one.by_area()
    one.told.heading(1, "各单位进展")
    one.by_unit()
    if one.seen.behind("late"):
        one.told.heading(1, "逾期未办结的事项")
        one.late()
    kind = {"week": "一周", "month": "一月"}.get(asked.kind.period, "")
    return one.done(f"{one.name}督办事项{kind}进展", *below(asked))
